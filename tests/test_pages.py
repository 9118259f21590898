"""Pages: written, read, kept apart from syntax, and given places that never move."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import markdown  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import ContentError
from indexer.languages import load_languages
from indexer.model import Document, Kind, Page, Paragraph, Relation, Section, Source, Status, Tag
from indexer.normalize import normalize
from indexer.pages import place, read_page, read_pages, render_page, write_page
from indexer.pages.escaping import escape, unescape

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "site_config/languages")
ALIVE = [
    "<script>alert(1)</script>",
    "{{ config }}",
    "{% include 'x' %}",
    "text {: #stolen .cls }",
    "[a](javascript:x)",
    "![a](http://x/y.png)",
    "# no heading",
    "1. no list",
    "12) no list",
    "- no list",
    "+ no list",
    "* no list",
    "> no quotation",
    "`no code`",
    "**no bold**",
    "_no_ italics_",
    "---",
    "===",
    "&lt;",
    "&#60;b&#62;",
    "Q&A",
    "http://example.org/x",
    "<http://example.org>",
    "a\\*b",
    "!!! note",
    ": definition",
    "|a|b|",
    "~~gone~~",
    "[TOC]",
    "[^1]: note",
    "*[abbr]: x",
    '--8<-- "x"',
    "<!-- c -->",
    "&copy",
]
_LINE = st.one_of(
    st.sampled_from(ALIVE),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
    st.text("*_`[]{}()<>&#+-.!|~:;=/\\ a1%^$", min_size=1).map(lambda text: " ".join(text.split())).filter(bool),
)
_CODES = st.sampled_from(["", "en", "te"])
_LINES = st.tuples(st.integers(1, 99), st.integers(1, 99))
_PARAGRAPHS = st.lists(
    st.builds(Paragraph, text=_LINE, lines=_LINES, language=_CODES, heading=st.booleans()), max_size=5
).map(lambda paragraphs: tuple(replace(each, id=f"p{at}") for at, each in enumerate(paragraphs, 1)))
_TEXTS = st.dictionaries(st.sampled_from(["en", "te", "cs", "zh"]), _LINE, max_size=2)
_PAGES = st.builds(
    Page,
    path=st.just("cs/principles/x"),
    kind=st.sampled_from(Kind),
    ordinal=st.integers(0, 99),
    heading=st.one_of(st.just(""), _LINE),
    language=st.just("cs"),
    status=st.sampled_from(Status),
    source=_LINE,
    sha256=st.just("0123"),
    lines=_LINES,
    paragraphs=_PARAGRAPHS,
    marker=st.sampled_from(["", "1.", "一、"]),
    heading_language=st.just(""),
    source_title=st.one_of(st.just(""), _LINE),
    tags=st.lists(st.builds(Tag, st.just("smile"), st.sampled_from(Relation), _LINE, st.booleans()), max_size=2).map(
        tuple
    ),
    summaries=_TEXTS,
    signed=_TEXTS,
    notes=_TEXTS,
)


@settings(deadline=None)
@given(_PAGES)
def test_a_page_written_and_read_again_is_the_same_page(page: Page) -> None:
    with TemporaryDirectory() as name:
        write_page(page, Path(name))

        assert read_page(Path(name) / f"{page.path}.md", Path(name)) == page


@given(_LINE)
def test_an_escaped_line_gives_its_text_back(text: str) -> None:
    assert unescape(escape(text)) == text


class _Shown(HTMLParser):
    """Collects what a reader sees, and the tags around it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def _shown(page: Page) -> _Shown:
    body = render_page(page).split("\n---\n", 1)[1]
    shown = _Shown()
    shown.feed(
        markdown.markdown(
            body, extensions=["attr_list", "tables", "footnotes", "def_list", "admonition", "abbr", "md_in_html"]
        )
    )
    return shown


def _page(*texts: str, heading: str = "") -> Page:
    paragraphs = tuple(Paragraph(text, (at, at), id=f"p{at}") for at, text in enumerate(texts, 1))
    return Page("en/principles/x", Kind.PRINCIPLE, 1, heading, "en", Status.HUMAN, "x.txt", "", (1, 9), paragraphs)


@pytest.mark.parametrize("text", ALIVE)
def test_syntax_in_a_source_is_shown_and_does_nothing(text: str) -> None:
    shown = _shown(_page(text, heading=text))

    assert shown.text.split("\n") == [text, text]
    assert shown.tags == ["h1", "p"]
    assert sorted(shown.attributes) == [("data-lines", "1-1"), ("id", "p1"), ("id", "passage")]


@given(_LINE)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    shown = _shown(_page(text))

    assert " ".join(shown.text.split()) == " ".join(text.split())
    assert shown.tags == ["p"]


def test_a_page_that_has_not_changed_is_not_written(tmp_path: Path) -> None:
    page = _page("A text.")

    assert write_page(page, tmp_path)
    assert not write_page(page, tmp_path)


def test_a_paragraph_added_by_hand_is_read(tmp_path: Path) -> None:
    write_page(_page("A text."), tmp_path)
    path = tmp_path / "en/principles/x.md"
    path.write_text(path.read_text("utf-8") + "\nAdded by hand,\nin two lines.\n", "utf-8")

    assert read_page(path, tmp_path).paragraphs[1] == Paragraph("Added by hand, in two lines.", (0, 0))


@pytest.mark.parametrize(
    ("why", "old", "new", "message"),
    [
        (
            "a kind that does not exist",
            "kind: principle",
            "kind: rule",
            r"x\.md:3: kind 'rule'; expected one of introduction",
        ),
        (
            "a status that does not exist",
            "status: human",
            "status: robot",
            r"x\.md:5: status 'robot'; expected one of human",
        ),
        ("a key that does not exist", "language: en", "langauge: en", r"x\.md:2: unknown key 'langauge'"),
        ("an ordinal that is none", "ordinal: 1", "ordinal: one", r"x\.md:4: ordinal 'one'; expected a whole number"),
        ("no front matter", "---\nlang", "lang", r"x\.md:1: no front matter"),
        ("an attribute that we do not have", "{: #p1 ", "{: .red ", r"x\.md:\d+: '.red' in an attribute list"),
        ("an id twice", "{: #p2 ", "{: #p1 ", "the id 'p1' stands twice"),
    ],
)
def test_a_page_that_was_broken_by_hand_says_where(why: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    write_page(_page("One.", "Two."), tmp_path)
    path = tmp_path / "en/principles/x.md"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    with pytest.raises(ContentError, match=message):
        read_page(path, tmp_path)
    with pytest.raises(ContentError, match=message):
        read_pages(tmp_path)
    assert why


def _document(*sections: tuple[str, str], file: str = "x.txt") -> Document:
    made = tuple(
        Section(
            at, Kind.PRINCIPLE, heading, "en", tuple(Paragraph(text, (at, at)) for text in body.split("|")), (at, at)
        )
        for at, (heading, body) in enumerate(sections, 1)
    )
    return Document(Source(file, "", "utf-8", ""), "en", "", made)


HONESTY = ("Honesty", "Tell the customer the truth, even when it costs you a sale.|The truth comes out in the end.")
SMILE = ("Smile", "A smile can be heard on the telephone by everybody.")
SPEED = ("Speed", "Answer within the hour, and say when the rest will follow.")


def _places(pages: tuple[Page, ...]) -> dict[str, tuple[str, list[str]]]:
    return {page.heading: (page.path, [paragraph.id for paragraph in page.paragraphs]) for page in pages}


def test_placing_again_changes_nothing() -> None:
    pages = place(_document(HONESTY, SMILE), ())

    assert place(_document(HONESTY, SMILE), pages) == pages


def test_an_inserted_passage_moves_no_slug_and_no_id() -> None:
    before = place(_document(HONESTY, SMILE), ())

    after = place(_document(SPEED, HONESTY, SMILE), before)

    assert _places(before).items() <= _places(after).items()
    assert [page.ordinal for page in after] == [1, 2, 3]
    assert len({page.path for page in after}) == 3


def test_an_inserted_paragraph_moves_no_id() -> None:
    before = place(_document(HONESTY), ())

    after = place(_document(("Honesty", "New words that nobody has seen.|" + HONESTY[1])), before)

    assert [paragraph.id for paragraph in after[0].paragraphs] == ["p3", "p1", "p2"]


def test_a_retitled_or_reworded_passage_keeps_its_place() -> None:
    before = place(_document(HONESTY, SMILE), ())

    after = place(_document(("Truth", HONESTY[1]), ("Smile", "A smile can be heard on the telephone by all.")), before)

    assert [(page.path, page.paragraphs[0].id) for page in after] == [(page.path, "p1") for page in before]


def test_what_people_wrote_on_a_page_stays_with_its_passage() -> None:
    tag = Tag("smile", Relation.SAME, "A smile can be heard")
    pages = tuple(
        replace(page, tags=(tag,), summaries={"cs": "Úsměv."}, signed={"cs": "Jana"})
        for page in place(_document(SMILE), ())
    )

    after = place(
        _document(HONESTY, SMILE),
        pages,
        {1: (Tag("honesty", Relation.SAME, ""),), 2: (Tag("speed", Relation.SAME, ""),)},
    )

    assert (after[1].tags, after[1].summaries, after[1].signed) == ((tag,), {"cs": "Úsměv."}, {"cs": "Jana"})
    assert [page.path for page in after] == ["en/principles/honesty", "en/principles/principle-1"]


def test_a_slug_that_is_taken_by_another_source_gets_a_number() -> None:
    tags = {1: (Tag("smile", Relation.SAME, ""),)}
    others = place(_document(SMILE, file="a.txt"), (), tags)
    more = place(_document(SMILE, file="b.txt"), others, tags)

    last = place(_document(SMILE, file="c.txt"), (*others, *more), tags)

    assert [page.path for page in (*others, *more, *last)] == [
        f"en/principles/smile{suffix}" for suffix in ("", "-2", "-3")
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "docs/sources").glob("*.txt")), ids=lambda path: path.stem)
def test_addresses_of_a_seed_are_ascii(path: Path) -> None:
    source: Any = Source(path.name, "", "utf-8", path.read_text("utf-8"))

    for page in place(normalize(source, LANGUAGES), ()):
        assert re.fullmatch(r"[a-z]{2}/principles/[a-z0-9-]+", page.path)
        assert all(re.fullmatch(r"[ph]\d+", paragraph.id) for paragraph in page.paragraphs)
