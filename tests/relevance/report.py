"""Renders the figures of the judged queries as a page of the site: `docs/en/quality.md`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, float | None]
WAYS = {
    "shipped": "As shipped",
    "proposed": "With proposed tags, and without the editors' summaries",
    "aside_shipped": "Kept aside",
    "aside_proposed": "Kept aside, with proposed tags, and without the editors' summaries",
}
_FIGURES = ("ndcg", "mrr", "cross", "answered", "pretended")
_TIMES = {1: "once", 2: "twice"}
_HEAD = """---
title: How well the search answers
---

# How well the search answers

Somebody who had read the passages, and neither vocabulary nor code, wrote queries in four languages and judged every
passage for each: 3 it is about exactly this, 2 a good part of it is, 1 it touches it. The search is asked {tuned} of
them each time it changes; a figure that falls by more than .02 stops the change. The search was made with these in
view, so that it answers them better than it would answer others.{aside}

**nDCG@10** is how near the first ten hits are to the best order (1 is perfect); **MRR** how soon the first right hit
comes; **across** the same as nDCG@10, counting only passages in other languages than the query's; **answered** the
share of queries that have an answer and were answered with confidence; **pretended** the share of those that have
none, and were.
"""
_ASIDE = """

Another {queries} were written last, in the same way, and kept aside. They have been scored {times}; what they showed
when they were scored first has changed nothing in the search. Two earlier sets that were kept aside, looked at three
times and once, count among those that the search was made with since.
"""
_SHORT = """

Of the queries kept aside {answered:.0%} are answered with confidence, where 95 % were aimed at: of the questions it is
{questions:.0%}. A long question has words of which no passage, label or dictionary speaks, and each counts as something
that was asked and not answered. To count them for less would call answered what is of another subject.
"""
_AIM = 0.95
_UNSEEN = " Others are kept aside, and have not been scored yet."


def render(figures: Mapping[str, Any]) -> str:
    """Return the page in Markdown, a table for each way of asking."""
    parts = [_head(figures)]
    for way, title in WAYS.items():
        if way in figures:
            parts += [f"## {title}\n", *_table(figures[way]), ""]
    return "\n".join(parts)


def _head(figures: Mapping[str, Any]) -> str:
    aside, looks = _UNSEEN, figures["looks"]
    if looks:
        times = _TIMES.get(looks, f"{looks} times")
        kept = figures["aside_shipped"]
        aside = _ASIDE.format(queries=kept["all"]["queries"], times=times).rstrip()
        if kept["all"]["answered"] < _AIM:
            told = {"answered": kept["all"]["answered"], "questions": kept["question"]["answered"]}
            aside += _SHORT.format(**told).rstrip()
    return _HEAD.format(tuned=figures["shipped"]["all"]["queries"], aside=aside)


def _table(rows: Mapping[str, Row]) -> list[str]:
    lines = ["| queries | how many | nDCG@10 | MRR | across | answered | pretended |", "|---|---|---|---|---|---|---|"]
    for name, row in rows.items():
        cells = [f"{value:.3f}" if value is not None else "–" for value in (row[figure] for figure in _FIGURES)]
        lines.append(f"| {name} | {row['queries']} | {' | '.join(cells)} |")
    return lines
