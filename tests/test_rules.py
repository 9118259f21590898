"""Every rule that a report can name is in the table, and does there what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import ContentError
from indexer.languages import load_languages
from indexer.model import Document, Source
from indexer.normalize import normalize
from indexer.normalize.rules import RULES, Rule
from indexer.normalize.trace import trace
from indexer.pages import place
from indexer.sources import decoding, read_source
from indexer.sources.saved_pages import read_saved_page
from indexer.sources.sheet import Extract

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "site_config/languages")
TEXTS = sorted(
    path
    for folder in ("tests/corpus", "docs/sources", "tests/formats")
    for path in (ROOT / folder).iterdir()
    if path.suffix in {".txt", ".md", ".html"}
)
ONE = "A greeting costs nothing at all and is worth a lot to every guest."
TWO = "A smile costs even less than that, and nobody forgets it for years."
# Where the example needs a text of its own around it.
AROUND = {
    "heading-marker": "Our Way\n\n{}\n" + ONE + "\n\n2. Smiling\n" + TWO,
    "inline-heading": "Our Way\n\n{}\n\n2. Smiling: it costs nothing to smile at all.\n\n3. Listening: let them end.",
    "underline": "{}\n\n" + ONE + "\n\nSmiling\n=======\n\n" + TWO,
    "join-lines": ONE + " {} " + TWO,
    "hyphenation": "Every customer is met with a smile. A cus-\ntomer is a guest in this house and in any other.",
    "page-number": "We always greet our guests\n\n{}\n\nwith a smile and a kind word for everybody.",
    "table-of-contents": "Our Way\n\n{}\nSmiling ........ 4\nListening ...... 5\n\n" + ONE + "\n\n" + TWO,
    "running-header": (
        "We always greet our guests with\n\n{0}\n\na smile. And we listen to all of them\n\n{0}\n\nuntil they end."
    ),
    "repeated-title": "Our Way\n\n" + ONE + "\n\n{}\n\n" + TWO,
    "byline": "Our Way\n\n{}\n\n" + ONE + "\n\n" + TWO,
    "date": "Our Way\n\n" + ONE + "\n\n" + TWO + "\n\n{}",
    "related": "Our Way\n\n" + ONE + "\n\n" + TWO + "\n\n{}\n\nTen ways to dress a window",
    "navigation": "{}\n\nOur Way\n\n" + ONE + "\n\n" + TWO,
    "above-repeated-title": "Our Way\n\n{}\n\nDownload the PDF\n\nOur Way\n\n" + ONE + "\n\n" + TWO,
}
ELSEWHERE = {"retitled-by-hand", "by-hand", "marked-footnote", "marked-contents"}  # test_hand.py, test_formats.py


def _document(text: str, furniture: tuple[tuple[int, str], ...] = (), bold: tuple[int, ...] = ()) -> Document:
    return normalize(Source("x.txt", "", "utf-8", text, language="en", furniture=furniture, bold=bold), LANGUAGES)


def _read(path: Path) -> Document:
    text, encoding = decoding.decode(path.name, path.read_bytes(), LANGUAGES)
    extract = read_saved_page(path.name, text) if path.suffix == ".html" else Extract(text)
    source = Source(path.name, "", encoding, extract.text, furniture=extract.furniture, bold=extract.bold)
    return normalize(source, LANGUAGES)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_rule_that_a_report_names_is_in_the_table(path: Path) -> None:
    document = _read(path)

    assert {each.rule for each in document.removed} <= {rule.name for rule in RULES if rule.removes}
    assert {each.rule for each in document.repaired} <= {rule.name for rule in RULES if not rule.removes}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name not in ELSEWHERE], ids=lambda rule: rule.name)
def test_a_rule_does_what_its_example_shows(rule: Rule) -> None:
    if rule.example.startswith("<"):
        extract = read_saved_page("x.html", f"<body>{rule.example}<p>{ONE}</p><p>{TWO}</p></body>")
        document = _document(extract.text, extract.furniture, extract.bold)
    else:
        document = _document(AROUND.get(rule.name, ONE + "\n\n{}\n\n" + TWO).format(rule.example))

    found = document.removed if rule.removes else document.repaired
    assert rule.name in {each.rule for each in found}


def test_no_rule_stands_twice() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_line_of_a_source_can_be_traced(path: Path) -> None:
    document = _read(path)
    pages = place(document, ())

    lines = trace(document, pages, LANGUAGES)

    assert [line.text for line in lines] == document.source.text.split("\n")
    anchors = {(page.path, paragraph.id) for page in pages for paragraph in page.paragraphs}
    anchors |= {(page.path, "passage") for page in pages} | {("", "title")}
    for line in lines:
        assert set(line.kept) <= anchors
        assert not (line.kept and line.removed)
        assert bool(line.text.strip()) == bool(line.kept or line.removed or line.repaired), line
    traced = {place_of for line in lines for place_of in line.kept}
    assert traced >= {(page.path, paragraph.id) for page in pages for paragraph in page.paragraphs}


def test_a_line_that_is_heading_and_text_is_traced_to_both(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("1. Honesty: we say what is true to all.\n\n2. Smiling: it costs nothing to smile.\n", "utf-8")
    document = normalize(read_source(path, LANGUAGES), LANGUAGES)

    line = trace(document, place(document, ()), LANGUAGES)[0]

    assert line.kept == (("en/principles/principle-1", "passage"), ("en/principles/principle-1", "p1"))
    assert [each.rule for each in line.repaired] == ["heading-marker", "inline-heading"]


def test_a_text_of_nothing_but_furniture_is_refused() -> None:
    with pytest.raises(ContentError, match="nothing but boilerplate"):
        _document("Home\nNews", ((1, "marked-navigation"), (2, "marked-navigation")))


def test_the_guide_lists_every_rule_with_its_example() -> None:
    """When it fails, write what `listed` returns into the guide."""
    guide = (ROOT / "site_config/guides/rules.md").read_text(encoding="utf-8")

    assert guide.partition("\n\n| rule")[2] == listed().partition("\n\n| rule")[2]


def listed() -> str:
    """Return the guide to the rules; characters that nobody sees are written as their escapes."""

    def shown(text: str) -> str:
        escaped = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
        return f"`{escaped.replace('|', '¦')}`" if escaped else ""

    lines = [
        "# The rules of ingest",
        "",
        "Reports, and the pages of lines, name the rule that removed or changed a line. These are all of them.",
        "",
        "| rule | what it does | example | what is left |",
        "|---|---|---|---|",
        *(f"| `{rule.name}` | {rule.does} | {shown(rule.example)} | {shown(rule.becomes)} |" for rule in RULES),
    ]
    return "\n".join(lines) + "\n"
