"""The maintainer's hand: what the small file beside a source asks for is done, again and again, or refused by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import ContentError
from indexer.languages import load_languages
from indexer.model import Document, Status
from indexer.normalize import balance, normalize
from indexer.pages import place
from indexer.sources import read_source

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "site_config/languages")
TEXT = """Our Way

Good service is a craft and can be learned. These rules help.

Photo: Jane Doe

1. Greeting
A warm greeting sets the tone for everything that follows. Say it before the customer does.

Guests remember the first minute
They remember it for years, and they tell others of it whenever they can.

2. Listening
Let people finish. Most complaints are half solved when somebody has listened to the end.

3. Promises
If you promise a call on Friday, call on Friday. A small promise kept is worth more.

All of this is learned by doing it every day, and by nothing else.
"""


def _read(folder: Path, small_file: str, text: str = TEXT) -> Document:
    (folder / "way.txt").write_text(text, "utf-8")
    (folder / "way.yml").write_text(small_file, "utf-8")
    document = normalize(read_source(folder / "way.txt", LANGUAGES), LANGUAGES)
    assert not balance(document)
    return document


def _outline(document: Document) -> list[str]:
    return [f"{section.kind}: {section.heading}".strip() for section in document.sections]


PLAIN = ["introduction:", "principle: Greeting", "principle: Listening", "principle: Promises"]


@pytest.mark.parametrize(
    ("why", "small_file", "outline"),
    [
        ("nothing asked", "language: en", PLAIN),
        (
            "a line becomes a heading, and the rules for the rest see one passage more",
            "headings: [Guests remember the first minute]\njoin: [All of this is]",
            [*PLAIN[:2], "principle: Guests remember the first minute", *PLAIN[2:]],
        ),
        ("a passage begins in the middle", "split: [All of this is]", [*PLAIN, "principle:"]),
        ("a line by its number", "split: [19]", [*PLAIN, "principle:"]),
        ("a passage goes on from the one before", "join: [Listening]", [*PLAIN[:2], PLAIN[3]]),
        (
            "another heading",
            "passages:\n- {at: Promises, heading: Keeping your word}",
            [*PLAIN[:3], "principle: Keeping your word"],
        ),
        ("another kind", "passages:\n- {at: Promises, kind: closing}", [*PLAIN[:3], "closing: Promises"]),
        (
            "split, and say what it is",
            "split: [All of this is]\npassages:\n- {at: All of this is, kind: closing, heading: In the end}",
            [*PLAIN, "closing: In the end"],
        ),
    ],
)
def test_the_small_file_cuts_as_it_says(why: str, small_file: str, outline: list[str], tmp_path: Path) -> None:
    assert _outline(_read(tmp_path, small_file)) == outline, why


def test_a_removed_line_is_kept_when_asked(tmp_path: Path) -> None:
    assert [each.text for each in _read(tmp_path, "language: en").removed] == ["Photo: Jane Doe"]

    document = _read(tmp_path, 'keep: ["Photo: Jane Doe"]')

    assert document.removed == ()
    assert "Photo: Jane Doe" in document.sections[0].text


def test_a_line_is_removed_when_asked_and_the_report_says_by_whom(tmp_path: Path) -> None:
    removed = _read(tmp_path, "remove: [All of this is]").removed

    assert [(each.line, each.rule) for each in removed] == [(5, "credit"), (19, "by-hand")]


def test_language_and_status_of_one_passage_are_as_its_maintainer_says(tmp_path: Path) -> None:
    small_file = "status: human\npassages:\n- {at: Listening, language: cs, status: machine-translated}"

    pages = place(_read(tmp_path, small_file), ())

    assert [page.language for page in pages] == ["en", "en", "cs", "en"]
    assert [page.status for page in pages] == [Status.HUMAN, Status.HUMAN, Status.MACHINE, Status.HUMAN]


def test_a_line_named_by_its_words_is_found_in_another_version(tmp_path: Path) -> None:
    text = TEXT.replace("Good service", "Some new words of another version.\n\nGood service")

    assert _outline(_read(tmp_path, "join: [Listening]", text)) == [*PLAIN[:2], PLAIN[3]]


@pytest.mark.parametrize(
    ("why", "small_file", "message"),
    [
        (
            "a line that is not there",
            "language: en\nkeep:\n- Price list",
            r"way\.yml:3: no line begins with 'Price list'",
        ),
        ("words that several lines begin with", "split: [A]", r"way\.yml:1: 2 lines begin with 'A'.*one of 8, 19"),
        ("a number past the end", "split: [99]", r"way\.yml:1: line 99 of the source is not there"),
        ("a blank line", "split: [2]", r"way\.yml:1: line 2 of the source is not there or empty"),
        ("a line that is kept anyway", "keep: [Listening]", r"way\.yml:1: line 13 is kept anyway"),
        ("nothing to join with", "join: [Good service]", r"way\.yml:1: nothing stands before the passage"),
        ("a passage begins there already", "split: [Good service]", r"way\.yml:1: a passage begins at line 3 already"),
        (
            "the title is in no passage",
            "passages:\n- {at: Our Way, kind: story}",
            r"way\.yml:2: line 1 is in no passage",
        ),
        ("a kind that does not exist", "passages:\n- at: Promises\n  kind: rule", r"way\.yml:3: kind 'rule'"),
        ("a passage without a place", "passages:\n- kind: story", r"way\.yml:2: a passage without `at`"),
        ("an unknown key of a passage", "passages:\n- {at: Promises, titel: x}", r"way\.yml:2: unknown key 'titel'"),
        ("one value where a list belongs", "keep: Listening", r"way\.yml:1: no list"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_refused_by_line(
    why: str, small_file: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError, match=message) as caught:
        _read(tmp_path, small_file)

    assert caught.value.complaints[0].file.endswith("way.yml"), why
