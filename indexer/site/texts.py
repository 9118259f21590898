"""The pages that follow the texts: a text as a whole, the list of texts, a passage's own page, and the index A to Z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.site.order import initial, sort_key
from indexer.site.passages import (
    Library,
    central,
    concept_link,
    heading_of,
    is_editors_title,
    tags_of,
    text_title,
    title_lang,
    view_of,
)
from indexer.site.views import Entry, Link, ReadingView, SearchView, TextsView, TextView, TopicsView

if TYPE_CHECKING:
    from indexer.model import Page


def text_view(file: str, library: Library, reader: str) -> TextView:
    """Return a text with all its passages, in the order of the source."""
    source = library.source_by_file[file]
    pages = library.texts[file]
    language = library.languages[pages[0].language]
    return TextView(
        href=f"{reader}/texts/{library.text_ids[file]}.html",
        lines_href=f"{reader}/lines/{library.text_ids[file]}.html",
        title=text_title(file, library, reader),
        title_lang=title_lang(file, library, reader),
        editorial=is_editors_title(file, library),
        language=language,
        source=source,
        passages=tuple(view_of(page, library, reader) for page in pages),
    )


def texts_view(library: Library, reader: str) -> TextsView:
    """Return the texts, in the order of their languages."""
    return TextsView(tuple(text_view(file, library, reader) for file in library.texts))


def search_view(library: Library, reader: str) -> SearchView:
    """Return the titles of all texts, and the words for AND, OR and NOT of all languages."""
    return SearchView(
        {file: (text_title(file, library, reader), title_lang(file, library, reader)) for file in library.texts},
        tuple(
            (word, sign)
            for language in library.languages.values()
            for sign, words in language.analysis.get("operators", {}).items()
            for word in words
        ),
    )


def reading_view(page: Page, library: Library) -> ReadingView:
    """Return a passage's own page, in the language of the passage."""
    neighbours = library.texts[page.source]
    place = neighbours.index(page)
    principle = central(page, library)
    return ReadingView(
        passage=view_of(page, library, page.language),
        tags=tags_of(page, library, page.language),
        principle=concept_link(principle, page.language) if principle else None,
        previous=_neighbour(neighbours[place - 1], library) if place else None,
        following=_neighbour(neighbours[place + 1], library) if place + 1 < len(neighbours) else None,
    )


def topics_view(library: Library, reader: str) -> TopicsView:
    """Return every label of the vocabulary in the reader's language, in the order of that language."""
    alphabet = library.languages[reader].ui["alphabet"]
    entries = []
    for concept in library.vocabulary.concepts:
        link = concept_link(concept, reader)
        entries.append(Entry(link.label, link.href, link.label, main=True))
        entries += [Entry(word, link.href, link.label, main=False) for word in concept.alt.get(reader, ())]
    entries.sort(key=lambda entry: sort_key(entry.word, alphabet))
    topics = sorted(library.vocabulary.topics, key=lambda concept: sort_key(concept.label(reader), alphabet))
    initials: dict[str, list[Entry]] = {}
    for entry in entries:
        initials.setdefault(initial(entry.word, alphabet), []).append(entry)
    return TopicsView(
        tuple(concept_link(concept, reader) for concept in topics),
        tuple((letter, tuple(found)) for letter, found in initials.items()),
    )


def _neighbour(page: Page, library: Library) -> Link:
    return Link(f"{page.path}.html", heading_of(page, library, page.language))
