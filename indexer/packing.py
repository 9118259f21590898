"""Packs the lexicon for the road: the same values in fewer bytes. site_config/client/packing.js undoes it.

Document numbers become the steps between them. Frequencies are left out where all are 1. The idf is left out: it
follows from the number of documents. A word that is nothing but a form becomes a string.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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


def pack_postings(postings: Sequence[Any]) -> list[list[int]]:
    """Return [steps, lengths], and the frequencies unless all are 1, for [idf, documents, frequencies, lengths]."""
    _, documents, frequencies, lengths = postings
    packed = [steps(documents), list(lengths)]
    return packed if all(frequency == 1 for frequency in frequencies) else [*packed, list(frequencies)]


def steps(documents: Sequence[int]) -> list[int]:
    """Return the first number and the steps between the numbers: 3, 4, 9 becomes 3, 1, 5."""
    return [*documents[:1], *(after - before for before, after in pairwise(documents))]
