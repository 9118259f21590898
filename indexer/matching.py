"""Finds the pages that meet a condition, by Whoosh and by the pages' records; as site_config/client/matching.js.

Whoosh keeps no positions here, so that none are shipped. It says which pages have all the words of a phrase; whether
they stand together is read in the sentences of those pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from indexer.analysis import Analysis, Token, cut
from indexer.clauses import clauses_of, tags_of
from indexer.conditions import All, Found, From, Not, Part, Tagged, Together, Written
from indexer.conditions import Any as AnyOf
from indexer.index import Clause
from indexer.readings import Meant, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.conditions import Condition
    from indexer.facets import Facets
    from indexer.index import LanguageIndex

_PAIR = 2  # characters; the index has pairs, so that it knows by itself where one stands


@dataclass(frozen=True)
class Matcher:
    """Finds pages in the index of one language."""

    code: str
    index: LanguageIndex
    records: Sequence[Mapping[str, Any]]
    facets: Facets
    analysis: Analysis

    def pages(self, condition: Condition) -> frozenset[int]:  # noqa: PLR0911 -- one a kind
        """Return the numbers of the pages that meet `condition`."""
        match condition:
            case Not(part):
                return self._everything() - self.pages(part)
            case All(parts):
                return self._everything().intersection(*map(self.pages, parts))
            case AnyOf(parts):
                return frozenset().union(*map(self.pages, parts))
            case Found(units):
                return self._found(reading for unit in units for reading in unit.readings)
            case Tagged(concepts):
                return self._search(
                    clause for concept in concepts for clause in tags_of(Meant(concept, 1.0, "concept", "", 1.0))
                )
            case Together():
                return self._together(condition)
            case Written(language):
                return self._everything() if language == self.code else frozenset()
            case From(source):
                return self.facets.pages_from(source, self.code, len(self.records))

    def _everything(self) -> frozenset[int]:
        return frozenset(range(len(self.records)))

    def _search(self, clauses: Iterable[Clause]) -> frozenset[int]:
        return frozenset(hit.document for hit in self.index.search(list(clauses)))

    def _found(self, readings: Iterable[Reading]) -> frozenset[int]:
        return self._search(
            clause
            for reading in readings
            for clause in [*tags_of(reading), *clauses_of(reading, self.code, self.analysis)]
        )

    def _together(self, asked: Together) -> frozenset[int]:
        return frozenset().union(*(self._standing(parts, title=asked.title) for parts in asked.ways))

    def _standing(self, parts: tuple[Part, ...], *, title: bool) -> frozenset[int]:
        pages = self._everything()
        for part in parts:
            if part.readings is not None:
                pages &= self._search(self._clauses(part, ("title",) if title else ("title", "body")))
        if _is_plain(parts):
            return pages
        asked = Together("", (parts,), title)
        return frozenset(number for number in pages if find_phrase(asked, self.records[number], self.analysis))

    def _clauses(self, part: Part, fields: Sequence[str]) -> Iterable[Clause]:
        for reading in part.readings or ():
            for group in reading.groups:
                if self.analysis.language_in(group[0], self.code) == reading.language:
                    yield from (Clause(field, group, 1.0) for field in fields)


def _is_plain(parts: Sequence[Part]) -> bool:
    """Return whether the index alone knows where it all stands: one word, or two characters."""
    if len(parts) != 1 or parts[0].readings is None:
        return False
    return not parts[0].han or all(len(surface) <= _PAIR for surface in parts[0].surfaces)


def find_phrase(asked: Together, record: Mapping[str, Any], analysis: Analysis) -> tuple[str, ...]:
    """Return the folded forms in which a phrase stands on a page, its words joined by spaces; () where it does not."""
    found: dict[str, None] = {}
    for paragraph, sentences in groupby(record["sentences"], key=lambda sentence: str(sentence[0])):
        if asked.title and paragraph:
            continue
        tokens = [token for _, text in sentences for token in cut(text)]
        folded = [analysis.fold(token.text) for token in tokens]
        found |= dict.fromkeys(said for parts in asked.ways for said in _stretches(parts, tokens, folded))
    return tuple(found)


def _stretches(parts: Sequence[Part], tokens: Sequence[Token], folded: Sequence[str]) -> Iterable[str]:
    for start in range(len(tokens) - len(parts) + 1):
        said = [
            _said(part, tokens[start + step].han, folded[start + step], step == 0, step == len(parts) - 1)
            for step, part in enumerate(parts)
        ]
        if all(said):
            yield " ".join(said)


def _said(part: Part, han: bool, word: str, first: bool, last: bool) -> str:  # noqa: FBT001 -- private, in one place
    """Return what of a word of the page says the part: a run at the edge of a phrase may be longer on the page."""
    if not part.han:
        return word if not han and word in part.surfaces else ""
    (run,) = part.surfaces
    fits = (
        run in word
        if first and last
        else word.endswith(run)
        if first
        else word.startswith(run)
        if last
        else word == run
    )
    return run if han and fits else ""
