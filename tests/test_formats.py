"""The same text in every container: what is read from saved pages, Word files and PDFs, and what is refused."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import regex
import yaml
from containers import (
    as_docx,
    as_html,
    package,
    word_document,
    word_paragraph,
    word_paragraph_with_bold,
    word_part,
)
from programs import program

from indexer.errors import ContentError
from indexer.languages import load_languages
from indexer.normalize import balance, normalize
from indexer.sources import portable, read_source

if TYPE_CHECKING:
    from indexer.model import Document

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "site_config/languages")
CORPUS = sorted((ROOT / "tests/corpus").glob("[0-9]*.yml"))


def _read(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    return normalize(read_source(path, LANGUAGES), LANGUAGES)


def _bodies(document: Document) -> list[Any]:
    return [
        (document.title, document.language),
        *((section.kind, section.heading, [each.text for each in section.paragraphs]) for section in document.sections),
    ]


def _blocks(expected: dict[str, Any]) -> list[str]:
    blocks = [f"# {expected['title']}"] if expected["title"] else []
    for section in expected["sections"]:
        blocks += [f"## {section['heading']}"] if section["heading"] else []
        blocks += section["text"]
    return blocks


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_same_text_in_every_format_gives_the_same_bodies(path: Path, tmp_path: Path) -> None:
    """The expectations of the corpus, each saved in three formats."""
    blocks = _blocks(yaml.safe_load(path.read_text("utf-8")))

    markdown = _read(tmp_path, "text.md", "\n\n".join(blocks).encode())
    page = _read(tmp_path, "text.html", as_html(blocks))
    word = _read(tmp_path, "text.docx", as_docx(blocks))

    assert _bodies(page) == _bodies(markdown)
    assert _bodies(word) == _bodies(markdown)
    assert not balance(page)
    assert not balance(word)


PLAIN = """Our Way

Good service is a craft and can be learned. These rules help.

1. Greeting
A warm greeting sets the tone for everything that follows. Say it before the customer does.
- Stand up.
- Look up.

2. Listening
Let people finish. Most complaints are half solved when somebody has listened to the end.

3. Promises
If you promise a call on Friday, call on Friday. A small promise kept is worth more.
"""
MARKED = [
    "# Our Way",
    "Good service is a craft and can be learned. These rules help.",
    "## Greeting",
    "A warm greeting sets the tone for everything that follows. Say it before the customer does.",
    "- Stand up.",
    "- Look up.",
    "## Listening",
    "Let people finish. Most complaints are half solved when somebody has listened to the end.",
    "## Promises",
    "If you promise a call on Friday, call on Friday. A small promise kept is worth more.",
]


def test_a_plain_text_has_the_bodies_of_a_marked_one(tmp_path: Path) -> None:
    plain = _read(tmp_path, "text.txt", PLAIN.encode())

    for name, data in (
        ("text.md", "\n\n".join(MARKED).encode()),
        ("text.html", as_html(MARKED)),
        ("text.docx", as_docx(MARKED)),
    ):
        assert _bodies(_read(tmp_path, name, data)) == _bodies(plain), name


WAY = "Our Way\n\nGood service is a craft that anybody can learn. These rules help."
LISTEN = "When a customer speaks, let them end. Most complaints are half solved when somebody has listened."
SMILE = "A smile costs nothing at all and is worth a lot. It is the first thing that every guest remembers."
KEEP = "If you promise a call on Friday, call on Friday. A small promise kept is worth more than a large one."


def _with_bold(folder: Path, text: str) -> list[Document]:
    """Return a text as a saved page and as a Word file; `**` stands for bold type, blank lines part paragraphs."""
    blocks = text.split("\n\n")
    page = "".join(f"<p>{block}</p>".replace("\n", "<br>") for block in blocks)
    page = regex.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", page)
    word = "".join(word_paragraph_with_bold(block) for block in blocks)
    return [
        _read(folder, "text.html", f"<body>{page}</body>".encode()),
        _read(folder, "text.docx", package(word_document(word))),
    ]


@pytest.mark.parametrize(
    ("why", "pattern"),
    [
        ("a stop within", "**{}.** {}"),
        ("a stop after it", "**{}**. {}"),
        ("a colon within", "**{}:** {}"),
        ("a colon after it", "**{}**: {}"),
        ("a dash", "**{}** – {}"),
        ("nothing", "**{}** {}"),
        ("a line of its own", "**{}**\n{}"),
        ("a paragraph of its own", "**{}**\n\n{}"),
    ],
)
def test_what_begins_in_bold_type_is_a_heading_in_every_format(why: str, pattern: str, tmp_path: Path) -> None:
    passages = [pattern.format(*each) for each in (("Listen", LISTEN), ("Smile first", SMILE), ("Promises", KEEP))]
    text = "\n\n".join([WAY, *passages])
    plain = "\n\n".join([WAY, f"1. Listen\n{LISTEN}", f"2. Smile first\n{SMILE}", f"3. Promises\n{KEEP}"])

    expected = _bodies(_read(tmp_path, "text.txt", plain.encode()))
    assert _bodies(_read(tmp_path, "text.md", text.encode())) == expected, why
    for document in _with_bold(tmp_path, text):
        assert _bodies(document) == expected, why
        assert not balance(document)


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("one word is emphasised", f"{WAY}\n\n{LISTEN}\n\n**Please** be kind to all, every day of the year."),
        ("the sentence goes on", f"{WAY}\n\n**Smiles** are worth a lot.\n\n**Words** are worth more.\n\n{LISTEN}"),
        ("a letter in bold type begins a word", f"{WAY}\n\n**S**miles are free.\n\n**W**ords are not.\n\n{LISTEN}"),
        ("a sentence is loud", f"{WAY}\n\n**Always say what is true.**\n\n{LISTEN}"),
        ("the text is counted", f"{WAY}\n\n1. Listen\n\n{LISTEN}\n\n2. Smile\n\n**Always:** {SMILE}"),
    ],
)
def test_bold_type_that_heads_nothing_leaves_no_sign(why: str, text: str, tmp_path: Path) -> None:
    expected = _bodies(_read(tmp_path, "text.txt", text.replace("**", "").encode()))

    for document in _with_bold(tmp_path, text):
        assert _bodies(document) == expected, why
        assert not balance(document)


def test_bold_type_may_come_from_a_style_of_word(tmp_path: Path) -> None:
    styles = word_part("styles", '<w:style w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>')
    strong = (
        '<w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>{}.</w:t></w:r><w:r><w:t xml:space="preserve"> {}</w:t></w:r>'
    )
    body = "".join(f"<w:p>{strong.format(*each)}</w:p>" for each in (("Listen", LISTEN), ("Smile", SMILE)))

    document = _read(tmp_path, "x.docx", package(word_document(word_paragraph(GREETING) + body), styles=styles))

    assert [section.heading for section in document.sections] == ["", "Listen", "Smile"]


def test_the_small_file_names_a_line_in_bold_type_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "text.yml").write_text("split: ['Please be kind']\n", "utf-8")
    text = f"{WAY}\n\n{LISTEN}\n\n**Please** be kind to all, every day of the year."

    for document in _with_bold(tmp_path, text):
        assert [section.text for section in document.sections][-1].startswith("Please be kind")


@pytest.mark.parametrize("readers", [("pdftotext", "PDFium"), ("PDFium",)], ids="+".join)
@pytest.mark.parametrize("code", ["cs", "zh"])
def test_a_pdf_has_the_bodies_of_the_page_it_was_printed_from(
    code: str, readers: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    if "pdftotext" in readers:
        program("pdftotext", "poppler-utils")
    monkeypatch.setattr(shutil, "which", shutil.which if "pdftotext" in readers else lambda _: None)

    found, printed = (
        normalize(read_source(ROOT / f"tests/formats/{code}.{kind}", LANGUAGES), LANGUAGES) for kind in ("pdf", "html")
    )

    assert _bodies(found) == _bodies(printed)


def test_a_telugu_pdf_whose_words_are_torn_is_refused() -> None:
    with pytest.raises(ContentError, match=r"readers disagree on its words|one reader only"):
        read_source(ROOT / "tests/formats/te.pdf", LANGUAGES)


@pytest.mark.parametrize(
    ("why", "text", "message"),
    [
        ("a font without a table of its letters", "Good serv\ufffdce", "U\\+FFFD"),
        ("signs of a font's own", "Good \ue012ervice", "not whole"),
        ("a vowel sign before its consonant", "సేవ ిక", "not whole"),
        ("a picture of a page", " \n\f", "only pictures"),
    ],
)
def test_a_pdf_whose_letters_are_not_whole_is_refused(
    why: str, text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portable, "_run", lambda *_: text)
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")

    with pytest.raises(ContentError, match=message) as caught:
        read_source(tmp_path / "x.pdf", LANGUAGES)

    assert caught.value.complaints[0].file == "x.pdf", why


GREETING = "A greeting costs nothing at all and is worth a lot to every guest."


@pytest.mark.parametrize(
    ("why", "html", "removed", "kept"),
    [
        ("a script is no text", "<script>var x = 1</script>", [], ""),
        ("what is hidden is reported", "<p style='display: none'>Price list</p>", ["marked-hidden"], ""),
        ("a list of links leads away", "<ul><li><a>Shop</a><li><a>News</a></ul>", ["marked-links"] * 2, ""),
        (
            "one link is a sentence's own",
            "<p><a>Read the rules at the till.</a></p>",
            [],
            "Read the rules at the till.",
        ),
        ("white space is one space", "<p>Be   kind\n to  all.</p>", [], "Be kind to all."),
        ("a line feed between Han characters is nothing", "<p>微笑服\n务很重要。</p>", [], "微笑服务很重要。"),
        ("a table is read cell by cell", "<table><tr><td>Smile first.<td>Speak then.</table>", [], "Smile first."),
        ("items are counted as shown", "<ol start=3><li>Third rule here.</ol>", [], "3. Third rule here."),
        ("a word in capitals of markup stays a word", "<p>Be <b>ki</b>nd to all.</p>", [], "Be kind to all."),
    ],
)
def test_a_saved_page_is_read_as_it_is_seen(why: str, html: str, removed: list[str], kept: str, tmp_path: Path) -> None:
    page = f"<html><body><p>{GREETING}</p>{html}<p>{GREETING} Truly.</p></body></html>"

    document = _read(tmp_path, "x.html", page.encode())

    assert [each.rule for each in document.removed] == removed, why
    assert kept in "\n".join(section.text for section in document.sections), why


def test_markup_is_not_believed_that_calls_the_whole_text_furniture(tmp_path: Path) -> None:
    page = f'<body class="cookie"><div class="sidebar menu"><h1>Rules</h1><p>{GREETING}</p></div></body>'

    assert _read(tmp_path, "x.html", page.encode()).removed == ()


def test_a_page_may_name_its_own_encoding(tmp_path: Path) -> None:
    text = "Šedý ťuhýk žije u řeky a zákazník je vždy vítán s úsměvem."
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>{text}</p>'

    document = _read(tmp_path, "x.html", page.encode("iso8859-2"))

    assert (document.source.encoding, document.sections[0].text) == ("iso8859-2", text)


def test_elements_nested_without_end_are_refused_at_once(tmp_path: Path) -> None:
    began = time.process_time()

    with pytest.raises(ContentError, match=r"x\.html:1: elements nested more than 512 deep"):
        _read(tmp_path, "x.html", b"<div>" * 1_000_000)

    assert time.process_time() - began < 10


def test_what_stands_beside_the_text_of_a_word_file_is_reported(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="C1"/></w:pPr><w:r><w:t>Greeting 3</w:t></w:r></w:p>'
        + word_paragraph(GREETING)
        + "<w:p><w:r><w:t>Kept </w:t></w:r><w:del><w:r><w:delText>gone </w:delText></w:r></w:del>"
        "<w:r><w:t>words stay in this sentence.</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
    )
    data = package(
        word_document(body),
        header=word_part("hdr", word_paragraph("Market Traders")),
        footnotes=word_part("footnotes", word_paragraph("See the annex.")),
    )

    document = _read(tmp_path, "x.docx", data)

    assert {each.text: each.rule for each in document.removed} == {
        "Market Traders": "marked-header",
        "Greeting 3": "marked-contents",
        "secret": "marked-hidden",
        "See the annex.": "marked-footnote",
    }
    assert "Kept words stay in this sentence." in document.sections[0].text


def _bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<" + b" " * 80_000_000)
    return data.getvalue()


_ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + word_document(word_paragraph("&amp;"))
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + word_document(
    "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("why", "data", "message"),
    [
        ("a zip bomb", _bomb(), "unpacks to more than"),
        ("an external entity", package(_ENTITY), "entities"),
        ("entities that multiply", package(_LAUGHS), "entities"),
        ("no zip", b"PK\x03\x04 nothing", "no whole Word file"),
        ("a zip of something else", package("<x/>")[:-30], "no whole Word file"),
        ("XML that is not closed", package("<w:document>"), "XML that cannot be read"),
        ("no paragraphs", package(word_document("")), "empty"),
        ("an old Word file under a new name", b"\xd0\xcf\x11\xe0" + bytes(600), "no whole Word file"),
    ],
)
def test_a_hostile_word_file_is_refused(why: str, data: bytes, message: str, tmp_path: Path) -> None:
    began = time.process_time()

    with pytest.raises(ContentError, match=message) as caught:
        _read(tmp_path, "x.docx", data)

    assert caught.value.complaints[0].file == "x.docx", why
    assert time.process_time() - began < 10
