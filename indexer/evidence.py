"""Says how far what was found speaks for an answer, the same way as site_config/client/evidence.js.

A doubtful answer is shown all the same, and said to be a guess.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from indexer.index import TAGS
from indexer.readings import Meant, Reading
from indexer.senses import is_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.index import Clause, Found

UNIT_FLOOR = 0.3
BEYOND = 0.5
SURE, SURE_OF_SEVERAL = 0.5, 0.51  # of several ideas, more than half
SPOKEN = 0.49  # a word in an evidence sentence need not be what the sentence is about: no answer by itself
MENTIONED = 0.45  # a word anywhere else: less, yet it fits one
UNKNOWN = 0.3  # share of all pages that a word nobody knows counts as standing on: it may well be an everyday one
_EQUAL = 1e-9
_ABOUT = frozenset({TAGS, "title"})


@dataclass
class Evidence:
    """What speaks for one page in one unit.

    Attributes:
        tags: What its tags are worth, from 0 to 1.
        words: What its words are worth, from 0 to 1.
        sure: How much the find speaks for an answer, from 0 to 1.
        readings: Those that matched.

    """

    tags: float = 0.0
    words: float = 0.0
    sure: float = 0.0
    readings: list[Reading] = field(default_factory=list)

    def note(self, reading: Reading, sought: Sequence[Clause], hit: Found) -> None:
        """Note that a reading was met by a hit, and how sure that makes."""
        met = [clause for clause in sought if all((clause.field, term) in hit.matched for term in clause.terms)]
        if reading not in self.readings:
            self.readings.append(reading)
        self.sure = max([self.sure, *(strength(reading, clause.field) for clause in met)])


def bounded(worth: float) -> float:
    """Return a worth that may pass 1 by half at most, and yet rises with all that speaks for a page."""
    return worth if worth <= 1 else 1 + BEYOND * (1 - 1 / worth)


def together(worths: Sequence[float]) -> float:
    """Return what several finds are worth: the best, and of all others together half at most."""
    best = max(worths, default=0.0)
    others = sum(worths) - best
    return best + BEYOND * others / (1 + others)


Pages: TypeAlias = "Mapping[int, Evidence]"


def strength(reading: Reading, name: str) -> float:
    """Return how much it speaks for an answer that a reading was found in the field `name`."""
    if name in _ABOUT:
        return reading.sure if isinstance(reading, Meant) else reading.worth
    if name == "evidence":
        return SPOKEN * reading.worth
    # A concept that was not asked for, only the next to one that was, says nothing where it is mentioned.
    if isinstance(reading, Meant) and not reading.sure and not is_row(reading.sense):
        return 0.0
    return MENTIONED * reading.worth


def unit_weight(pages: float, total: int) -> float:
    """Return what a unit is worth among others: a rare one more than one that is everywhere."""
    return UNIT_FLOOR + math.log(1 + total / (pages + 1))


def is_confident(found: Sequence[Mapping[str, Pages]], known: Sequence[bool], total: int, *, apart: bool) -> bool:
    """Return whether at least half of what was asked is founded, on one page; of several units, more than half.

    A unit weighs the more, the fewer pages answer it. A unit of which nothing was found weighs most: it is of another
    subject. One of which nothing is even known weighs less.

    Args:
        found: For each unit, what it found: language → document → evidence.
        known: For each unit, whether anything is known of it.
        total: Number of all pages.
        apart: Whether the units may be answered by different pages, as a formula says by itself what must meet.

    """
    weights = [_weight(by_code, is_known, total) for by_code, is_known in zip(found, known, strict=True)]
    on_page: dict[tuple[str, int], float] = defaultdict(float)
    anywhere = 0.0
    for by_code, weight in zip(found, weights, strict=True):
        sure = {(code, page): evidence.sure for code, pages in by_code.items() for page, evidence in pages.items()}
        anywhere += weight * max(sure.values(), default=0.0)
        for page, value in sure.items():
            on_page[page] += weight * value
    founded = anywhere if apart else max(on_page.values(), default=0.0)
    least = SURE_OF_SEVERAL if len(weights) > 1 else SURE
    return bool(weights) and founded >= least * sum(weights) - _EQUAL


def _weight(by_code: Mapping[str, Pages], known: bool, total: int) -> float:  # noqa: FBT001 -- private, in one place
    sure = [evidence.sure for pages in by_code.values() for evidence in pages.values()]
    best = max(sure, default=0.0)
    answering = sum(each >= best / 2 for each in sure) if best else 0
    return unit_weight(answering if known else UNKNOWN * total, total)
