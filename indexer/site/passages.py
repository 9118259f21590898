"""Turns a page into what a reader sees of it: marked, labelled, with its place in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from indexer.model import Page, Source, Status, Tag
from indexer.site.scripts import pieces_by_script
from indexer.site.views import Block, Link, PassageView, Piece, TagView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.languages import Language
    from indexer.model import TracedLine
    from indexer.vocabulary import Concept, Vocabulary


@dataclass(frozen=True)
class Library:
    """Everything that the site is made from."""

    pages: Sequence[Page]
    vocabulary: Vocabulary
    languages: Mapping[str, Language]
    sources: Sequence[Source]
    traces: Mapping[str, Sequence[TracedLine]] = field(default_factory=dict)  # by file; none where it is not known
    edited: frozenset[str] = frozenset()  # paths of the pages whose words people changed

    @cached_property
    def source_by_file(self) -> dict[str, Source]:
        """The sources by the name of their file."""
        return {source.file: source for source in self.sources}

    @cached_property
    def texts(self) -> dict[str, tuple[Page, ...]]:
        """The pages by source, in the order of the source; the sources in the order of their language and name."""
        order = list(self.languages)
        files = sorted({(order.index(page.language), page.source) for page in self.pages})
        return {
            file: tuple(sorted((page for page in self.pages if page.source == file), key=lambda page: page.ordinal))
            for _, file in files
        }

    @cached_property
    def text_ids(self) -> dict[str, str]:
        """An ASCII id for each source, for its address."""
        ids: dict[str, str] = {}
        for file in self.texts:
            stem = re.sub(r"[^a-z0-9]+", "-", file.rpartition(".")[0].lower()).strip("-") or "text"
            taken = [one for one in ids.values() if one == stem or one.startswith(f"{stem}--")]
            ids[file] = f"{stem}--{len(taken) + 1}" if taken else stem
        return ids

    @cached_property
    def tagged(self) -> dict[str, list[tuple[Page, Tag]]]:
        """The pages that carry a concept, with the tag, in the order of their texts."""
        found: dict[str, list[tuple[Page, Tag]]] = {concept.id: [] for concept in self.vocabulary.concepts}
        for pages in self.texts.values():
            for page in pages:
                for tag in page.tags:
                    found.setdefault(tag.concept, []).append((page, tag))
        return found


def anchor(page: Page) -> str:
    """Return the id of a passage on the pages that show it: `zh-smile` for `zh/principles/smile`."""
    return page.path.replace("/principles/", "-").replace("/", "-")


def concept_link(concept: Concept, reader: str) -> Link:
    """Return the link to a concept's page in the reader's language."""
    return Link(f"{reader}/concepts/{concept.id}.html", concept.label(reader))


def heading_of(page: Page, library: Library, reader: str) -> str:
    """Return the heading, or the editors' label of the passage's kind in the reader's language."""
    return page.heading or library.languages[reader].ui[f"kind.{page.kind}"]


def heading_lang(page: Page, library: Library, reader: str) -> str:
    """Return the BCP 47 tag of what `heading_of` returns."""
    return library.languages[(page.heading_language or page.language) if page.heading else reader].tag


def view_of(page: Page, library: Library, reader: str, tag: Tag | None = None) -> PassageView:
    """Return `page` for a reader of the language `reader`; with the evidence of `tag` marked, if one is given."""
    language = library.languages[page.language]
    above_all = central(page, library)
    pieces = partial(pieces_by_script, base=library.languages[reader], languages=library.languages)
    evidence = tag.evidence if tag else ""
    needs_summary = page.language != reader or page.status is not Status.HUMAN
    return PassageView(
        page=page,
        source=library.source_by_file[page.source],
        anchor=anchor(page),
        href=f"{page.path}.html",
        place=place_of(page, library, reader),
        language=language,
        heading=mark(heading_of(page, library, reader), evidence),
        heading_lang=heading_lang(page, library, reader),
        editorial=not page.heading,
        blocks=tuple(
            Block(
                mark(paragraph.text, evidence),
                library.languages[paragraph.language].tag if paragraph.language else "",
                paragraph.heading,
                paragraph.id,
            )
            for paragraph in page.paragraphs
        ),
        concept=tag.concept if tag else (above_all.id if above_all else ""),
        central=tag is None or tag == page.tags[0],
        relation=tag.relation if tag else None,
        evidence=evidence,
        summary=pieces(page.summaries.get(reader, "")) if needs_summary or not tag else (),
        summary_by=page.signed.get(reader, ""),
        note=pieces(page.notes.get(reader, "")),
        text_href=f"{reader}/texts/{library.text_ids[page.source]}.html#{anchor(page)}",
        lines_href=f"{reader}/lines/{library.text_ids[page.source]}.html#line-{page.lines[0]}",
        text_title=text_title(page.source, library, reader),
        text_title_lang=title_lang(page.source, library, reader),
        text_editorial=is_editors_title(page.source, library),
        edited=page.path in library.edited,
    )


def place_of(page: Page, library: Library, reader: str) -> str:
    """Return where a reader of the language `reader` has the whole passage: its own page, or that of its principle."""
    if page.language == reader:
        return f"{page.path}.html"
    return f"{reader}/{standing(page, library)}.html#{anchor(page)}"


def standing(page: Page, library: Library) -> str:
    """Return the page, the same in every interface language, on which `page` stands in full."""
    principle = central(page, library)
    return f"concepts/{principle.id}" if principle else f"texts/{library.text_ids[page.source]}"


def text_title(file: str, library: Library, reader: str) -> str:
    """Return a text's own title, or the editors' name for it in the reader's language."""
    page = library.texts[file][0]
    return page.source_title or library.languages[reader].ui[f"text.{page.language}"]


def title_lang(file: str, library: Library, reader: str) -> str:
    """Return the BCP 47 tag of what `text_title` returns."""
    page = library.texts[file][0]
    return library.languages[page.language if page.source_title else reader].tag


def is_editors_title(file: str, library: Library) -> bool:
    """Return whether `text_title` is the editors': it is not found in the text, and no line there says it."""
    source = library.source_by_file[file]
    if not library.texts[file][0].source_title:
        return True
    given = _letters(source.title)
    return bool(given) and all(_letters(line) != given for line in source.text.splitlines())


def _letters(line: str) -> str:
    return "".join(character for character in line.casefold() if character.isalnum())


def tags_of(page: Page, library: Library, reader: str) -> tuple[TagView, ...]:
    """Return the tags of `page` as links to the concepts' pages in the reader's language."""
    return tuple(
        TagView(link.href, link.label, concept.scheme, tag.relation, tag.proposed)
        for tag in page.tags
        for concept in [library.vocabulary.by_id[tag.concept]]
        for link in [concept_link(concept, reader)]
    )


def central(page: Page, library: Library) -> Concept | None:
    """Return the principle that `page` is about above all; None for a page without tags."""
    return next((library.vocabulary.by_id[tag.concept] for tag in page.tags), None)


def mark(text: str, evidence: str) -> tuple[Piece, ...]:
    """Return `text` cut so that `evidence` is a piece of its own; in one piece where it does not occur."""
    before, found, after = text.partition(evidence) if evidence else (text, "", "")
    return tuple(_pieces([(before, False), (found, True), (after, False)]))


def _pieces(parts: Iterable[tuple[str, bool]]) -> Iterable[Piece]:
    return (Piece(text, marked) for text, marked in parts if text)
