"""Sorts labels as a dictionary of their language would, by the alphabet that `languages/<code>.yml` names.

An alphabet is a row of letters; `a=á` are one letter for sorting, `ch` is one letter of two characters. The word
`pinyin` stands for the order of pronunciation; an empty alphabet for that of the code points, which for Indic scripts
is the dictionary's.
"""

from __future__ import annotations

import functools
import unicodedata

from pypinyin import Style, lazy_pinyin

_PINYIN = "pinyin"


def sort_key(label: str, alphabet: str) -> tuple[list[int], str]:
    """Return the key under which `label` sorts; characters outside the alphabet come first, as in `3D`."""
    if alphabet == _PINYIN:
        spelled = " ".join(lazy_pinyin(label, style=Style.TONE3))
        return [ord(character) for character in spelled.lower()], label
    folded = unicodedata.normalize("NFC", label).lower()
    if not alphabet:
        return [ord(character) for character in folded], label
    return [place for place, _ in _letters(folded, alphabet)], folded


def initial(label: str, alphabet: str) -> str:
    """Return the heading of the index under which `label` stands: `Č`, `Ch`, `X` for 小."""
    if alphabet == _PINYIN:
        return lazy_pinyin(label, style=Style.NORMAL)[0][:1].upper()
    folded = unicodedata.normalize("NFC", label).lower()
    if not alphabet:
        return folded[:1].upper()
    return _letters(folded, alphabet)[0][1].capitalize()


def _letters(folded: str, alphabet: str) -> list[tuple[int, str]]:
    ranks = _ranks(alphabet)
    letters = []
    position = 0
    while position < len(folded):
        pair = folded[position : position + 2]
        letter = pair if len(pair) > 1 and pair in ranks else pair[0]
        letters.append(ranks.get(letter, (0, letter)))
        position += len(letter)
    return letters


@functools.cache
def _ranks(alphabet: str) -> dict[str, tuple[int, str]]:
    groups = [group.split("=") for group in alphabet.split()]
    return {letter: (rank, group[0]) for rank, group in enumerate(groups, 1) for letter in group}
