"""Cuts a text into passages by the manner of marking that the whole text speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from indexer.model import Kind
from indexer.normalize.blocks import Cut
from indexer.normalize.candidates import Candidate, find_candidates, is_list_item
from indexer.normalize.lines import ASKING, fold, is_terminated, weight
from indexer.normalize.outline import choose_family, fits_as_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.normalize.layout import Layout
    from indexer.normalize.lexicon import Lexicon
    from indexer.normalize.lines import Line
    from indexer.normalize.outline import Family

_ORDINAL = 2.0  # words after a bare number, or a letter and a stop, that still make an item of a list
_ASKS = regex.compile(rf"{ASKING}$")
_STYLED = regex.compile(r"hash\d|underline.|bold|bracket")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of the lines that are more than running text.

    Attributes:
        cuts: By index of the line.
        items: Indexes of the lines that begin an item of a list.
        evidence: Which manner of marking decided, and how sure it is; empty when the text has no structure.
    """

    cuts: Mapping[int, Cut]
    items: frozenset[int]
    evidence: str


def plan(lines: Sequence[Line], layout: Layout, lexicon: Lexicon) -> Plan:
    """Return the plan for the lines of a text that were not removed."""
    candidates = find_candidates(lines, layout, lexicon)
    title = _title(candidates, lines)
    rest = [each for each in candidates if title is None or each.index > title.last]
    family = choose_family(rest, lines)
    if title and family and _is_first_member(title, family, lines, lexicon):
        title, rest = None, list(candidates)
        family = choose_family(rest, lines)
    members = {member.index: member for member in family.members} if family else {}
    cuts = {title.index: _cut("title", title)} if title else {}
    cuts |= {index: _cut("head", member) for index, member in members.items()}
    covered = {at for index, cut in cuts.items() for at in range(index, index + cut.lines)}
    inner = [each for each in rest if each.index not in covered and _is_inner(each, family, lines)]
    cuts |= {each.index: _cut("inner", each) for each in inner}
    taken = {at for index, cut in cuts.items() for at in range(index, index + cut.lines)}
    items = frozenset(
        each.index for each in candidates if is_list_item(each) and each.index not in taken and _is_item(each, lines)
    )
    return Plan(cuts, items, family.evidence if family else "")


def _cut(role: str, candidate: Candidate) -> Cut:
    item = candidate.item
    under = candidate.family.startswith("underline")
    wrapped = candidate.last > candidate.index + under
    keep_number = role == "inner" and item.number is not None and not _STYLED.fullmatch(candidate.family)
    alone = item.start >= item.end and not wrapped and item.body < 0  # `Principle 1` and no words: that is the heading
    return Cut(
        role,
        0 if keep_number or alone else item.start,
        -1 if wrapped else item.end,
        item.body,
        candidate.last - candidate.index + 1,
        under,
    )


def _title(candidates: Sequence[Candidate], lines: Sequence[Line]) -> Candidate | None:
    """Return the first line as the title when its form allows it: short, no sentence, not counted."""
    if not candidates or candidates[0].index != 0 or len(lines) == 1:
        return None
    first = candidates[0]
    head = lines[0].text[first.item.start : first.item.end]
    numbered = is_list_item(first) and not _STYLED.fullmatch(first.family)
    if (
        numbered
        or not first.own_line
        or not fits_as_heading(head)
        or (first.family == "colon" and not is_terminated(head))
    ):
        return None
    return first


def _is_first_member(title: Candidate, family: Family, lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Whether what looks like a title is the first heading of the text, by form and by what stands below it."""
    if family.name != title.family or is_list_item(family.members[0]):
        return False
    if title.family in {"hash1", "underline="} and len(family.members) > 1:
        return not _has_introduction(title, family, lines, lexicon)
    head = lines[title.index].text
    if title.last + 1 >= family.members[0].index or lexicon.title_word.search(head):
        return False
    gaps = {lines[member.last + 1].gap for member in family.members if member.last + 1 < len(lines)}
    longest = max(weight(lines[member.index].text) for member in family.members)
    if lines[title.last + 1].gap not in gaps or weight(head) > longest:
        return False
    return not _has_introduction(title, family, lines, lexicon)


def _has_introduction(title: Candidate, family: Family, lines: Sequence[Line], lexicon: Lexicon) -> bool:
    below = [line.text for line in lines[title.last + 1 : family.members[0].index]]
    text = " ".join(below)[:2000]
    return (
        not below
        or (is_terminated(text) and text.rstrip().endswith((":", "：")))
        or lexicon.starts["announcement"].search(text) is not None
    )


def _is_inner(candidate: Candidate, family: Family | None, lines: Sequence[Line]) -> bool:
    """Whether a line is a heading inside a passage."""
    if not (candidate.own_line and candidate.opens) or candidate.index == len(lines) - 1:
        return False
    text = lines[candidate.index].text
    head = text[candidate.item.start : candidate.item.end]
    if _STYLED.fullmatch(candidate.family):
        return fits_as_heading(head)
    if is_list_item(candidate):
        return candidate.family == "decimal" and candidate.followed and fits_as_heading(head) and family is not None
    return candidate.family in {"short", "capitals"} and not _ASKS.search(text) and candidate.followed


def _is_item(candidate: Candidate, lines: Sequence[Line]) -> bool:
    """Whether a counted line that heads nothing begins an item; an ordinal within a sentence does not."""
    text = lines[candidate.index].text[candidate.item.start :]
    return (
        candidate.opens
        and not (candidate.family in {"space", "roman"} and weight(text) > _ORDINAL)
        and bool(fold(text))
    )


def kinds(headings: Sequence[Kind | None]) -> list[Kind]:
    """Return the kind of each headed passage: what its heading announces where that fits its place."""
    result = [Kind.PRINCIPLE] * len(headings)
    last = max((at for at, kind in enumerate(headings) if kind is None), default=-1)
    for at, kind in enumerate(headings):
        first = kind is Kind.INTRODUCTION and set(headings[: at + 1]) == {kind}
        if kind is not None and (first or (kind is not Kind.INTRODUCTION and at > last)):
            result[at] = kind
    return result
