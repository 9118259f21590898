"""Reads one word of a query: what it can mean in each language, the same way as site_config/client/readings.js.

A reading is either words to look for, or a sense: a concept, or a row of the bridge. Each says how it was come by and
what it is worth, so that a hit can tell its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from indexer.analysis import Analysis, cut, fold, skeleton, spell
from indexer.senses import Grade, is_row

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a way to a concept is worth beside its preferred label.
LABEL_WORTH = {Grade.PREFERRED: 1.0, Grade.ALTERNATIVE: 0.95, Grade.HIDDEN: 0.9, Grade.SHARED: 0.85}
_LABEL_REASON = {Grade.PREFERRED: "concept", Grade.HIDDEN: "typo"}
TRANSLATION_WORTH = 0.8
RELATED_WORTH = 0.7
RELATED_SURE = 0.56  # near an idea is not about it: enough for a lone word, too little beside an unknown one
ROMANISED_WORTH = 0.9


@dataclass(frozen=True, slots=True)
class Word:
    """A reading as words of one language.

    Attributes:
        groups: Each group's terms must stand together on a page; one group is enough.
        known: The word as it is known; differs from what was typed for slips and romanisations.
        surfaces: Folded forms in which it stands in the texts.
        parts: What to show of it where it does not stand in one piece.
    """

    language: str
    groups: tuple[tuple[str, ...], ...]
    worth: float
    reason: str
    known: str
    surfaces: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meant:
    """A reading as a sense: a concept, or a row of the bridge (`~12`).

    Attributes:
        known: The label or word that led there.
        sure: How much the find speaks for an answer to what was asked, from 0 to 1.
        language: That of the word that led there; "" where none did.
    """

    sense: str
    worth: float
    reason: str
    known: str
    sure: float
    language: str = ""


Reading = Word | Meant


@dataclass(frozen=True, slots=True)
class Unit:
    """One idea of the query, as typed, with its readings; none means that nothing is known of it."""

    typed: str
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How a known word was reached from what was typed; an empty reason is the straight way."""

    typed: str
    worth: float = 1.0
    reason: str = ""
    known: str = ""

    def reason_for(self, label: str, otherwise: str) -> str:
        """Return why a label was found: the detour, if there was one, or the diacritics left out."""
        if self.reason:
            return self.reason
        typed, spelled = spell(self.typed), spell(label)
        return "diacritics" if typed != spelled and typed == fold(spelled) else otherwise


def key_of(reading: Reading) -> object:
    """Return what a reading is about; two about the same are one, in its better form."""
    return reading.sense if isinstance(reading, Meant) else (reading.language, reading.groups)


@dataclass
class Readings:
    """What has been found for a unit so far; a word or sense is kept once, in its best reading."""

    best: dict[object, Reading] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        """Keep `reading` unless the same is known to be worth more."""
        known = self.best.get(key_of(reading))
        if not known or known.worth < reading.worth:
            self.best[key_of(reading)] = reading

    def __bool__(self) -> bool:
        return bool(self.best)

    def unit(self, typed: str) -> Unit:
        """Return the readings as a unit, senses first: they say more."""
        return Unit(typed, tuple(sorted(self.best.values(), key=lambda reading: isinstance(reading, Word))))


@dataclass(frozen=True)
class Reader:
    """Reads words with the help of a lexicon."""

    analysis: Analysis
    entries: Mapping[str, Mapping[str, Any]]
    meanings: Mapping[str, Mapping[str, Any]]

    def term(self, term: str, language: str) -> Mapping[str, Any]:
        """Return what the lexicon says of a term; nothing for one it does not know."""
        record: Mapping[str, Any] = self.entries.get(term, {}).get("t", {}).get(language, {})
        return record

    def read_known(self, readings: Readings, word: str, way: Way) -> None:
        """Read a word in every language that has it; one that has only something like it yields to one that has it.

        What only a rule takes for a form, and of a word that is nowhere, is not known: it may be a slip.
        """
        folded = self.analysis.fold(word)
        found = []
        for language in self.analysis.languages_of(folded):
            listed = self.entries.get(folded, {}).get("f", {}).get(language)
            for term in self.analysis.terms(word, language):
                record = self.term(term, language)
                if record:
                    known = folded in record.get("s", ())
                    found.append((known or bool(listed), known, language, term, record))
        certain = any(sure for sure, *_ in found)
        for sure, known, language, term, record in found:
            if sure or not certain:
                if "p" in record:
                    why = way.reason or ("word" if known else "form")
                    surfaces = tuple(record.get("s", ()))
                    readings.add(Word(language, ((term,),), way.worth, why, way.known or way.typed, surfaces))
                self.read_meanings(readings, term, language, way)
        if not certain and all(map(self._leads_nowhere, readings.best.values())):
            readings.best.clear()

    def _leads_nowhere(self, reading: Reading) -> bool:
        """Return whether a reading is a row of the bridge that no page has; where it leads is a reading of its own."""
        return isinstance(reading, Meant) and is_row(reading.sense) and "p" not in self.meanings[reading.sense]

    def read_meanings(self, readings: Readings, key: str, language: str, way: Way) -> None:
        """Add the senses of a key: the concepts it is a label of, its rows of the bridge, and where these lead."""
        record = self.term(key, language)
        for concept, grade, label in record.get("l", ()):
            worth = way.worth * LABEL_WORTH[Grade(grade)]
            why = way.reason_for(label, _LABEL_REASON.get(grade, "synonym"))
            known = label if grade == Grade.HIDDEN else way.known or label
            readings.add(Meant(concept, worth, why, known, way.worth, language))
        for row in record.get("b", ()):
            why = way.reason or "translation"
            known = way.known or way.typed
            readings.add(Meant(f"~{row}", way.worth * TRANSLATION_WORTH, why, known, 0.0, language))
            for concept, translated in self.meanings[f"~{row}"].get("c", ()):
                worth = TRANSLATION_WORTH if translated else RELATED_WORTH
                reason = way.reason or ("translation" if translated else "related")
                sure = way.worth * (worth if translated else RELATED_SURE)
                readings.add(Meant(concept, way.worth * worth, reason, known, sure, language))

    def read_exactly(self, word: str) -> tuple[Word, ...]:
        """Return where a word itself stands, in any of its forms, with no thought of what it means."""
        folded = self.analysis.fold(word)
        if not cut(word)[0].han:
            readings = Readings()
            self.read_known(readings, word, Way(word))
            return tuple(reading for reading in readings.best.values() if isinstance(reading, Word))
        return tuple(
            Word(language, groups, 1.0, "word", word, (folded,))
            for language in self.analysis.languages_of(folded)
            if (groups := self._han_groups(folded, language, whole=True))
        )

    def read_form(self, readings: Readings, form: str) -> None:
        """Read a folded word as a form of the terms that are known to have it."""
        for language in self.analysis.languages_of(form):
            for term in self.analysis.terms(form, language):
                record = self.term(term, language)
                if form in record.get("s", ()) and "p" in record:
                    readings.add(Word(language, ((term,),), 1.0, "form", form, tuple(record["s"])))

    def concepts_called(self, text: str) -> tuple[str, ...]:
        """Return the concepts that have this id, or else this label in some language, and none better."""
        if not is_row(text) and text in self.meanings:
            return (text,)
        words = cut(text)
        found = [
            (grade, concept)
            for language in (self.analysis.languages_of(words[0].text) if words else ())
            for concept, grade, _ in self.term(self.analysis.key(text, language), language).get("l", ())
        ]
        best = min(found, default=(0, ""))[0]
        return tuple(dict.fromkeys(concept for grade, concept in found if grade == best))

    def read_romanised(self, readings: Readings, latin: str, typed: str) -> None:
        """Read Latin letters as a word of a language that has another script."""
        keys = list(self.entries.get(latin, {}).get("r", ()))
        for rules in self.analysis.rules:
            if rules.reductions and latin.isascii():
                keys += self.entries.get(f"{rules.code}~{skeleton(latin, rules)}", {}).get("r", ())
        for language, key in keys:
            surfaces = self.term(key, language).get("s", ())
            way = Way(typed, ROMANISED_WORTH, "romanisation", next(iter(surfaces), key))
            self.read_meanings(readings, key, language, way)
            self._add_terms(readings, key, language, way)

    def read_run(self, readings: Readings, typed: str, folded: str) -> None:
        """Read a run of Chinese characters, simplified if it was typed in traditional ones."""
        way = Way(typed) if folded == typed else Way(typed, reason="variant", known=folded)
        self.read_han(readings, folded, way)

    def read_han(self, readings: Readings, word: str, way: Way) -> None:
        """Read a word of Chinese characters, as a sense and as what may stand in a text."""
        for language in self.analysis.languages_of(word):
            self.read_meanings(readings, word, language, way)
            self._add_terms(readings, word, language, way)

    def _add_terms(self, readings: Readings, key: str, language: str, way: Way) -> None:
        """Add a word of the lexicon as something that may stand in a text: a term, or pairs of characters."""
        record = self.term(key, language)
        han = cut(key)[0].han
        groups: tuple[tuple[str, ...], ...] = ((key,),) if "p" in record else ()
        if han:
            groups = self._han_groups(key, language, whole=bool(record.get("l") or record.get("b")))
        if groups:
            surfaces = (key,) if han else tuple(record.get("s", ()))
            parts = tuple(term for group in groups for term in group) if han else ()
            known, reason = way.known or way.typed, way.reason or "word"
            readings.add(Word(language, groups, way.worth, reason, known, surfaces, parts))

    def _han_groups(self, run: str, language: str, *, whole: bool) -> tuple[tuple[str, ...], ...]:
        """Return what finds a run, a character alone or the pairs of it.

        A known word stands as a whole or not at all; of an unknown run, each part that stands counts.
        """
        pairs = tuple(run[i : i + 2] for i in range(len(run) - 1)) or (run,)
        found = tuple((pair,) for pair in pairs if "p" in self.term(pair, language))
        if not whole:
            return found
        return (pairs,) if len(found) == len(pairs) else ()
