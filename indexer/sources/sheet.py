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
_BOLD = "**"
_LONGEST_BOLD = 90  # characters in bold type that may be a heading
_WITHIN_WORD = regex.compile(r"(?<=[\p{L}\p{M}\p{N}--\p{Han}])(?=[\p{L}\p{M}\p{N}--\p{Han}])", regex.V1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A block of a sheet.

    Attributes:
        lines: Never blank.
        rule: By which the container calls it furniture; empty for text.
        item: Whether it is an item of a list: items stand close together.
        bold: Whether the first line begins in bold type, which is written as in Markdown: `**Listen.** When …`.
    """

    lines: tuple[str, ...]
    rule: str = ""
    item: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a container.

    Attributes:
        furniture: Lines (1-based) that the container calls furniture, each with the rule.
        bold: Lines in which `**` stands for bold type and is no sign of the text.
    """

    text: str
    furniture: tuple[tuple[int, str], ...] = ()
    bold: tuple[int, ...] = ()


def lay_out(entries: list[Entry]) -> Extract:
    """Return the entries as a text."""
    lines: list[str] = []
    furniture: list[tuple[int, str]] = []
    bold: list[int] = []
    before: Entry | None = None
    for entry in entries:
        if before is not None and not (before.item and entry.item and before.rule == entry.rule):
            lines.append("")
        first = len(lines) + 1
        lines += entry.lines
        if entry.rule:
            furniture += ((number, entry.rule) for number in range(first, len(lines) + 1))
        bold += [first] if entry.bold else []
        before = entry
    return Extract("\n".join(lines) + "\n" if lines else "", tuple(furniture), tuple(bold))


def make_entry(text: str, *, marker: str = "", level: int = 0, rule: str = "", lead: str = "") -> Entry | None:
    """Return a block as plain lines; None when nothing is in it.

    Args:
        text: Line feeds in it are breaks that a reader sees.
        marker: Of an item of a list, with its indent: `- `, `  1. `.
        level: Of a heading; 0 for none.
        lead: What of it, from its beginning, is in bold type: it may be a heading.
    """
    lines = [line for raw in text.split("\n") if (line := raw.strip(" \t\r\f"))]
    if not lines:
        return None
    if rule:
        return Entry(tuple(lines), rule, bool(marker))
    if level:
        return Entry(("#" * level + " " + " ".join(lines),))
    size = _size_of_lead(lines, lead.strip(" \t\r\n\f"), item=bool(marker))
    first = f"{_BOLD}{lines[0][:size]}{_BOLD}{lines[0][size:]}" if size else lines[0]
    return Entry((marker + first, *lines[1:]), item=bool(marker), bold=size > 0)


def _size_of_lead(lines: list[str], lead: str, *, item: bool) -> int:
    """Return how many characters of the first line are in bold type and may be a heading; 0 for none.

    A sentence alone in bold type is loud and no heading; a bold letter or syllable begins a word.
    """
    line, size = lines[0], len(lead)
    if not lead or size > _LONGEST_BOLD or not line.startswith(lead) or _BOLD in line:
        return 0
    if lead == line and len(lines) == 1:
        return 0 if item or _SENTENCE.search(line) else size
    return 0 if _WITHIN_WORD.match(line, size) else size


def flow(text: str) -> str:
    """Return running text as a browser shows it: any white space is one space, and none within Chinese."""
    return _SPACES.sub(" ", _BETWEEN_HAN.sub("", text))
