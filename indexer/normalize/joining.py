"""Joins lines into paragraphs: with a space, without one, or over a hyphen, each join a repair of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from indexer.normalize.accounting import Edit
from indexer.normalize.words import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.normalize.lines import Line

_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uff65]")
_LATIN_WORD = regex.compile(r"[\p{L}\p{N}--\p{Han}]", regex.V1)
_HYPHENATED = regex.compile(r"(?P<head>\p{L}[\p{L}\p{M}]*)(?P<hyphen>[-‐\u00ad])$")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_LOOK = 60


@dataclass(frozen=True, slots=True)
class Witness:
    """What the whole text says about words and hyphens.

    Attributes:
        words: All words, in small letters, and those with a hyphen inside a line as a whole too.
        hyphenates: Whether line ends cut words: some line end does so beyond doubt.
    """

    language: str
    words: frozenset[str]
    hyphenates: bool


def find_witness(text: str, lines: Sequence[Line], language: str) -> Witness:
    """Return what the whole text says about words and hyphens."""
    words = frozenset(regex.findall(r"\p{L}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)?", text.casefold()))
    cuts = [pieces for before, after in pairwise(lines) if (pieces := _pieces(before, after))]
    surely = any(
        is_word(head + tail, language) and not (is_word(head, language) and is_word(tail, language))
        for head, tail in cuts
    )
    return Witness(language, words, surely)


def join(before: Line, after: Line, gone: Sequence[Line], joiner: str, witness: Witness) -> list[Edit]:
    """Return the edits that join two lines over the removed lines between them.

    Args:
        gone: Lines between the two, in order; their own removal is not among the edits.
        joiner: What the language puts between words.
    """
    start, between, rule = before.end, _joiner(before.text, after.text, joiner), "join-lines"
    if pieces := _pieces(before, after):
        between = ""
        if before.text[-1] == "\u00ad" or is_hyphenation(*pieces, witness):
            start, rule = before.end - 1, "hyphenation"
    edits: list[Edit] = []
    for line in gone:
        edits.append(Edit(start, line.start, between, rule))
        start, between, rule = line.end, "", "join-lines"
    return [*edits, Edit(start, after.start, between, rule)]


def is_hyphenation(head: str, tail: str, witness: Witness) -> bool:
    """Whether `head-` and `tail` are one word that a line end cut, and not two words that a hyphen ties.

    `lan-guage` is one; `well-known` is two, unless the text cuts words elsewhere.
    """
    if not tail[0].islower() or f"{head}-{tail}".casefold() in witness.words:
        return False
    if (head + tail).casefold() in witness.words:
        return True
    whole = is_word(head + tail, witness.language)
    halves = is_word(head, witness.language) and is_word(tail, witness.language)
    return (whole or not halves) if witness.hyphenates else (whole and not halves)


def _pieces(before: Line, after: Line) -> tuple[str, str] | None:
    head = _HYPHENATED.search(before.text[-_LOOK:])
    tail = _WORD.match(after.text)
    return (head["head"], tail.group()) if head and tail else None


def _joiner(before: str, after: str, joiner: str) -> str:
    if _UNSPACED.match(before[-1]) or _UNSPACED.match(after[0]):
        return ""
    if joiner:
        return joiner
    return " " if _LATIN_WORD.match(before[-1]) and _LATIN_WORD.match(after[0]) else ""
