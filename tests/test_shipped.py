"""The worked example of ARCHITECTURE.md, "What is shipped", is true: each number in it is computed here anew."""

from __future__ import annotations

import json
import math
import re
import weakref
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from invented import INVENTED

from indexer import pipeline
from indexer.export import Contents, write_search
from indexer.index import K1, B
from indexer.packing import pack_entry
from indexer.shards import BUDGETS
from indexer.shipped import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from indexer.pipeline import Knowledge

QUERY = "custom* NOT lang:te"


@pytest.fixture(scope="module")
def section() -> str:
    text = (Path(__file__).parents[1] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return text.partition("## What is shipped")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def invented(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> tuple[Lexicon, Path]:
    folder = tmp_path_factory.mktemp("invented")
    return pipeline.build_lexicon(replace(knowledge, pages=INVENTED), folder), folder


def test_every_kind_of_shard_is_described(section: str) -> None:
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(BUDGETS)


def test_the_postings_are_those_of_the_example(section: str, invented: tuple[Lexicon, Path]) -> None:
    lexicon, _ = invented
    postings = lexicon.entries["customer"]["t"]["en"]["p"]["en"]

    assert json.dumps(postings, separators=(",", ":")) in section
    assert f"bodies have {lexicon.averages['en']['body']} terms" in section
    assert f"evidence {lexicon.averages['en']['evidence']}." in section


def test_a_small_knowledge_base_is_one_file(invented: tuple[Lexicon, Path], tmp_path: Path) -> None:
    lexicon, _ = invented
    few = dict(sorted(lexicon.entries.items())[:20])
    write_search(Contents({}, lexicon.analysis, lexicon.averages, few.items(), {}, lexicon.records, ()), tmp_path)
    (file,) = tmp_path.iterdir()
    shipped = json.loads(file.read_text(encoding="utf-8").removeprefix('principlesShard("manifest",')[:-3])

    assert file.name == "manifest.js"
    (entries,) = (shard for name, shard in shipped["held"].items() if name.startswith("entries-"))
    assert entries == {name: pack_entry(entry) for name, entry in few.items()}
    small = Lexicon(tmp_path)
    assert dict(small.entries) == few
    assert list(small.records["en"]) == list(lexicon.records["en"])


class Item(dict[str, Any]):
    """A value whose end can be seen."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def test_what_grows_with_the_pages_passes_by(invented: tuple[Lexicon, Path], tmp_path: Path) -> None:
    lexicon, _ = invented
    alive = weakref.WeakSet[Item]()
    most = 0

    def passing(values: Iterable[Mapping[str, Any]]) -> Iterator[Item]:
        nonlocal most
        for value in values:
            item = Item(value)
            alive.add(item)
            most = max(most, len(alive))
            yield item

    words, entries = zip(*lexicon.entries.items(), strict=True)
    records = {"en": passing(list(lexicon.records["en"]) * 50)}
    named = zip(words, passing(entries), strict=True)
    write_search(Contents({}, lexicon.analysis, lexicon.averages, named, {}, records, ()), tmp_path)

    assert len(Lexicon(tmp_path).records["en"]) == 50 * len(lexicon.records["en"])
    assert len(Lexicon(tmp_path).entries) == len(words)
    assert most <= 3


def test_the_scores_are_those_of_the_example(section: str, invented: tuple[Lexicon, Path]) -> None:
    lexicon, folder = invented
    engine = pipeline.engine_for(lexicon, folder)
    averages, documents = lexicon.averages["en"], len(lexicon.records["en"])

    def bm25(field: str, found: int, length: int) -> float:
        idf = math.log(documents / (found + 1)) + 1
        return idf * (K1 + 1) / (1 + K1 * (1 - B + B * length / averages[field]))

    body, evidence = bm25("body", 4, 4), bm25("evidence", 3, 3)
    most = (K1 + 1) * (math.log(4 / 5) + 1 + 1 + 0.5 * (math.log(4 / 2) + 1))
    hits = engine.search(QUERY, limit=10).hits

    for number in (body, evidence, body + evidence, most, (body + evidence) / most, bm25("body", 4, 17) / most):
        assert f"{number:.4f}" in section
    assert "**" + ", ".join(f"{hit.score:.4f}" for hit in hits) + "**" in section
    assert [hit.score for hit in hits][:1] == pytest.approx([(body + evidence) / most])
    assert {hit.page for hit in engine.search("custom*").hits} - {hit.page for hit in hits} == {
        "te/principles/invented-joiner"
    }
