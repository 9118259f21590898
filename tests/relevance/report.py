"""Renders the figures of the judged queries as a page of the site: `docs/en/quality.md`."""

from __future__ import annotations

from collections.abc import Mapping

Row = Mapping[str, float | None]
WAYS = {
    "shipped": "As shipped",
    "proposed": "With proposed tags, and without the editors' summaries",
    "aside_shipped": "Kept aside: queries that nobody looked at while the search was made",
    "aside_proposed": "Kept aside, with proposed tags, and without the editors' summaries",
}
_FIGURES = ("ndcg", "mrr", "cross", "answered", "pretended")
_HEAD = """---
title: How well the search answers
---

# How well the search answers

Somebody who had read the passages, and neither vocabulary nor code, wrote queries in four languages and judged every
passage for each: 3 it is about exactly this, 2 a good part of it is, 1 it touches it. The search is asked all of
them, each time it changes; a figure that falls by more than .02 stops the change.

**nDCG@10** is how near the first ten hits are to the best order (1 is perfect); **MRR** how soon the first right hit
comes; **across** the same as nDCG@10, counting only passages in other languages than the query's; **answered** the
share of queries that have an answer and were answered with confidence; **pretended** the share of those that have
none, and were.
"""


def render(figures: Mapping[str, Mapping[str, Row]]) -> str:
    """Return the page in Markdown, a table for each way of asking."""
    parts = [_HEAD]
    for way, title in WAYS.items():
        if way in figures:
            parts += [f"## {title}\n", *_table(figures[way]), ""]
    return "\n".join(parts)


def _table(rows: Mapping[str, Row]) -> list[str]:
    lines = ["| queries | how many | nDCG@10 | MRR | across | answered | pretended |", "|---|---|---|---|---|---|---|"]
    for name, row in rows.items():
        cells = [f"{value:.3f}" if value is not None else "–" for value in (row[figure] for figure in _FIGURES)]
        lines.append(f"| {name} | {row['queries']} | {' | '.join(cells)} |")
    return lines
