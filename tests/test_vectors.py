"""Holds the Python half of each twin to the vectors; tests/js/vectors.test.js holds the other half to the same files.

Expectations are thought out by hand, never dumped from either half.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from indexer import analysis, near
from indexer.analysis import Analysis
from indexer.conditions import Part, Together
from indexer.evidence import Evidence, bounded, is_confident, strength, together
from indexer.excerpt import best_excerpt
from indexer.facets import Facets
from indexer.grammar import parse
from indexer.index import MENTIONS, TAGS, Clause, Entry, LanguageIndex, write_index
from indexer.matching import find_phrase
from indexer.near import Near
from indexer.packing import pack_postings
from indexer.query import Interpreter
from indexer.readings import Meant, Reader, Reading, Word
from indexer.search import merge
from indexer.shipped import analysis_from_json
from indexer.signs import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

Case = dict[str, Any]
VECTORS = Path(__file__).parent / "vectors"


def load(name: str) -> Case:
    vectors: Case = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return vectors


def cases(name: str, group: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in load(name)[group]])


def analysis_of(name: str) -> Analysis:
    vectors = load(name)
    variants = vectors["analysis"]["variants"]
    turned = dict(zip(variants["from"], variants["to"], strict=True))
    return analysis_from_json(vectors["analysis"], vectors.get("entries", {}), turned)


@cases("analysis", "fold")
def test_fold(case: Case) -> None:
    assert analysis_of("analysis").fold(case["text"]) == case["folded"]


@cases("analysis", "spell")
def test_spell(case: Case) -> None:
    assert analysis.spell(case["text"]) == case["spelled"]


@cases("analysis", "cut")
def test_cut(case: Case) -> None:
    assert [[token.text, token.start, token.end] for token in analysis.cut(case["text"])] == case["tokens"]


@cases("analysis", "languages_of")
def test_languages_of(case: Case) -> None:
    assert list(analysis_of("analysis").languages_of(case["word"])) == case["languages"]


@cases("analysis", "language_in")
def test_language_in(case: Case) -> None:
    assert analysis_of("analysis").language_in(case["word"], case["page"]) == case["language"]


@cases("analysis", "terms")
def test_terms(case: Case) -> None:
    assert list(analysis_of("analysis").terms(case["word"], case["language"])) == case["terms"]


@cases("analysis", "size")
def test_size(case: Case) -> None:
    assert analysis.size(case["word"]) == case["size"]


@cases("analysis", "skeleton")
def test_skeleton(case: Case) -> None:
    assert analysis.skeleton(case["latin"], analysis_of("analysis").by_code["te"]) == case["skeleton"]


@cases("analysis", "clusters")
def test_clusters(case: Case) -> None:
    assert analysis.clusters(case["word"]) == case["clusters"]


@cases("near", "find")
def test_find(case: Case) -> None:
    found = Near(load("near")["words"]).find(case["typed"], alone=case.get("alone", True))

    assert [[slip.word, slip.reason] for slip in found] == [[word, reason] for word, _, reason in case["found"]]
    assert [slip.worth for slip in found] == pytest.approx([worth for _, worth, _ in case["found"]])


@cases("near", "slips")
def test_slips(case: Case) -> None:
    found = near.slips(analysis.clusters(case["typed"]), analysis.clusters(case["known"]), case["reach"])

    assert found > case["reach"] if case["slips"] is None else found == case["slips"]


@cases("query", "interpret")
def test_interpret(case: Case) -> None:
    vectors = load("query")
    reader = Reader(analysis_of("query"), vectors["entries"], vectors["meanings"])

    query = Interpreter(reader, Near(vectors["near"])).interpret(case["text"])

    assert [unit.typed for unit in query.units] == [unit["typed"] for unit in case["units"]]
    for unit, expected in zip(query.units, case["units"], strict=True):
        found = [json.loads(json.dumps(asdict(reading))) for reading in unit.readings]
        assert [without_worth(reading) for reading in found] == [
            without_worth(reading) for reading in expected["readings"]
        ]
        for name in ("worth", "sure"):
            assert [reading.get(name) for reading in found] == pytest.approx(
                [reading.get(name) for reading in expected["readings"]]
            )


@cases("grammar", "parse")
def test_parse(case: Case) -> None:
    parsed = parse(case["text"], load("grammar")["operators"])

    assert parsed.tree == (case["tree"] and node_from(case["tree"]))
    assert list(parsed.mistakes) == case["mistakes"]


def node_from(data: list[Any]) -> Node:
    kind, *rest = data
    if isinstance(rest[0], str):
        return Node(kind, rest[0])
    return Node(kind, parts=tuple(map(node_from, rest)))


@cases("matching", "find_phrase")
def test_find_phrase(case: Case) -> None:
    parts = tuple(Part(frozenset(part["surfaces"]), None, han=part["han"]) for part in case["parts"])
    phrase = Together("", (parts,), title=case["title"])

    assert list(find_phrase(phrase, {"sentences": case["sentences"]}, Analysis([]))) == case["found"]


@cases("facets", "count")
def test_count(case: Case) -> None:
    facets = Facets(load("facets")["items"])
    places = [(code, number) for code, numbers in case["pages"].items() for number in numbers]
    kept = [(code, number) for code, number in places if not facets.unmet(code, number, case["only"])]
    counts = facets.count(places, case["pages"], case["only"])

    assert kept == [(code, number) for code, numbers in case["left"].items() for number in numbers]
    assert json.dumps(counts) == json.dumps(case["counts"])


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageIndex]:
    folder = tmp_path_factory.mktemp("score")
    entries = [
        Entry(path, {name: list(Counter(terms).elements()) for name, terms in page["fields"].items()}, page["tags"])
        for path, page in load("score")["pages"].items()
    ]
    write_index(folder, entries, {name for entry in entries for name in entry.fields})
    index = LanguageIndex(folder)
    yield index
    index.close()


@cases("score", "search")
def test_score(case: Case, scored: LanguageIndex) -> None:
    found = scored.search([Clause(name, tuple(terms), boost) for name, terms, boost in case["clauses"]])

    assert [hit.document for hit in found] == [document for document, _ in case["found"]]
    assert [hit.score for hit in found] == pytest.approx([score for _, score in case["found"]])


def test_the_vectors_of_scores_hold_what_whoosh_says(scored: LanguageIndex) -> None:
    vectors = load("score")
    shipped = {
        (name, word): packed
        for word, entry in vectors["entries"].items()
        for record in entry["t"].values()
        for name, packed in record["p"]["cs"].items()
    }
    shipped |= {(MENTIONS, sense): meaning["p"]["cs"] for sense, meaning in vectors["meanings"].items()}
    said = {
        (postings.field, postings.term): pack_postings(postings.documents, postings.lengths, postings.frequencies)
        for name in scored.fields
        for postings in scored.read_postings(name)
        if name != TAGS
    }

    assert said == shipped
    assert {name: scored.average(name) for name in scored.fields} == vectors["averages"]


def without_worth(reading: Case) -> Case:
    return {name: value for name, value in reading.items() if name not in {"worth", "sure"}}


@cases("merge", "merge")
def test_merge(case: Case) -> None:
    found = [
        {
            code: {int(number): Evidence(tags=tags, words=words) for number, (tags, words) in pages.items()}
            for code, pages in by_code.items()
        }
        for by_code in case["found"]
    ]

    ranked = merge(found, case["weights"], case["language"])

    assert [[code, number] for _, code, number in ranked] == [[code, number] for code, number, _ in case["ranked"]]
    assert [score for score, _, _ in ranked] == pytest.approx([score for _, _, score in case["ranked"]])


@cases("evidence", "bounded")
def test_bounded(case: Case) -> None:
    assert bounded(case["worth"]) == pytest.approx(case["bounded"])


@cases("evidence", "together")
def test_together(case: Case) -> None:
    assert together(case["worths"]) == pytest.approx(case["together"])


@cases("evidence", "strength")
def test_strength(case: Case) -> None:
    values = case["reading"]
    if "sense" in values:
        reading: Reading = Meant(values["sense"], values["worth"], "concept", "", values["sure"])
    else:
        reading = Word("en", (("term",),), values["worth"], "word", "", ())

    assert strength(reading, case["field"]) == pytest.approx(case["strength"])


@cases("evidence", "is_confident")
def test_is_confident(case: Case) -> None:
    found = [
        {code: {int(number): Evidence(sure=sure) for number, sure in pages.items()} for code, pages in by_code.items()}
        for by_code in case["found"]
    ]

    assert is_confident(found, case["known"], case["total"], apart=case.get("apart", False)) == case["confident"]


@cases("excerpt", "best_excerpt")
def test_best_excerpt(case: Case) -> None:
    readings = [reading_from(reading) for reading in case["readings"]]

    excerpt = best_excerpt(case["record"], readings, load("excerpt")["meanings"], analysis_of("excerpt"))

    assert json.loads(json.dumps(asdict(excerpt))) == case["excerpt"]


def reading_from(data: Case) -> Reading:
    if "sense" in data:
        return Meant(data["sense"], 1.0, "concept", "", 1.0)
    return Word(data["language"], (), 1.0, "word", "", tuple(data["surfaces"]), tuple(data["parts"]))


@pytest.mark.parametrize("file", sorted(VECTORS.glob("*.json")), ids=lambda file: file.stem)
def test_every_case_says_why_and_no_two_say_the_same(file: Path) -> None:
    groups = json.loads(file.read_text(encoding="utf-8")).values()
    reasons = [case["why"] for group in groups if isinstance(group, list) for case in group if isinstance(case, dict)]

    assert reasons
    assert len(set(reasons)) == len(reasons)
