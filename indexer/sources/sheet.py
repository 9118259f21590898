"""Collects what a container of text (a saved page, a Word file) holds, as lines such as a plain text would have.

Paragraphs are parted by blank lines, headings begin with `#`, items of lists with `-` or their number: whatever the
container, the same text becomes the same lines. What the container itself calls furniture is marked, not left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

_SPACES = regex.compile(r"[ \t\n\r\f]+")
_BETWEEN_HAN = regex.compile(
    r"(?<=[\p{Han}\u3000-\u303f\uff00-\uff65])[ \t\r]*\n[ \t\n\r]*(?=[\p{Han}\u3000-\u303f\uff00-\uff65])"
)
_SENTENCE = regex.compile(r"[\p{STerm}…]\p{P}{0,3}$")
_LONGEST_BOLD = 90  # characters of a bold paragraph that may be a heading


@dataclass(frozen=True, slots=True)
class Entry:
    """A block of a sheet.

    Attributes:
        lines: Never blank.
        rule: By which the container calls it furniture; empty for text.
        item: Whether it is an item of a list: items stand close together.
    """

    lines: tuple[str, ...]
    rule: str = ""
    item: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a container, and which of its lines (1-based) the container calls furniture, by which rule."""

    text: str
    furniture: tuple[tuple[int, str], ...] = ()


def lay_out(entries: list[Entry]) -> Extract:
    """Return the entries as a text."""
    lines: list[str] = []
    furniture: list[tuple[int, str]] = []
    before: Entry | None = None
    for entry in entries:
        if before is not None and not (before.item and entry.item and before.rule == entry.rule):
            lines.append("")
        first = len(lines) + 1
        lines += entry.lines
        if entry.rule:
            furniture += ((number, entry.rule) for number in range(first, len(lines) + 1))
        before = entry
    return Extract("\n".join(lines) + "\n" if lines else "", tuple(furniture))


def make_entry(text: str, *, marker: str = "", level: int = 0, rule: str = "", bold: bool = False) -> Entry | None:
    """Return a block as plain lines; None when nothing is in it.

    Args:
        text: Line feeds in it are breaks that a reader sees.
        marker: Of an item of a list, with its indent: `- `, `  1. `.
        level: Of a heading; 0 for none.
        bold: Whether all of it is in bold type; a short line that is may be a heading.
    """
    lines = [line for raw in text.split("\n") if (line := raw.strip(" \t\r\f"))]
    if not lines:
        return None
    if rule:
        return Entry(tuple(lines), rule, bool(marker))
    if level:
        return Entry(("#" * level + " " + " ".join(lines),))
    if bold and not marker and len(lines) == 1 and len(lines[0]) <= _LONGEST_BOLD and not _SENTENCE.search(lines[0]):
        return Entry((f"**{lines[0]}**",))
    return Entry((marker + lines[0], *lines[1:]), item=bool(marker))


def flow(text: str) -> str:
    """Return running text as a browser shows it: any white space is one space, and none within Chinese."""
    return _SPACES.sub(" ", _BETWEEN_HAN.sub("", text))
