"""Proposes tags for passages that nobody has tagged: the concepts whose words they use more than their neighbours do.

A proposal can be explained by the words that led to it: its evidence is the sentence that holds most of them. A
person's choice stands for ever; proposals are published as such.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.analysis import split_sentences
from indexer.model import Relation, Section, Tag
from indexer.senses import Senses, is_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from indexer.vocabulary import Vocabulary

# What a mention is worth: in the heading, as a label, as an everyday word that leads to the concept.
HEADING, LABEL, LEAD = 3.0, 1.0, 0.4
PRINCIPLES, TOPICS = 4, 6
LEAST = 0.3  # of the best score
CLOSE = 0.6  # of the best score


@dataclass
class _Support:
    """What speaks for one concept in one section: worth by sentence number; 0 is the heading."""

    by_sentence: dict[int, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def worth(self) -> float:
        return sum(self.by_sentence.values())

    @property
    def best(self) -> int:
        return max(self.by_sentence, key=lambda number: (self.by_sentence[number], -number))


def propose_tags(sections: Sequence[Section], senses: Senses, vocabulary: Vocabulary) -> Mapping[int, tuple[Tag, ...]]:
    """Return for each section, by its ordinal, the proposed tags: principles first, the central one very first.

    A concept that all sections speak of says little about any: it is weighed down like a common word.
    """
    supports = [_support(section, senses, vocabulary) for section in sections]
    spread: dict[str, int] = defaultdict(int)
    for support in supports:
        for concept in support:
            spread[concept] += 1
    return {
        section.ordinal: tuple(_tags(section, support, spread, len(sections), vocabulary))
        for section, support in zip(sections, supports, strict=True)
    }


def _sentences(section: Section) -> list[tuple[str, str]]:
    """Return (language, sentence), the heading first, even when it is empty."""
    found = [(section.heading_language or section.language, section.heading)]
    for paragraph in section.paragraphs:
        language = paragraph.language or section.language
        found += [(language, sentence) for sentence in split_sentences(paragraph.text)]
    return found


def _support(section: Section, senses: Senses, vocabulary: Vocabulary) -> dict[str, _Support]:
    supports: dict[str, _Support] = defaultdict(_Support)
    for number, (language, sentence) in enumerate(_sentences(section)):
        best: dict[tuple[str, int], float] = defaultdict(float)
        for mention in senses.find(sentence, language):
            for concept, worth in _meant(mention.sense, vocabulary):
                key = (concept, mention.start)
                best[key] = max(best[key], worth)
        for (concept, _), worth in best.items():
            supports[concept].by_sentence[number] += worth * (HEADING if number == 0 else 1.0)
    return dict(supports)


def _meant(sense: str, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
    if is_row(sense):
        for concept in vocabulary.bridge[int(sense[1:])].leads_to:
            yield concept, LEAD
    else:
        yield sense, LABEL


def _tags(
    section: Section, supports: Mapping[str, _Support], spread: Mapping[str, int], total: int, vocabulary: Vocabulary
) -> Iterator[Tag]:
    sentences = _sentences(section)
    scores = {
        concept: math.log(1 + support.worth) * (0.5 + math.log(1 + total / spread[concept]))
        for concept, support in supports.items()
    }
    for concepts, most in ((vocabulary.principles, PRINCIPLES), (vocabulary.topics, TOPICS)):
        ranked = sorted((-scores[concept.id], concept.id) for concept in concepts if concept.id in scores)
        for score, concept in ranked[:most]:
            share = score / ranked[0][0]
            if share < LEAST:
                break
            support = supports[concept]
            relation = Relation.RELATED
            if 0 in support.by_sentence:
                relation = Relation.SAME
            elif share >= CLOSE:
                relation = Relation.CLOSE
            yield Tag(concept, relation, sentences[support.best][1], proposed=True)
