"""Knows whether a string is a word of a language; the only home of simplemma within ingest."""

from __future__ import annotations

import regex
import simplemma

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]+")


def is_word(word: str, language: str) -> bool:
    """Whether `word` is in the word list of `language`; False for a language without one."""
    try:
        return bool(simplemma.is_known(word, lang=language) or simplemma.is_known(word.casefold(), lang=language))
    except ValueError:
        return False


def share_known(text: str, language: str) -> float:
    """Return the share of the words of `text` that `language` knows, from 0 to 1; 0 for a text without words."""
    words = _WORD.findall(text)
    return sum(is_word(word, language) for word in words) / len(words) if words else 0.0
