"""Finds how the lines of a text were made: whole paragraphs, wrapped at a column, or cut anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from indexer.normalize.lines import is_cased, starts_lower, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.normalize.lines import Line

_HEADING = 12.0  # words; an open line that is longer cannot be a heading
_NARROW = 24  # columns; nobody wraps narrower
_HAN_OR_LIKE = regex.compile(r"[\p{Han}\p{Punctuation}]")
_HAN = regex.compile(r"\p{Han}")
_PASSAGE = 220  # columns; a longer line was not wrapped by hand
_FULL = 0.75  # of the width, where words are not cut


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a text were made.

    Attributes:
        width: Columns at which lines were wrapped; 0 when they were not.
        cut: Columns of the shortest line that was cut although a blank line follows; 0 when none was.
    """

    width: int = 0
    cut: int = 0


def measure(lines: Sequence[Line]) -> Layout:
    """Return the layout that the lines of a whole text speak for."""
    return Layout(_width(lines), _cut(lines))


def _width(lines: Sequence[Line]) -> int:
    """Return the width of wrapped lines: they stand close together, are of one length, and end within a sentence."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 0 and len(a.text) >= _NARROW]
    lengths = sorted(len(a.text) for a, _ in pairs if len(a.text) <= _PASSAGE)
    if not lengths or len(lengths) * 2 < len(pairs):
        return 0
    widest = lengths[-1 - len(lengths) // 12]  # the odd long line apart
    within = [a for a, b in pairs if not a.terminated and widest * _FULL <= len(a.text) <= _PASSAGE and _reads_on(a, b)]
    return widest if len(within) * 4 >= len(pairs) else 0


def _reads_on(a: Line, b: Line) -> bool:
    return not is_cased(b.text) or starts_lower(b.text) or weight(a.text) > _HEADING / 2


def _cut(lines: Sequence[Line]) -> int:
    """Return the shortest line that was cut: such lines end within a sentence, and some are longer than any heading."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap and not a.terminated and goes_on(a.text, b.text)]
    if not any(weight(a.text) > _HEADING for a, _ in pairs):
        return 0
    return min(len(a.text) for a, _ in pairs if weight(a.text) > _HEADING / 2)


def goes_on(before: str, after: str) -> bool:
    """Whether `after` can continue the sentence of `before`: no capital, no number, no bullet."""
    first = after[:1]
    if starts_lower(after[:1]) or _HAN_OR_LIKE.match(first):
        return True
    return before[-1:] in ",，、;；" or (not is_cased(after) and not first.isdecimal())


def joins(a: Line, b: Line, layout: Layout, *, interrupted: bool = False) -> bool:
    """Whether line `b` continues the paragraph of line `a`; neither is a heading or a list item.

    Args:
        interrupted: Whether lines between the two were removed.
    """
    if interrupted and not a.terminated and goes_on(a.text, b.text):
        return True
    if b.gap:
        return not a.terminated and goes_on(a.text, b.text) and _was_cut(a, b, layout)
    if a.terminated:
        return bool(layout.width) and len(a.text) <= _PASSAGE and _was_full(a, b, layout.width)
    if layout.width and len(a.text) >= layout.width / 2:
        return True
    return (
        starts_lower(b.text[:1])
        or a.text[-1] in ",，、;；-"
        or (bool(_HAN.search(a.text[-1])) and len(a.text) >= _NARROW)
    )


def _was_cut(a: Line, b: Line, layout: Layout) -> bool:
    """Whether a blank line stands where a sentence was cut."""
    if starts_lower(b.text[:1]):
        return weight(a.text) > _HEADING / 2
    return bool(layout.cut) and len(a.text) >= min(layout.cut, _NARROW) * _FULL


def _was_full(a: Line, b: Line, width: int) -> bool:
    """Whether the first word of `b` had no room in line `a`."""
    word = b.text[:1] if _HAN.match(b.text) else b.text.split(maxsplit=1)[0]
    return len(a.text) + (0 if _HAN.match(b.text) else 1) + len(word) > width
