"""Packs the lexicon for the road: the same values in fewer bytes. site_config/client/packing.js undoes it.

Document numbers become the steps between them, and numbers become letters. Frequencies are left out where all are 1.
The idf is left out: it follows from the number of documents. A word that is nothing but a form becomes a string.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Printable ASCII that JSON need not escape. Of a number's digits, the lowest first, the last is of the first half.
DIGITS = "".join(chr(code) for code in range(ord("#"), ord("~") + 1) if chr(code) != "\\")[:90]
BASE = len(DIGITS) // 2


def pack_entry(entry: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- a JSON value
    """Return an entry with its postings packed; `"cs zákazník"` for a word that is only a form, in one language."""
    if set(entry) == {"f"} and len(entry["f"]) == 1:
        ((language, terms),) = entry["f"].items()
        return " ".join([language, *terms])
    packed = dict(entry)
    if "t" in entry:
        packed["t"] = {language: _pack_term(term) for language, term in entry["t"].items()}
    return packed


def _pack_term(term: Mapping[str, Any]) -> Mapping[str, Any]:
    if "p" not in term:
        return term
    indexes = {
        code: {field: pack_postings(postings) for field, postings in fields.items()}
        for code, fields in term["p"].items()
    }
    return {**term, "p": indexes}


def pack_meaning(meaning: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a meaning with its postings and tags packed."""
    packed = dict(meaning)
    if "p" in meaning:
        packed["p"] = {code: pack_postings(postings) for code, postings in meaning["p"].items()}
    if "g" in meaning:
        packed["g"] = {
            code: {near: steps(documents) for near, documents in levels.items()}
            for code, levels in meaning["g"].items()
        }
    return packed


def pack_postings(postings: Sequence[Any]) -> str:
    """Return "steps lengths", and " frequencies" unless all are 1, for [idf, documents, frequencies, lengths]."""
    _, documents, frequencies, lengths = postings
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
