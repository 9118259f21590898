"""What a query demands of a page, once its words are understood; `matching` finds the pages of which it is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from indexer.readings import Unit, Word


@dataclass(frozen=True, slots=True)
class Found:
    """One of the units finds the page."""

    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a phrase.

    Attributes:
        surfaces: The folded forms in which it may stand; of a Chinese run, the run.
        readings: What finds the pages that have it; None for a function word, which no index knows.

    """

    surfaces: frozenset[str]
    readings: tuple[Word, ...] | None
    han: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """The words stand side by side in one paragraph, or in the heading.

    Attributes:
        ways: As what they may stand there; each is enough.

    """

    typed: str
    ways: tuple[tuple[Part, ...], ...]
    title: bool = False


@dataclass(frozen=True, slots=True)
class Tagged:
    """The page is tagged with one of the concepts."""

    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The page is in this language."""

    language: str


@dataclass(frozen=True, slots=True)
class From:
    """The name of the page's source begins so, in any case."""

    source: str


@dataclass(frozen=True, slots=True)
class Not:
    """The page does not meet the condition."""

    part: Condition


@dataclass(frozen=True, slots=True)
class All:
    """The page meets every condition."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """The page meets a condition."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = "Found | Together | Tagged | Written | From | Not | All | Any"
