"""Finds the known words nearest to an unknown one, the same way as site_config/client/near.js.

Distance is counted in characters as a reader sees them (a letter with its marks), so that a wrong vowel sign in
Telugu is half a slip and a wrong letter a whole one. Where no word is that near, one that begins alike is taken for a
form of it. But what is the beginning of a known word, and all that was typed, is most likely just that.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.analysis import clusters, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SHORTEST = 4  # code points; shorter words are too near to everything
PER_SLIP = 4  # characters that allow one more slip
MOST, MOST_LONGER = 3, 5
ENDING = 2  # characters; of two forms of a word, one ends soon after they part
ALIKE = 0.6  # share of both words that a common beginning must make up
_HALF = 0.5
_MISSPELT = 2  # the grade of a hidden label (`senses.Grade`)
_WORTH, _PER_SLIP_LOST, _ALIKE_WORTH, _HAN_WORTH = 0.85, 0.15, 0.6, 0.5
_LONGER_WORTH = 0.45  # no answer by itself
_UNLIKE_WORTH = 0.45  # two slips in a word that begins otherwise: most such words are other words


@dataclass(frozen=True, slots=True)
class Slip:
    """A known word that may have been meant, what it is worth, and why it is near: `typo`, `form` or `beginning`."""

    word: str
    worth: float
    reason: str


@dataclass(frozen=True)
class Near:
    """Known words, by their first letter."""

    words: Mapping[str, Sequence[str]]

    def find(self, folded: str, *, alone: bool = True) -> list[Slip]:
        """Return up to three known words that may be meant, the likeliest first. The first letter must be right.

        Args:
            alone: Whether the word is all that was asked. Beside others, two Chinese characters are not guessed at.
        """
        typed = clusters(folded)
        candidates = self.words.get(folded[0], ())
        if cut(folded)[0].han:
            return _one_character_off(folded, candidates) if alone or len(folded) > SHORTEST - 2 else []
        longer = _longer(folded, candidates) if alone else []
        if len(folded) < SHORTEST:
            return longer
        reach = 1.0 + (len(typed) >= 2 * PER_SLIP)
        meant = [word for word in candidates if word.startswith(folded)] if longer else candidates
        found = [(distance, word) for word in meant if (distance := slips(typed, clusters(word), reach)) <= reach]
        if not found:
            return longer or _begins_alike(typed, candidates)
        found.sort()
        nearest = [pair for pair in found if pair[0] <= found[0][0] + _HALF]
        return [
            Slip(word, _worth_of_slips(typed, clusters(word), distance), "typo") for distance, word in nearest[:MOST]
        ]


def _worth_of_slips(typed: Sequence[str], known: Sequence[str], distance: float) -> float:
    if distance > 1 and _common(typed, known) < ALIKE * max(len(known), len(typed)):
        return _UNLIKE_WORTH
    return _WORTH - _PER_SLIP_LOST * distance


def _one_character_off(typed: str, candidates: Sequence[str]) -> list[Slip]:
    """Return the Han words that differ in one character: one of two is a guess, one of more is likely."""
    alike = [word for word in candidates if len(word) == len(typed) and _differing(word, typed) == 1]
    return [Slip(word, _HAN_WORTH, "typo") for word in alike[:MOST]]


def _differing(word: str, other: str) -> int:
    return sum(mine != theirs for mine, theirs in zip(word, other, strict=True))


def _begins_alike(typed: Sequence[str], candidates: Sequence[str]) -> list[Slip]:
    found = []
    for word in candidates:
        known = clusters(word)
        shared = _common(typed, known)
        rest = min(len(known), len(typed)) - shared
        if rest <= ENDING and shared >= SHORTEST - 1 and shared >= ALIKE * max(len(known), len(typed)):
            found.append((-shared, len(known), word))
    found.sort()
    return [Slip(word, _ALIKE_WORTH, "form") for shared, _, word in found[:MOST] if shared == found[0][0]]


def _longer(typed: str, candidates: Sequence[str]) -> list[Slip]:
    """Return the shortest words that begin so; whoever types on will mean one of them."""
    if len(typed) < SHORTEST - 1:
        return []
    longer = sorted((len(word), word) for word in candidates if word.startswith(typed))
    return [Slip(word, _LONGER_WORTH, "beginning") for _, word in longer[:MOST_LONGER]]


def _common(typed: Sequence[str], known: Sequence[str]) -> int:
    shared = 0
    for letter, other in zip(typed, known, strict=False):
        if letter[0] != other[0]:
            break
        shared += 1
        if letter != other:  # an ending may change the vowel before it, and nothing earlier
            break
    return shared


def slips(typed: Sequence[str], known: Sequence[str], reach: float) -> float:
    """Return how many characters are missing, added, wrong or swapped; past `reach`, any number past it."""
    if abs(len(typed) - len(known)) > reach:
        return reach + 1
    before: list[float] = []
    above = [float(column) for column in range(len(known) + 1)]
    for row, letter in enumerate(typed, 1):
        line = [float(row)]
        for column, other in enumerate(known, 1):
            cost = 0.0 if letter == other else _HALF if letter[0] == other[0] else 1.0
            best = min(above[column] + 1, line[column - 1] + 1, above[column - 1] + cost)
            if row > 1 and column > 1 and letter == known[column - 2] and typed[row - 2] == other:
                best = min(best, before[column - 2] + 1)
            line.append(best)
        if min(line) > reach:
            return reach + 1
        before, above = above, line
    return above[-1]


def _is_misspelling(record: Mapping[str, Any]) -> bool:
    labels = record.get("l", ())
    return bool(labels) and "b" not in record and all(grade == _MISSPELT for _, grade, _ in labels)


def known_words(word: str, entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the known single words of an entry: a Han word that has a meaning, of others all that stand in the texts.

    A misspelling is no word to be led to, however well it is known.
    """
    for record in entry.get("t", {}).values():
        if _is_misspelling(record):
            continue
        if (tokens := cut(word)) and tokens[0].han:
            yield from (word,) if "l" in record and len(word) > 1 else ()
        else:
            yield from (form for form in record.get("s", ()) if " " not in form and len(form) >= SHORTEST - 1)


def by_first_letter(words: Iterable[str]) -> dict[str, list[str]]:
    """Return words, each once and sorted, by their first letter."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in words:
        found[word[0]].add(word)
    return {letter: sorted(alike) for letter, alike in sorted(found.items())}
