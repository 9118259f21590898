"""Finds senses in running text. A sense is a concept, or a row of the word bridge: what a word means, in no language.

The index holds, beside the words of a page, the senses that the page mentions. A query word then reaches every
language by one look-up, and no translation happens while somebody waits.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from indexer.analysis import Analysis, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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

    def find(self, text: str, language: str) -> Iterator[Mention]:
        """Yield every mention in `text`, read as part of a page in `language`; longer ones do not hide shorter ones."""
        tokens = cut(text)
        folded = [self.analysis.fold(token.text) for token in tokens]
        content = []
        for place, (token, word) in enumerate(zip(tokens, folded, strict=True)):
            read_as = self.analysis.language_in(word, language)
            if not read_as:
                continue
            if token.han:
                yield from self._in_run(word, read_as, place)
            elif word not in self.analysis.by_code[read_as].stop:
                content.append((token.text, read_as, place))
        for index in range(len(content)):
            yield from self._from(content[index : index + LONGEST], folded)

    def _from(self, window: list[tuple[str, str, int]], folded: list[str]) -> Iterator[Mention]:
        _, language, start = window[0]
        keys = self.by_key.get(language, {})
        terms = []
        for size, (word, read_as, place) in enumerate(window, 1):
            if read_as != language:
                return
            terms.append(self.analysis.terms(word, language)[0])
            if size == 2 and terms[0] not in self._beginnings.get(language, ()):  # noqa: PLR2004 -- the second word
                return
            for sense in keys.get(" ".join(terms), ()):
                yield Mention(sense.id, " ".join(folded[start : place + 1]), start, place + 1)

    def _in_run(self, run: str, language: str, place: int) -> Iterator[Mention]:
        keys = self.by_key.get(language, {})
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + LONGEST + 2) + 1):
                for sense in keys.get(run[start:end], ()):
                    yield Mention(sense.id, run[start:end], place, place + 1)


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
