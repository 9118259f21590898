"""The generated corpus is what it says: pages of the project's own form, the same each time, with the truth beside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import edit_pages, write_corpus
from indexer.pages import read_pages, render_page
from indexer.pipeline import load_knowledge

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 46


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "of-46"
    write_corpus(folder, PAGES)
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


def test_pages_are_written_as_ingest_writes_them(corpus: Path) -> None:
    for page in read_pages(corpus / "docs"):
        assert (corpus / f"docs/{page.path}.md").read_text("utf-8") == render_page(page)


def test_the_project_loads_and_its_sources_hold_the_lines(corpus: Path) -> None:
    knowledge = load_knowledge(corpus)
    lines = {source.file: source.text.split("\n") for source in knowledge.sources}

    assert len(knowledge.pages) == PAGES
    for page in knowledge.pages:
        assert lines[page.source][page.lines[0] - 1] == page.heading
        assert all(lines[page.source][part.lines[0] - 1] == part.text for part in page.paragraphs)


def test_evidence_stands_in_the_text_and_the_truth_is_that_of_the_tags(corpus: Path) -> None:
    about = json.loads((corpus / "truth.json").read_text("utf-8"))["about"]
    pages = read_pages(corpus / "docs")

    assert {page.path: {tag.concept: tag.relation.value for tag in page.tags} for page in pages} == about
    assert all(tag.evidence in "\n".join(part.text for part in page.paragraphs) for page in pages for tag in page.tags)


def test_the_same_pages_come_again_also_among_more(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path / "again", PAGES)
    write_corpus(tmp_path / "more", 2 * PAGES)
    first, again = bytes_of(corpus), bytes_of(tmp_path / "again")
    drawn = {page.heading for page in read_pages(corpus / "docs")}

    assert first == again
    assert drawn < {page.heading for page in read_pages(tmp_path / "more/docs")}


def test_an_edit_changes_the_pages_it_names_and_no_other(tmp_path: Path) -> None:
    write_corpus(tmp_path / "one", 23)
    before = {page.path: page for page in read_pages(tmp_path / "one/docs")}
    edited = edit_pages(tmp_path / "one", 0.1)
    after = {page.path: page for page in read_pages(tmp_path / "one/docs")}

    assert len(edited) == 2
    assert {path for path in before if before[path] != after[path]} == set(edited)
