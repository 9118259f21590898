"""What the templates see: frozen values, already in the reader's language, with hrefs from the site's root."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.site.atlas_views import HomeView, Sign
from indexer.site.line_views import LinesView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.languages import Language
    from indexer.model import Page, Relation, Source


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go and the words that say so."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Menu:
    """What every page of one language offers: the menu, the principles that it opens, and queries to try."""

    entries: tuple[Link, ...]
    principles: tuple[Link, ...]
    examples: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text.

    Attributes:
        marked: Whether it is the evidence that the reader came for.
        lang: BCP 47 tag where it differs from that of the text around it; else empty.
    """

    text: str
    marked: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a heading inside a passage.

    Attributes:
        lang: BCP 47 tag where it differs from that of the passage; else empty.
        id: Of the paragraph on the passage's own page: `p1`.
    """

    pieces: tuple[Piece, ...]
    lang: str = ""
    heading: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as a reader of one interface language meets it.

    Attributes:
        anchor: Its id on every page that shows it: `zh-smile`.
        href: Its own page, whose interface is in the language of the passage.
        place: Where a reader of this interface has it in full, without leaving the interface.
        language: Of its content.
        heading: Verbatim from the source, or the editors' label of its kind.
        heading_lang: BCP 47 tag of `heading`.
        editorial: Whether `heading` is the editors'.
        concept: The id of the concept under which it is shown, or of its central one; empty when it has no tags.
        central: Whether `concept` is what the passage is about above all.
        relation: To the concept whose page this is; None elsewhere.
        evidence: The sentence that shows the relation; empty elsewhere.
        summary: In the reader's language; empty where there is none.
        summary_by: Who has read the summary as a native speaker; empty while nobody has.
        text_href: The place of this passage within its whole text.
        lines_href: Its first line, among all lines of its source.
        text_editorial: Whether `text_title` is the editors'.
        edited: Whether people changed words of it, so that it is not all as its source has it.
    """

    page: Page
    source: Source
    anchor: str
    href: str
    place: str
    language: Language
    heading: tuple[Piece, ...]
    heading_lang: str
    editorial: bool
    blocks: tuple[Block, ...]
    concept: str
    central: bool
    relation: Relation | None
    evidence: str
    summary: tuple[Piece, ...]
    summary_by: str
    note: tuple[Piece, ...]
    text_href: str
    lines_href: str
    text_title: str
    text_title_lang: str
    text_editorial: bool
    edited: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """What the texts of one language say about a concept; nothing, where `passages` is empty.

    Attributes:
        others: Of very many passages those that the page only names; each leads to its own page.
    """

    language: Language
    passages: tuple[PassageView, ...]
    others: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A principle or a topic.

    Attributes:
        compact: Only the evidence is shown (topics), not the passages in full.
        synonyms: In the reader's language.
    """

    id: str
    scheme: str
    label: str
    definition: str
    synonyms: tuple[str, ...]
    broader: tuple[Link, ...]
    related: tuple[Link, ...]
    voices: tuple[Voice, ...]
    compact: bool


@dataclass(frozen=True, slots=True)
class Side:
    """What a flash card can show of a principle in one language."""

    language: Language
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class FlashCard:
    """A principle to be learnt; `href` leads to its page."""

    href: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class DeckView:
    """The flash cards, one a principle."""

    cards: tuple[FlashCard, ...]
    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class TagView:
    """A concept that a passage speaks of."""

    href: str
    label: str
    scheme: str
    relation: Relation
    proposed: bool


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A passage's own page: the passage, its tags, its neighbours in the text."""

    passage: PassageView
    tags: tuple[TagView, ...]
    principle: Link | None
    previous: Link | None
    following: Link | None


@dataclass(frozen=True, slots=True)
class TextView:
    """A whole text in the order of its source; `editorial` says whether the title is the editors'."""

    href: str
    lines_href: str
    title: str
    title_lang: str
    editorial: bool
    language: Language
    source: Source
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class TextsView:
    """The list of texts."""

    texts: tuple[TextView, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index from A to Z: a label that has a page, or a word that leads to one."""

    word: str
    href: str
    label: str
    main: bool


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The index from A to Z: initial and entries, both in the order of the language."""

    topics: tuple[Link, ...]
    initials: tuple[tuple[str, tuple[Entry, ...]], ...]


@dataclass(frozen=True, slots=True)
class RootView:
    """The choice of language."""

    languages: tuple[tuple[Language, str], ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the search page tells its script: source → title and its BCP 47 tag; the words that are signs of a query."""

    texts: Mapping[str, tuple[str, str]]
    operators: tuple[tuple[str, str], ...]


View = (
    ConceptView
    | DeckView
    | HomeView
    | LinesView
    | ReadingView
    | RootView
    | SearchView
    | TextView
    | TextsView
    | TopicsView
    | None
)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site.

    Attributes:
        path: Under `docs/`, without `.md`.
        language: Of the interface.
        template: Under `site_config/theme/`.
        title: For the window and the menu.
        switch: Language code → where the language switch leads.
        section: The entry of the menu under which this page lies, by its href; empty outside the menu.
        derived: Whether the build makes it; False for a page that has a Markdown file.
    """

    path: str
    language: str
    template: str
    title: str
    view: View = None
    switch: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    derived: bool = True
