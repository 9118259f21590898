"""What the template of the first page sees: frozen values, already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.languages import Language
    from indexer.model import Relation
    from indexer.site.views import Link


@dataclass(frozen=True, slots=True)
class Sign:
    """A passage in the atlas; `href` leads to it on the page of the principle, where `anchor` is its id."""

    anchor: str
    href: str
    relation: Relation
    heading: str
    heading_lang: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the atlas: the passages of one column on one principle; a gap, where there are none.

    Attributes:
        more: How many others there are, and where.
    """

    language: Language
    signs: tuple[Sign, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A text in the atlas; of many texts, all those of one language.

    Attributes:
        editorial: Whether `title` is the editors'.
        covered: On how many principles it says something.
    """

    language: Language
    href: str
    title: str
    title_lang: str
    editorial: bool
    covered: int


@dataclass(frozen=True, slots=True)
class Card:
    """A principle on the home page.

    Attributes:
        languages: That say something on it.
        cells: One for each column, in the order of `HomeView.columns`.
    """

    href: str
    label: str
    definition: str
    languages: tuple[Language, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The first page of one interface language; also the list of principles.

    Attributes:
        silent: The principles of which no text in the reader's own language says anything.
    """

    cards: tuple[Card, ...]
    silent: tuple[Link, ...]
    columns: tuple[Column, ...]
    languages: tuple[Language, ...]
