"""The pages of principles and topics, the cards and the atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.model import Page, Relation, Tag
from indexer.site.passages import (
    Library,
    anchor,
    concept_link,
    heading_lang,
    heading_of,
    is_editors_title,
    text_title,
    title_lang,
    view_of,
)
from indexer.site.views import (
    Card,
    Cell,
    Column,
    ConceptView,
    DeckView,
    FlashCard,
    HomeView,
    Side,
    Sign,
    Voice,
)

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
    """Return the principles as cards, each with what every text has to say on it."""
    cards = tuple(_card(concept, library, reader) for concept in library.vocabulary.principles)
    return HomeView(cards, tuple(_column(file, library, reader) for file in library.texts), _having_texts(library))


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
    said = _said(concept, language, library)
    return Voice(language, tuple(view_of(page, library, reader, tag) for page, tag in said))


def _card(concept: Concept, library: Library, reader: str) -> Card:
    link = concept_link(concept, reader)
    said = [(page, tag) for language in library.languages.values() for page, tag in _said(concept, language, library)]
    cells = []
    for file, pages in library.texts.items():
        signs = [_sign(page, tag, link.href, library, reader) for page, tag in said if page.source == file]
        cells.append(Cell(library.languages[pages[0].language], tuple(signs)))
    speaking = {page.language for page, _ in said}
    languages = tuple(language for language in library.languages.values() if language.code in speaking)
    return Card(link.href, link.label, concept.definition.get(reader, ""), languages, tuple(cells))


def _column(file: str, library: Library, reader: str) -> Column:
    language = library.languages[library.texts[file][0].language]
    speaking = [{page.source for page, _ in library.tagged[concept.id]} for concept in library.vocabulary.principles]
    covered = sum(file in sources for sources in speaking)
    href = f"{reader}/texts/{library.text_ids[file]}.html"
    title, lang = text_title(file, library, reader), title_lang(file, library, reader)
    return Column(language, href, title, lang, is_editors_title(file, library), covered)


def _having_texts(library: Library) -> tuple[Language, ...]:
    having = {pages[0].language for pages in library.texts.values()}
    return tuple(language for language in library.languages.values() if language.code in having)


def _sign(page: Page, tag: Tag, href: str, library: Library, reader: str) -> Sign:
    return Sign(
        f"{href}#{anchor(page)}", tag.relation, heading_of(page, library, reader), heading_lang(page, library, reader)
    )


def _said(concept: Concept, language: Language, library: Library) -> list[tuple[Page, Tag]]:
    said = [(page, tag) for page, tag in library.tagged[concept.id] if page.language == language.code]
    return sorted(said, key=lambda pair: _NEAREST_FIRST.index(pair[1].relation))
