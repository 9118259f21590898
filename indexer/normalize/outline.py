"""Chooses, by evidence over the whole text, which manner of marking cuts it into passages.

Every manner (`1.`, `##`, capitals, short lines …) is a family. A family's score is its strength (`families.py`) times
the mean claim of its members times how much of the text they spread over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from indexer.normalize.candidates import MARKED, PLAIN, Candidate, is_styled
from indexer.normalize.families import ALONE, FEWEST, INCLUDES, STRENGTH
from indexer.normalize.lines import FULL_STOP, WIDE_END, ends_sentence, fold, is_cased, starts_lower, weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.normalize.lines import Line
    from indexer.normalize.markers import Item

_ENOUGH = 0.28  # below, the text has no structure
_LIKELY = 0.5  # the claim of a line that is a heading unless something speaks against it
_DOUBTFUL = 0.15  # below, a number is an ordinal inside a sentence
_SOUND = 0.75  # the mean claim of a family that may hold another one inside
_COLON = regex.compile(r"\s*[:：](?![\p{Nd}/])\s*")
_DASH = regex.compile(r"\s+[–—-]{1,2}\s+|[—–]{1,2}(?=\p{Han})")
_STOP = regex.compile(rf"(?<=\p{{STerm}})(?:\s+|(?<={WIDE_END}))")
_SENTENCE_WITHIN = regex.compile(rf"\p{{STerm}}\s|{WIDE_END}")
_ENDS_WITH_STOP = regex.compile(rf"{FULL_STOP}$")
_HEAD = 120
_SEPARATED = regex.compile(r"[^\s*_]")


@dataclass(frozen=True, slots=True)
class Family:
    """The members of one manner of marking that make up a sequence, and what they are worth as headings."""

    name: str
    members: tuple[Candidate, ...]
    claim: float
    score: float

    @property
    def evidence(self) -> str:
        """Why the text is cut here, for the report."""
        counted = "counted, " if self.members[0].item.number is not None else ""
        return f"{len(self.members)} × {self.name}: {counted}claim {self.claim:.2f}, score {self.score:.2f}"


def choose_family(candidates: Sequence[Candidate], lines: Sequence[Line]) -> Family | None:
    """Return the family whose members head the passages; None when the text has no structure."""
    names = dict.fromkeys([*(candidate.family for candidate in candidates), "counted"])
    families = [family for name in names if (family := _family(name, candidates, lines))]
    if not families:
        return _statements(candidates, lines)
    best = max(families, key=lambda family: family.score)
    outer = [family for family in families if family is not best and family.claim >= _SOUND and _holds(family, best)]
    return max(outer, key=lambda family: family.score) if outer else best


def split_inline(candidates: Iterable[Candidate], lines: Sequence[Line]) -> tuple[Candidate, ...]:
    """Return the members of one family with heading and text taken apart where they share a line.

    All members are cut in the same manner, or none.
    """
    members = tuple(candidates)
    whole = sum(member.own_line and member.followed for member in members)
    if whole * 10 >= 7 * len(members):
        return members
    for separator, most in ((_COLON, PLAIN), (_DASH, PLAIN), (_STOP, PLAIN - 2)):
        cut = tuple(_cut(member, lines[member.index], separator, most) for member in members)
        if sum(member.item.body >= 0 for member in cut) * 10 >= 7 * len(members):
            return cut
    return members


def _cut(member: Candidate, line: Line, separator: regex.Pattern[str], most: float) -> Candidate:
    item = member.item
    if item.body >= 0 or member.family.startswith("underline"):
        return member
    match = separator.search(line.text, item.start + 1, item.start + _HEAD)
    if match is None or match.end() >= len(line.text) or weight(line.text[item.start : match.start()]) > most:
        return member
    if separator is not _STOP and _SENTENCE_WITHIN.search(line.text[item.start : match.start()]):
        return member
    end = match.start()
    if separator is _STOP and _ENDS_WITH_STOP.search(line.text[:end]):
        end -= 1
    return replace(
        member, item=replace(item, end=end, body=match.end()), own_line=False, followed=True, last=member.index
    )


def _family(name: str, candidates: Sequence[Candidate], lines: Sequence[Line]) -> Family | None:
    alike = {name, *INCLUDES.get(name, ())}
    candidates_at = {candidate.index: candidate for candidate in candidates}
    members = split_inline([candidate for candidate in candidates if candidate.family in alike], lines)
    if not members:
        return None
    claims = {member.index: _claim(member, lines, candidates_at) for member in members}
    if len({member.item.number for member in members}) > 1 or len(members) == 1:
        members = _chain(members, claims) if members[0].item.number is not None else _sound(members, claims)
    else:  # not counted, or `1.` before every item, as Markdown allows
        members = _sound(members, claims)
    if name == "label" and not _is_list_of_labels(members, lines):
        return None
    if len(members) < (1 if name in ALONE else FEWEST.get(name, 2)):
        return None
    claim = sum(claims[member.index] for member in members) / len(members) * _distinct(members, lines) ** 2
    if members[0].item.number is not None:
        claim *= len(members) / max(len(members), *(member.item.number or 0 for member in members))
    alone = 0.6 if len(members) == 1 else 1.0
    score = STRENGTH.get(name, 0.5) * claim * (0.6 + 0.4 * _spread(members, lines)) * alone
    return Family(name, members, claim, score) if score >= _ENOUGH else None


def _claim(member: Candidate, lines: Sequence[Line], candidates_at: Mapping[int, Candidate]) -> float:
    text = lines[member.index].text
    head = text[member.item.start : member.item.end]
    if member.item.body >= 0:
        headed = 0.25 if _reads_on(text, member.item) else 1.0
    elif member.own_line:
        headed = 1.0 if not ends_sentence(head) else 0.7
    else:
        headed = 0.25
    lower = 0.3 if is_cased(head) and starts_lower(head) else 1.0
    below = candidates_at.get(member.last + 1)
    parent = is_styled(member.family) and below is not None and is_styled(below.family)
    return (
        headed * lower * (1.0 if member.opens else 0.2) * (1.0 if member.followed else 0.35) * (0.5 if parent else 1.0)
    )


def _reads_on(text: str, item: Item) -> bool:
    """Whether what follows a heading on its line is the rest of its sentence: `**Smiles** are free`."""
    return not _SEPARATED.search(text[item.end : item.body]) and starts_lower(text[item.body : item.body + 1])


def _sound(members: Sequence[Candidate], claims: Mapping[int, float]) -> tuple[Candidate, ...]:
    return tuple(member for member in members if claims[member.index] >= _LIKELY)


def _distinct(members: Sequence[Candidate], lines: Sequence[Line]) -> float:
    """Return the share of headings that are said once: `Why` and `How` under every heading head no passage."""
    heads = [fold(lines[member.index].text[member.item.start : member.item.end]) for member in members]
    named = [head for head in heads if head]
    return len(set(named)) / len(named) if named else 1.0


def _is_list_of_labels(members: Sequence[Candidate], lines: Sequence[Line]) -> bool:
    """Whether labels begin most paragraphs, each another one: not so in a dialogue, nor in prose."""
    if not members:
        return False
    heads = [lines[member.index].text[: member.item.end] for member in members]
    paragraphs = sum(line.gap > 0 or before.terminated for before, line in pairwise(lines[members[0].index :]))
    return len(set(heads)) == len(heads) and len(members) * 3 >= (paragraphs + 1) * 2


def _statements(candidates: Sequence[Candidate], lines: Sequence[Line]) -> Family | None:
    """Return the items of a counted list of statements without headings, when the text consists of little else."""
    items = [
        each
        for each in candidates
        if each.item.number is not None and each.opens and weight(lines[each.index].text) >= PLAIN
    ]
    chain = _chain(items, dict.fromkeys((each.index for each in items), 1.0))
    fewest, most_of = 3, 0.5
    if len(chain) < fewest or _spread(chain, lines) < most_of:
        return None
    headless = tuple(
        replace(each, item=replace(each.item, end=each.item.start, body=each.item.start)) for each in chain
    )
    return Family("statement", headless, _LIKELY, STRENGTH["statement"] * _LIKELY)


def _chain(members: Sequence[Candidate], claims: dict[int, float]) -> tuple[Candidate, ...]:
    """Return the best sequence that counts 1, 2, 3 …, perhaps with one left out.

    Ordinals inside sentences fall out of it.
    """
    best: dict[int, tuple[float, tuple[int, ...]]] = {}
    found: tuple[float, tuple[int, ...]] = (0.0, ())
    for at, member in enumerate(members):
        number = member.item.number or 0
        before = (0.0, ()) if number <= 1 else best.get(number - 1) or best.get(number - 2)
        if before is None or claims[member.index] < _DOUBTFUL:
            continue
        chain = (before[0] + claims[member.index], (*before[1], at))
        if number not in best or chain[0] > best[number][0]:
            best[number] = chain
        found = max(found, chain, key=lambda each: each[0])
    return tuple(members[at] for at in found[1])


def _spread(members: Sequence[Candidate], lines: Sequence[Line]) -> float:
    """Return the share of the text that the members reach over, from 0 to 1."""
    if len(members) == 1:
        return 1.0
    reach = lines[members[-1].index].start - lines[members[0].index].start
    return min(1.0, reach * len(members) / (len(members) - 1) / (lines[-1].end + 1))


def _holds(outer: Family, inner: Family) -> bool:
    """Whether all members of `inner` stand inside one passage of `outer`."""
    starts = [member.index for member in outer.members]
    passages = {sum(start < member.index for start in starts) for member in inner.members}
    fewest = 3
    return len(passages) == 1 and passages != {0} and len(starts) >= fewest


def fits_as_heading(text: str) -> bool:
    """Whether `text` can be a title by its length and end."""
    return weight(text) <= MARKED and not _ENDS_WITH_STOP.search(text)
