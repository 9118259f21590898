"""Ranks pages for a query, by Whoosh's scores, the same way as site_config/client/rank.js.

Whoosh scores each unit of the query in each language's index: the pages tagged with what it means, and the pages whose
words say it. The rule that merges them is written in `merge`; ARCHITECTURE.md gives its reasons.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from indexer.answer import Answer, Hit, Why
from indexer.clauses import clauses_of, tags_of
from indexer.excerpt import best_excerpt
from indexer.facets import count_facets
from indexer.index import K1, TAGS, Clause, Found, LanguageIndex
from indexer.matching import Matcher, find_phrase
from indexer.readings import Meant, Reading, Unit, Word
from indexer.reasons import interpretation, reason_for, telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.conditions import Condition, Together
    from indexer.query import Interpreter, Query

MOST_TAGS = 1.0
TAG_WEIGHT = 2.0  # a tag is worth more than any words
NEXT_OF_LANGUAGE = 0.06
READER_FIRST = 1.02
SURE = 0.5
UNIT_FLOOR = 0.3
_EQUAL = 1e-9
STRONG_FIELDS = frozenset({TAGS, "title", "evidence"})


@dataclass
class Evidence:
    """What speaks for one page in one unit: what its tags and its words are worth, and the readings that matched."""

    tags: float = 0.0
    words: float = 0.0
    sure: float = 0.0
    readings: list[Reading] = field(default_factory=list)


Pages: TypeAlias = "Mapping[int, Evidence]"


@dataclass(frozen=True)
class SearchEngine:
    """Everything a search needs, opened once.

    Attributes:
        indexes: By language code.
        records: Language → page records, by document number.
        principles: The concepts that are principles, for the facets.
    """

    interpreter: Interpreter
    indexes: Mapping[str, LanguageIndex]
    records: Mapping[str, Sequence[Mapping[str, Any]]]
    principles: Sequence[str] = ()

    def search(self, text: str, *, language: str = "", limit: int = 10, facets: bool = False) -> Answer:
        """Return the best `limit` pages for `text`; `language` is the reader's and only prefers."""
        asked = self.interpreter.interpret(text)
        kept = self._pages(asked.condition) if asked.condition else None
        found = [self._find(number, asked, kept) for number in range(len(asked.units))]
        total = sum(len(records) for records in self.records.values())
        weights = [unit_weight(sum(len(pages) for pages in by_code.values()), total) for by_code in found]
        ranked = merge(found, weights, language)
        scored = {(code, number) for _, code, number in ranked}
        # What meets the condition and answers no unit, as after `lang:cs` alone, comes last, in the order of the pages.
        ranked += [
            (0.0, code, number)
            for code, numbers in (kept or {}).items()
            for number in sorted(numbers)
            if (code, number) not in scored
        ]
        return Answer(
            text,
            interpretation(asked, language, self.interpreter.reader),
            is_confident(found, weights) or bool(kept and not asked.units),
            tuple(self._hit(rank, place, asked, found) for rank, place in enumerate(ranked[:limit], 1)),
            len(ranked),
            count_facets([place[1:] for place in ranked], self.records, self.principles) if facets else None,
        )

    def _pages(self, condition: Condition) -> dict[str, frozenset[int]]:
        analysis = self.interpreter.reader.analysis
        return {
            code: Matcher(code, self.indexes[code], self.records[code], analysis).pages(condition)
            for code in sorted(self.indexes)
        }

    def _find(self, number: int, asked: Query, kept: Mapping[str, frozenset[int]] | None) -> dict[str, Pages]:
        """Return what a unit finds among the pages that are kept; a phrase, only where it stands as one."""
        found: dict[str, Pages] = {code: self._weigh(asked.units[number], code) for code in sorted(self.indexes)}
        if kept is None:
            return found
        phrase = asked.phrases.get(number)
        if not phrase:
            return {
                code: {page: evidence for page, evidence in pages.items() if page in kept[code]}
                for code, pages in found.items()
            }
        standing = self._pages(phrase)
        return {
            code: {page: replace(pages.get(page, Evidence()), sure=1.0) for page in sorted(standing[code] & kept[code])}
            for code, pages in found.items()
        }

    def _weigh(self, unit: Unit, code: str) -> dict[int, Evidence]:
        index = self.indexes[code]
        analysis = self.interpreter.reader.analysis
        tags = [tags_of(reading) for reading in unit.readings]
        words = [clauses_of(reading, code, analysis) for reading in unit.readings]
        sought = [(reading, own + said) for reading, own, said in zip(unit.readings, tags, words, strict=True)]
        ceiling = max((_most(clauses, index) for clauses in words), default=0.0) or 1.0
        evidence: dict[int, Evidence] = defaultdict(Evidence)
        for hit in index.search([clause for clauses in tags for clause in clauses]):
            evidence[hit.document].tags = min(MOST_TAGS, hit.score)
            _note(evidence[hit.document], sought, hit)
        for hit in index.search([clause for clauses in words for clause in clauses]):
            evidence[hit.document].words = min(1.0, hit.score / ceiling)
            _note(evidence[hit.document], sought, hit)
        return dict(evidence)

    def _shown(
        self, phrase: Together | None, readings: Sequence[Reading], record: Mapping[str, Any]
    ) -> Sequence[Reading]:
        """Return the readings that show a unit on a page; of a phrase, itself as it stands there."""
        if not phrase:
            return telling(readings)
        surfaces = find_phrase(phrase, record, self.interpreter.reader.analysis)
        return [Word("", (), 1.0, "word", phrase.typed, surfaces)]

    def _hit(self, rank: int, place: tuple[float, str, int], asked: Query, found: Sequence[Mapping[str, Pages]]) -> Hit:
        score, code, number = place
        record = self.records[code][number]
        pairs = [
            (unit, reading)
            for place_of_unit, (unit, by_code) in enumerate(zip(asked.units, found, strict=True))
            if number in by_code[code]
            for reading in self._shown(asked.phrases.get(place_of_unit), by_code[code][number].readings, record)
        ]
        reader = self.interpreter.reader
        excerpt = best_excerpt(record, [reading for _, reading in pairs], reader.meanings, reader.analysis)
        why: dict[tuple[str, str], Why] = {}
        for (unit, reading), said in zip(pairs, excerpt.said, strict=True):
            reason = reason_for(unit, reading, said, code, reader)
            why.setdefault((reason.typed, reason.matched), reason)
        return Hit(rank, score, record["page"], record, excerpt, tuple(why.values()))


def _most(clauses: Sequence[Clause], index: LanguageIndex) -> float:
    """Return the most that a reading's clauses could score: words are worth their share of it."""
    return sum(
        clause.boost * (K1 + 1) * sum(index.idf(clause.field, term) for term in clause.terms) for clause in clauses
    )


def _note(evidence: Evidence, sought: Sequence[tuple[Reading, list[Clause]]], hit: Found) -> None:
    for reading, clauses in sought:
        met = [clause for clause in clauses if all((clause.field, term) in hit.matched for term in clause.terms)]
        if met and reading not in evidence.readings:
            evidence.readings.append(reading)
        if any(clause.field in STRONG_FIELDS for clause in met):
            evidence.sure = max(evidence.sure, reading.sure if isinstance(reading, Meant) else reading.worth)


def unit_weight(pages: int, total: int) -> float:
    """Return what a unit is worth among others: a rare one more than one that is everywhere."""
    return UNIT_FLOOR + math.log(1 + total / (pages + 1))


def merge(
    found: Sequence[Mapping[str, Pages]], weights: Sequence[float], language: str
) -> list[tuple[float, str, int]]:
    """Return (score, language, document) of all pages found, the best first.

    A page's score is the weighted mean over the units of twice its tags and once its words, times the share of the
    query's weight that it covers. Pages in the reader's language count 2 % more. Then each further page of one language
    counts a little less than the one before, so that languages interleave among near equals. Equal scores stand in the
    order of the pages.
    """
    whole = sum(weights)
    sums: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for by_code, weight in zip(found, weights, strict=True):
        for code, pages in by_code.items():
            for number, evidence in pages.items():
                sums[code, number][0] += weight * (TAG_WEIGHT * evidence.tags + evidence.words)
                sums[code, number][1] += weight
    by_language: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for (code, number), (worth, covered) in sums.items():
        score = worth / whole * (covered / whole) * (READER_FIRST if code == language else 1.0)
        by_language[code].append((score, number))
    ranked = []
    for code, scored in by_language.items():
        scored.sort(key=lambda pair: (-_rounded(pair[0]), pair[1]))
        ranked += [
            (score / (1 + NEXT_OF_LANGUAGE * place), code, number) for place, (score, number) in enumerate(scored)
        ]
    return sorted(ranked, key=lambda hit: (-_rounded(hit[0]), hit[1], hit[2]))


def _rounded(score: float) -> int:
    """Return the score in billionths: sums differ in the last bit between Whoosh and a browser."""
    return math.floor(score * 1e9 + 0.5)


def is_confident(found: Sequence[Mapping[str, Pages]], weights: Sequence[float]) -> bool:
    """Return whether at least half the query's weight was found as a tag, in a heading or in an evidence sentence."""
    sure = 0.0
    for by_code, weight in zip(found, weights, strict=True):
        sure += weight * max((evidence.sure for pages in by_code.values() for evidence in pages.values()), default=0.0)
    return bool(weights) and sure >= SURE * sum(weights) - _EQUAL
