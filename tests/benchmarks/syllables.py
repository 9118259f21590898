"""Makes up words that look like those of a language, from the words that it is shown."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from indexer.analysis import clusters

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

_EDGE = ""
_TRIES = 50


class Syllables:
    """Letters, each with its marks, as likely after the two before them as in the words shown."""

    def __init__(self, words: Iterable[str]) -> None:
        """Count what follows what."""
        counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for word in words:
            before = (_EDGE, _EDGE)
            for unit in (*clusters(word), _EDGE):
                counts[before][unit] += 1
                before = (before[1], unit)
        self._following = {
            before: (list(following), list(accumulate(following.values()))) for before, following in counts.items()
        }

    def make(self, chance: random.Random, shortest: int, longest: int) -> str:
        """Return a word of `shortest` to `longest` letters; the last one tried, where chance gives none."""
        word: list[str] = []
        for _ in range(_TRIES):
            word, before = [], (_EDGE, _EDGE)
            while len(word) <= longest:
                units, sums = self._following[before]
                (unit,) = chance.choices(units, cum_weights=sums)
                if unit == _EDGE:
                    break
                word.append(unit)
                before = (before[1], unit)
            if shortest <= len(word) <= longest:
                break
        return "".join(word[:longest])
