"""Says why a page was found and how a query was understood, the same way as site_config/client/reasons.js.

A reason names words that stand on the page, or a tag that it has: it is true, or it is not said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.analysis import fold, spell
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
_OTHERWISE = frozenset({"synonym", "translation", "typo"})  # said of other words only than those that were typed


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
    alike = _alike(unit.typed, matched, reader)
    if isinstance(reading, Word):
        return Why(unit.typed, matched, (alike or "form") if reading.reason in {"word", "form"} else reading.reason)
    if reading.reason in _PLAIN:
        return Why(unit.typed, matched, alike if alike not in {"", "word"} else "concept")
    if alike and reading.reason in _OTHERWISE:
        return Why(unit.typed, matched, alike)
    return Why(unit.typed, matched, _translated(reading, matched, code, reader))


def _alike(typed: str, found: str, reader: Reader) -> str:
    """Return how words differ that are the same but for their spelling; "" for others."""
    typed, found = spell(typed), spell(found)
    if typed == found:
        return "word"
    if fold(typed) == fold(found):
        return "diacritics"
    return "variant" if reader.analysis.fold(typed) == reader.analysis.fold(found) else ""


def _translated(meant: Meant, found: str, code: str, reader: Reader) -> str:
    """Return the reason of a reading that led to the words `found`; within one language nothing is translated."""
    same = meant.language == reader.analysis.language_in(found, code)
    return "synonym" if same and meant.reason == "translation" else meant.reason


def label(sense: str, code: str, reader: Reader) -> str:
    """Return what a sense is called in a language, or in the first that has a word for it."""
    words = reader.meanings[sense].get("w", {})
    listed = (words[each][0] for each in (code, *reader.analysis.by_code) if words.get(each))
    return str(next(listed, sense))


def interpretation(asked: Query, found: Sequence[bool], language: str, reader: Reader) -> tuple[Why, ...]:
    """Return how each unit was understood; one of which nothing is known, or known only elsewhere, is unknown here.

    Args:
        asked: The query.
        found: For each unit, whether it finds any page.
        language: The reader's.
        reader: The lexicon.
    """
    explained: list[Why] = []
    for number, unit in enumerate(asked.units):
        before = len(explained)
        if number in asked.phrases:
            lost = all(any(part.readings == () for part in parts) for parts in asked.phrases[number].ways)
            explained.append(Why(unit.typed, "" if lost else unit.typed, "unknown" if lost else "word"))
            continue
        for reading in telling(unit.readings):
            if isinstance(reading, Word) or (reading.reason in _SPELLING and not is_row(reading.sense)):
                explained.append(Why(unit.typed, reading.known, reading.reason))
            elif not is_row(reading.sense):
                called = label(reading.sense, language, reader)
                explained.append(Why(unit.typed, called, _translated(reading, called, language, reader)))
        if not unit.readings or (len(explained) == before and not found[number]):
            explained.append(Why(unit.typed, "", "unknown"))
    explained += [Why(text, text, "excluded") for text in asked.excluded]
    explained += [Why(text, "", "unknown") for text in asked.unknown]
    explained += [Why(text, "", "mistake") for text in asked.mistakes]
    return tuple(dict.fromkeys(explained))
