"""What the search is meant to reach at ten thousand pages, and a table of what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OURS, _PEER = "ours", "Pagefind, all four"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and its limit.

    Attributes:
        keys: Of the figures (`figures.ROWS`); the worst of them counts.
        limit: At most, or with `least` at least.
        share: Whether the limit is a share of the peer's figure.
        pages: At how many pages.
    """

    called: str
    keys: tuple[str, ...]
    limit: float
    least: bool = False
    share: bool = False
    pages: int = 10_000

    def measured(self, engines: Mapping[str, Mapping[str, Any]]) -> float:
        """Return the figure; with `share` as a share of the peer's."""
        values: list[float] = [engines[_OURS][key] / (engines[_PEER][key] if self.share else 1) for key in self.keys]
        return min(values) if self.least else max(values)

    def reached(self, value: float) -> bool:
        """Whether a figure keeps the limit."""
        return value >= self.limit if self.least else value <= self.limit


GOALS = (
    Goal("cold bytes to five results, KB", ("cold_kb",), 85),
    Goal("… at 50,000 pages", ("cold_kb",), 110, pages=50_000),
    Goal("cold requests", ("cold_requests",), 12),
    Goal("further query, KB: mean", ("further_kb",), 20),
    Goal("… p95", ("further_kb_p95",), 40),
    Goal("new query, p50", ("new_ms",), 0.5, share=True),
    Goal("… p95", ("new_ms_p95",), 0.5, share=True),
    Goal("repeated query, p95", ("again_ms_p95",), 0.25, share=True),
    Goal("CPU to the first answer", ("cold_cpu",), 0.5, share=True),
    Goal("memory over a blank tab", ("memory",), 0.5, share=True),
    Goal("on disk, gzip, MB", ("disk",), 17.5),
    Goal("index build, CPU", ("build_cpu",), 3, share=True),
    Goal("after 1 % of pages changed, CPU", ("rebuild_cpu",), 0.6, share=True),
    Goal("cross-language slots in the first 20, %", ("slots",), 95, least=True),
    Goal(
        "precision@3, the worst language, %",
        tuple(f"precision_{code}" for code in ("en", "te", "cs", "zh")),
        95,
        least=True,
    ),
)


def goals_table(results: Mapping[int, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of a Markdown table of the goals at the sizes that were measured.

    Args:
        results: Number of pages → engine → figure.

    """
    yield "| | goal | measured | |"
    yield "|---|---|---|---|"
    for goal in GOALS:
        if goal.pages in results:
            value = goal.measured(results[goal.pages])
            limit = f"{'≥' if goal.least else '≤'} {goal.limit:g}{' × Pagefind' if goal.share else ''}"
            yield f"| {goal.called} | {limit} | {value:,.2f} | {'reached' if goal.reached(value) else 'not reached'} |"
