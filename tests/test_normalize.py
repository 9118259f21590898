"""From a source to passages: the seeds exactly, a corpus of dirty texts, and laws that hold for any text."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import ContentError
from indexer.languages import load_languages
from indexer.model import Document, Source
from indexer.normalize import balance, normalize
from indexer.sources import read_source

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

ROOT = Path(__file__).parent.parent
GOLDEN = sorted((ROOT / "tests/golden").glob("*.yml"))
CORPUS = sorted(path for path in (ROOT / "tests/corpus").iterdir() if path.suffix in {".txt", ".md", ".html"})
KNOWN_FAILURES: dict[str, str] = yaml.safe_load((ROOT / "tests/corpus/known_failures.yml").read_text("utf-8"))
STRUCTURES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/structures.yml").read_text("utf-8"))
LANGUAGES = load_languages(ROOT / "site_config/languages")


def _source(text: str, file: str = "text.txt") -> Source:
    return Source(file=file, sha256="", encoding="utf-8", text=text)


def _attempt(text: str) -> Document | str:
    """Return the document, or why the text was refused."""
    try:
        return normalize(_source(text), LANGUAGES)
    except ContentError as error:
        return str(error)


def _outline(document: Document) -> dict[str, Any]:
    """Return the document as the golden files write it."""
    return {
        "language": document.language,
        "title": document.title,
        "sections": [
            {"ordinal": section.ordinal, "kind": section.kind.value, "heading": section.heading}
            | ({"marker": section.marker} if section.marker else {})
            | ({"heading_language": section.heading_language} if section.heading_language else {})
            | {"paragraphs": [{"heading" if each.heading else "text": each.text} for each in section.paragraphs]}
            for section in document.sections
        ],
        "removed": [{"line": removed.line, "text": removed.text} for removed in document.removed],
    }


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_seed_becomes_what_its_editors_read(path: Path) -> None:
    source = read_source(ROOT / "docs/sources" / f"{path.stem}.txt", LANGUAGES)

    assert _outline(normalize(source, LANGUAGES)) == yaml.safe_load(path.read_text("utf-8"))


def _case(path: Path) -> ParameterSet:
    reason = KNOWN_FAILURES.get(path.name)
    return pytest.param(path, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [], id=path.name)


@pytest.mark.parametrize("path", [_case(path) for path in CORPUS])
def test_a_text_of_the_corpus_comes_out_as_its_author_expects(path: Path, tmp_path: Path) -> None:
    expected = yaml.safe_load(path.with_suffix(".yml").read_text("utf-8"))
    alone = tmp_path / path.name  # without the small file, which holds the expectation here
    alone.write_bytes(path.read_bytes())

    document = normalize(read_source(alone, LANGUAGES), LANGUAGES)

    assert not balance(document)
    assert (document.language, document.title) == (expected["language"], expected["title"])
    found = [
        (section.kind.value, section.heading, [each.text for each in section.paragraphs])
        for section in document.sections
    ]
    assert found == [(each["kind"], each["heading"], each["text"]) for each in expected["sections"]]
    for section, wanted in zip(document.sections, expected["sections"], strict=True):
        assert section.language == wanted.get("language", document.language)
        assert section.heading_language == wanted.get("heading_language", "")
    assert {removed.text for removed in document.removed} >= set(expected["removed"])


@pytest.mark.parametrize("case", STRUCTURES, ids=lambda case: case["why"])
def test_every_manner_of_marking_passages_is_read(case: dict[str, Any]) -> None:
    document = normalize(_source(case["text"]), LANGUAGES)

    assert document.title == case["title"]
    assert [f"{section.kind}: {section.heading}".strip() for section in document.sections] == case["sections"]
    assert [removed.text for removed in document.removed] == case["removed"]
    assert not balance(document)


@pytest.mark.parametrize(
    ("why", "text", "rule"),
    [
        (
            "a stock agency signs its picture",
            "Title here\n\nA first sentence of the text.\n\nShutterstock / J. Doe\n\nA second sentence follows here.",
            "credit",
        ),
        (
            "a page number cuts a sentence",
            "We always greet our guests\n\nPage 2 of 9\n\nwith a smile and a kind word for everybody.",
            "page-number",
        ),
        (
            "a notice about cookies",
            "We use cookies. Accept our privacy policy.\n\nA greeting costs nothing and is worth a lot to the guest.",
            "cookie",
        ),
        (
            "stars divide and say nothing",
            "A greeting costs nothing at all.\n\n* * *\n\nA smile costs even less than that.",
            "ornament",
        ),
    ],
)
def test_what_is_removed_is_reported_with_its_rule(why: str, text: str, rule: str) -> None:
    removed = normalize(_source(text), LANGUAGES).removed

    assert [each.rule for each in removed] == [rule], why


@pytest.mark.parametrize(
    ("why", "text", "language"),
    [
        (
            "French is in our script but not ours",
            "Le client est toujours accueilli avec un sourire. Nous répondons rapidement à toutes les questions.",
            "French",
        ),
        (
            "Russian is in a script we do not have",
            "Каждого клиента мы встречаем улыбкой и внимательно слушаем его вопросы.",
            "Russian",
        ),
        (
            "Slovak is near to Czech and yet another language",
            "Každého zákazníka privítame s úsmevom. Ľudia sa k nám vracajú, pretože sľuby plníme včas.",
            "Slovak",
        ),
        (
            "Japanese has Han characters too",
            "お客様を笑顔で迎えることは、サービスの基本です。質問には丁寧に答えます。",
            "Japanese",
        ),
    ],
)
def test_a_language_that_we_do_not_have_is_refused_by_name(why: str, text: str, language: str) -> None:
    with pytest.raises(ContentError) as caught:
        normalize(_source(text, "foreign.txt"), LANGUAGES)

    complaint = caught.value.complaints[0]
    assert complaint.file == "foreign.txt", why
    assert language in complaint.what, why


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\n"])
def test_a_text_without_text_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match="empty"):
        normalize(_source(text), LANGUAGES)


@pytest.mark.parametrize(
    "unit",
    ["word ", "1. ", "客", "**", "a\u0301", "'\"”", "-\u00ad"],
)
def test_a_single_line_of_five_megabytes_takes_seconds(unit: str) -> None:
    text = "The customer is greeted with a smile. " + unit * (5_000_000 // len(unit))
    began = time.process_time()

    document = normalize(replace(_source(text), language="en"), LANGUAGES)

    assert time.process_time() - began < 20
    assert not balance(document)


def test_many_short_lines_take_seconds() -> None:
    text = "Our rules\n\n" + "\n".join(
        f"{number % 90}. Heading\nA line of text that says it." for number in range(5_000)
    )
    began = time.process_time()

    normalize(_source(text), LANGUAGES)

    assert time.process_time() - began < 20


_PIECES = st.sampled_from(
    [
        "Honesty",
        "The customer is greeted with a smile.",
        "1. Heading: and its text goes on here.",
        "2) Next",
        "Zásada 3: Respekt",
        "Zákazník přijde znovu, když je spokojen.",
        "一、微笑服务",
        "微笑是不用翻译的世界语言,它传递着亲切",
        "నిజాయితీ",
        "కస్టమర్ సేవ అద్భుతం.",
        "# Title",
        "## Part",
        "=====",
        "---",
        "* * *",
        "- item",
        "Page 3",
        "© 2020 X",
        "相关文档",
        "e\u0301te\u0301",
        "a\u200bb",
        "ha-",
        "ndle",
        "",
        "",
        "  ",
        "{{ x }}",
        "{: #p1 }",
        "<b>x</b>",
        "\x0c",
        "2. patře",
        "Conclusion",
        "In short, be kind.",
        "There was once a man.",
        "\u00ad",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=300), st.lists(_PIECES, max_size=30).map("\n".join), st.lists(_PIECES, max_size=12).map(" ".join)
)


@settings(deadline=None, max_examples=300)
@given(_TEXTS)
def test_kept_removed_and_repaired_are_the_source(text: str) -> None:
    document = _attempt(text)

    assert "fault of the program" not in str(document)
    if isinstance(document, str):
        return
    assert not balance(document)
    assert all(paragraph.text.strip() for section in document.sections for paragraph in section.paragraphs)


@settings(deadline=None, max_examples=60)
@given(_TEXTS)
def test_one_text_always_gives_one_document(text: str) -> None:
    assert _attempt(text) == _attempt(text)


@pytest.mark.parametrize(
    ("why", "text", "joined"),
    [
        (
            "a word cut at a line end",
            "People in the lan-\nguage school are kind to every guest who comes in.",
            "language school",
        ),
        (
            "a soft hyphen says so itself",
            "People in the lan\u00ad\nguage school are kind to every guest.",
            "language school",
        ),
        (
            "two words tied by a hyphen stay tied",
            "A well-known shop is not always a well-\nknown friend.",
            "well-known friend",
        ),
        (
            "Chinese is joined without a space",
            "微笑服务是一种以心换心的服务方式,它不用翻译,也不用花钱,却能传递亲切与\n友好的信息给每一位客人。",
            "亲切与友好",
        ),
    ],
)
def test_lines_are_joined_as_their_language_does(why: str, text: str, joined: str) -> None:
    assert joined in normalize(_source(text), LANGUAGES).sections[0].text, why


def test_ordinals_count_through_story_and_closing() -> None:
    text = (ROOT / "docs/sources/003_0ec85227b0f901ea.txt").read_text("utf-8")

    sections = normalize(_source(text), LANGUAGES).sections

    assert [section.ordinal for section in sections] == list(range(7))


def test_the_report_says_which_evidence_decided() -> None:
    text = (ROOT / "docs/sources/003_0ec85227b0f901ea.txt").read_text("utf-8")

    assert normalize(_source(text), LANGUAGES).evidence.startswith("4 × han: counted")


def test_a_language_is_data_only(tmp_path: Path) -> None:
    """Hindi needs a file, no code."""
    data = yaml.safe_load((ROOT / "site_config/languages/te.yml").read_text("utf-8"))
    data |= {"name": "हिन्दी", "tag": "hi", "scripts": ["Devanagari"], "order": 9}
    data["ingest"] |= {"langdetect": ["hi"], "numbering_words": ["सिद्धांत"], "closing_headings": ["निष्कर्ष"]}
    (tmp_path / "hi.yml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    languages = LANGUAGES | load_languages(tmp_path)
    text = "सिद्धांत 1: ईमानदारी\nग्राहक को हमेशा सच बताएं।\n\nसिद्धांत २: मुस्कान\nमुस्कान से स्वागत करें।\n\nनिष्कर्ष\nयही अच्छी सेवा है।"

    document = normalize(_source(text), languages)

    assert document.language == "hi"
    assert [section.heading for section in document.sections] == ["ईमानदारी", "मुस्कान", "निष्कर्ष"]
