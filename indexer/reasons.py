"""Says why a page was found and how a query was understood, the same way as site_config/client/reasons.js.

A reason names words that stand on the page, or a tag that it has: it is true, or it is not said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.analysis import spell
from indexer.answer import Why
from indexer.readings import Meant, Reading, Word
from indexer.senses import is_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.query import Query
    from indexer.readings import Reader, Unit

TELLING = 0.5  # of the best reading's worth; what is worth less goes without saying
_SPELLING = frozenset({"diacritics", "variant", "romanisation", "typo", "form"})
_PLAIN = frozenset({"concept", "diacritics", "variant"})


def telling(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings that are worth naming, in their order."""
    best = max((reading.worth for reading in readings), default=0.0)
    return [reading for reading in readings if reading.worth >= TELLING * best]


def reason_for(unit: Unit, reading: Reading, said: str, code: str, reader: Reader) -> Why:
    """Return why a page in the language `code` was found by a reading.

    Args:
        said: The words of the page that say it; empty when it is found by its tags or its summary only.
    """
    matched = said or (label(reading.sense, code, reader) if isinstance(reading, Meant) else reading.known)
    # A phrase (which has no groups) stands on the page, though perhaps across the end of a sentence.
    if isinstance(reading, Word) and reading.groups and not said:
        return Why(unit.typed, matched, "summary")
    typed, found = spell(unit.typed), spell(matched)
    same = typed != found and reader.analysis.fold(typed) == reader.analysis.fold(found)
    if isinstance(reading, Meant):
        plain = "diacritics" if same else "concept"
        return Why(unit.typed, matched, plain if reading.reason in _PLAIN else reading.reason)
    plain = "word" if typed == found else "diacritics" if same else "form"
    return Why(unit.typed, matched, plain if reading.reason in {"word", "form"} else reading.reason)


def label(sense: str, code: str, reader: Reader) -> str:
    """Return what a sense is called in a language, or in the first that has a word for it."""
    words = reader.meanings[sense].get("w", {})
    listed = (words[each][0] for each in (code, *reader.analysis.by_code) if words.get(each))
    return str(next(listed, sense))


def interpretation(asked: Query, language: str, reader: Reader) -> tuple[Why, ...]:
    """Return how each unit was understood; a word of which nothing is known is said to be unknown."""
    explained = []
    for number, unit in enumerate(asked.units):
        if number in asked.phrases:
            lost = any(part.readings == () for part in asked.phrases[number].parts)
            explained.append(Why(unit.typed, "" if lost else unit.typed, "unknown" if lost else "word"))
            continue
        for reading in telling(unit.readings):
            if isinstance(reading, Word) or (reading.reason in _SPELLING and not is_row(reading.sense)):
                explained.append(Why(unit.typed, reading.known, reading.reason))
            elif not is_row(reading.sense):
                explained.append(Why(unit.typed, label(reading.sense, language, reader), reading.reason))
        if not unit.readings:
            explained.append(Why(unit.typed, "", "unknown"))
    explained += [Why(text, "", "unknown") for text in asked.unknown]
    explained += [Why(text, "", "mistake") for text in asked.mistakes]
    return tuple(dict.fromkeys(explained))
