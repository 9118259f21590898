"""Repairs single characters: what is invisible, doubled or composed in another way.

Each rule runs over the whole text and never touches a line end, so line numbers stay those of the source.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

import regex

from indexer.model import Repaired

if TYPE_CHECKING:
    from collections.abc import Callable

_JOINERS = "\u200c\u200d"


def _nothing(_: str) -> str:
    return ""


def _space(_: str) -> str:
    return " "


def _compose(cluster: str) -> str:
    return unicodedata.normalize("NFC", cluster)


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


# A joiner shapes letters in Indic scripts and ties emoji together; elsewhere nobody can see it.
_RULES: tuple[tuple[str, regex.Pattern[str], Callable[[str], str]], ...] = (
    ("control-character", regex.compile(r"[\p{Cc}--\n\t\f\v\x85]+", regex.V1), _nothing),
    (
        "invisible-character",
        regex.compile(
            r"[\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
            r"|\u00ad+(?!\n)"  # at a line end it says that the word goes on, see joining.py
            rf"|(?<!\p{{M}}|\p{{Emoji_Presentation}}|\ufe0f)[{_JOINERS}]+"
            rf"|(?<![\p{{Telugu}}\p{{Devanagari}}\p{{Bengali}}\p{{Kannada}}\p{{Malayalam}}\p{{Tamil}}]\p{{M}}*)(?<=\p{{M}})[{_JOINERS}]+"
        ),
        _nothing,
    ),
    ("composition", regex.compile(r"(?:\P{M}\p{M}+)+|[\uf900-\ufaff\u2126\u212a\u212b]"), _compose),
    ("full-width", regex.compile(r"[０-９Ａ-Ｚａ-ｚ]+"), _half_width),
    (
        "spaces",
        regex.compile(r"(?<=\S)(?! \S)[\p{Zs}\t\f\v\x85\u2028\u2029]+(?=\S)"),
        _space,
    ),
)


def repair_characters(text: str) -> tuple[str, tuple[Repaired, ...]]:
    """Return the text with its characters repaired, and each repair.

    Undoing the repairs from last to first gives the source again.
    """
    repaired: list[Repaired] = []
    for rule, pattern, repair in _RULES:
        text, found = _apply(text, rule, pattern, repair)
        repaired += found
    return text, tuple(repaired)


def _apply(
    text: str, rule: str, pattern: regex.Pattern[str], repair: Callable[[str], str]
) -> tuple[str, list[Repaired]]:
    ends = [match.start() for match in regex.finditer("\n", text)]
    pieces: list[str] = []
    repaired: list[Repaired] = []
    done = 0
    for match in pattern.finditer(text):
        before = match.group()
        after = repair(before)
        if after == before:
            continue
        pieces += (text[done : match.start()], after)
        done = match.end()
        repaired.append(Repaired(bisect_right(ends, match.start()) + 1, before, after, rule))
    return "".join((*pieces, text[done:])), repaired
