"""The site's pages, worked out from content; MkDocs and its templates have no part in it."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.languages import Language, load_languages
from indexer.model import Kind, Page, Paragraph, Relation, Source, Status, Tag
from indexer.site import Library, SitePage, atlas, concepts, menu, plain_page, portable_files, site_pages
from indexer.site.atlas_views import HomeView
from indexer.site.passages import mark
from indexer.site.portable import describe
from indexer.site.views import ConceptView, DeckView, Link, PassageView, Piece, ReadingView, TextView
from indexer.vocabulary import Concept, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.pipeline import Knowledge

ROOT = Path(__file__).parents[1]
LANGUAGES = load_languages(ROOT / "site_config/languages")
# Data rather than words, and the space between sentences, which Chinese does without.
MAY_BE_EMPTY = {"alphabet", "words.bound", "sign.space"}


def concept(identifier: str, scheme: str = "principles") -> Concept:
    labels = {code: f"{identifier} in {code}" for code in LANGUAGES}
    return Concept(identifier, scheme, pref=labels, alt={}, hidden={}, shared={}, definition=labels)


def passage(path: str, *tags: Tag, ordinal: int = 1, status: Status = Status.HUMAN) -> Page:
    language = path.partition("/")[0]
    return Page(
        path=path,
        kind=Kind.PRINCIPLE,
        ordinal=ordinal,
        heading="Smile first",
        language=language,
        status=status,
        source=f"{language} text.txt",
        sha256="",
        lines=(1, 2),
        paragraphs=(Paragraph("A smile costs nothing. It pays.", (2, 2), id="p1"),),
        tags=tags,
        summaries={code: f"summary in {code}" for code in LANGUAGES},
    )


SAME = Tag("smile", Relation.SAME, "A smile costs nothing.")
NEAR = Tag("smile", Relation.RELATED, "It pays.")
PAGES = (
    passage("en/principles/profit", NEAR, Tag("trust", Relation.SAME, "It pays."), ordinal=2),
    passage("en/principles/smile", SAME),
    passage("zh/principles/smile", SAME, status=Status.MACHINE),
)
SOURCES = tuple(Source(f"{code} text.txt", "", "utf-8", "") for code in ("en", "zh"))
VOCABULARY = Vocabulary((concept("smile"), concept("honesty"), concept("trust", "topics")))


@pytest.fixture
def site() -> dict[str, SitePage]:
    return {page.path: page for page in site_pages(Library(PAGES, VOCABULARY, LANGUAGES, SOURCES))}


def concept_on(site: dict[str, SitePage], path: str) -> ConceptView:
    view = site[path].view
    assert isinstance(view, ConceptView)
    return view


def everything_in(value: object) -> Iterator[object]:
    """Every value inside a view, however deep."""
    yield value
    if is_dataclass(value):
        for each in fields(value):
            yield from everything_in(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from everything_in(item)


def test_every_principle_has_a_page_in_every_interface_language(site: dict[str, SitePage]) -> None:
    for code in LANGUAGES:
        assert concept_on(site, f"{code}/concepts/honesty").label == f"honesty in {code}"


def test_the_readers_language_speaks_first_and_silence_is_kept(site: dict[str, SitePage]) -> None:
    voices = concept_on(site, "zh/concepts/smile").voices

    assert [(voice.language.code, len(voice.passages)) for voice in voices] == [
        ("zh", 1),
        ("en", 2),
        ("te", 0),
        ("cs", 0),
    ]


def test_the_nearest_passage_comes_first_whatever_its_place_in_the_text(site: dict[str, SitePage]) -> None:
    english = concept_on(site, "en/concepts/smile").voices[0]

    assert [said.relation for said in english.passages] == [Relation.SAME, Relation.RELATED]


def test_the_evidence_is_marked_and_nothing_else_changes(site: dict[str, SitePage]) -> None:
    said = concept_on(site, "en/concepts/smile").voices[0].passages[0]

    assert said.blocks[0].pieces == (Piece("A smile costs nothing.", marked=True), Piece(" It pays."))


def test_evidence_that_is_gone_leaves_the_text_whole() -> None:
    assert mark("A smile.", "A frown.") == (Piece("A smile."),)


@pytest.mark.parametrize(
    ("reader", "path", "summary"),
    [
        ("en", "en/principles/smile", ()),  # written by a person, in the reader's language: it speaks for itself
        ("te", "en/principles/smile", (Piece("summary in te"),)),
        ("zh", "zh/principles/smile", (Piece("summary in zh"),)),  # the reader's language, but translated by a machine
    ],
)
def test_a_summary_helps_where_the_words_alone_may_not(
    site: dict[str, SitePage], reader: str, path: str, summary: tuple[Piece, ...]
) -> None:
    voices = concept_on(site, f"{reader}/concepts/smile").voices
    said = {each.page.path: each for voice in voices for each in voice.passages}

    assert said[path].summary == summary


def test_switching_the_language_on_a_passage_stays_with_it(site: dict[str, SitePage]) -> None:
    assert site["zh/principles/smile"].switch == {
        "en": "en/concepts/smile.html#zh-smile",
        "te": "te/concepts/smile.html#zh-smile",
        "cs": "cs/concepts/smile.html#zh-smile",
        "zh": "zh/principles/smile.html",
    }


def test_a_passage_without_a_heading_gets_a_label_that_says_whose_it_is() -> None:
    story = replace(PAGES[1], kind=Kind.STORY, heading="")
    pages = {page.path: page for page in site_pages(Library([story], VOCABULARY, LANGUAGES, SOURCES))}
    said = concept_on(pages, "cs/concepts/smile").voices[1].passages[0]

    assert (said.heading, said.heading_lang, said.editorial) == ((Piece("Příběh"),), "cs", True)


def test_a_passage_nobody_has_tagged_still_has_a_page_and_a_way_to_the_other_languages() -> None:
    pages = {
        page.path: page for page in site_pages(Library([replace(PAGES[1], tags=())], VOCABULARY, LANGUAGES, SOURCES))
    }
    page = pages["en/principles/smile"]

    assert isinstance(page.view, ReadingView)
    assert page.view.principle is None
    assert page.switch["cs"] == "cs/texts/en-text.html#en-smile"


def test_a_passage_is_in_full_where_its_central_principle_is_and_every_interface_leads_there() -> None:
    topic = replace(PAGES[1], tags=(Tag("trust", Relation.RELATED, "It pays."), SAME))
    pages = {page.path: page for page in site_pages(Library([topic], VOCABULARY, LANGUAGES, SOURCES))}

    assert concept_on(pages, "te/concepts/trust").voices[1].passages[0].central
    assert not concept_on(pages, "te/concepts/smile").voices[1].passages[0].central
    assert pages["en/principles/smile"].switch == {
        "en": "en/principles/smile.html",
        **{code: f"{code}/concepts/trust.html#en-smile" for code in ("te", "cs", "zh")},
    }


def test_the_atlas_has_a_column_for_each_text_and_counts_its_principles(site: dict[str, SitePage]) -> None:
    home = site["cs/index"].view

    assert isinstance(home, HomeView)
    assert [(column.title, column.language.code, column.covered) for column in home.columns] == [
        ("Anglický text", "en", 1),
        ("Čínský text", "zh", 1),
    ]
    assert [[len(cell.signs) for cell in card.cells] for card in home.cards] == [[2, 1], [0, 0]]


def test_of_many_texts_those_of_a_language_share_a_column_of_the_atlas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas, "MOST_TEXTS", 1)
    monkeypatch.setattr(atlas, "MOST_SIGNS", 1)
    sources = (*SOURCES, Source("more.txt", "", "utf-8", ""))
    pages = (*PAGES, replace(passage("en/principles/cheer", SAME), source="more.txt"))
    site = {page.path: page for page in site_pages(Library(pages, VOCABULARY, LANGUAGES, sources))}
    home = site["cs/index"].view

    assert isinstance(home, HomeView)
    assert [(column.title, column.href, column.covered) for column in home.columns] == [
        ("Texty 2", "cs/texts/index.html", 1),
        ("Čínský text", home.columns[1].href, 1),
    ]
    assert [(len(cell.signs), cell.more) for cell in home.cards[0].cells] == [
        (1, Link("cs/concepts/smile.html#in-en", "+2")),
        (1, None),
    ]


def test_a_passage_that_people_changed_says_so(site: dict[str, SitePage]) -> None:
    changed = {
        page.path: page
        for page in site_pages(
            Library(PAGES, VOCABULARY, LANGUAGES, SOURCES, edited=frozenset({"en/principles/smile"}))
        )
    }
    told = {
        said.page.path: said.edited
        for voice in concept_on(changed, "cs/concepts/smile").voices
        for said in voice.passages
    }

    assert told == {"en/principles/smile": True, "en/principles/profit": False, "zh/principles/smile": False}
    assert not any(said.edited for voice in concept_on(site, "cs/concepts/smile").voices for said in voice.passages)


def test_of_very_many_passages_a_page_only_names_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concepts, "SHOWN", 1)
    site = {page.path: page for page in site_pages(Library(PAGES, VOCABULARY, LANGUAGES, SOURCES))}
    english = concept_on(site, "zh/concepts/smile").voices[1]

    assert [said.anchor for said in english.passages] == ["en-smile"]
    assert [(other.anchor, other.href) for other in english.others] == [("en-profit", "en/principles/profit.html")]


def test_a_principle_without_a_text_in_the_readers_language_is_listed(site: dict[str, SitePage]) -> None:
    silent = {code: view.silent for code in LANGUAGES if isinstance(view := site[f"{code}/index"].view, HomeView)}

    assert [link.label for link in silent["en"]] == ["honesty in en"]
    assert [link.href for link in silent["cs"]] == ["cs/concepts/smile.html", "cs/concepts/honesty.html"]


def test_a_card_shows_its_principle_in_every_language(site: dict[str, SitePage]) -> None:
    deck = site["te/cards"].view

    assert isinstance(deck, DeckView)
    assert [side.label for side in deck.cards[0].sides] == [f"smile in {code}" for code in LANGUAGES]
    assert deck.cards[0].href == "te/concepts/smile.html"


def test_a_passage_goes_to_paper_with_its_status_its_source_and_its_labels() -> None:
    files = dict(portable_files(Library(PAGES, VOCABULARY, LANGUAGES, SOURCES)))
    name, text = files["zh/principles/smile.js"].split("(", 1)
    path, passage = json.loads(f"[{text.rstrip().removesuffix(');')}]")

    assert (name, path) == ("principlesPassage", "zh/principles/smile")
    assert passage["status"] == "machine-translated"
    assert (passage["file"], passage["lines"], passage["tag"]) == ("zh text.txt", [1, 2], "zh-Hans")
    assert passage["relations"] == {"smile": "same"}
    assert passage["labels"]["smile"]["cs"] == "smile in cs"
    assert '["zh/principles/smile", "Smile first", "zh-Hans", "zh", "smile"]' in files["assets/titles.js"]


@pytest.mark.parametrize(
    ("title", "given", "text", "editorial"),
    [
        ("", "", "A smile costs nothing.", True),  # the editors call it "the English text"
        ("Our Way", "", "Our Way\n\nA smile costs nothing.", False),
        ("Our Way", "Our Way", "A smile costs nothing. Such is our way.", True),
        ("Our Way", "Our Way", "# OUR WAY\n\nA smile costs nothing.", False),
        ("", "Our Way", "A smile costs nothing.", True),
    ],
)
def test_a_title_that_the_text_does_not_have_is_the_editors(
    title: str, given: str, text: str, *, editorial: bool
) -> None:
    page = replace(PAGES[1], source_title=title)
    source = replace(SOURCES[0], title=given, text=text)
    library = Library([page], VOCABULARY, LANGUAGES, [source])
    pages = {each.path: each for each in site_pages(Library([page], VOCABULARY, LANGUAGES, [source]))}
    text_page, home = pages["cs/texts/en-text"].view, pages["te/index"].view

    assert isinstance(text_page, TextView)
    assert isinstance(home, HomeView)
    assert [text_page.editorial, text_page.passages[0].text_editorial, home.columns[0].editorial] == 3 * [editorial]
    assert describe(page, library)["titleByEditors"] is editorial


def test_a_text_is_read_in_the_order_of_its_source(site: dict[str, SitePage]) -> None:
    text = site["te/texts/en-text"].view

    assert isinstance(text, TextView)
    assert [said.page.ordinal for said in text.passages] == [1, 2]


def test_texts_whose_names_differ_in_their_script_only_get_addresses_of_their_own() -> None:
    pages = [replace(PAGES[1], source="服务.txt"), replace(PAGES[0], source="微笑.txt")]
    sources = [Source(page.source, "", "utf-8", "") for page in pages]

    paths = {page.path for page in site_pages(Library(pages, VOCABULARY, LANGUAGES, sources))}

    assert {"en/texts/text", "en/texts/text--2"} <= paths


def test_the_menu_holds_principles_and_no_passages() -> None:
    own = menu(VOCABULARY, LANGUAGES["cs"], LANGUAGES)

    assert [entry.label for entry in own.entries] == [
        *("Domů", "Zásady", "Texty", "Témata A–Ž", "Hledat"),
        *("Kartičky", "Materiál k tisku", "Nápověda"),
    ]
    assert [link.href for link in own.principles] == ["cs/concepts/smile.html", "cs/concepts/honesty.html"]


def test_a_page_that_is_no_passage_is_framed_in_the_language_of_its_folder() -> None:
    assert plain_page("te/about", LANGUAGES).language == "te"
    assert plain_page("about", LANGUAGES).language == "en"


def test_no_link_on_the_real_site_leads_nowhere(knowledge: Knowledge) -> None:
    pages = site_pages(Library(knowledge.pages, knowledge.vocabulary, knowledge.languages, knowledge.sources))
    anchors: dict[str, set[str]] = {f"{page.path}.html": {""} for page in pages}
    hrefs: set[str] = set()
    for page in pages:
        hrefs |= set(page.switch.values()) | ({page.section} if page.section else set())
        for value in everything_in(page.view):
            hrefs.add(getattr(value, "href", f"{page.path}.html"))
            if isinstance(value, PassageView):
                anchors[f"{page.path}.html"].add(value.anchor)

    dead = [href for href in hrefs if href.partition("#")[2] not in anchors.get(href.partition("#")[0], set())]
    assert dead == []


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_the_interface_is_complete_in_every_language(language: Language) -> None:
    english = LANGUAGES["en"].ui

    assert {key: places(text) for key, text in language.ui.items()} == {
        key: places(text) for key, text in english.items()
    }
    assert {key for key, text in language.ui.items() if not text} <= MAY_BE_EMPTY


def places(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))
