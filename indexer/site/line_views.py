"""What the template of a source's lines sees: frozen values, already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.model import Source
    from indexer.site.views import Link, Piece


class Became(StrEnum):
    """What can become of a line, or of a part of it."""

    TITLE = "title"
    HEADING = "heading"
    INNER_HEADING = "inner_heading"
    TEXT = "text"
    LEFT_OUT = "left_out"
    CHANGED = "changed"
    BY_HAND = "by_hand"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Fate:
    """One thing that became of a line.

    Attributes:
        place: Where it stands; None where it stands nowhere, or is the title.
        lang: BCP 47 tag of the label of `place`.
        rules: By name, each with how often it was applied.
    """

    became: Became
    place: Link | None = None
    lang: str = ""
    rules: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a source; `number` counts from 1, `lang` is a BCP 47 tag, `pieces` are empty for an empty line."""

    number: int
    pieces: tuple[Piece, ...]
    lang: str
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class LinesView:
    """Every line of a source.

    Attributes:
        text: The page of the text.
        extracted: Whether the lines were read out of a container.
        traced: Whether it is known what became of them: it is not when the text has changed since.
    """

    text: Link
    text_lang: str
    text_editorial: bool
    source: Source
    extracted: bool
    traced: bool
    lines: tuple[LineView, ...]
