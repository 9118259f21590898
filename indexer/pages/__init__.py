"""Writes passages as Markdown pages and reads them back; the only place that knows the format of a page.

A page is front matter in YAML, then blocks: `# heading {: #passage }`, paragraphs and inner headings, each with its id
and the lines of the source it came from. Law: a page written and read again is the same page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.errors import Complaint, ContentError
from indexer.pages.body import parse_body, render_body
from indexer.pages.front import parse_front, render_front
from indexer.pages.merging import is_edited, merge
from indexer.pages.placing import place
from indexer.pages.record import Written, describe, forget_record, read_record, recorded_files, write_record

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.model import Page

__all__ = [
    "Written",
    "describe",
    "forget_record",
    "is_edited",
    "merge",
    "place",
    "read_page",
    "read_pages",
    "read_record",
    "recorded_files",
    "render_page",
    "write_page",
    "write_record",
]

_FENCE = "---\n"


def render_page(page: Page) -> str:
    """Return the page as Markdown."""
    return f"{_FENCE}{render_front(page)}{_FENCE}\n{render_body(page)}"


def write_page(page: Page, folder: Path) -> bool:
    """Write the page below `folder` (`docs`) in one step; return whether the file is new or has changed."""
    path = folder / f"{page.path}.md"
    data = render_page(page).encode()
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(data)
    partial.replace(path)
    return True


def read_page(path: Path, folder: Path) -> Page:
    """Return the page in the file `path`, below `folder`.

    Raises:
        ContentError: The file is no page, or a value in it cannot be.
    """
    place_of = path.relative_to(folder).with_suffix("").as_posix()
    file = path.as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(Complaint(file, 0, "not UTF-8", do="save the page as UTF-8")) from error
    if not text.startswith(_FENCE) or f"\n{_FENCE}" not in text[len(_FENCE) - 1 :]:
        raise ContentError(Complaint(file, 1, "no front matter", "a first line `---`", "restore the head of the page"))
    front, body = text[len(_FENCE) :].split(f"\n{_FENCE}", 1)
    first_line = front.count("\n") + 4
    return parse_front(file, place_of, front, parse_body(file, body, first_line))


def read_pages(folder: Path) -> tuple[Page, ...]:
    """Return all pages below `folder` (`docs`), in the order of their paths.

    Raises:
        ContentError: Everything that is wrong with any page.
    """
    pages: list[Page] = []
    complaints: list[Complaint] = []
    for path in sorted(folder.glob("*/principles/*.md")):
        try:
            pages.append(read_page(path, folder))
        except ContentError as error:
            complaints += error.complaints
    if complaints:
        raise ContentError(*complaints)
    return tuple(sorted(pages, key=lambda page: page.path))
