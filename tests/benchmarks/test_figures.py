"""What the benchmark asks has right answers, and its figures are what they are called."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.asking import Query, Slot, Truth
from benchmarks.browser import Session
from benchmarks.corpus import write_corpus
from benchmarks.figures import ROWS, precision_figures, session_figures, slot_figures, table
from benchmarks.goals import GOALS, Goal, goals_table
from indexer.pipeline import load_knowledge

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.pipeline import Knowledge


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked") / "of-60"
    write_corpus(folder, 60)
    return folder


@pytest.fixture(scope="module")
def known(project: Path) -> Knowledge:
    return load_knowledge(project)


@pytest.fixture(scope="module")
def queries(project: Path, known: Knowledge) -> list[Query]:
    return Truth(project, known.pages, known.vocabulary).queries()


def test_a_hundred_queries_are_asked_in_four_languages(queries: list[Query]) -> None:
    assert Counter(query.language for query in queries) == dict.fromkeys(("en", "te", "cs", "zh"), 25)
    assert all(query.strict for query in queries if query.kind != "label")


def test_a_page_with_another_form_of_the_word_is_right(queries: list[Query], known: Knowledge) -> None:
    texts = {page.path: "\n".join(part.text for part in page.paragraphs) + page.heading for page in known.pages}
    forms = [query for query in queries if query.kind == "form" and query.language == "te"]

    assert any(query.text not in texts[path] for query in forms for path in query.strict)
    assert all(any(query.text in texts[path] for path in query.strict) for query in forms)


def test_a_slot_is_a_language_with_a_page_about_the_concept(project: Path, known: Knowledge) -> None:
    slots = Truth(project, known.pages, known.vocabulary).slots()
    tagged = {page.path: {tag.concept for tag in page.tags} for page in known.pages}

    assert len(slots) == 96
    for slot in slots:
        assert slot.text in known.vocabulary.by_id[slot.concept].labels(slot.language)
        for code, pages in slot.pages.items():
            assert all(path.startswith(f"{code}/") and slot.concept in tagged[path] for path in pages)


def test_precision_counts_the_first_three_and_no_more_than_there_are() -> None:
    asked = [
        Query("a", "en", "word", ("a",), {"en/1", "en/2"}, {"en/1"}),
        Query("b", "en", "word", ("b",), {"en/3", "en/4", "en/5", "en/6"}, set()),
    ]
    session = Session(found={"en a": [["en/9", "en/1", "en/8", "en/2"], 4], "en b": [["en/3", "en/4", "en/7"], 3]})

    figures = precision_figures(session, asked)

    assert figures["precision_en"] == pytest.approx(100 * (1 / 2 + 2 / 3) / 2)
    assert figures["strict_en"] == pytest.approx(100.0)
    assert figures["empty"] == 0


def test_slots_are_reached_by_any_page_about_the_concept() -> None:
    slot = Slot(
        "smile", "en", "smile", {"en": frozenset({"en/1"}), "cs": frozenset({"cs/1"}), "te": frozenset({"te/1"})}
    )

    figures = slot_figures([slot], [["en/1", "cs/2", "cs/1"]])

    assert figures["slots"] == pytest.approx(100 * 2 / 3)
    assert figures["slots_other"] == pytest.approx(50.0)
    assert figures["mixed"] == 2


def test_times_are_those_of_the_better_session_and_the_ratio_is_to_pagefind() -> None:
    visit = {"bytes": 2000, "requests": 3, "cpu": 10.0, "files": []}
    slow = Session([visit], [1000, 3000], [5.0, 9.0], [2.0], [], 4.0, 8.0, 6.0)
    quick = Session([{**visit, "cpu": 7.0}], [1000, 3000], [3.0, 9.5], [1.0], [], 3.0, 9.0, 5.0)

    ours = session_figures([slow, quick])
    shown = table({"ours": ours, "Pagefind, all four": {**ours, "cold_kb": 4.0}})

    assert (ours["new_ms_p95"], ours["cold_cpu"], ours["memory"], ours["kept"]) == (9.0, 7.0, 8.0, 5.0)
    assert "| cold bytes to five results, KB: median | 2.0 | 4.0 | 0.50 |" in shown


def test_every_goal_is_of_figures_that_are_measured() -> None:
    assert {key for goal in GOALS for key in goal.keys} <= ROWS.keys()


def test_a_goal_says_whether_it_is_reached_as_such_or_beside_the_peer() -> None:
    figures = dict.fromkeys(ROWS, 90.0)
    lines = list(goals_table({10_000: {"ours": figures, "Pagefind, all four": dict.fromkeys(ROWS, 40.0)}}))

    assert "| cold bytes to five results, KB | ≤ 85 | 90.00 | not reached |" in lines
    assert "| index build, CPU | ≤ 3 × Pagefind | 2.25 | reached |" in lines
    assert "| cross-language slots in the first 20, % | ≥ 95 | 90.00 | not reached |" in lines
    assert not any("50,000" in line for line in lines)
    assert Goal("", ("slots", "slots_other"), 80, least=True).measured({"ours": {"slots": 9, "slots_other": 8}}) == 8
