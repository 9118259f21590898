"""Finds the lines that may be headings, and how good each one's claim is by its own form and its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from indexer.normalize.lines import FULL_STOP, ends_sentence, fold, is_cased, is_terminated, starts_lower, weight
from indexer.normalize.markers import Item, read_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.normalize.layout import Layout
    from indexer.normalize.lexicon import Lexicon
    from indexer.normalize.lines import Line

PLAIN = 10.0  # words of the longest heading that nothing marks
MARKED = 15.0  # words of the longest heading that something marks
_COLUMNS = 90
_CAPITALS = 3  # letters; fewer are an abbreviation
UNDERLINE = regex.compile(r"([=\-_~*—–.])\1{2,}$")
_OPEN_END = regex.compile(r"[,，、;；(（\-–—/&]$")
_CLOSED = regex.compile(rf"(?:{FULL_STOP}|[;；])\p{{Pe}}?$")
_LABEL = regex.compile(r"(?P<head>[^\p{STerm}:：;；]+)\s*[:：](?![\p{Nd}/])\s*(?=\S)")
_LETTERS = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading.

    Attributes:
        index: Of the line, among the lines that were not removed.
        last: Index of the last line the heading takes: headings wrap, and underlines follow.
        item: The line taken apart; offsets within the line.
        own_line: Whether the whole line can be a heading, with its text below.
        opens: Whether something can begin here, by what stands before.
        followed: Whether text of its own follows below.
    """

    index: int
    last: int
    item: Item
    own_line: bool
    opens: bool
    followed: bool

    @property
    def family(self) -> str:
        """The manner in which the line is marked."""
        return self.item.family


def find_candidates(lines: Sequence[Line], layout: Layout, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Return all candidates in order; bullets and numbers are candidates, whatever stands behind them."""
    found = [candidate for index in range(len(lines)) if (candidate := _candidate(index, lines, layout, lexicon))]
    families = {candidate.index: candidate.family for candidate in found}
    return tuple(replace(each, followed=_followed(each, lines, families)) for each in found)


def is_list_item(candidate: Candidate) -> bool:
    """Whether the line is counted or has a bullet."""
    return candidate.item.number is not None or candidate.family == "bullet"


def _candidate(index: int, lines: Sequence[Line], layout: Layout, lexicon: Lexicon) -> Candidate | None:
    line = lines[index]
    if UNDERLINE.fullmatch(line.text):
        return None
    item = read_item(line.text, lexicon)
    opens = _opens(index, lines, layout)
    under = index + 1 < len(lines) and lines[index + 1].gap == 0 and UNDERLINE.fullmatch(lines[index + 1].text)
    if under and weight(line.text) <= MARKED and not ends_sentence(line.text):
        family = f"underline{lines[index + 1].text[0]}"
        item = replace(item, family=family) if item else Item(family, None, 0, len(line.text))
        return Candidate(index, index + 1, item, own_line=True, opens=True, followed=True)
    if item is None:
        item = _plain_item(index, lines, layout) if opens else None
    if item is None:
        return None
    own = _own_line(index, item, lines, layout)
    last = _wrapped_to(index, item, lines, lexicon) if own else index
    return Candidate(index, last, item, own_line=own, opens=opens, followed=True)


def _plain_item(index: int, lines: Sequence[Line], layout: Layout) -> Item | None:
    """Return a line that nothing marks, if it has the form of a heading or begins with a label: `Honesty: we …`."""
    text = lines[index].text
    family = _plain_family(lines[index], PLAIN if index else MARKED)
    if family and _may_be_plain(index, lines, layout):
        return Item(family, None, 0, len(text.rstrip(":： ")) if family == "colon" else len(text))
    label = _LABEL.match(text[:_COLUMNS])
    if label and weight(label["head"]) <= PLAIN / 2 and weight(text) > MARKED / 2 and not starts_lower(text):
        return Item("label", None, 0, label.end("head"), label.end())
    return None


def _plain_family(line: Line, most: float) -> str:
    letters = "".join(_LETTERS.findall(line.text[: 2 * _COLUMNS]))
    if weight(line.text) > MARKED or len(line.text) > _COLUMNS or not letters:
        return ""
    if is_cased(letters) and letters.isupper() and len(letters) >= _CAPITALS:
        return "capitals"
    if is_terminated(line.text) and not ends_sentence(line.text):
        return "colon"
    return "short" if weight(line.text) <= most else ""


def _may_be_plain(index: int, lines: Sequence[Line], layout: Layout) -> bool:
    line = lines[index]
    if _CLOSED.search(line.text) or _OPEN_END.search(line.text) or starts_lower(line.text):
        return False
    if ends_sentence(line.text) and weight(line.text) > PLAIN - 2:
        return False
    if layout.cut and len(line.text) >= 0.6 * layout.cut:
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is None or not (starts_lower(following.text[:1]) or _is_full(line, following, layout))


def _is_full(line: Line, following: Line, layout: Layout) -> bool:
    """Whether the line ends where lines are wrapped, so that its end says nothing."""
    if not layout.width or following.gap:
        return False
    room = layout.width - len(line.text)
    return room <= (0 if regex.match(r"\p{Han}", following.text) else len(following.text.split(maxsplit=1)[0]))


def _opens(index: int, lines: Sequence[Line], layout: Layout) -> bool:
    if index == 0:
        return True
    line, before = lines[index], lines[index - 1]
    if UNDERLINE.fullmatch(before.text) or before.terminated:
        return True
    if line.gap:
        return not (layout.cut and len(before.text) >= 0.75 * layout.cut)
    return weight(before.text) <= PLAIN and not _is_full(before, line, layout)


def _own_line(index: int, item: Item, lines: Sequence[Line], layout: Layout) -> bool:
    line = lines[index]
    if item.body >= 0:
        return False
    head = line.text[item.start : item.end]
    if weight(head) > MARKED or (ends_sentence(head) and weight(head) > PLAIN):
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is None or not _is_full(line, following, layout) or following.gap > 0


def _wrapped_to(index: int, item: Item, lines: Sequence[Line], lexicon: Lexicon) -> int:
    """Return the index of the last line of a heading that may be wrapped over two lines."""
    if index + 2 >= len(lines):
        return index
    line, second, third = lines[index : index + 3]
    if item.start >= item.end:  # a number alone: its heading may stand below
        below = (
            second.gap <= 1
            and not second.terminated
            and weight(second.text) <= PLAIN
            and not read_item(second.text, lexicon)
        )
        return index + 1 if below else index
    if second.gap or not third.gap or second.terminated or line.terminated or read_item(second.text, lexicon):
        return index
    both = weight(line.text) + weight(second.text)
    return index + 1 if both <= MARKED and len(second.text) <= _COLUMNS else index


def _followed(candidate: Candidate, lines: Sequence[Line], families: dict[int, str]) -> bool:
    """Whether text follows that is no candidate of the same family."""
    if candidate.item.body >= 0:
        return True
    after = candidate.last + 1
    return after < len(lines) and families.get(after) != candidate.family and bool(fold(lines[after].text))


def is_styled(family: str) -> bool:
    """Whether the manner of marking is made for headings alone."""
    return family.startswith(("hash", "underline"))
