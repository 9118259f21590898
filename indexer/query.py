"""Understands a query: cuts it into units and says what each can mean, the same way as site_config/client/query.js.

A unit is a word, a phrase that is a label, or a run of Chinese characters. Its readings are tried in the order of how
sure they are: the word or a form of it, its romanisation, a slip of the finger. A later kind is tried only when the
earlier ones found nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import regex

from indexer.analysis import Analysis, cut, fold, skeleton, spell
from indexer.senses import LONGEST, Grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.near import Near

_FILTER = regex.compile(r"(?<!\S)lang[:：](\S*)", regex.IGNORECASE)
# What a way to a concept is worth beside its preferred label.
LABEL_WORTH = {Grade.PREFERRED: 1.0, Grade.ALTERNATIVE: 0.95, Grade.HIDDEN: 0.9, Grade.SHARED: 0.85}
TRANSLATION_WORTH = 0.8
RELATED_WORTH = 0.7
ROMANISED_WORTH = 0.9
NEIGHBOUR_WORTH = 0.2


@dataclass(frozen=True, slots=True)
class Word:
    """A reading as words of one language.

    Attributes:
        groups: Each group's terms must stand together on a page; one group is enough.
        known: The word as it is known; differs from what was typed for slips and romanisations.
        surfaces: Folded forms in which it stands in the texts.
    """

    language: str
    groups: tuple[tuple[str, ...], ...]
    worth: float
    reason: str
    known: str
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """A reading as a sense: a concept, or a row of the bridge (`~12`).

    Attributes:
        known: The label or word that led there.
        sure: How much the find speaks for an answer to what was asked, from 0 to 1.
    """

    sense: str
    worth: float
    reason: str
    known: str
    sure: float


Reading = Word | Meant


@dataclass(frozen=True, slots=True)
class Unit:
    """One idea of the query, as typed, with its readings; none means that nothing is known of it."""

    typed: str
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A query, understood.

    Attributes:
        languages: Only pages in these, when the query says so (`lang:cs`); empty for all.
    """

    text: str
    units: tuple[Unit, ...]
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Atom:
    """A word of the query before its neighbours are looked at."""

    typed: str
    folded: str
    han: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
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


def _key(reading: Reading) -> object:
    return reading.sense if isinstance(reading, Meant) else (reading.language, reading.groups)


@dataclass
class _Readings:
    """What has been found for a unit so far; a word or sense is kept once, in its best reading."""

    best: dict[object, Reading] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        """Keep `reading` unless the same is known to be worth more."""
        known = self.best.get(_key(reading))
        if not known or known.worth < reading.worth:
            self.best[_key(reading)] = reading

    def __bool__(self) -> bool:
        return bool(self.best)

    def unit(self, typed: str) -> Unit:
        """Return the readings as a unit, senses first: they say more."""
        return Unit(typed, tuple(sorted(self.best.values(), key=lambda reading: isinstance(reading, Word))))


@dataclass(frozen=True)
class Interpreter:
    """Reads queries with the help of a lexicon."""

    analysis: Analysis
    entries: Mapping[str, Mapping[str, Any]]
    meanings: Mapping[str, Mapping[str, Any]]
    near: Near

    def interpret(self, text: str) -> Query:
        """Return what `text` asks for. A text without a word gives a query without units."""
        filters = tuple(match.group(1).lower() for match in _FILTER.finditer(text))
        atoms = list(self._atoms(_FILTER.sub(" ", text)))
        content = [atom for atom in atoms if not self._is_stop(atom)] or atoms
        units = tuple(self._units(content))
        return Query(text, tuple(map(self._widened, units)) if len(units) == 1 else units, filters)

    def _atoms(self, text: str) -> Iterator[_Atom]:
        for token in cut(text):
            folded = self.analysis.fold(token.text)
            if token.han:
                yield from self._cut_run(token.text, folded)
            else:
                yield _Atom(token.text, folded)

    def _cut_run(self, typed: str, run: str) -> Iterator[_Atom]:
        """Cut a Han run at the longest words the lexicon knows; what lies between stays in one piece."""
        start = rest = 0
        while start < len(run):
            sizes = range(min(len(run) - start, LONGEST + 2), 0, -1)
            size = next((size for size in sizes if self._knows(run[start : start + size])), 0)
            if size:
                if rest < start:
                    yield _Atom(typed[rest:start], run[rest:start], han=True)
                yield _Atom(typed[start : start + size], run[start : start + size], han=True)
                rest = start + size
            start += size or 1
        if rest < len(run):
            yield _Atom(typed[rest:], run[rest:], han=True)

    def _knows(self, word: str) -> bool:
        """Return whether a run may be cut at `word`. Single characters cut nothing: they are parts of most words."""
        languages = self.analysis.languages_of(word)
        if any(word in self.analysis.by_code[code].stop for code in languages):
            return True
        if len(word) == 1:
            return False
        records = (self._term(word, code) for code in languages)
        return any("l" in record or "b" in record for record in records)

    def _term(self, term: str, language: str) -> Mapping[str, Any]:
        record: Mapping[str, Any] = self.entries.get(term, {}).get("t", {}).get(language, {})
        return record

    def _is_stop(self, atom: _Atom) -> bool:
        return any(atom.folded in self.analysis.by_code[code].stop for code in self.analysis.languages_of(atom.folded))

    def _units(self, atoms: list[_Atom]) -> Iterator[Unit]:
        index = 0
        while index < len(atoms):
            for size in range(min(LONGEST, len(atoms) - index), 0, -1):
                unit = self._phrase(atoms[index : index + size]) if size > 1 else self._single(atoms[index])
                if unit:
                    yield unit
                    index += size
                    break

    def _widened(self, unit: Unit) -> Unit:
        """Return a lone unit with the concepts next to its own: whoever asks for one idea wants its neighbours last."""
        readings = _Readings({_key(reading): reading for reading in unit.readings})
        for reading in unit.readings:
            if isinstance(reading, Meant) and reading.sure:
                for concept in self.meanings[reading.sense].get("r", ()):
                    worth = NEIGHBOUR_WORTH * reading.worth
                    readings.add(Meant(concept, worth, "related", reading.known, 0.0))
        return readings.unit(unit.typed)

    def _phrase(self, atoms: list[_Atom]) -> Unit | None:
        """Return several words as one unit, when together they are a label, a bridge word or a romanisation."""
        if any(atom.han for atom in atoms):
            return None
        readings = _Readings()
        typed = " ".join(atom.typed for atom in atoms)
        for language in self.analysis.languages_of(atoms[0].folded):
            terms = [self.analysis.terms(atom.typed, language)[0] for atom in atoms]
            self._read_meanings(readings, " ".join(terms), language, _Way(typed))
        if not readings:
            self._read_romanised(readings, "".join(atom.folded for atom in atoms), typed)
        return readings.unit(typed) if readings else None

    def _single(self, atom: _Atom) -> Unit:
        readings = _Readings()
        if atom.han:
            self._read_run(readings, atom)
        else:
            self._read_known(readings, atom.typed, _Way(atom.typed))
            if not readings:
                self._read_romanised(readings, atom.folded, atom.typed)
        if not readings:
            for slip in self.near.find(atom.folded):
                way = _Way(atom.typed, slip.worth, slip.reason, slip.word)
                if atom.han:
                    self._read_han(readings, slip.word, way)
                else:
                    self._read_known(readings, slip.word, way)
        return readings.unit(atom.typed)

    def _read_known(self, readings: _Readings, word: str, way: _Way) -> None:
        """Read a word in every language that has it; one that has only something like it yields to one that has it."""
        folded = self.analysis.fold(word)
        found = []
        for language in self.analysis.languages_of(folded):
            listed = self.entries.get(folded, {}).get("f", {}).get(language)
            for term in self.analysis.terms(word, language):
                record = self._term(term, language)
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
                self._read_meanings(readings, term, language, way)

    def _read_meanings(self, readings: _Readings, key: str, language: str, way: _Way) -> None:
        record = self._term(key, language)
        for concept, grade, label in record.get("l", ()):
            worth = way.worth * LABEL_WORTH[Grade(grade)]
            why = way.reason_for(label, "concept" if grade == Grade.PREFERRED else "synonym")
            readings.add(Meant(concept, worth, why, way.known or label, way.worth))
        for row in record.get("b", ()):
            why = way.reason or "translation"
            known = way.known or way.typed
            readings.add(Meant(f"~{row}", way.worth * TRANSLATION_WORTH, why, known, 0.0))
            for concept, translated in self.meanings[f"~{row}"]["c"]:
                worth = TRANSLATION_WORTH if translated else RELATED_WORTH
                reason = way.reason or ("translation" if translated else "related")
                readings.add(Meant(concept, way.worth * worth, reason, known, way.worth * worth))

    def _read_romanised(self, readings: _Readings, latin: str, typed: str) -> None:
        keys = list(self.entries.get(latin, {}).get("r", ()))
        for rules in self.analysis.rules:
            if rules.reductions and latin.isascii():
                keys += self.entries.get(f"{rules.code}~{skeleton(latin, rules)}", {}).get("r", ())
        for language, key in keys:
            surfaces = self._term(key, language).get("s", ())
            way = _Way(typed, ROMANISED_WORTH, "romanisation", next(iter(surfaces), key))
            self._read_meanings(readings, key, language, way)
            self._add_terms(readings, key, language, way)

    def _read_run(self, readings: _Readings, atom: _Atom) -> None:
        way = _Way(atom.typed)
        if atom.folded != atom.typed:
            way = replace(way, reason="variant", known=atom.folded)
        self._read_han(readings, atom.folded, way)

    def _read_han(self, readings: _Readings, word: str, way: _Way) -> None:
        for language in self.analysis.languages_of(word):
            self._read_meanings(readings, word, language, way)
            self._add_terms(readings, word, language, way)

    def _add_terms(self, readings: _Readings, key: str, language: str, way: _Way) -> None:
        """Add a word of the lexicon as something that may stand in a text: a term, or pairs of characters."""
        record = self._term(key, language)
        han = cut(key)[0].han
        groups: tuple[tuple[str, ...], ...]
        if not han:
            groups = ((key,),) if "p" in record else ()
        elif len(key) == 1:
            groups = tuple((term,) for term in record.get("x", ()))
        else:
            pairs = tuple(key[i : i + 2] for i in range(len(key) - 1))
            found = tuple((pair,) for pair in pairs if "p" in self._term(pair, language))
            # A known word stands as a whole or not at all; of an unknown run, each part that stands counts.
            whole = bool(record.get("l") or record.get("b"))
            groups = found if not whole else (pairs,) if len(found) == len(pairs) else ()
        if groups:
            surfaces = (key,) if han else tuple(record.get("s", ()))
            if han and not (record.get("l") or record.get("b")):
                surfaces += tuple(group[0] for group in groups)
            readings.add(Word(language, groups, way.worth, way.reason or "word", way.known or way.typed, surfaces))
