"""The first page: the principles, and which text says something on which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.site.atlas_views import Card, Cell, Column, HomeView
from indexer.site.concepts import said_on, sign_of
from indexer.site.passages import anchor, concept_link, is_editors_title, text_title, title_lang
from indexer.site.views import Link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.languages import Language
    from indexer.site.passages import Library
    from indexer.vocabulary import Concept

MOST_TEXTS = 12  # columns that can be taken in; of more texts, those of a language share one
MOST_SIGNS = 8  # in a cell; the others are counted


def home_view(library: Library, reader: str) -> HomeView:
    """Return the principles as cards, each with what every text has to say on it."""
    single = len(library.texts) <= MOST_TEXTS
    groups = {file: [file] for file in library.texts} if single else _by_language(library)
    cards = tuple(_card(concept, groups, library, reader) for concept in library.vocabulary.principles)
    columns = tuple(_column(files, library, reader) for files in groups.values())
    own = library.languages[reader]
    silent = tuple(Link(card.href, card.label) for card in cards if own not in card.languages)
    return HomeView(cards, silent, columns, _having_texts(library))


def _by_language(library: Library) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {language.code: [] for language in _having_texts(library)}
    for file in library.texts:
        groups[_language_of(file, library).code].append(file)
    return groups


def _card(concept: Concept, groups: Mapping[str, Sequence[str]], library: Library, reader: str) -> Card:
    link = concept_link(concept, reader)
    said = [(page, tag) for language in library.languages.values() for page, tag in said_on(concept, language, library)]
    cells = []
    for files in groups.values():
        language = _language_of(files[0], library)
        here = [(page, tag) for page, tag in said if page.source in files]
        signs = [sign_of(page, tag, f"{link.href}#{anchor(page)}", library, reader) for page, tag in here[:MOST_SIGNS]]
        left = len(here) - len(signs)
        more = Link(f"{link.href}#in-{language.code}", f"+{left}") if left else None
        cells.append(Cell(language, tuple(signs), more))
    speaking = {page.language for page, _ in said}
    languages = tuple(language for language in library.languages.values() if language.code in speaking)
    return Card(link.href, link.label, concept.definition.get(reader, ""), languages, tuple(cells))


def _column(files: Sequence[str], library: Library, reader: str) -> Column:
    language = _language_of(files[0], library)
    speaking = [{page.source for page, _ in library.tagged[concept.id]} for concept in library.vocabulary.principles]
    covered = sum(not sources.isdisjoint(files) for sources in speaking)
    if len(files) > 1:
        own = library.languages[reader]
        title, href = f"{own.ui['menu.texts']} {len(files)}", f"{reader}/texts/index.html"
        return Column(language, href, title, own.tag, editorial=False, covered=covered)
    (file,) = files
    href = f"{reader}/texts/{library.text_ids[file]}.html"
    title, lang = text_title(file, library, reader), title_lang(file, library, reader)
    return Column(language, href, title, lang, is_editors_title(file, library), covered)


def _language_of(file: str, library: Library) -> Language:
    return library.languages[library.texts[file][0].language]


def _having_texts(library: Library) -> tuple[Language, ...]:
    having = {pages[0].language for pages in library.texts.values()}
    return tuple(language for language in library.languages.values() if language.code in having)
