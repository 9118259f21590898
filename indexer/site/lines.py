"""The page that shows every line of a source, what became of it, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from indexer.model import PASSAGE_ID, TracedLine
from indexer.site.line_views import Became, Fate, LinesView, LineView
from indexer.site.passages import Library, anchor, heading_lang, heading_of, is_editors_title, text_title, title_lang
from indexer.site.scripts import pieces_by_script
from indexer.site.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from indexer.model import Page

_PLAIN = (".txt", ".md")


def lines_view(file: str, library: Library, reader: str) -> LinesView:
    """Return the lines of a source, all of them and in order, for a reader of the language `reader`."""
    source = library.source_by_file[file]
    pages = {page.path: page for page in library.texts[file]}
    traced = library.traces.get(file)
    lines = traced or _untraced(source.text, library.texts[file][0].language)
    return LinesView(
        text=Link(f"{reader}/texts/{library.text_ids[file]}.html", text_title(file, library, reader)),
        text_lang=title_lang(file, library, reader),
        text_editorial=is_editors_title(file, library),
        source=source,
        extracted=not file.lower().endswith(_PLAIN),
        traced=traced is not None,
        # What stands behind the last line feed is no line.
        lines=tuple(
            LineView(
                line.number,
                pieces_by_script(line.text.strip(), library.languages[line.language], library.languages),
                library.languages[line.language].tag,
                tuple(_fates(line, pages, library, reader)) if traced else (),
            )
            for line in (lines if lines[-1].text else lines[:-1])
        ),
    )


def _untraced(text: str, language: str) -> Sequence[TracedLine]:
    return [TracedLine(number, line, language) for number, line in enumerate(text.split("\n"), 1)]


def _fates(line: TracedLine, pages: Mapping[str, Page], library: Library, reader: str) -> Iterator[Fate]:
    if not line.text.strip():
        yield Fate(Became.EMPTY)
    for path, name in line.kept:
        yield _place(pages[path], name, library, reader) if path else Fate(Became.TITLE)
    if line.removed:
        yield Fate(Became.LEFT_OUT, rules=((line.removed, 1),))
    if line.text.strip() and not (line.kept or line.removed or line.used_up):
        yield Fate(Became.BY_HAND)
    elif line.repaired:
        yield Fate(Became.CHANGED, rules=tuple(Counter(each.rule for each in line.repaired).items()))


def _place(page: Page, name: str, library: Library, reader: str) -> Fate:
    """Return where a line stands within the text as a whole, so that the reader's interface stays."""
    inside = "" if name == PASSAGE_ID else f"-{name}"
    href = f"{reader}/texts/{library.text_ids[page.source]}.html#{anchor(page)}{inside}"
    inner = any(each.id == name and each.heading for each in page.paragraphs)
    return Fate(
        Became.INNER_HEADING if inner else Became.TEXT if inside else Became.HEADING,
        Link(href, heading_of(page, library, reader)),
        heading_lang(page, library, reader),
    )
