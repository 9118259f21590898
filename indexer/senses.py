"""Finds senses in running text. A sense is a concept, or a row of the word bridge: what a word means, in no language.

The index holds, beside the words of a page, the senses that the page mentions. A query word then reaches every
language by one look-up, and no translation happens while somebody waits.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from indexer.analysis import Analysis, Said
    from indexer.vocabulary import Concept, Vocabulary

LONGEST = 6  # words of a label, or characters of a Chinese one beyond two


class Grade(IntEnum):
    """How a label stands to its concept."""

    PREFERRED = 0
    ALTERNATIVE = 1
    HIDDEN = 2
    SHARED = 3


@dataclass(frozen=True, slots=True)
class Sense:
    """What a key can mean.

    Attributes:
        id: A concept id, or `~` and the number of a row of the bridge.
        grade: For a concept, the kind of label; rows are all preferred.
        label: The word or label, as written in the vocabulary.

    """

    id: str
    grade: Grade
    label: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A sense found in a text, with the words that say it (folded, joined by a space) and where (token numbers)."""

    sense: str
    surface: str
    start: int
    end: int


@dataclass(frozen=True)
class Senses:
    """The vocabulary, turned round: language → key → senses."""

    by_key: Mapping[str, Mapping[str, tuple[Sense, ...]]]
    analysis: Analysis

    @functools.cached_property
    def _beginnings(self) -> dict[str, frozenset[str]]:
        """Language → every first word of a key of several words, so that most words need one look-up."""
        return {code: frozenset(key.split(" ")[0] for key in keys if " " in key) for code, keys in self.by_key.items()}

    @functools.cached_property
    def _han_beginnings(self) -> dict[str, frozenset[str]]:
        """Language → the first two characters of every longer key."""
        return {code: frozenset(key[:2] for key in keys if len(key) > 1) for code, keys in self.by_key.items()}

    def find(self, text: str, language: str) -> Iterator[Mention]:
        """Yield every mention in `text`, read as part of a page in `language`; longer ones do not hide shorter ones."""
        return self.find_in(self.analysis.read(text, language))

    def find_in(self, words: Sequence[Said]) -> Iterator[Mention]:
        """Yield every mention in the words of a text."""
        content: list[tuple[Said, int]] = []
        for place, word in enumerate(words):
            if word.language and word.han:
                yield from self._in_run(word, place)
            elif word.language and word.folded not in self.analysis.by_code[word.language].stop:
                content.append((word, place))
        for index, (word, start) in enumerate(content):
            keys = self.by_key.get(word.language, {})
            key = self.analysis.terms(word.text, word.language)[0]
            for sense in keys.get(key, ()):
                yield Mention(sense.id, word.folded, start, start + 1)
            if key in self._beginnings.get(word.language, ()):
                yield from self._longer(key, content[index : index + LONGEST], words)

    def _longer(self, key: str, window: Sequence[tuple[Said, int]], words: Sequence[Said]) -> Iterator[Mention]:
        (first, start), *others = window
        for word, place in others:
            if word.language != first.language:
                return
            key += " " + self.analysis.terms(word.text, word.language)[0]
            for sense in self.by_key[first.language].get(key, ()):
                yield Mention(sense.id, " ".join(each.folded for each in words[start : place + 1]), start, place + 1)

    def _in_run(self, word: Said, place: int) -> Iterator[Mention]:
        run, keys = word.folded, self.by_key.get(word.language, {})
        beginnings = self._han_beginnings.get(word.language, ())
        for start in range(len(run)):
            last = min(len(run), start + LONGEST + 2) if run[start : start + 2] in beginnings else start + 1
            for end in range(start + 1, last + 1):
                for sense in keys.get(run[start:end], ()):
                    if sense.grade is not Grade.HIDDEN or not _is_torn(run, start, end, keys):
                        yield Mention(sense.id, run[start:end], place, place + 1)


def _is_torn(run: str, start: int, end: int, keys: Mapping[str, Sequence[Sense]]) -> bool:
    """Return whether a known word crosses an edge of `run[start:end]`, which then is no misspelling but an accident.

    In 安排对方 (安排 + 对方) nobody has misspelt 排队.
    """
    return any(
        any(sense.grade is not Grade.HIDDEN for sense in keys.get(run[first:last], ()))
        for edge in (start, end)
        for first in range(max(0, edge - LONGEST - 1), edge)
        for last in range(edge + 1, min(len(run), first + LONGEST + 2) + 1)
    )


def derive_senses(vocabulary: Vocabulary, analysis: Analysis) -> Senses:
    """Return the senses of every label and bridge word, by the key they are found under."""
    by_key: dict[str, dict[str, list[Sense]]] = {}

    def add(language: str, text: str, sense: Sense) -> None:
        key = analysis.key(text, language)
        senses = by_key.setdefault(language, {}).setdefault(key, [])
        if key and all(known.id != sense.id for known in senses):
            senses.append(sense)

    for concept in vocabulary.concepts:
        for language in analysis.by_code:
            for grade, label in _graded(concept, language):
                add(language, label, Sense(concept.id, grade, label))
    for number, meaning in enumerate(vocabulary.bridge):
        for language, words in meaning.words.items():
            for word in words:
                if language in analysis.by_code:
                    add(language, word, Sense(f"~{number}", Grade.PREFERRED, word))
    frozen = {code: {key: tuple(senses) for key, senses in keys.items() if key} for code, keys in by_key.items()}
    return Senses(frozen, analysis)


def _graded(concept: Concept, language: str) -> Iterator[tuple[Grade, str]]:
    if language in concept.pref:
        yield Grade.PREFERRED, concept.pref[language]
    yield from ((Grade.ALTERNATIVE, label) for label in concept.alt.get(language, ()))
    yield from ((Grade.SHARED, label) for label in concept.shared.get(language, ()))
    yield from ((Grade.HIDDEN, label) for label in concept.hidden.get(language, ()))


def is_row(sense: str) -> bool:
    """Whether a sense is a row of the bridge and not a concept."""
    return sense.startswith("~")
