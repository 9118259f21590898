"""Cuts plain words into units and says what each can mean, the same way as site_config/client/units.js.

A unit is a word, a phrase that is a label, or a run of Chinese characters. Its readings are tried in the order of how
sure they are: the word or a form of it, its romanisation, a slip of the finger. A later kind is tried only when the
earlier ones found nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.analysis import cut
from indexer.conditions import Part
from indexer.packing import count
from indexer.readings import Meant, Reader, Readings, Unit, Way, key_of
from indexer.senses import LONGEST, is_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.near import Near

NEIGHBOUR_WORTH = 0.2
ENOUGH = 20  # tagged pages; beside as many, nobody reads as far as those of the next concept
PART_WORTH = 0.3
_LABELLED = frozenset({"concept", "synonym", "diacritics", "typo"})


@dataclass(frozen=True, slots=True)
class _Atom:
    """A word of the query before its neighbours are looked at."""

    typed: str
    folded: str
    han: bool = False


@dataclass(frozen=True)
class UnitReader:
    """Reads plain words with the help of a lexicon."""

    reader: Reader
    near: Near

    def read(self, text: str) -> tuple[Unit, ...]:
        """Return what plain words ask for when they are all that is asked; nothing for a text without a word."""
        units = self._read(list(self._atoms(text)))
        return tuple(map(self._widened, units)) if len(units) == 1 else units

    def read_beside(self, text: str) -> tuple[Unit, ...]:
        """Return what words ask for beside signs: function words ask nothing, and one idea not for its neighbours."""
        atoms = list(self._atoms(text))
        return () if all(map(self._is_stop, atoms)) else self._read(atoms)

    def read_prefix(self, text: str) -> Unit:
        """Return the words that begin with `text`, in any of their forms; of Chinese, the run wherever it stands."""
        folded = self.reader.analysis.fold(text)
        if cut(text)[0].han:
            return Unit(f"{text}*", self.reader.read_exactly(text))
        readings = Readings()
        for word in (folded, *self.near.words.get(folded[0], ())):
            if word.startswith(folded):
                self.reader.read_form(readings, word)
        return readings.unit(f"{text}*")

    def read_phrase(self, text: str) -> tuple[tuple[Part, ...], ...]:
        """Return the words of `text`, each with the forms in which it may stand in a phrase.

        Whoever puts spaces between Chinese words may mean them to stand without: that is a second way to read it.
        """
        tokens = cut(text)
        joined: list[str] = []
        for before, token in zip([None, *tokens], tokens, strict=False):
            if before and before.han and token.han and not text[before.end : token.start].strip():
                joined[-1] += token.text
            else:
                joined.append(token.text)
        ways = dict.fromkeys((tuple(token.text for token in tokens), tuple(joined)))
        return tuple(tuple(map(self._part, words)) for words in ways)

    def _part(self, word: str) -> Part:
        folded = self.reader.analysis.fold(word)
        if cut(word)[0].han:
            return Part(frozenset({folded}), self.reader.read_exactly(word), han=True)
        if self._is_stop(_Atom(word, folded)):
            return Part(frozenset({folded}), None)
        readings = self.reader.read_exactly(word)
        return Part(frozenset({folded, *(form for reading in readings for form in reading.surfaces)}), readings)

    def _read(self, atoms: list[_Atom]) -> tuple[Unit, ...]:
        content = [atom for atom in atoms if not self._is_stop(atom)] or atoms
        whole = self._phrase(atoms) if len(content) == 1 < len(atoms) <= LONGEST else None
        return (whole,) if whole else tuple(self._units(content))

    def _atoms(self, text: str) -> Iterator[_Atom]:
        for token in cut(text):
            folded = self.reader.analysis.fold(token.text)
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
        languages = self.reader.analysis.languages_of(word)
        if any(word in self.reader.analysis.by_code[code].stop for code in languages):
            return True
        if len(word) == 1:
            return False
        records = (self.reader.term(word, code) for code in languages)
        return any("l" in record or "b" in record for record in records)

    def _is_stop(self, atom: _Atom) -> bool:
        """Return whether a word carries no idea: a function word of some language."""
        analysis = self.reader.analysis
        return any(atom.folded in analysis.by_code[code].stop for code in analysis.languages_of(atom.folded))

    def _units(self, atoms: list[_Atom]) -> Iterator[Unit]:
        index = 0
        while index < len(atoms):
            for size in range(min(LONGEST, len(atoms) - index), 0, -1):
                window = atoms[index : index + size]
                unit = self._phrase(window) if size > 1 else self._single(window[0], alone=len(atoms) == 1)
                if unit:
                    yield unit
                    index += size
                    break

    def _widened(self, unit: Unit) -> Unit:
        """Return a lone unit with the concepts next to its own: whoever asks for one idea wants its neighbours last.

        A concept of many pages needs none. A phrase whose words name ideas of their own has these beside it.
        """
        if any(
            isinstance(reading, Meant) and not reading.sure and not is_row(reading.sense) for reading in unit.readings
        ):
            return unit
        readings = Readings({key_of(reading): reading for reading in unit.readings})
        for reading in unit.readings:
            if isinstance(reading, Meant) and reading.sure and self._tagged(reading.sense) < ENOUGH:
                for concept in self.reader.meanings[reading.sense].get("r", ()):
                    worth = NEIGHBOUR_WORTH * reading.worth
                    readings.add(Meant(concept, worth, "related", reading.known, 0.0, reading.language))
        return readings.unit(unit.typed)

    def _tagged(self, sense: str) -> int:
        levels = self.reader.meanings[sense].get("g", {})
        return sum(count(pages) for by_level in levels.values() for pages in by_level.values())

    def _phrase(self, atoms: list[_Atom]) -> Unit | None:
        """Return several words as one unit, when together they are a label, a bridge word or a romanisation."""
        if any(atom.han for atom in atoms):
            return None
        readings = Readings()
        typed = " ".join(atom.typed for atom in atoms)
        for language in self.reader.analysis.languages_of(atoms[0].folded):
            terms = [self.reader.analysis.terms(atom.typed, language)[0] for atom in atoms]
            self.reader.read_meanings(readings, " ".join(terms), language, Way(typed))
        if not readings:
            self.reader.read_romanised(readings, "".join(atom.folded for atom in atoms), typed)
        if not readings:
            return None
        self._read_parts(readings, atoms)
        return readings.unit(typed)

    def _read_parts(self, readings: Readings, atoms: list[_Atom]) -> None:
        """Add the concepts that the words of a phrase name by themselves: of its pages, those with both come first."""
        for atom in atoms:
            alone = Readings()
            self.reader.read_known(alone, atom.typed, Way(atom.typed, PART_WORTH))
            for reading in alone.best.values():
                if isinstance(reading, Meant) and reading.reason in _LABELLED:
                    readings.add(replace(reading, reason="related", sure=0.0))

    def _single(self, atom: _Atom, *, alone: bool) -> Unit:
        readings = Readings()
        if atom.han:
            self.reader.read_run(readings, atom.typed, atom.folded)
        else:
            self.reader.read_known(readings, atom.typed, Way(atom.typed))
            if not readings:
                self.reader.read_romanised(readings, atom.folded, atom.typed)
        if not readings:
            for slip in self.near.find(atom.folded, alone=alone):
                way = Way(atom.typed, slip.worth, slip.reason, slip.word)
                if atom.han:
                    self.reader.read_han(readings, slip.word, way)
                else:
                    self.reader.read_known(readings, slip.word, way)
        return readings.unit(atom.typed)
