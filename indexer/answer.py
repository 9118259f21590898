"""What a search answers, and the JSON of it that the command line prints and the browser's client returns alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.excerpt import Excerpt

_SCORE_DIGITS = 6
_FROM_RECORD = ("language", "source", "ordinal", "kind", "status", "heading", "tags")


@dataclass(frozen=True, slots=True)
class Why:
    """One reason of a hit: what was typed, what it matched, and how they hang together."""

    typed: str
    matched: str
    reason: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A page found. `record` is the page as the lexicon describes it."""

    rank: int
    score: float
    page: str
    record: Mapping[str, Any]
    excerpt: Excerpt
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found, and how sure the search is of having understood it; facets only if they were asked for.

    Attributes:
        total: Of the pages found, as far as the reader's choices leave them.
        languages: Language → how many pages there would be in it, whichever language is chosen.

    """

    query: str
    interpretation: tuple[Why, ...]
    confident: bool
    hits: tuple[Hit, ...]
    total: int
    languages: Mapping[str, int]
    facets: Mapping[str, Mapping[str, int]] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the answer in the shape of the contract (`principles search --json`)."""
        answer = {
            "query": self.query,
            "interpretation": [_why(why) for why in self.interpretation],
            "confident": self.confident,
            "total": self.total,
            "languages": self.languages,
            "hits": [_hit(hit) for hit in self.hits],
        }
        return answer if self.facets is None else {**answer, "facets": self.facets}


def _why(why: Why) -> dict[str, str]:
    return {"typed": why.typed, "as": why.matched, "reason": why.reason}


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, _SCORE_DIGITS),
        "page": hit.page,
        **{name: hit.record[name] for name in _FROM_RECORD},
        "paragraph": hit.excerpt.paragraph,
        "snippet": hit.excerpt.text,
        "marks": [list(mark) for mark in hit.excerpt.marks],
        "why": [_why(why) for why in hit.why],
    }
