"""The page of a source's lines: every line is there, in order, with what became of it and why."""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer import pipeline
from indexer.documents import read_document
from indexer.languages import load_languages
from indexer.model import Document
from indexer.normalize.rules import RULES
from indexer.normalize.trace import trace
from indexer.pages import place
from indexer.site import Library, site_pages
from indexer.site.line_views import Became, LinesView, LineView
from indexer.site.lines import lines_view
from indexer.site.passages import view_of
from indexer.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.model import Page, TracedLine
    from indexer.pipeline import Knowledge

ROOT = Path(__file__).parents[1]
LANGUAGES = load_languages(ROOT / "site_config/languages")
SEEDS = sorted(path.name for path in (ROOT / "docs/sources").glob("*.txt"))


@pytest.fixture(scope="module")
def traces(knowledge: Knowledge) -> dict[str, tuple[TracedLine, ...]]:
    return pipeline.trace_sources(knowledge)[0]


@pytest.fixture(scope="module")
def library(knowledge: Knowledge, traces: dict[str, tuple[TracedLine, ...]]) -> Library:
    return Library(knowledge.pages, knowledge.vocabulary, knowledge.languages, knowledge.sources, traces)


def words(line: LineView) -> str:
    return "".join(piece.text for piece in line.pieces)


def became(view: LinesView) -> list[list[Became]]:
    return [[fate.became for fate in line.fates] for line in view.lines]


def shown(path: Path, pages: Sequence[Page] | None = None) -> LinesView:
    """Return the lines of a source of its own, for an English reader."""
    document = read_document(path, LANGUAGES)
    assert isinstance(document, Document)
    pages = place(document, ()) if pages is None else pages
    traced = {path.name: trace(document, pages, LANGUAGES)}
    return lines_view(path.name, Library(pages, Vocabulary(()), LANGUAGES, [document.source], traced), "en")


@pytest.mark.parametrize("file", SEEDS)
@pytest.mark.parametrize("reader", LANGUAGES)
def test_every_line_of_a_seed_is_there_in_order_and_complete(file: str, reader: str, library: Library) -> None:
    source = (ROOT / "docs/sources" / file).read_text("utf-8").removesuffix("\n").split("\n")

    view = lines_view(file, library, reader)

    assert [line.number for line in view.lines] == list(range(1, len(source) + 1))
    assert [words(line) for line in view.lines] == [line.strip() for line in source]
    assert all(line.fates for line in view.lines)
    assert view.traced
    assert not view.extracted


def test_a_line_leads_to_each_place_where_it_stands_and_back(library: Library) -> None:
    for reader in LANGUAGES:
        texts = {file: f"{reader}/texts/{name}.html" for file, name in library.text_ids.items()}
        anchors: dict[str, set[str]] = {href: set() for href in texts.values()}
        for page in library.pages:
            passage = view_of(page, library, reader)
            anchors[texts[page.source]] |= {passage.anchor, *(f"{passage.anchor}-{each.id}" for each in passage.blocks)}
        for file, name in library.text_ids.items():
            lines = lines_view(file, library, reader).lines
            places = [fate.place.href for line in lines for fate in line.fates if fate.place]
            assert places
            assert [href for href in places if href.partition("#")[2] not in anchors[href.partition("#")[0]]] == []
            for page in library.texts[file]:
                back, _, line = view_of(page, library, reader).lines_href.partition("#line-")
                assert back == f"{reader}/lines/{name}.html"
                assert any(fate.place for fate in lines[int(line) - 1].fates)


def test_the_lines_of_the_chinese_seed_tell_its_story(library: Library) -> None:
    """Its head was cut off, its title stands twice, its lines were torn."""
    view = lines_view("003_0ec85227b0f901ea.txt", library, "cs")
    counts = Counter(one for line in became(view) for one in line)

    assert became(view)[:3] == [[Became.TITLE], [Became.EMPTY], [Became.LEFT_OUT]]
    assert view.lines[2].fates[0].rules == (("download", 1),)
    assert view.lines[6].fates[0].rules == (("repeated-title", 1),)
    assert became(view)[8] == [Became.TEXT, Became.CHANGED]
    assert view.lines[8].fates[1].rules == (("join-lines", 1),)
    assert counts[Became.HEADING] == 4


@pytest.mark.parametrize("name", ["10-en-saved-page.html", "44-zh-wangye.html"])
def test_of_a_saved_page_the_lines_are_those_that_were_read_out_of_it(name: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests/corpus" / name, tmp_path)
    view = shown(tmp_path / name)
    rules = {name for line in view.lines for fate in line.fates for name, _ in fate.rules}

    assert view.extracted
    assert all(line.fates for line in view.lines)
    assert any(rule.startswith("marked-") for rule in rules)


def test_each_line_is_in_its_own_language(tmp_path: Path) -> None:
    te, en = "నిజాయితీ అంటే ఎప్పుడూ నిజం చెప్పడం, కస్టమర్లను మోసం చేయకపోవడం.", "Please share this page with all of your friends"
    (tmp_path / "x.txt").write_text(f"మంచి సేవ\n\n{te}\n\n{te}\n\nSmile 微笑\n\n{te}\n\n{en}\n", "utf-8")

    view = shown(tmp_path / "x.txt")
    by_words = {words(line): line for line in view.lines}

    assert by_words[te].lang == "te"
    assert by_words[en].lang == "en"
    assert [piece.lang for piece in by_words["Smile 微笑"].pieces][-1] == "zh-Hans"


def test_a_line_that_repairs_used_up_names_the_rule_and_no_place(tmp_path: Path) -> None:
    body = "A greeting costs nothing at all and is worth a lot to every guest of this house."
    (tmp_path / "x.txt").write_text(f"Greeting\n========\n\n{body}\n\nSmiling\n=======\n\n{body}\n", "utf-8")

    view = shown(tmp_path / "x.txt")

    assert became(view)[:2] == [[Became.HEADING], [Became.CHANGED]]
    assert view.lines[1].fates[0].rules == (("underline", 1),)


def test_a_paragraph_that_an_editor_took_out_is_told(tmp_path: Path) -> None:
    body = "A greeting costs nothing at all and is worth a lot to every guest of this house."
    (tmp_path / "x.txt").write_text(f"# Our Way\n\n## Greeting\n\n{body}\n\nInternal remark of the office.\n", "utf-8")
    document = read_document(tmp_path / "x.txt", LANGUAGES)
    assert isinstance(document, Document)
    (page,) = place(document, ())

    view = shown(tmp_path / "x.txt", [replace(page, paragraphs=page.paragraphs[:1])])

    assert became(view)[4:] == [[Became.TEXT], [Became.EMPTY], [Became.BY_HAND]]


def test_a_text_that_has_changed_shows_its_lines_and_claims_nothing(knowledge: Knowledge) -> None:
    library = Library(knowledge.pages, knowledge.vocabulary, knowledge.languages, knowledge.sources)

    view = lines_view(SEEDS[0], library, "en")

    assert not view.traced
    assert [line.fates for line in view.lines if line.fates] == []
    assert words(view.lines[0]) == "The Power of Genuine Customer Service: A Return to the Fundamentals"


def test_a_source_is_traced_only_while_its_pages_are_of_this_very_text(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for folder in ("docs", "site_config/languages", "site_config/vocabulary"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    changed, refused = (tmp_path / "docs/sources" / SEEDS[at] for at in (0, 1))
    changed.write_bytes(changed.read_bytes() + b"\nOne more line.\n")
    refused.with_suffix(".yml").write_text("keep: [1]\n", "utf-8")

    with caplog.at_level(logging.WARNING):
        traced, _ = pipeline.trace_sources(pipeline.load_knowledge(tmp_path))

    assert sorted(traced) == SEEDS[2:]
    assert "line 1 is kept anyway" in caplog.text


def test_a_page_whose_words_people_changed_is_known(knowledge: Knowledge) -> None:
    page = next(page for page in knowledge.pages if page.path == "en/principles/smile")
    first, *others = page.paragraphs
    edited = replace(page, paragraphs=(replace(first, text=f"{first.text} By hand."), *others))
    renamed = replace(page, path="en/principles/other", heading="By hand")

    others_too = [other for other in knowledge.pages if other is not page]
    changed = replace(knowledge, pages=(edited, renamed, *others_too))

    assert pipeline.trace_sources(knowledge)[1] == frozenset()
    assert pipeline.trace_sources(changed)[1] == {"en/principles/smile", "en/principles/other"}


def test_every_rule_has_a_name_in_every_language() -> None:
    rules = {f"rule.{rule.name}" for rule in RULES}
    fates = {f"lines.became.{one}" for one in Became}

    for language in LANGUAGES.values():
        assert {key for key in language.ui if key.startswith("rule.")} == rules
        assert {key for key in language.ui if key.startswith("lines.became.")} == fates


def test_the_lines_have_a_page_in_every_interface(knowledge: Knowledge) -> None:
    found = site_pages(Library(knowledge.pages, knowledge.vocabulary, knowledge.languages, knowledge.sources))
    lines = [page for page in found if page.template == "lines.html"]

    assert len(lines) == len(SEEDS) * len(LANGUAGES)
    assert len({page.title for page in lines}) == len(lines)
    assert {page.section for page in lines} == {f"{code}/texts/index.html" for code in LANGUAGES}
    for page in lines:
        assert page.switch[page.language] == f"{page.path}.html"
