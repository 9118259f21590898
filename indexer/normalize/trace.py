"""Tells line by line what became of a source: on which page each line stands, or which rule took or changed it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from indexer.model import PASSAGE_ID, TracedLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.model import Document, Page, Repaired

_TITLE = ("", "title")


def trace(document: Document, pages: Sequence[Page]) -> tuple[TracedLine, ...]:
    """Return every line of the source, in order, blank ones too.

    A line can stand in two places (`Honesty: we say what is true` is a heading and a paragraph). One that neither
    stands anywhere nor was removed is blank, or was repaired to nothing, as an underline is.

    Args:
        pages: Of any sources; those of others are left out.
    """
    removed = {each.line: each.rule for each in document.removed}
    repaired: dict[int, list[Repaired]] = defaultdict(list)
    for each in document.repaired:
        repaired[each.line].append(each)
    kept = _places(document, [page for page in pages if page.source == document.source.file])
    return tuple(
        TracedLine(
            number,
            text,
            tuple(kept[number]) if text.strip() and number not in removed else (),
            removed.get(number, ""),
            tuple(repaired[number]),
        )
        for number, text in enumerate(document.source.text.split("\n"), start=1)
    )


def _places(document: Document, pages: Iterable[Page]) -> dict[int, list[tuple[str, str]]]:
    kept: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for number in _lines(document.title_lines):
        kept[number].append(_TITLE)
    for page in pages:
        for number in _heading_lines(page):
            kept[number].append((page.path, PASSAGE_ID))
        for paragraph in page.paragraphs:
            for number in _lines(paragraph.lines):
                kept[number].append((page.path, paragraph.id))
    return kept


def _heading_lines(page: Page) -> Iterator[int]:
    """Yield the lines of a heading: from the first of the passage to where its text begins, or goes on."""
    starts = [paragraph.lines[0] for paragraph in page.paragraphs if paragraph.lines[0]]
    if page.heading or page.marker:
        yield from _lines((page.lines[0], max(min(starts, default=page.lines[1] + 1) - 1, page.lines[0])))


def _lines(span: tuple[int, int]) -> range:
    return range(span[0], span[1] + 1) if span[0] else range(0)
