"""Gives the sections of a document their places: new ones get a slug and ids, known ones keep what they have.

A section is known by its heading, else by its text, else by its ordinal. What people have written on a page (tags,
summaries, signatures, notes) stays with its passage; slugs and ids never move.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from indexer.model import Kind, Page, Paragraph, Section
from indexer.pages.record import Written, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from indexer.model import Document, Tag

_ALIKE = 0.5  # of the shorter text's character triples, shared
_READ = 4000


def place(
    document: Document,
    existing: Sequence[Page],
    tags: Mapping[int, tuple[Tag, ...]] | None = None,
    record: Mapping[str, Written] | None = None,
) -> tuple[Page, ...]:
    """Return the pages of a document, in its order.

    Args:
        existing: All pages there are; those of other sources are only asked for the slugs they have taken.
        tags: By ordinal, for passages that have none yet; a page's own tags are never replaced.
            The first one, the central tag, names a new page.
        record: What ingest wrote last, by the path of the page; by it a passage is known that people have edited.
    """
    known = record or {}
    own = [page for page in existing if page.source == document.source.file]
    matched = _match(document.sections, own, known)
    taken = {page.path for page in existing}
    pages: list[Page] = []
    for at, section in enumerate(document.sections):
        given = (tags or {}).get(section.ordinal, ())
        page = matched.get(at)
        if page is None:
            path = _new_path(section, given, taken)
            taken.add(path)
            page = _new_page(path, section, document)
        pages.append(_renewed(page, section, document, given, known.get(page.path, Written())))
    return tuple(pages)


def _new_path(section: Section, tags: Sequence[Tag], taken: set[str]) -> str:
    slug = (
        section.kind.value
        if section.kind is not Kind.PRINCIPLE
        else tags[0].concept
        if tags
        else f"principle-{section.ordinal}"
    )
    path = f"{section.language}/principles/{slug}"
    numbered = (f"{path}-{count}" for count in range(2, len(taken) + 3))
    return path if path not in taken else next(each for each in numbered if each not in taken)


def _new_page(path: str, section: Section, document: Document) -> Page:
    source = document.source
    return Page(
        path,
        section.kind,
        section.ordinal,
        section.heading,
        section.language,
        source.status,
        source.file,
        source.sha256,
        section.lines,
        (),
    )


def _renewed(page: Page, section: Section, document: Document, tags: tuple[Tag, ...], written: Written) -> Page:
    """Return the page with what the source says now, and with everything that people said about it."""
    source = document.source
    return replace(
        page,
        kind=section.kind,
        ordinal=section.ordinal,
        heading=section.heading,
        language=section.language,
        status=section.status or source.status,
        sha256=source.sha256,
        lines=section.lines,
        paragraphs=keep_ids(section.paragraphs, page.paragraphs, written),
        marker=section.marker,
        heading_language=section.heading_language,
        source_title=source.title or document.title,
        tags=page.tags or tags,
    )


def _match(sections: Sequence[Section], pages: Sequence[Page], record: Mapping[str, Written]) -> dict[int, Page]:
    """Return the page of each section that has one, by the section's index; no page twice."""
    free = list(pages)
    found: dict[int, Page] = {}

    def take(fits: Callable[[Section, Page], float]) -> None:
        open_ones = [at for at in range(len(sections)) if at not in found]
        scored = [(fits(sections[at], page), at, index) for at in open_ones for index, page in enumerate(free)]
        used: set[int] = set()
        for score, at, index in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
            if score > 0 and at not in found and index not in used:
                found[at] = free[index]
                used.add(index)
        free[:] = [page for index, page in enumerate(free) if index not in used]

    take(lambda section, page: _as_written(section, record.get(page.path)))
    take(_same_heading)
    take(_similar_text)
    take(_same_ordinal)
    return found


def _as_written(section: Section, written: Written | None) -> float:
    """Return how much of a passage ingest wrote on that page last, where that is the greater part."""
    if written is None or not section.paragraphs:
        return 0.0
    prints = set(written.blocks.values())
    same = sum(fingerprint(paragraph) in prints for paragraph in section.paragraphs) / len(section.paragraphs)
    return same + (section.heading == written.fields.get("heading")) if same > _ALIKE else 0.0


def _same_heading(section: Section, page: Page) -> float:
    if (
        section.language != page.language
        or (section.heading != page.heading)
        or (not section.heading and section.kind != page.kind)
    ):
        return 0.0
    return 1.0 + similarity(section.text, _text(page.paragraphs))


def _similar_text(section: Section, page: Page) -> float:
    alike = similarity(section.text, _text(page.paragraphs)) if section.language == page.language else 0.0
    return alike if alike >= _ALIKE else 0.0


def _same_ordinal(section: Section, page: Page) -> float:
    same = (section.ordinal, section.kind, section.language) == (page.ordinal, page.kind, page.language)
    return 1.0 if same and similarity(section.text, _text(page.paragraphs)) > 0 else 0.0


def keep_ids(
    paragraphs: Sequence[Paragraph], known: Sequence[Paragraph], written: Written | None = None
) -> tuple[Paragraph, ...]:
    """Return the paragraphs with ids: those of known ones with the same text, else with a similar one, else new.

    Args:
        written: What ingest wrote last: a paragraph that people have edited since is known by that, and an id that
            was ever given is never given again.
    """
    base = written or Written()
    ids: dict[int, str] = {}
    by_print: dict[str, list[str]] = {}
    for name, mark in base.blocks.items():
        by_print.setdefault(mark, []).append(name)
    for at, paragraph in enumerate(paragraphs if by_print else ()):
        if names := by_print.get(fingerprint(paragraph)):
            ids[at] = names.pop(0)
    used = set(ids.values())
    free = [each for each in known if each.id and each.id not in used]
    for fits in (_equal, _alike):
        for at, paragraph in enumerate(paragraphs):
            if at in ids:
                continue
            best = max(((fits(paragraph, each), -index) for index, each in enumerate(free)), default=(0.0, 0))
            if best[0] > 0:
                ids[at] = free.pop(-best[1]).id
    taken = [*(each.id for each in known), *(f"{letter}{number}" for letter, number in base.last.items()), *used]
    following = {letter: int(next_id(letter, taken)[1:]) for letter in "hp"}
    for at, paragraph in enumerate(paragraphs):
        if at not in ids:
            letter = "h" if paragraph.heading else "p"
            ids[at] = f"{letter}{following[letter]}"
            following[letter] += 1
    return tuple(replace(paragraph, id=ids[at]) for at, paragraph in enumerate(paragraphs))


def next_id(letter: str, taken: Iterable[str]) -> str:
    """Return the id after the highest that begins with `letter`."""
    numbers = [int(match[1]) for each in taken if (match := regex.fullmatch(rf"{letter}(\d+)", each))]
    return f"{letter}{max(numbers, default=0) + 1}"


def _equal(one: Paragraph, other: Paragraph) -> float:
    return float(one.text == other.text and one.heading == other.heading)


def _alike(one: Paragraph, other: Paragraph) -> float:
    alike = similarity(one.text, other.text) if one.heading == other.heading else 0.0
    return alike if alike >= _ALIKE else 0.0


def similarity(one: str, other: str) -> float:
    """Return how much of the shorter text's character triples the two share, from 0 to 1."""
    first, second = _triples(one), _triples(other)
    shorter = min(first.total(), second.total())
    return (first & second).total() / shorter if shorter else 0.0


def _triples(text: str) -> Counter[str]:
    read = text[:_READ].casefold()
    return Counter(read[at : at + 3] for at in range(max(len(read) - 2, 0)))


def _text(paragraphs: Iterable[Paragraph]) -> str:
    return "\n\n".join(paragraph.text for paragraph in paragraphs)
