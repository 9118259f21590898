"""Reads what stands before a heading: `1.`, `(2)`, `Principle 3:`, `一、`, `##`, a bullet, bold type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from indexer.normalize.lexicon import HAN_NUMERALS, to_number
from indexer.normalize.lines import FULL_STOP

if TYPE_CHECKING:
    from indexer.normalize.lexicon import Lexicon

_LOOK = 200  # a marker stands within so many characters
_HASH = regex.compile(r"(#{1,6})\s+(?=\S)")
_CLOSING_HASH = regex.compile(r"\s+#+$")
_BULLET = regex.compile(r"[-*+•·●○■▪◦‣►★✓✔➤–—]\s+(?=\S)")
_BOLD = regex.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1\s*([:：.–—-](?=\s|$))?\s*")
_COLON = regex.compile(r"[:：]")
_INLINE_END = regex.compile(rf"[:：]|{FULL_STOP}")
_BRACKET = regex.compile(r"[【〖\[](?P<head>[^】〗\]]{1,40})[】〗\]]\s*")
_EMOJI_DIGIT = regex.compile(r"(?P<number>\p{Nd})\ufe0f?\u20e3\s*")
_NUMBERINGS: tuple[tuple[str, regex.Pattern[str]], ...] = (
    ("han", regex.compile(rf"(?P<number>[{HAN_NUMERALS}]{{1,3}})\s*[、．.,，:：]\s*")),
    ("han-parenthesis", regex.compile(rf"[（(](?P<number>[{HAN_NUMERALS}]{{1,3}})[）)]\s*[、．.,，:：]?\s*")),
    ("parenthesis", regex.compile(r"[（(](?P<number>\p{Nd}{1,2})[）)]\s*[.、:：]?\s*")),
    ("bracket-number", regex.compile(r"\[(?P<number>\p{Nd}{1,2})\]\s*")),
    ("decimal", regex.compile(r"(?P<outer>\p{Nd}{1,2})[.．](?P<number>\p{Nd}{1,2})[.．)]?\s+(?=\D)")),
    ("close", regex.compile(r"(?P<number>\p{Nd}{1,2})[)）]\s*")),
    ("comma", regex.compile(r"(?P<number>\p{Nd}{1,2})、\s*")),
    ("dot", regex.compile(r"(?P<number>\p{Nd}{1,2})[.．](?!\p{Nd})\s*(?=\S)")),
    ("dash", regex.compile(r"(?P<number>\p{Nd}{1,2})\s*[–—:：-]\s+(?=\S)")),
    ("roman", regex.compile(r"(?P<number>[IVX]{1,5})[.)]\s+")),
    ("letter", regex.compile(r"(?P<letter>[A-Ha-h])[.)]\s+")),
    ("alone", regex.compile(r"(?P<number>\p{Nd}{1,2})[.)]?$")),
    ("space", regex.compile(r"(?P<number>\p{Nd}{1,2})\s+(?=[\p{Lu}\p{Lo}])")),
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Item:
    """A line taken apart: what marks it, what may be its heading, what may be its text.

    Attributes:
        family: Items of one family are marked in the same manner.
        number: As counted by the source; None where the manner does not count.
        start: Offset of the heading in the line.
        end: Offset past the heading; the whole line unless its form says better (`**Heading** text`).
        body: Offset of the text that goes on in the same line; -1 when the form does not say.
    """

    family: str
    number: int | None
    start: int
    end: int
    body: int = -1


def read_item(text: str, lexicon: Lexicon) -> Item | None:
    """Return the line taken apart, or None when nothing marks it."""
    if match := _HASH.match(text):
        end = closing.start() if (closing := _CLOSING_HASH.search(text, match.end())) else len(text)
        counted = _numbered(text, match.end(), lexicon) or Item("", None, match.end(), end)
        return _bold(text, replace(counted, family=f"hash{len(match[1])}", end=end))
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    if item := _numbered(text, start, lexicon):
        return _bold(text, item)
    if item := _whole_bold(text, start, lexicon):
        return item
    if bullet:
        return Item("bullet", None, start, len(text))
    if (match := _BRACKET.match(text)) and match.end("head") > match.start("head"):
        body = match.end() if match.end() < len(text) else -1
        return Item("bracket", None, match.start("head"), match.end("head"), body)
    return None


def _numbered(text: str, start: int, lexicon: Lexicon) -> Item | None:
    head = text[: start + _LOOK]
    item = _by_word(head, start, lexicon) or _by_number(head, start, lexicon)
    if item is None:
        return None
    again = _by_number(head, item.start, lexicon)  # `1. 1、`: a list that a page numbered once more
    if again is not None and again.number == item.number and again.family not in {"space", "letter"}:
        item = replace(item, start=again.start)
    return replace(item, end=len(text)) if item.start < len(text) or item.family in {"word", "alone"} else None


def _by_word(head: str, start: int, lexicon: Lexicon) -> Item | None:
    match = lexicon.numbered_word.match(head, start) or lexicon.word_numbered.match(head, start)
    if match is None:
        return None
    number = to_number(match["number"], lexicon.numbers)
    bare = not match["separator"].strip() and match.end() < len(head)
    return None if number is None else Item("word-bare" if bare else "word", number, match.end(), len(head))


def _by_number(head: str, start: int, lexicon: Lexicon) -> Item | None:
    if head[start : start + 1] in _CIRCLED and start < len(head):
        after = start + 1 + len(head[start + 1 :]) - len(head[start + 1 :].lstrip(" 、."))
        return Item("circled", _CIRCLED.index(head[start]) + 1, after, len(head))
    if match := _EMOJI_DIGIT.match(head, start):
        return Item("emoji", int(match["number"]), match.end(), len(head))
    for family, pattern in _NUMBERINGS:
        if match := pattern.match(head, start):
            groups = match.groupdict()
            letter = groups.get("letter")
            number = "abcdefgh".index(letter.lower()) + 1 if letter else to_number(groups["number"], lexicon.numbers)
            return Item(family, number, match.end(), len(head))
    return None


def _whole_bold(text: str, start: int, lexicon: Lexicon) -> Item | None:
    """Return a line that begins in bold type; a number may stand inside."""
    match = _BOLD.match(text[: _LOOK + start], start)
    if match is None:
        return None
    inner = _numbered(text[: match.end(2)], match.start(2), lexicon)
    item = _trim_bold(
        match, Item(inner.family if inner else "bold", inner.number if inner else None, start, len(text)), len(text)
    )
    return replace(item, start=inner.start) if inner else item


def _bold(text: str, item: Item) -> Item:
    match = _BOLD.match(text[: item.start + _LOOK], item.start)
    return _trim_bold(match, item, item.end) if match else item


def _trim_bold(match: regex.Match[str], item: Item, end: int) -> Item:
    """Return the item with the bold type as its heading, and what follows it as its text."""
    head_end = match.end(2)
    signs = _INLINE_END if match.end() < end else _COLON
    while signs.match(match.string, head_end - 1) and head_end > match.start(2) + 1:
        head_end -= 1
    return replace(item, start=match.start(2), end=head_end, body=match.end() if match.end() < end else -1)
