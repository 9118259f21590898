"""The pages of principles and topics, the cards and the atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.model import Page, Relation, Tag
from indexer.site.atlas_views import Sign
from indexer.site.passages import Library, anchor, concept_link, heading_lang, heading_of, view_of
from indexer.site.views import ConceptView, DeckView, FlashCard, Side, Voice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.languages import Language
    from indexer.vocabulary import Concept

_NEAREST_FIRST = tuple(Relation)
_SHOWN_SYNONYMS = 6
SHOWN = 25  # passages of one language on a page; the others are named there, or no browser would like to open it


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


def deck_view(library: Library, reader: str) -> DeckView:
    """Return the principles as flash cards, each with its name and meaning in every language."""
    languages = tuple(library.languages.values())
    return DeckView(
        tuple(
            FlashCard(
                concept_link(concept, reader).href,
                tuple(
                    Side(language, concept.label(language.code), concept.definition.get(language.code, ""))
                    for language in languages
                ),
            )
            for concept in library.vocabulary.principles
        ),
        languages,
    )


def reader_first(languages: Mapping[str, Language], reader: str) -> list[Language]:
    """Return the languages, the reader's before all others."""
    return sorted(languages.values(), key=lambda language: language.code != reader)


def _voice(concept: Concept, language: Language, library: Library, reader: str) -> Voice:
    said = said_on(concept, language, library)
    shown = tuple(view_of(page, library, reader, tag) for page, tag in said[:SHOWN])
    return Voice(
        language, shown, tuple(sign_of(page, tag, f"{page.path}.html", library, reader) for page, tag in said[SHOWN:])
    )


def said_on(concept: Concept, language: Language, library: Library) -> list[tuple[Page, Tag]]:
    """Return the passages of a language that are tagged with the concept, the nearest first."""
    said = [(page, tag) for page, tag in library.tagged[concept.id] if page.language == language.code]
    return sorted(said, key=lambda pair: _NEAREST_FIRST.index(pair[1].relation))


def sign_of(page: Page, tag: Tag, href: str, library: Library, reader: str) -> Sign:
    """Return a passage by its heading."""
    heading, lang = heading_of(page, library, reader), heading_lang(page, library, reader)
    return Sign(anchor(page), href, tag.relation, heading, lang)
