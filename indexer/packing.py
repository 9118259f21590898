"""Packs the lexicon for the road: the same values in fewer bytes. site_config/client/packing.js undoes it.

Document numbers become the steps between them, and numbers become letters. Frequencies are left out where all are 1.
The idf is left out: it follows from the number of documents. A word that is nothing but a form becomes a string. What
Whoosh says is packed as it is read: as numbers, the postings of ten thousand pages would fill gigabytes of memory.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Printable ASCII that JSON need not escape. Of a number's digits, the lowest first, the last is of the first half.
DIGITS = "".join(chr(code) for code in range(ord("#"), ord("~") + 1) if chr(code) != "\\")[:90]
BASE = len(DIGITS) // 2
_PLACES = {letter: place for place, letter in enumerate(DIGITS)}


def pack_entry(entry: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- a JSON value
    """Return an entry; `"cs zákazník"` for a word that is only a form, in one language."""
    if set(entry) == {"f"} and len(entry["f"]) == 1:
        ((language, terms),) = entry["f"].items()
        return " ".join([language, *terms])
    return entry


def unpack_entry(packed: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- a JSON value
    """Return what `pack_entry` packed."""
    if not isinstance(packed, str):
        return dict(packed)
    language, *terms = packed.split(" ")
    return {"f": {language: terms}}


def pack_postings(documents: Sequence[int], lengths: Sequence[int], frequencies: Sequence[int]) -> str:
    """Return "steps lengths", and " frequencies" unless all are 1."""
    packed = f"{steps(documents)} {letters(lengths)}"
    return packed if all(frequency == 1 for frequency in frequencies) else f"{packed} {letters(frequencies)}"


def pack_variants(variants: Mapping[str, str]) -> str:
    """Return "steps turns" for characters and what stands for each.

    Steps lead from one to the next of the former, sorted; turns, which go up and down (0, -1, 1, -2 … are written as 0,
    1, 2, 3 …), from what stands for one to what stands for the next. Characters of one radical lie together in both.
    """
    pairs = sorted((ord(character), ord(other)) for character, other in variants.items())
    turns = [after - before for before, after in pairwise([0, *(other for _, other in pairs)])]
    turned = letters(2 * turn if turn >= 0 else -2 * turn - 1 for turn in turns)
    return f"{steps([character for character, _ in pairs])} {turned}"


def unpack_variants(packed: str) -> dict[str, str]:
    """Return what `pack_variants` packed."""
    steps_between, turned = map(numbers, packed.split(" "))
    turns = (-(turn + 1) // 2 if turn % 2 else turn // 2 for turn in turned)
    return {chr(one): chr(other) for one, other in zip(accumulate(steps_between), accumulate(turns), strict=True)}


def steps(documents: Sequence[int]) -> str:
    """Return the first number and the steps between the numbers, as letters: 3, 4, 9 becomes 3, 1, 5."""
    return letters([*documents[:1], *(after - before for before, after in pairwise(documents))])


def letters(numbers: Iterable[int]) -> str:
    """Return numbers from 0 up as letters, one for each below 45, two below 2,070, and so on.

    They are told apart without a sign between them: all letters of a number but its last are of the second half of
    `DIGITS`.
    """
    written = []
    for number in numbers:
        left = number
        while left >= BASE:
            written.append(DIGITS[BASE + left % BASE])
            left = left // BASE - 1
        written.append(DIGITS[left])
    return "".join(written)


def numbers(letters: str) -> Iterator[int]:
    """Yield the numbers that letters stand for."""
    number, unit = 0, 1
    for letter in letters:
        digit = _PLACES[letter]
        number += unit * (digit % BASE + (unit > 1))
        unit *= BASE
        if digit < BASE:
            yield number
            number, unit = 0, 1


def count(letters: str) -> int:
    """Return how many numbers letters stand for: each has one letter of the first half of `DIGITS`, its last."""
    return sum(letter < DIGITS[BASE] for letter in letters)
