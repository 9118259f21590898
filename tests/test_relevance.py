"""The search must not get worse: figures on the judged queries, as shipped and with proposed tags only."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "relevance"))
import evaluate
import report

ALLOWED = 0.02
FIGURES = Path(__file__).parent / "relevance/figures.json"


@pytest.mark.parametrize("way", ["shipped", "proposed"])
def test_no_figure_has_fallen(way: str, tmp_path: Path) -> None:
    known = json.loads(FIGURES.read_text(encoding="utf-8"))[way]
    engine = evaluate.engine_for(tmp_path, proposed=way == "proposed")

    now = dict(evaluate.table(evaluate.judge(engine, evaluate.TUNED)))

    fallen = [
        (name, figure, before, getattr(now[name], figure))
        for name, row in known.items()
        for figure, before in row.items()
        if figure in {"ndcg", "mrr", "cross", "answered"} and before is not None
        and getattr(now[name], figure) < before - ALLOWED
    ]  # fmt: skip
    assert not fallen
    assert now["all"].pretended <= known["all"]["pretended"] + ALLOWED


def test_the_page_of_the_site_tells_the_recorded_figures() -> None:
    assert evaluate.PAGE.read_text(encoding="utf-8") == report.render(json.loads(FIGURES.read_text(encoding="utf-8")))


def test_the_queries_are_well_formed() -> None:
    entries = [json.loads(line) for file in evaluate.ALL for line in file.read_text(encoding="utf-8").splitlines()]
    pages = {
        path.relative_to(evaluate.ROOT / "docs").with_suffix("").as_posix()
        for path in (evaluate.ROOT / "docs").glob("*/principles/*.md")
    }

    assert len({entry["id"] for entry in entries}) == len(entries) >= 400
    assert {page for entry in entries for page in entry["grades"]} <= pages
    for language in ("en", "te", "cs", "zh"):
        assert sum(entry["language"] == language for entry in entries) >= 100
