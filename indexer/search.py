"""Ranks pages for a query, by Whoosh's scores, the same way as site_config/client/rank.js.

Whoosh scores each unit of the query in each language's index: the pages tagged with what it means, and the pages whose
words say it. The rule that merges them is written in `merge`; ARCHITECTURE.md gives its reasons.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from indexer.answer import Answer, Hit, Why
from indexer.excerpt import best_excerpt
from indexer.index import K1, TAGS, Clause, Found, LanguageIndex
from indexer.lexicon import MENTIONS
from indexer.readings import Meant, Reading, Unit, Word
from indexer.reasons import interpretation, reason_for, telling
from indexer.senses import is_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.query import Interpreter, Query

FIELD_BOOSTS = {"title": 2.0, "evidence": 1.0, "body": 1.0}
SUMMARY_BOOST = 0.5
MENTION_BOOST = 1.0
TAG_BOOSTS = (1.0, 0.9, 0.6, 0.3)  # central, same, close, related
MOST_TAGS = 1.0
TAG_WEIGHT = 2.0  # a tag is worth more than any words
NEXT_OF_LANGUAGE = 0.06
READER_FIRST = 1.02
SURE = 0.5
UNIT_FLOOR = 0.3
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
    """

    interpreter: Interpreter
    indexes: Mapping[str, LanguageIndex]
    records: Mapping[str, Sequence[Mapping[str, Any]]]

    def search(self, text: str, *, language: str = "", limit: int = 10) -> Answer:
        """Return the best `limit` pages for `text`; `language` is the reader's and only prefers."""
        asked = self.interpreter.interpret(text)
        codes = [code for code in sorted(self.indexes) if not asked.languages or code in asked.languages]
        found = [{code: self._weigh(unit, code) for code in codes} for unit in asked.units]
        total = sum(len(records) for records in self.records.values())
        weights = [unit_weight(sum(len(pages) for pages in by_code.values()), total) for by_code in found]
        ranked = merge(found, weights, language)
        hits = [self._hit(rank, place, asked, found) for rank, place in enumerate(ranked[:limit], 1)]
        return Answer(
            text,
            interpretation(asked, language, self.interpreter.reader),
            is_confident(found, weights),
            tuple(hits),
            len(ranked),
        )

    def _weigh(self, unit: Unit, code: str) -> dict[int, Evidence]:
        index = self.indexes[code]
        evidence: dict[int, Evidence] = defaultdict(Evidence)
        for hit in index.search([clause for reading in unit.readings for clause in tag_clauses(reading)]):
            evidence[hit.document].tags = min(MOST_TAGS, hit.score)
            self._note(evidence[hit.document], unit, hit, code)
        for hit in index.search([clause for reading in unit.readings for clause in self._clauses(reading, code)]):
            evidence[hit.document].words = min(1.0, hit.score / self._ceiling(unit, code))
            self._note(evidence[hit.document], unit, hit, code)
        return dict(evidence)

    def _clauses(self, reading: Reading, code: str) -> list[Clause]:
        """Return what a reading looks for among the words of the pages in `code`."""
        if isinstance(reading, Meant):
            return [Clause(MENTIONS, (reading.sense,), MENTION_BOOST * reading.worth)]
        clauses = []
        for group in reading.groups:
            if self.interpreter.reader.analysis.language_in(group[0], code) == reading.language:
                clauses += [Clause(name, group, boost * reading.worth) for name, boost in FIELD_BOOSTS.items()]
            clauses.append(Clause(f"summary_{reading.language}", group, SUMMARY_BOOST * reading.worth))
        return clauses

    def _ceiling(self, unit: Unit, code: str) -> float:
        """Return the most that the best reading of the unit could score here: words are worth their share of it."""
        index = self.indexes[code]
        sums = []
        for reading in unit.readings:
            most = 0.0
            for clause in self._clauses(reading, code):
                most += clause.boost * (K1 + 1) * sum(index.idf(clause.field, term) for term in clause.terms)
            sums.append(most)
        return max(sums, default=0.0) or 1.0

    def _note(self, evidence: Evidence, unit: Unit, hit: Found, code: str) -> None:
        for reading in unit.readings:
            clauses = [clause for clause in tag_clauses(reading) + self._clauses(reading, code) if _met(clause, hit)]
            if clauses and reading not in evidence.readings:
                evidence.readings.append(reading)
            if any(clause.field in STRONG_FIELDS for clause in clauses):
                evidence.sure = max(evidence.sure, reading.sure if isinstance(reading, Meant) else reading.worth)

    def _hit(self, rank: int, place: tuple[float, str, int], asked: Query, found: Sequence[Mapping[str, Pages]]) -> Hit:
        score, code, number = place
        record = self.records[code][number]
        pairs = [
            (unit, reading)
            for unit, by_code in zip(asked.units, found, strict=True)
            if number in by_code[code]
            for reading in telling(by_code[code][number].readings)
        ]
        reader = self.interpreter.reader
        excerpt = best_excerpt(record, [reading for _, reading in pairs], reader.meanings, reader.analysis)
        why: dict[tuple[str, str], Why] = {}
        for (unit, reading), said in zip(pairs, excerpt.said, strict=True):
            reason = reason_for(unit, reading, said, code, reader)
            why.setdefault((reason.typed, reason.matched), reason)
        return Hit(rank, score, record["page"], record, excerpt, tuple(why.values()))


def _met(clause: Clause, hit: Found) -> bool:
    return all((clause.field, term) in hit.matched for term in clause.terms)


def tag_clauses(reading: Reading) -> list[Clause]:
    """Return the tags that a reading looks for: only a concept has any."""
    if isinstance(reading, Word) or is_row(reading.sense):
        return []
    return [Clause(TAGS, (f"{reading.sense}:{near}",), boost * reading.worth) for near, boost in enumerate(TAG_BOOSTS)]


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
    return bool(weights) and sure >= SURE * sum(weights)
