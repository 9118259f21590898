"""Ranks pages for a query, by Whoosh's scores, the same way as site_config/client/rank.js.

Whoosh scores each unit of the query in each language's index: the pages tagged with what it means, and the pages whose
words say it. The rule that merges them is written in `merge`; ARCHITECTURE.md gives its reasons.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from indexer.answer import Answer, Hit, Why
from indexer.clauses import clauses_of, tags_of
from indexer.evidence import Evidence, bounded, is_confident, together, unit_weight
from indexer.excerpt import best_excerpt
from indexer.index import K1, Clause, LanguageIndex
from indexer.matching import Matcher, find_phrase
from indexer.readings import Reading, Unit, Word
from indexer.reasons import interpretation, reason_for, telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.conditions import Condition, Together
    from indexer.evidence import Pages
    from indexer.facets import Facets, Only
    from indexer.query import Interpreter, Query

TAG_WEIGHT = 2.0  # a tag is worth more than any words
NEXT_OF_LANGUAGE = 0.06
READER_FIRST = 1.02


@dataclass(frozen=True, slots=True)
class Ranking:
    """All pages found, the best first.

    Attributes:
        places: (score, language, document).
        found: For each unit, what speaks for which page.
        confident: Whether they answer what was asked.
    """

    places: Sequence[tuple[float, str, int]]
    found: Sequence[Mapping[str, Pages]]
    confident: bool


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
    facets: Facets

    def search(
        self, text: str, *, language: str = "", limit: int = 10, facets: bool = False, only: Only | None = None
    ) -> Answer:
        """Return the best `limit` pages for `text`.

        Args:
            text: The query.
            language: The reader's; it only prefers.
            limit: Of the hits; all pages found are counted.
            facets: Whether to count them by what they are.
            only: What the reader has chosen; it leaves pages out, and changes nothing for those that stay.

        """
        asked = self.interpreter.interpret(text)
        ranking = self.rank(asked, language)
        only = only or {}
        found = [any(by_code.values()) for by_code in ranking.found]
        unmet = [self.facets.unmet(code, number, only) for _, code, number in ranking.places]
        places = [place for place, missing in zip(ranking.places, unmet, strict=True) if not missing]
        languages = Counter(
            code for (_, code, _), missing in zip(ranking.places, unmet, strict=True) if missing <= {"language"}
        )
        return Answer(
            text,
            interpretation(asked, found, language, self.interpreter.reader),
            ranking.confident,
            tuple(self._hit(rank, place, asked, ranking.found) for rank, place in enumerate(places[:limit], 1)),
            len(places),
            dict(sorted(languages.items())),
            self.facets.count((place[1:] for place in ranking.places), self.records, only) if facets else None,
        )

    def rank(self, asked: Query, language: str = "") -> Ranking:
        """Return all pages for a query, the best first."""
        kept = self._pages(asked.condition) if asked.condition else None
        found = [self._find(number, asked, kept) for number in range(len(asked.units))]
        total = sum(len(records) for records in self.records.values())
        weights = [unit_weight(sum(len(pages) for pages in by_code.values()), total) for by_code in found]
        known = [bool(unit.readings) for unit in asked.units]
        places = merge(found, weights, language)
        scored = {(code, number) for _, code, number in places}
        # What meets the condition and answers no unit, as after `lang:cs` alone, comes last, in the order of the pages.
        places += [
            (0.0, code, number)
            for code, numbers in (kept or {}).items()
            for number in sorted(numbers)
            if (code, number) not in scored
        ]
        browsed = bool(kept and not asked.units)
        return Ranking(places, found, is_confident(found, known, total, apart=kept is not None) or browsed)

    def _pages(self, condition: Condition) -> dict[str, frozenset[int]]:
        analysis = self.interpreter.reader.analysis
        return {
            code: Matcher(code, self.indexes[code], self.records[code], self.facets, analysis).pages(condition)
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
        evidence: dict[int, Evidence] = defaultdict(Evidence)
        tags: dict[int, list[float]] = defaultdict(list)
        words: dict[int, list[float]] = defaultdict(list)
        best = max((reading.worth for reading in unit.readings), default=1.0)
        for reading in unit.readings:
            sought = tags_of(reading)
            for hit in index.search(sought):
                evidence[hit.document].note(reading, sought, hit)
                tags[hit.document].append(hit.score)
            sought = clauses_of(reading, code, self.interpreter.reader.analysis)
            most = _most(sought, index)
            for hit in index.search(sought):
                evidence[hit.document].note(reading, sought, hit)
                words[hit.document].append(reading.worth / best * bounded(hit.score / most))
        for number, found in evidence.items():
            found.tags, found.words = together(tags[number]), together(words[number])
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
    """Return the most that a reading's clauses could score: a page's words are worth their share of it.

    It is the same whether or not the words stand anywhere, or a page would be worth more without them. A heading comes
    on top: few words stand in one.
    """
    return sum(
        clause.boost * (K1 + 1) * sum(index.highest_idf(clause.field, term) for term in clause.terms)
        for clause in clauses
        if clause.field != "title"
    )


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
