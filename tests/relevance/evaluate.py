"""Prints how well the search answers the judged queries: nDCG@10, MRR and cross-language nDCG, by kind and by language.

    python tests/relevance/evaluate.py [FILE…] [--proposed] [--json | --record [--aside]]

Queries and grades (`*.jsonl`) were written from the passages alone, by somebody who had not seen vocabulary or code.
Grades: 3 about exactly this, 2 a good part of it, 1 touches it. Cross-language nDCG ranks and counts only the pages in
other languages than the query's. With `--proposed`, the tags that people gave are replaced by proposed ones and the
editors' summaries are left out: what a new text can expect on its first day.

`untouched.jsonl` is kept aside: it is not for tuning, and is scored only with `--aside`, which counts how often that
was done. `aside.jsonl` holds two sets that were kept aside before it, scored three times and once, and tuned on since.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ir_measures
from ir_measures import RR, nDCG
from report import render

from indexer import pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.search import SearchEngine

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TUNED = (HERE / "frozen.jsonl", HERE / "grown.jsonl", HERE / "aside.jsonl")
ASIDE = HERE / "untouched.jsonl"
ALL = (*TUNED, ASIDE)
FIGURES = HERE / "figures.json"
PAGE = ROOT / "docs/en/quality.md"
DEPTH = 50


@dataclass(frozen=True)
class Judged:
    """A query with its grades by page, and what the search answered."""

    id: str
    language: str
    kind: str
    query: str
    grades: Mapping[str, int]
    ranking: Sequence[str]
    confident: bool


@dataclass(frozen=True)
class Figures:
    """Means over some queries; None where no query has such a figure."""

    queries: int
    ndcg: float | None
    mrr: float | None
    cross: float | None
    answered: float | None
    pretended: float | None


def judge(engine: SearchEngine, files: Iterable[Path]) -> list[Judged]:
    """Ask every query of `files`, with its own language as the reader's."""
    judged = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            entry: dict[str, Any] = json.loads(line)
            answer = engine.search(entry["query"], language=entry["language"], limit=DEPTH)
            confident = answer.confident and bool(answer.hits)
            judged.append(Judged(**entry, ranking=[hit.page for hit in answer.hits], confident=confident))
    return judged


def figures(judged: Sequence[Judged]) -> Figures:
    """Return the means over `judged`; queries without an answer count only in `pretended`."""
    with_answer = [query for query in judged if query.grades]
    without = [query for query in judged if not query.grades]
    return Figures(
        queries=len(judged),
        ndcg=_mean(nDCG @ 10, [(query, query.grades, query.ranking) for query in with_answer]),
        mrr=_mean(RR, [(query, query.grades, query.ranking) for query in with_answer]),
        cross=_mean(nDCG @ 10, [_abroad(query) for query in with_answer]),
        answered=_share(query.confident for query in with_answer),
        pretended=_share(query.confident for query in without),
    )


def _abroad(query: Judged) -> tuple[Judged, Mapping[str, int], Sequence[str]]:
    home = f"{query.language}/"
    grades = {page: grade for page, grade in query.grades.items() if not page.startswith(home)}
    return query, grades, [page for page in query.ranking if not page.startswith(home)]


def _mean(measure: Any, asked: Sequence[tuple[Judged, Mapping[str, int], Sequence[str]]]) -> float | None:  # noqa: ANN401 -- ir_measures is untyped
    asked = [entry for entry in asked if entry[1]]
    if not asked:
        return None
    qrels = {query.id: dict(grades) for query, grades, _ in asked}
    run = {query.id: {page: float(-place) for place, page in enumerate(ranking)} for query, _, ranking in asked}
    return float(ir_measures.calc_aggregate([measure], qrels, run)[measure])


def _share(flags: Iterable[bool]) -> float | None:
    listed = list(flags)
    return statistics.fmean(listed) if listed else None


def table(judged: Sequence[Judged]) -> Iterator[tuple[str, Figures]]:
    """Yield a name and its figures: all, then by kind, then by language."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for query in judged:
        groups["all"].append(query)
    for attribute in ("kind", "language"):
        for query in judged:
            groups[getattr(query, attribute)].append(query)
    for name, group in groups.items():
        yield name, figures(group)


def engine_for(folder: Path, *, proposed: bool) -> SearchEngine:
    """Return the search over the repository's pages; with `proposed`, over pages as a first ingest would leave them."""
    knowledge = pipeline.load_knowledge(ROOT)
    if proposed:
        pages = pipeline.retag(knowledge)
        knowledge = replace(knowledge, pages=tuple(replace(page, summaries={}) for page in pages))
    return pipeline.engine_for(pipeline.build_lexicon(knowledge, folder), folder)


def record(*, aside: bool) -> None:
    """Write the figures to `figures.json`, and as a page of the site.

    Args:
        aside: Whether to score the queries kept aside too; each time is one look at them more.

    """
    known = json.loads(FIGURES.read_text(encoding="utf-8"))
    recorded: dict[str, Any] = {"looks": known.get("looks", 0) + aside}
    for way in ("shipped", "proposed"):
        with tempfile.TemporaryDirectory() as folder:
            engine = engine_for(Path(folder), proposed=way == "proposed")
            recorded[way] = _rounded(judge(engine, TUNED))
            kept = f"aside_{way}"
            if aside:
                recorded[kept] = _rounded(judge(engine, [ASIDE]))
            elif kept in known:
                recorded[kept] = known[kept]
    FIGURES.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(render(recorded), encoding="utf-8")


def _rounded(judged: Sequence[Judged]) -> dict[str, dict[str, float | None]]:
    return {
        name: {figure: value if value is None else round(value, 4) for figure, value in vars(row).items()}
        for name, row in table(judged)
    }


def main() -> None:
    """Print the table, or with `--json` the figures as one object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=list(TUNED))
    parser.add_argument("--proposed", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--record", action="store_true", help="write the figures that the tests hold the search to")
    parser.add_argument("--aside", action="store_true", help="with --record: score the queries kept aside once more")
    options = parser.parse_args()
    if options.record:
        record(aside=options.aside)
        return
    with tempfile.TemporaryDirectory() as folder:
        judged = judge(engine_for(Path(folder), proposed=options.proposed), options.files)
    if options.json:
        json.dump({name: vars(row) for name, row in table(judged)}, sys.stdout)
        return
    print(f"{'':12}{'queries':>8}{'nDCG@10':>9}{'MRR':>7}{'cross':>7}{'answered':>10}{'pretended':>11}")
    for name, row in table(judged):
        shown = (row.ndcg, row.mrr, row.cross, row.answered, row.pretended)
        cells = [f"{value:.3f}" if value is not None else "–" for value in shown]
        print(f"{name:12}{row.queries:>8}{cells[0]:>9}{cells[1]:>7}{cells[2]:>7}{cells[3]:>10}{cells[4]:>11}")


if __name__ == "__main__":
    main()
