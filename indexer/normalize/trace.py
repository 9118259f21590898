"""Tells line by line what became of a source: on which page each line stands, or which rule took or changed it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.model import PASSAGE_ID, TracedLine
from indexer.normalize.language import part_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.languages import Language
    from indexer.model import Document, Page, Repaired

_TITLE = ("", "title")
_TELLING = 4  # words of a line that stands nowhere and tells its language


def trace(document: Document, pages: Sequence[Page], languages: Mapping[str, Language]) -> tuple[TracedLine, ...]:
    """Return every line of the source, in order, blank ones too.

    A line can stand in two places (`Honesty: we say what is true` is a heading and a paragraph). One that neither
    stands anywhere nor was removed is blank, was repaired to nothing, as an underline is, or was taken off its page by
    hand.

    Args:
        pages: Of any sources; those of others are left out.
    """
    removed = {each.line: each.rule for each in document.removed}
    repaired: dict[int, list[Repaired]] = defaultdict(list)
    for each in document.repaired:
        repaired[each.line].append(each)
    kept: dict[int, list[tuple[str, str]]] = defaultdict(list)
    spoken: dict[int, str] = {}
    for number, place, language in _places(document, [page for page in pages if page.source == document.source.file]):
        kept[number].append(place)
        spoken.setdefault(number, language)
    lines: list[TracedLine] = []
    for number, text in enumerate(document.source.text.split("\n"), start=1):
        language = spoken.get(number) or part_language(text, document.language, languages, least=_TELLING)
        line = TracedLine(number, text, language, (), removed.get(number, ""), tuple(repaired[number]))
        stands = text.strip() and not line.removed and not line.used_up
        lines.append(replace(line, kept=tuple(kept[number])) if stands else line)
    return tuple(lines)


def edited_pages(document: Document, pages: Iterable[Page]) -> frozenset[str]:
    """Return the paths of the pages whose words are not all those of their source, as people changed them."""
    headings = {section.heading for section in document.sections}
    texts = {paragraph.text for section in document.sections for paragraph in section.paragraphs}
    return frozenset(
        page.path
        for page in pages
        if page.heading not in headings or any(paragraph.text not in texts for paragraph in page.paragraphs)
    )


def _places(document: Document, pages: Iterable[Page]) -> Iterator[tuple[int, tuple[str, str], str]]:
    """Yield each line that stands somewhere, with its place and its language; the latter is empty for the title."""
    for number in _lines(document.title_lines):
        yield number, _TITLE, ""
    for page in pages:
        for number in _heading_lines(page):
            yield number, (page.path, PASSAGE_ID), page.heading_language or page.language
        for paragraph in page.paragraphs:
            for number in _lines(paragraph.lines):
                yield number, (page.path, paragraph.id), paragraph.language or page.language


def _heading_lines(page: Page) -> Iterator[int]:
    """Yield the lines of a heading: from the first of the passage to where its text begins, or goes on."""
    starts = [paragraph.lines[0] for paragraph in page.paragraphs if paragraph.lines[0]]
    if page.heading or page.marker:
        yield from _lines((page.lines[0], max(min(starts, default=page.lines[1] + 1) - 1, page.lines[0])))


def _lines(span: tuple[int, int]) -> range:
    return range(span[0], span[1] + 1) if span[0] else range(0)
