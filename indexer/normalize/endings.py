"""Tells what stands after the last principle, a story or a closing; and what a heading says of its passage's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from indexer.model import Kind
from indexer.normalize.lines import fold, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.normalize.lexicon import Lexicon

_COMMENT = regex.compile(r"^\P{L}+|\P{L}+$")
_ECHO_SPAN = 8  # characters that two paragraphs share by more than chance
_ECHO = 0.25  # of the shorter one, shared
_READ = 3000
_SINGLE = 3  # passages of one paragraph each that make a rule of it
_HEADING_CUE = 6.0
_LAST = 3  # paragraphs of the longest closing that a cue alone begins


def kind_by_heading(heading: str, lexicon: Lexicon) -> Kind | None:
    """Return the kind that a heading announces by its words; None for all others."""
    word = _COMMENT.sub("", heading).casefold()
    for kind in (Kind.INTRODUCTION, Kind.STORY, Kind.CLOSING):
        if word in lexicon.headings[kind.value]:
            return kind
    if weight(heading) <= _HEADING_CUE and lexicon.starts["closing"].match(heading):
        return Kind.CLOSING
    return None


def kind_by_opening(text: str, lexicon: Lexicon) -> Kind | None:
    """Return the kind that a paragraph begins, by its first words; None for all others."""
    for kind in (Kind.STORY, Kind.CLOSING):
        if lexicon.starts[kind.value].match(text):
            return kind
    return None


def find_endings(
    paragraphs: Sequence[str], introduction: Sequence[str], others: Sequence[int], lexicon: Lexicon
) -> list[tuple[int, Kind]]:
    """Return where in the last passage a story or a closing begins, in order.

    Args:
        paragraphs: Of the last passage; its first one is never an ending.
        introduction: What a closing may echo.
        others: How many paragraphs each of the other passages has.
    """
    found: list[tuple[int, Kind]] = []
    for at in range(1, len(paragraphs)):
        kind = kind_by_opening(paragraphs[at], lexicon)
        if kind is None and at == len(paragraphs) - 1 and echoes(paragraphs[at], introduction, paragraphs[:at]):
            kind = Kind.CLOSING
        state = found[-1][1] if found else None
        closes = kind is Kind.CLOSING and state is not Kind.CLOSING and at >= len(paragraphs) - _LAST
        if kind is not None and (closes or (kind is Kind.STORY and state is None)):
            found.append((at, kind))
    if not found and len(others) >= _SINGLE - 1 and set(others) == {1} and len(paragraphs) > 1:
        found.append((1, Kind.CLOSING))
    return found


def echoes(paragraph: str, introduction: Sequence[str], between: Sequence[str]) -> bool:
    """Whether a last paragraph takes up the words of the introduction, more than the text between does."""
    grams = _grams(paragraph)
    if not grams or not introduction:
        return False
    first = set().union(*(_grams(text) for text in introduction))
    shared = len(grams & first) / len(grams)
    usual = max((len(_grams(text) & first) / max(len(_grams(text)), 1) for text in between), default=0.0)
    return shared >= _ECHO / 2 and shared > 2 * usual


def _grams(text: str) -> set[str]:
    folded = fold(text[:_READ])
    span = _ECHO_SPAN // 2 if regex.search(r"\p{Han}", folded) else 2 * _ECHO_SPAN
    return {folded[at : at + span] for at in range(len(folded) - span + 1)}
