"""Holds ingest to its law: what was kept, removed and repaired is the source, to the character.

A text is covered by *spans* (what stands on a page) and *edits* (what was removed or changed). Spans do not overlap,
nor do edits; an edit may lie within a span. What neither covers must be blank.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from indexer.errors import Complaint, ContentError
from indexer.model import Removed, Repaired

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.model import Document

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A piece of the text, from `start` to before `end`, that became `after` by `rule`.

    Attributes:
        removed: True when the piece is on no page; then `after` stands for what holds its neighbours apart.
    """

    start: int
    end: int
    after: str
    rule: str
    removed: bool = False


class Ledger:
    """The edits of one text, in order."""

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        """Sort the edits; they must not overlap."""
        self.text = text
        self.edits = tuple(sorted(edits))
        self._starts = [edit.start for edit in self.edits]
        self._line_ends = [match.start() for match in regex.finditer("\n", text)]

    def line(self, offset: int) -> int:
        """Return the 1-based line of an offset."""
        return bisect_left(self._line_ends, offset) + 1

    def within(self, span: Span) -> tuple[Edit, ...]:
        """Return the edits that begin inside `span`."""
        return self.edits[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]

    def render(self, span: Span) -> str:
        """Return the text of `span` with its edits carried out."""
        pieces: list[str] = []
        done = span[0]
        for edit in self.within(span):
            pieces += (self.text[done : edit.start], edit.after)
            done = edit.end
        return "".join((*pieces, self.text[done : span[1]]))

    def removed(self) -> tuple[Removed, ...]:
        """Return what stands on no page, in source order, one entry a line."""
        found: list[Removed] = []
        for edit in self.edits:
            if edit.removed:
                first = self.line(edit.start)
                texts = self.text[edit.start : edit.end].split("\n")
                found += (Removed(first + at, text, edit.rule) for at, text in enumerate(texts) if text.strip())
        return tuple(found)

    def repaired(self) -> tuple[Repaired, ...]:
        """Return what stands on a page in another form, in source order."""
        return tuple(
            Repaired(self.line(edit.start), self.text[edit.start : edit.end], edit.after, edit.rule)
            for edit in self.edits
            if not edit.removed
        )

    def lost(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Return the pieces of the text that neither a span nor an edit accounts for; none, by law."""
        covered = sorted([*spans, *((edit.start, edit.end) for edit in self.edits)])
        lost: list[Span] = []
        done = 0
        for start, end in (*covered, (len(self.text), len(self.text))):
            if start > done and self.text[done:start].strip():
                lost.append((done, start))
            done = max(done, end)
        return tuple(lost)


def check_nothing_lost(file: str, ledger: Ledger, spans: Sequence[Span]) -> None:
    """Return when every character is accounted for.

    Raises:
        ContentError: Characters were lost, which is a fault of this program and never of the text.
    """
    lost = ledger.lost(spans)
    if lost:
        complaints = (
            Complaint(
                file,
                ledger.line(start),
                f"{ledger.text[start:end].strip()[:60]!r} would be lost",
                "every character on a page or in the report",
                "report this as a fault of the program",
            )
            for start, end in lost
        )
        raise ContentError(*complaints)


def check_balance(document: Document) -> Document:
    """Return the document when its account balances.

    Raises:
        ContentError: A character stands on two pages, or on one that should not have it: a fault of this program.
    """
    rest = balance(document)
    if rest:
        shown = "".join(sorted(rest))[:20]
        what = f"the account of characters does not balance ({shown!r})"
        raise ContentError(
            Complaint(document.source.file, 0, what, "every character once", "report this as a fault of the program")
        )
    return document


def balance(document: Document) -> Counter[str]:
    """Return the characters that are missing (positive) or too many (negative) on pages and report; empty, by law.

    White space is layout and is not counted.
    """
    count = Counter(document.source.text)
    count.subtract(document.title)
    for section in document.sections:
        count.subtract(section.heading)
        for paragraph in section.paragraphs:
            count.subtract(paragraph.text)
    count.subtract("".join(removed.text for removed in document.removed))
    count.subtract("".join(repaired.before for repaired in document.repaired))
    count.update("".join(repaired.after for repaired in document.repaired))
    return Counter({character: n for character, n in count.items() if n and not character.isspace()})
