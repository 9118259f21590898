"""Turns what was measured of one engine into figures, and figures into tables."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from benchmarks.browser import SHOWN, median_cold, percentile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.asking import Query, Slot
    from benchmarks.browser import Session
    from benchmarks.peers import Cost

_LANGUAGES = ("en", "te", "cs", "zh")
_FIRST = 3  # results that precision looks at

# Key → what it is called, and how many digits; in the order of the table.
ROWS = {
    "cold_kb": ("cold bytes to five results, KB: median", 1),
    "cold_kb_most": ("… most", 1),
    "cold_requests": ("cold requests: median", 0),
    "cold_requests_most": ("… most", 0),
    "further_kb": ("further query, KB: mean", 1),
    "further_kb_p95": ("… p95", 1),
    "new_ms": ("new query, ms: p50", 1),
    "new_ms_p95": ("… p95", 1),
    "again_ms": ("repeated query, ms: p50", 2),
    "again_ms_p95": ("… p95", 1),
    "cold_cpu": ("CPU to the first answer, ms: median", 0),
    "query_cpu": ("CPU of a new query, ms: mean", 1),
    "memory": ("memory over a blank tab after all queries, MB", 1),
    "kept": ("… after a collection of garbage", 1),
    "disk": ("on disk, gzip, MB", 2),
    "files": ("files", 0),
    "build_cpu": ("index build, CPU seconds", 2),
    "build_memory": ("index build, peak memory, MB", 0),
    "rebuild_cpu": ("after 1 % of pages changed, CPU seconds", 2),
    **{f"precision_{code}": (f"precision@3, {code}, %", 1) for code in _LANGUAGES},
    **{f"strict_{code}": (f"… the word or its translation only, {code}, %", 1) for code in _LANGUAGES},
    "empty": ("queries without an answer, of 100", 0),
    "slots": ("cross-language slots in the first 20, %", 1),
    "slots_other": ("… languages other than the query's, %", 1),
    "mixed": ("languages among the first five for a concept: mean", 1),
}


def cost_figures(build: Cost, rebuild: Cost | None, weight: tuple[float, int]) -> dict[str, float]:
    """Return what building costs, and what is on disk."""
    figures = {"build_cpu": build.cpu, "build_memory": build.memory, "disk": weight[0], "files": weight[1]}
    return figures | ({"rebuild_cpu": rebuild.cpu} if rebuild else {})


def session_figures(sessions: Sequence[Session]) -> dict[str, float]:
    """Return what asking costs: bytes are the same each time; of times the better session counts."""
    first = sessions[0]
    cold = [visit["bytes"] for visit in first.cold]
    return {
        "cold_kb": median_cold(first, "bytes") / 1000,
        "cold_kb_most": max(cold) / 1000,
        "cold_requests": median_cold(first, "requests"),
        "cold_requests_most": max(visit["requests"] for visit in first.cold),
        "further_kb": statistics.fmean(first.further) / 1000,
        "further_kb_p95": percentile(first.further, 0.95) / 1000,
        "new_ms": min(percentile(session.new, 0.5) for session in sessions),
        "new_ms_p95": min(percentile(session.new, 0.95) for session in sessions),
        "again_ms": min(percentile(session.again, 0.5) for session in sessions),
        "again_ms_p95": min(percentile(session.again, 0.95) for session in sessions),
        "cold_cpu": min(median_cold(session, "cpu") for session in sessions),
        "query_cpu": min(session.cpu for session in sessions),
        "memory": min(session.memory for session in sessions),
        "kept": min(session.kept for session in sessions),
    }


def precision_figures(session: Session, queries: Sequence[Query]) -> dict[str, float]:
    """Return which share of the first three results is right, or of as many as there are right pages."""
    figures: dict[str, float] = {}
    empty = 0
    for name, pages in (("precision", "right"), ("strict", "strict")):
        for code in _LANGUAGES:
            shares = []
            for query in queries:
                right: set[str] = getattr(query, pages)
                if query.language == code and right and (name == "precision" or query.kind != "label"):
                    paths = session.found[f"{code} {query.text}"][0][:_FIRST]
                    shares.append(sum(path in right for path in paths) / min(_FIRST, len(right)))
            if shares:
                figures[f"{name}_{code}"] = 100 * statistics.fmean(shares)
    empty = sum(not session.found[f"{query.language} {query.text}"][0] for query in queries)
    return {**figures, "empty": empty}


def slot_figures(slots: Sequence[Slot], found: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return which share of the languages that have a page about the concept is reached."""
    reached, others = [], []
    for slot, paths in zip(slots, found, strict=True):
        for code, pages in slot.pages.items():
            reached.append(not pages.isdisjoint(paths))
            if code != slot.language:
                others.append(reached[-1])
    mixed = [len({path.split("/")[0] for path in paths[:SHOWN]}) for paths in found]
    return {
        "slots": 100 * statistics.fmean(reached),
        "slots_other": 100 * statistics.fmean(others),
        "mixed": statistics.fmean(mixed),
    }


def kinds_of_files(session: Session, kinds: Mapping[str, str]) -> dict[str, list[float]]:
    """Return by kind of file what is loaded, on average: kilobytes and requests of a first visit, then of a query."""
    sums: dict[str, list[float]] = {}
    first = [file for visit in session.cold for file in visit["files"]]
    for place, files, count in ((0, first, len(session.cold)), (2, session.loaded, len(session.further))):
        for path, size in files:
            name = path.rsplit("/", 1)[1]
            sum_of = sums.setdefault(kinds.get(name, name), [0.0] * 4)
            sum_of[place] += size / 1000 / count
            sum_of[place + 1] += 1 / count
    return dict(sorted(sums.items()))


def table(engines: Mapping[str, Mapping[str, Any]], ours: str = "ours", beside: str = "Pagefind, all four") -> str:
    """Return a Markdown table: a column an engine, and how much of the figure of the engine `beside` ours is."""
    ratio = ours in engines and beside in engines
    lines = [
        "| | " + " | ".join([*engines, *([f"{ours} : {beside}"] if ratio else [])]) + " |",
        "|---|" + "---|" * (len(engines) + ratio),
    ]
    for key, (called, digits) in ROWS.items():
        values = [figures.get(key) for figures in engines.values()]
        if values.count(None) == len(values):
            continue
        cells = ["–" if value is None else f"{value:,.{digits}f}" for value in values]
        if ratio:
            mine, theirs = engines[ours].get(key), engines[beside].get(key)
            cells.append(f"{mine / theirs:.2f}" if mine is not None and theirs else "–")
        lines.append(f"| {called} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
