"""The manners of marking a passage, and how much each says by itself.

A strength is how seldom that form is anything but a heading, from 0 to 1; the order matters more than the numbers.
"""

from __future__ import annotations

STRENGTH = {
    "hash1": 0.95,
    "hash2": 1.0,
    "hash3": 0.95,
    "hash4": 0.9,
    "underline=": 0.95,
    "underline-": 0.95,
    "word": 1.0,
    "word-bare": 0.8,
    "han": 0.95,
    "han-parenthesis": 0.85,
    "dot": 0.9,
    "close": 0.9,
    "comma": 0.9,
    "parenthesis": 0.85,
    "circled": 0.85,
    "emoji": 0.85,
    "roman": 0.85,
    "dash": 0.8,
    "counted": 0.75,
    "alone": 0.7,
    "decimal": 0.6,
    "bracket-number": 0.6,
    "letter": 0.6,
    "space": 0.6,
    "bold": 0.85,
    "bracket": 0.8,
    "capitals": 0.8,
    "label": 0.55,
    "short": 0.5,
    "colon": 0.45,
    "bullet": 0.4,
    "statement": 0.5,
}
# One member is enough: nobody marks anything else like that.
ALONE = frozenset({"word", "hash1", "hash2", "underline=", "underline-"})
# Where two could be chance.
FEWEST = {"label": 3, "colon": 3, "bullet": 3, "space": 3, "letter": 3}
# An abbreviation among short heading lines is one of them; a list may be counted carelessly: `1.`, `2)`, `3.`.
INCLUDES = {"short": ("capitals",), "counted": ("dot", "close", "parenthesis", "comma", "dash", "space")}
