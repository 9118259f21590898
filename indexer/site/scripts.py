"""Finds the stretches of a text that another language's script betrays, so that each can carry its own `lang`.

Latin letters betray nothing, since several languages share them; they stay with the text around them.
"""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

import regex

from indexer.site.views import Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.languages import Language


def pieces_by_script(text: str, base: Language, languages: Mapping[str, Language]) -> tuple[Piece, ...]:
    """Return `text` in pieces, with the `lang` of those that are not in the script of `base`."""
    owners = {
        script: language.tag
        for script, language in _sole_owners(tuple(languages.values())).items()
        if script not in base.scripts
    }
    pieces = []
    end = 0
    for match in _stretch(tuple(owners)).finditer(text) if owners else ():
        pieces += [Piece(text[end : match.start()]), Piece(match.group(), lang=owners[match.lastgroup or ""])]
        end = match.end()
    pieces.append(Piece(text[end:]))
    return tuple(piece for piece in pieces if piece.text)


def _sole_owners(languages: tuple[Language, ...]) -> dict[str, Language]:
    """Return the scripts that only one language is written in, with that language."""
    uses = Counter(script for language in languages for script in language.scripts)
    return {script: language for language in languages for script in language.scripts if uses[script] == 1}


@functools.cache
def _stretch(scripts: tuple[str, ...]) -> regex.Pattern[str]:
    """Return what matches the letters of one script, with the spaces, marks and signs between them."""
    kinds = (rf"(?P<{script}>\p{{Script={script}}}(?:[\p{{P}}\p{{M}}\s]*\p{{Script={script}}})*)" for script in scripts)
    return regex.compile("|".join(kinds))
