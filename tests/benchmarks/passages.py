"""Draws passages: running words of one language in three sections, about known concepts of the vocabulary.

What a passage is about is drawn first. Each concept then gets a sentence of the passage as evidence, and most of these
sentences hold one of its labels, in some form; some do not, as in texts that people wrote.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from benchmarks.inflection import inflect
from indexer.analysis import cut
from indexer.model import Relation, Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.words import Words
    from indexer.vocabulary import Concept, Vocabulary

SECTIONS = 3
_RUN = {"en": 152, "cs": 152, "te": 152, "zh": 132}  # words of a passage; Chinese ones have 1.6 characters
_SENTENCE = (6, 16)
_SUBJECTS, _SUBJECT = 8, 0.12  # words that a passage keeps coming back to, and their share of it
_LABELLED = 0.8  # share of evidence sentences that hold a label of their concept
_TITLED = 0.5  # share of passages whose heading holds a label of the central concept
_MORE = 6  # up to so many concepts beside the central one, less one
_RELATIONS, _RELATION_SUMS = (Relation.SAME, Relation.CLOSE, Relation.RELATED), (2, 6, 10)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as drawn.

    Attributes:
        sections: Heading and text of each; the heading of the first is that of the passage.
        tags: The central concept first; each with a sentence of the text.
        labels: Words put in for the tags, with the label that each is a form of.
        run: All other words of its sentences.

    """

    language: str
    sections: tuple[tuple[str, str], ...]
    tags: tuple[Tag, ...]
    labels: tuple[tuple[str, str], ...]
    run: frozenset[str]

    @property
    def texts(self) -> tuple[str, ...]:
        """Headings and texts, in order."""
        return tuple(text for section in self.sections for text in section)


class Drawer:
    """Draws the passages of one language."""

    def __init__(self, words: Words, vocabulary: Vocabulary, seed: str) -> None:
        """Settle how often each concept is spoken of: the same in all languages."""
        self._words = words
        self._seed = seed
        chance = random.Random(f"{seed}/concepts")  # noqa: S311 -- repeatable, not secret
        self._principles = _shuffled(vocabulary.principles, chance)
        self._concepts = _shuffled(vocabulary.concepts, chance)
        self._sums = list(accumulate((rank + 2) ** -0.8 for rank in range(len(self._concepts))))

    def draw(self, number: int) -> Passage:
        """Return passage `number`; it does not depend on how many there are."""
        chance = random.Random(f"{self._seed}/{self._words.language}/{number}")  # noqa: S311
        sentences = self._sentences(chance)
        run = frozenset(word for sentence in sentences for word in sentence)
        concepts = self._about(chance)
        places = chance.sample(range(len(sentences)), k=min(len(concepts), len(sentences)))
        tags, labels = [], []
        heading = self._heading(chance, 3)
        for number_of, (concept, place) in enumerate(zip(concepts, places, strict=False)):
            if chance.random() < _LABELLED:
                label, form = self._labelled(concept, chance)
                sentences[place].insert(chance.randrange(len(sentences[place]) + 1), form)
                labels.append((form, label))
                if number_of == 0 and chance.random() < _TITLED:
                    heading.insert(chance.randrange(len(heading) + 1), label)
                    labels.append((label, label))
        written = [self._written(sentence) for sentence in sentences]
        for number_of, (concept, place) in enumerate(zip(concepts, places, strict=False)):
            (drawn,) = chance.choices(_RELATIONS, cum_weights=_RELATION_SUMS)
            tags.append(Tag(concept.id, Relation.SAME if number_of == 0 else drawn, written[place]))
        headings = [heading] + [self._heading(chance, 3) for _ in range(SECTIONS - 1)]
        return Passage(self._words.language, self._sections(headings, written), tuple(tags), tuple(labels), run)

    def _about(self, chance: random.Random) -> list[Concept]:
        central = self._principles[int(len(self._principles) * chance.random() ** 1.5)]
        others = chance.choices(self._concepts, cum_weights=self._sums, k=chance.randrange(_MORE))
        return list({concept.id: concept for concept in (central, *others)}.values())

    def _sentences(self, chance: random.Random) -> list[list[str]]:
        forms = self._words.forms
        subjects = chance.choices(self._words.middle, k=_SUBJECTS)
        run = self._words.run(chance, _RUN[self._words.language])
        words = [forms[chance.choice(subjects) if chance.random() < _SUBJECT else number] for number in run]
        sentences = []
        while words:
            size = chance.randint(*_SENTENCE)
            size = len(words) if len(words) < size + _SENTENCE[0] else size
            sentences.append(words[:size])
            words = words[size:]
        return sentences

    def _heading(self, chance: random.Random, size: int) -> list[str]:
        return [self._words.forms[number] for number in self._words.run(chance, size)]

    def _labelled(self, concept: Concept, chance: random.Random) -> tuple[str, str]:
        """Return a label of `concept` and the form in which a sentence has it."""
        labels = [label[:1].lower() + label[1:] for label in concept.labels(self._words.language)]
        label = labels[0] if chance.random() < 0.5 else chance.choice(labels)
        if len(cut(label)) > 1:
            return label, label
        forms = inflect(label, self._words.language)
        return label, forms[0] if chance.random() < 0.5 else chance.choice(forms)

    def _written(self, words: Sequence[str]) -> str:
        if self._words.language == "zh":
            half = len(words) // 2
            return f"{''.join(words[:half])}，{''.join(words[half:])}。"
        return f"{_capital(' '.join(words))}."

    def _sections(self, headings: Sequence[list[str]], written: Sequence[str]) -> tuple[tuple[str, str], ...]:
        space = "" if self._words.language == "zh" else " "
        borders = [round(len(written) * number / SECTIONS) for number in range(SECTIONS + 1)]
        return tuple(
            (_capital(space.join(heading)), space.join(written[borders[number] : borders[number + 1]]))
            for number, heading in enumerate(headings)
        )


def _shuffled(concepts: Sequence[Concept], chance: random.Random) -> list[Concept]:
    return chance.sample(list(concepts), k=len(concepts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
