"""Says what a reading of a query looks for in an index, and what a find is worth; as site_config/client/clauses.js."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.index import MENTIONS, TAGS, Clause
from indexer.readings import Meant, Reading, Word
from indexer.senses import is_row

if TYPE_CHECKING:
    from indexer.analysis import Analysis

FIELD_BOOSTS = {"title": 2.0, "evidence": 1.0, "body": 1.0}
SUMMARY_BOOST = 0.5
MENTION_BOOST = 1.0
TAG_BOOSTS = (1.0, 0.9, 0.6, 0.3)  # central, same, close, related


def clauses_of(reading: Reading, code: str, analysis: Analysis) -> list[Clause]:
    """Return what a reading looks for among the words of the pages in `code`."""
    if isinstance(reading, Meant):
        return [Clause(MENTIONS, (reading.sense,), MENTION_BOOST * reading.worth)]
    clauses = []
    for group in reading.groups:
        if analysis.language_in(group[0], code) == reading.language:
            clauses += [Clause(name, group, boost * reading.worth) for name, boost in FIELD_BOOSTS.items()]
        clauses.append(Clause(f"summary_{reading.language}", group, SUMMARY_BOOST * reading.worth))
    return clauses


def tags_of(reading: Reading) -> list[Clause]:
    """Return the tags that a reading looks for: only a concept has any."""
    if isinstance(reading, Word) or is_row(reading.sense):
        return []
    return [Clause(TAGS, (f"{reading.sense}:{near}",), boost * reading.worth) for near, boost in enumerate(TAG_BOOSTS)]
