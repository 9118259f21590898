"""Writes and reads the blocks of a page: headings and paragraphs with their attribute lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from indexer.errors import Complaint, ContentError
from indexer.model import PASSAGE_ID, Paragraph
from indexer.pages.escaping import escape, unescape

if TYPE_CHECKING:
    from indexer.model import Page

_ATTRIBUTES = regex.compile(r"\{:(?P<list>[^{}\n]*)\}$")
_HEADING = regex.compile(r"(?P<level>#{1,6})\s+(?P<text>.*?)\s*(?:\{:(?P<list>[^{}\n]*)\})?$")
_PAIR = regex.compile(r"#(?P<id>[A-Za-z][\w-]*)|(?P<key>[\w-]+)=\"(?P<value>[^\"]*)\"|(?P<odd>\S+)", regex.ASCII)
_LINES = regex.compile(r"(\d+)-(\d+)", regex.ASCII)


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the front matter."""

    heading: str
    heading_language: str
    paragraphs: tuple[Paragraph, ...]


def render_body(page: Page) -> str:
    """Return the blocks of the page as Markdown, each closed by a blank line but the last."""
    blocks = [_block(paragraph) for paragraph in page.paragraphs]
    if page.heading:
        blocks.insert(0, f"# {escape(page.heading)} {_attributes(PASSAGE_ID, page.heading_language)}")
    return "\n\n".join(blocks) + "\n"


def parse_body(file: str, markdown: str, first_line: int) -> Body:
    """Return the blocks of a page.

    A paragraph added by hand may lack its attribute list; it has no id then, and the lines 0 to 0.

    Raises:
        ContentError: An attribute list cannot be read, or an id comes twice.
    """
    heading, heading_language = "", ""
    paragraphs: list[Paragraph] = []
    for line, block in _blocks(markdown, first_line):
        match = _HEADING.fullmatch(block)
        if match is None:
            paragraphs.append(_paragraph(file, line, block))
            continue
        found = _read_attributes(file, line, match["list"] or "")
        if match["level"] == "#":
            heading, heading_language = unescape(match["text"]), found.get("lang", "")
        else:
            paragraphs.append(_made(file, line, unescape(match["text"]), found, heading=True))
    ids = [paragraph.id for paragraph in paragraphs if paragraph.id]
    if len(ids) != len(set(ids)):
        twice = next(each for each in ids if ids.count(each) > 1)
        raise ContentError(
            Complaint(file, 0, f"the id {twice!r} stands twice", "each id once", "give one of them a new id")
        )
    return Body(heading, heading_language, tuple(paragraphs))


def _block(paragraph: Paragraph) -> str:
    attributes = _attributes(paragraph.id, paragraph.language, paragraph.lines)
    text = escape(paragraph.text)
    return f"## {text} {attributes}" if paragraph.heading else f"{text}\n{attributes}"


def _attributes(identifier: str, language: str, lines: tuple[int, int] | None = None) -> str:
    parts = [f"#{identifier}"] if identifier else []
    if language:
        parts.append(f'lang="{language}"')
    if lines is not None:
        parts.append(f'data-lines="{lines[0]}-{lines[1]}"')
    return "{: " + " ".join(parts) + " }"


def _blocks(markdown: str, first_line: int) -> list[tuple[int, str]]:
    """Return the blocks with the number of their first line; a heading is a block without blank lines around it too."""
    found: list[tuple[int, list[str]]] = []
    open_block = False
    for number, line in enumerate(markdown.split("\n"), start=first_line):
        if not line.strip():
            open_block = False
        elif open_block and not line.startswith("#"):
            found[-1][1].append(line)
        else:
            found.append((number, [line]))
            open_block = not line.startswith("#")
    return [(number, "\n".join(lines)) for number, lines in found]


def _paragraph(file: str, line: int, block: str) -> Paragraph:
    *lines, last = block.split("\n")
    match = _ATTRIBUTES.fullmatch(last.strip())
    if match is None:
        lines.append(last)
    text = unescape(" ".join(each.strip() for each in lines))
    if not text:
        raise ContentError(
            Complaint(file, line, "an attribute list without a paragraph", "text above it", "remove the list")
        )
    return _made(file, line, text, _read_attributes(file, line, match["list"] if match else ""), heading=False)


def _made(file: str, line: int, text: str, attributes: dict[str, str], *, heading: bool) -> Paragraph:
    lines = _LINES.fullmatch(attributes.get("data-lines", "0-0"))
    if lines is None:
        raise ContentError(
            Complaint(file, line, f"data-lines {attributes['data-lines']!r}", 'for instance data-lines="3-5"')
        )
    return Paragraph(
        text, (int(lines[1]), int(lines[2])), attributes.get("lang", ""), heading, attributes.get("id", "")
    )


def _read_attributes(file: str, line: int, text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _PAIR.finditer(text):
        if match["odd"]:
            raise ContentError(
                Complaint(file, line, f"{match['odd']!r} in an attribute list", '#id, lang="…" or data-lines="…"')
            )
        found[match["key"] or "id"] = match["value"] if match["key"] else match["id"]
    return found
