"""Builds blocks from lines: what was marked as a heading stands alone, the rest is joined into paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.normalize.accounting import Edit
from indexer.normalize.joining import Witness, find_witness, join
from indexer.normalize.layout import joins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.normalize.layout import Layout
    from indexer.normalize.lines import Line


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text that stands on a page as one.

    Attributes:
        start: Offset in the cleaned text.
        end: Offset past it.
        first: First line, 1-based.
        last: Last line.
        role: `title`, `head` (of a passage), `inner` (a heading inside one) or `text`.
        marker: What was cut off before it.
        indent: Columns before its first line.
        item: Whether it is an item of a list.
    """

    start: int
    end: int
    first: int
    last: int
    role: str
    marker: str = ""
    indent: int = 0
    item: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """What becomes of a line that is not simply text.

    Attributes:
        role: As of the block that begins here.
        start: Offset in the line where the block begins; what stands before is cut off.
        end: Offset where it ends.
        body: Offset where text goes on in the same line; -1 when it does not.
        lines: How many lines the block takes.
        under: Whether the last of them is an underline.
    """

    role: str
    start: int = 0
    end: int = -1
    body: int = -1
    lines: int = 1
    under: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What is needed to join the lines of one text, besides the lines.

    Attributes:
        text: The whole text, cleaned.
        removed: The lines that stand on no page.
        joiner: What the language puts between words.
    """

    text: str
    removed: Sequence[Line]
    language: str
    joiner: str


def build_blocks(
    page: Page, lines: Sequence[Line], layout: Layout, cuts: Mapping[int, Cut], items: frozenset[int]
) -> tuple[tuple[Block, ...], tuple[Edit, ...]]:
    """Return the blocks in order, and the edits made for them.

    Args:
        cuts: By index of the line, what is more than running text.
        items: Indexes of the lines that begin an item of a list.
    """
    builder = _Builder(page, lines, layout, items)
    at = 0
    while at < len(lines):
        at = builder.cut(at, cuts[at]) if at in cuts else builder.text(at)
    return tuple(builder.blocks), tuple(builder.edits)


class _Builder:
    """Collects blocks and edits line by line; lives no longer than `build_blocks`."""

    def __init__(self, page: Page, lines: Sequence[Line], layout: Layout, items: frozenset[int]) -> None:
        self.page = page
        self.lines = lines
        self.layout = layout
        self.items = items
        self.blocks: list[Block] = []
        self.edits: list[Edit] = []
        self.open: Line | None = None  # the last line of a paragraph that may go on
        self._witness: Witness | None = None

    def cut(self, at: int, cut: Cut) -> int:
        """Add a heading and what its line holds besides; return the index of the next line."""
        lines = self.lines
        line, last = lines[at], lines[at + cut.lines - 1 - cut.under]
        if cut.start >= len(line.text) and last is not line:
            return self._cut_below_number(at, cut)
        start = line.start + cut.start
        head = line.text[cut.start : cut.end if cut.end >= 0 else len(line.text)]
        own_end = start + len(head.rstrip())
        end = own_end if last is line else last.end
        if cut.start:
            self.edits.append(Edit(line.start, start, "", "heading-marker"))
        for before, after in zip(
            lines[at : at + cut.lines - 1 - cut.under], lines[at + 1 : at + cut.lines - cut.under], strict=True
        ):
            self.edits += self._join(before, after)
        body = line.start + cut.body if cut.body >= 0 else -1
        self.blocks.append(
            Block(
                start, end, line.number, last.number, cut.role, self.page.text[line.start : start].strip(), line.indent
            )
        )
        stop = body if body >= 0 else line.end
        if last is line and stop > own_end:
            self.edits.append(Edit(own_end, stop, "", "inline-heading" if body >= 0 else "heading-marker"))
        if cut.under:
            under = lines[at + cut.lines - 1]
            self.edits.append(Edit(under.start, under.end, "", "underline"))
        self.open = None
        if body >= 0:
            self.blocks.append(Block(body, line.end, line.number, line.number, "text", "", line.indent))
            self.open = line
        return at + cut.lines

    def _cut_below_number(self, at: int, cut: Cut) -> int:
        """Add a heading that stands on the line below its number."""
        line = self.lines[at]
        self.edits.append(Edit(line.start, line.end, "", "heading-marker"))
        next_at = self.cut(at + 1, replace(cut, start=0, end=-1, lines=cut.lines - 1))
        self.blocks[-1] = replace(self.blocks[-1], first=line.number, marker=line.text)
        return next_at

    def text(self, at: int) -> int:
        """Add a line of text, to the last paragraph where it goes on there; return the index of the next line."""
        line = self.lines[at]
        if self.open is not None and at not in self.items and self._continues(self.open, line):
            self.edits += self._join(self.open, line)
            block = self.blocks[-1]
            self.blocks[-1] = Block(
                block.start, line.end, block.first, line.number, "text", "", block.indent, block.item
            )
        else:
            self.blocks.append(
                Block(line.start, line.end, line.number, line.number, "text", "", line.indent, at in self.items)
            )
        self.open = line
        return at + 1

    def _continues(self, before: Line, line: Line) -> bool:
        hanging = (
            self.blocks[-1].item and line.gap == 0 and line.indent > before.indent and before is self._first_line()
        )
        return hanging or joins(before, line, self.layout, interrupted=bool(self._gone(before, line)))

    def _first_line(self) -> Line | None:
        return self.open if self.open is not None and self.open.number == self.blocks[-1].first else None

    def _gone(self, before: Line, after: Line) -> list[Line]:
        return [line for line in self.page.removed if before.number < line.number < after.number]

    def _join(self, before: Line, after: Line) -> list[Edit]:
        if self._witness is None:
            self._witness = find_witness(self.page.text, self.lines, self.page.language)
        return join(before, after, self._gone(before, after), self.page.joiner, self._witness)
