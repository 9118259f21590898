"""The pages of principles and topics, the cards and the atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.model import Page, Relation, Tag
from indexer.site.passages import Library, anchor, concept_link, heading_lang, heading_of, view_of
from indexer.site.views import Card, Cell, ConceptView, HomeView, Sign, Voice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.languages import Language
    from indexer.vocabulary import Concept

_NEAREST_FIRST = tuple(Relation)
_SHOWN_SYNONYMS = 6


def concept_view(concept: Concept, library: Library, reader: str) -> ConceptView:
    """Return a concept's page: the reader's language first, then the others in their own order."""
    by_id = library.vocabulary.by_id
    return ConceptView(
        id=concept.id,
        scheme=concept.scheme,
        label=concept.label(reader),
        definition=concept.definition.get(reader, ""),
        synonyms=concept.alt.get(reader, ())[:_SHOWN_SYNONYMS],
        broader=tuple(concept_link(by_id[other], reader) for other in concept.broader),
        related=tuple(concept_link(by_id[other], reader) for other in concept.related),
        voices=tuple(
            _voice(concept, language, library, reader) for language in reader_first(library.languages, reader)
        ),
        compact=concept.scheme != "principles",
    )


def home_view(library: Library, reader: str) -> HomeView:
    """Return the principles as cards, each with what every language has to say on it."""
    return HomeView(
        tuple(_card(concept, library, reader) for concept in library.vocabulary.principles),
        tuple(library.languages.values()),
    )


def reader_first(languages: Mapping[str, Language], reader: str) -> list[Language]:
    """Return the languages, the reader's before all others."""
    return sorted(languages.values(), key=lambda language: language.code != reader)


def _voice(concept: Concept, language: Language, library: Library, reader: str) -> Voice:
    said = _said(concept, language, library)
    return Voice(language, tuple(view_of(page, library, reader, tag) for page, tag in said))


def _card(concept: Concept, library: Library, reader: str) -> Card:
    link = concept_link(concept, reader)
    cells = []
    for language in library.languages.values():
        said = _said(concept, language, library)
        signs = tuple(_sign(page, tag, f"{link.href}#{anchor(page)}", library, reader) for page, tag in said)
        cells.append(Cell(language, signs))
    return Card(link.href, link.label, concept.definition.get(reader, ""), tuple(cells))


def _sign(page: Page, tag: Tag, href: str, library: Library, reader: str) -> Sign:
    return Sign(href, tag.relation, heading_of(page, library, reader), heading_lang(page, library, reader))


def _said(concept: Concept, language: Language, library: Library) -> list[tuple[Page, Tag]]:
    said = [(page, tag) for page, tag in library.tagged[concept.id] if page.language == language.code]
    return sorted(said, key=lambda pair: _NEAREST_FIRST.index(pair[1].relation))
