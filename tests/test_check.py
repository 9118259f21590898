"""`principles check` says what is wrong with the content, and where: one example of each of its complaints."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indexer import pipeline
from indexer.check import check, missing_summaries
from indexer.ingest import ingest
from indexer.site import Library, site_pages

ROOT = Path(__file__).parents[1]
PAGE = "docs/cs/principles/honesty.md"
SOURCE = "docs/sources/002_887ea02123fa091e.txt"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for folder in ("languages", "vocabulary"):
        shutil.copytree(ROOT / "site_config" / folder, tmp_path / "site_config" / folder)
    (tmp_path / "mkdocs.yml").touch()
    return tmp_path


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def complaints(project: Path) -> str:
    return "\n".join(map(str, check(project)))


def test_our_content_gives_no_complaint(project: Path) -> None:
    assert complaints(project) == ""


def test_a_tag_that_is_no_concept_is_named_with_the_nearest_one(project: Path) -> None:
    change(project / PAGE, "concept: honesty", "concept: poctivost")

    assert (
        f"{PAGE}: unknown tag 'poctivost'; expected an id from site_config/vocabulary; do: write 'honesty'"
        in complaints(project)
    )
    change(project / PAGE, "concept: poctivost", "concept: pricing")
    assert "unknown tag 'pricing'; expected an id from site_config/vocabulary; do: take one" in complaints(project)


def test_an_unknown_tag_is_told_and_left_out_when_the_site_is_built(project: Path, tmp_path: Path) -> None:
    change(project / PAGE, "concept: honesty", "concept: poctivost")
    knowledge = pipeline.load_knowledge(project)

    assert [str(told) for told in pipeline.unknown_tags(knowledge)] == [
        f"{PAGE}: unknown tag 'poctivost', left out; do: see 'principles check'"
    ]
    built = pipeline.without_unknown_tags(knowledge)
    assert pipeline.build_lexicon(built, tmp_path / "index").records
    assert site_pages(Library(built.pages, built.vocabulary, built.languages, built.sources))


def test_evidence_that_is_gone_is_named(project: Path) -> None:
    change(project / PAGE, "lhaní", "nepravda")

    assert f"{PAGE}: the evidence for 'commitment' is not on the page" in complaints(project)


@pytest.mark.parametrize(
    ("note", "missing"),
    [
        ("„odcizit zákazníka“ je „odradit“; „dodat slib“ je „splnit slib“.", "dodat slib"),
        ("V první větě stojí „doručeno“ místo „splněno“. „Dodat slib“ je chyba.", "Dodat slib"),
        ('It says "deliver a promise".', "deliver a promise"),
        ("“odcizit zákazníka”指疏远；“交付”意为“兑现”。", "交付"),
    ],
)
def test_a_note_that_quotes_other_words_than_the_pages_is_named(note: str, missing: str, project: Path) -> None:
    text = (project / PAGE).read_text(encoding="utf-8")
    start, end = text.index("notes:\n"), text.index("---\n", text.index("notes:\n"))
    (project / PAGE).write_text(f"{text[:start]}notes:\n  cs: '{note}'\n{text[end:]}", encoding="utf-8")

    assert f"{PAGE}: the note in cs quotes what is not on the page: '{missing}'; expected words" in complaints(project)


def test_a_page_without_tags_is_named(project: Path) -> None:
    text = (project / PAGE).read_text(encoding="utf-8")
    start, end = text.index("tags:\n"), text.index("summaries:\n")
    (project / PAGE).write_text(text[:start] + text[end:], encoding="utf-8")

    assert f"{PAGE}: no tags; expected at least one principle" in complaints(project)


def test_a_page_whose_source_is_gone_is_named(project: Path) -> None:
    (project / SOURCE).unlink()

    assert f"{PAGE}: its source {Path(SOURCE).name} is not in docs/sources" in complaints(project)


def test_a_small_file_whose_text_is_gone_is_named(project: Path) -> None:
    (project / "docs/sources/handbook.yml").write_text("title: Our Way\n", "utf-8")

    assert complaints(project) == (
        "docs/sources/handbook.yml: it stands beside no text: none of handbook.txt, handbook.md, handbook.html, "
        "handbook.htm, handbook.docx, handbook.pdf is there; do: put the text back or give both the same name, or "
        "remove this file"
    )


def test_a_small_file_that_nothing_reads_is_named(project: Path) -> None:
    (project / SOURCE).with_suffix(".yaml").write_text("title: Etika\n", "utf-8")

    assert complaints(project) == (
        "docs/sources/002_887ea02123fa091e.yaml: nothing reads it; expected a small file that ends in .yml; "
        "do: call it 002_887ea02123fa091e.yml"
    )


def test_what_is_remembered_of_a_text_that_is_gone_is_named_until_it_is_ingested(project: Path) -> None:
    record = project / "docs/sources/.ingested/old.txt.json"
    record.write_text("{}", "utf-8")

    assert complaints(project) == (
        "docs/sources/.ingested/old.txt.json: it remembers the pages of old.txt, which is not in docs/sources; do: "
        "put old.txt back, or run: principles ingest docs/sources, which drops its pages and this record"
    )

    list(ingest(project, [project / "docs/sources"]))
    assert not record.exists()
    assert complaints(project) == ""


def test_a_source_that_has_changed_is_named_with_the_remedy(project: Path) -> None:
    change(project / SOURCE, "Poctivost může", "Poctivost také může")

    assert "has changed since; do: run: principles ingest docs/sources" in complaints(project)


def test_a_concept_that_no_passage_shows_is_named(project: Path) -> None:
    for page in (project / "docs").glob("*/principles/*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("concept: flowers", "concept: hiring"), encoding="utf-8")

    assert "site_config/vocabulary/topics.yml: 'flowers' has no evidence in any passage" in complaints(project)


def test_broken_front_matter_is_named_with_its_line(project: Path) -> None:
    change(project / PAGE, "kind: principle", "kind: prinzip")

    assert f"{PAGE}:4: " in complaints(project)


def test_a_missing_summary_is_listed_and_is_no_complaint(project: Path) -> None:
    text = (project / PAGE).read_text(encoding="utf-8")
    start = text.index("  te: ", text.index("summaries:\n"))
    (project / PAGE).write_text(text[:start] + text[text.index("\n", start) + 1 :], encoding="utf-8")

    assert complaints(project) == ""
    assert missing_summaries(project) == [f"{PAGE}: no summary in te"]
