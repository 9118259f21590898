"""Works out every page of the site that is not a passage's Markdown, and what the templates show on each.

Pages, vocabulary, languages and sources go in; `SitePage`s come out. Only `site_config/hooks.py` knows MkDocs.

    index                       the choice of language
    <lang>/index                home: search, principles, atlas
    <lang>/concepts/index       the principles; <lang>/concepts/<id> one principle or topic
    <lang>/texts/index          the texts;      <lang>/texts/<id>    one text as a whole
    <lang>/lines/<id>           every line of one source, and what became of it
    <lang>/topics/index         every label from A to Z
    <lang>/search               the search page
    <lang>/cards                flash cards; <lang>/handout the passages chosen for printing; <lang>/help
    <lang>/principles/<slug>    one passage (a Markdown file of its own; the template adds to it)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indexer.site.atlas import home_view
from indexer.site.concepts import concept_view, deck_view
from indexer.site.lines import lines_view
from indexer.site.passages import Library, concept_link, heading_of, place_of
from indexer.site.portable import portable_files
from indexer.site.scripts import pieces_by_script
from indexer.site.styles import prune_site
from indexer.site.texts import reading_view, search_view, text_view, texts_view, topics_view
from indexer.site.typesetting import bind_page, words_to_bind
from indexer.site.views import Link, Menu, RootView, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.languages import Language
    from indexer.model import Page
    from indexer.vocabulary import Vocabulary

__all__ = [
    "Library",
    "Menu",
    "SitePage",
    "bind_page",
    "client_config",
    "menu",
    "plain_page",
    "portable_files",
    "prune_site",
    "site_pages",
]

ROOT = "index"
_CLIENT_STRINGS = ("search.", "reason.", "kind.", "side.", "basket.", "report.", "sign.")
_CLIENT_STRINGS_OF = {
    "cards.html": ("cards.",),
    "handout.html": ("handout.", "badge.", "relation.", "status.", "summary.", "note.", "source.", "text.", "value."),
    "search.html": ("summary.", "badge.", "status.", "source.", "concept.principle", "concept.topic"),
}


def site_pages(library: Library) -> tuple[SitePage, ...]:
    """Return every page of the site, the root first, then language by language."""
    languages = library.languages
    root = RootView(tuple((language, f"{code}/index.html") for code, language in languages.items()))
    found = [SitePage(ROOT, next(iter(languages)), "root.html", "", root)]
    for reader in languages:
        found += _framework(library, reader)
        found += _concepts(library, reader)
        found += _texts(library, reader)
    found += [_passage(page, library) for page in library.pages]
    return tuple(found)


def plain_page(path: str, languages: Mapping[str, Language]) -> SitePage:
    """Return the frame for a Markdown page that is no passage; its first folder says its language."""
    folder = path.partition("/")[0]
    language = folder if folder in languages else next(iter(languages))
    home = {code: f"{code}/index.html" for code in languages}
    return SitePage(path, language, "main.html", "", switch=home, derived=False)


def menu(vocabulary: Vocabulary, language: Language, languages: Mapping[str, Language]) -> Menu:
    """Return the menu of one language; passages are not in it, for there may be thousands."""
    code, ui = language.code, language.ui
    return Menu(
        entries=(
            Link(f"{code}/index.html", ui["menu.home"]),
            Link(f"{code}/concepts/index.html", ui["menu.principles"]),
            Link(f"{code}/texts/index.html", ui["menu.texts"]),
            Link(f"{code}/topics/index.html", ui["menu.topics"]),
            Link(f"{code}/search.html", ui["menu.search"]),
            Link(f"{code}/cards.html", ui["menu.cards"]),
            Link(f"{code}/handout.html", ui["menu.handout"]),
            Link(f"{code}/help.html", ui["menu.help"]),
        ),
        principles=tuple(concept_link(concept, code) for concept in vocabulary.principles),
        examples=tuple(
            piece
            for query in ui["search.examples"].split(" | ")
            for piece in pieces_by_script(query, language, languages)
        ),
    )


def client_config(language: Language, languages: Mapping[str, Language], template: str = "") -> dict[str, Any]:
    """Return what the script must know on a page of this template, and no more: every page carries it."""
    wanted = (*_CLIENT_STRINGS, *_CLIENT_STRINGS_OF.get(template, ()))
    return {
        "language": language.code,
        "languages": [
            {
                "code": code,
                "name": other.name,
                "label": language.ui.get(f"language.{code}", ""),
                "tag": other.tag,
                "scripts": other.scripts,
                "bound": words_to_bind(other),
            }
            for code, other in languages.items()
        ],
        "strings": {key: text for key, text in language.ui.items() if key.startswith(wanted)},
    }


def _framework(library: Library, reader: str) -> Iterator[SitePage]:
    ui = library.languages[reader].ui
    home = home_view(library, reader)
    rows = (
        ("index", "home.html", ui["menu.home"], home),
        ("concepts/index", "principles.html", ui["menu.principles"], home),
        ("texts/index", "texts.html", ui["menu.texts"], texts_view(library, reader)),
        ("topics/index", "topics.html", ui["menu.topics"], topics_view(library, reader)),
        ("search", "search.html", ui["menu.search"], search_view(library, reader)),
        ("cards", "cards.html", ui["menu.cards"], deck_view(library, reader)),
        ("handout", "handout.html", ui["menu.handout"], None),
        ("help", "help.html", ui["menu.help"], None),
    )
    for path, template, title, view in rows:
        yield SitePage(f"{reader}/{path}", reader, template, title, view, _same(path, library), f"{reader}/{path}.html")


def _concepts(library: Library, reader: str) -> Iterator[SitePage]:
    for concept in library.vocabulary.concepts:
        path = f"concepts/{concept.id}"
        section = f"{reader}/topics/index.html" if concept.scheme == "topics" else f"{reader}/concepts/index.html"
        view = concept_view(concept, library, reader)
        yield SitePage(f"{reader}/{path}", reader, "concept.html", view.label, view, _same(path, library), section)


def _texts(library: Library, reader: str) -> Iterator[SitePage]:
    for file, identifier in library.text_ids.items():
        path = f"texts/{identifier}"
        view = text_view(file, library, reader)
        section = f"{reader}/texts/index.html"
        yield SitePage(f"{reader}/{path}", reader, "text.html", view.title, view, _same(path, library), section)
        path = f"lines/{identifier}"
        lines = lines_view(file, library, reader)
        title = f"{view.title} – {library.languages[reader].ui['lines.title']}"
        yield SitePage(f"{reader}/{path}", reader, "lines.html", title, lines, _same(path, library), section)


def _passage(page: Page, library: Library) -> SitePage:
    switch = {code: place_of(page, library, code) for code in library.languages}
    title = heading_of(page, library, page.language)
    section = f"{page.language}/concepts/index.html"
    view = reading_view(page, library)
    return SitePage(page.path, page.language, "passage.html", title, view, switch, section, derived=False)


def _same(path: str, library: Library) -> dict[str, str]:
    return {code: f"{code}/{path}.html" for code in library.languages}
