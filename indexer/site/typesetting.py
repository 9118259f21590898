"""Keeps words together that must not part at the end of a line: in Czech, `v` stays with `obchodě`.

Which words is data: `words.bound` in `site_config/languages/<code>.yml`. A no-break space takes the place of the space
behind them in what is shown, and nowhere else: content, search index and addresses keep theirs. It is the twin of
site_config/client/ui-typeset.js; tests/vectors/typesetting.json holds the two together.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.languages import Language

_NO_BREAK = "\N{NO-BREAK SPACE}"
_PARTS = regex.compile(
    r"""<!--.*?-->|<(?P<close>/)?(?P<name>[a-zA-Z][^\s/>]*)(?:[^>"']|"[^"]*"|'[^']*')*>|[^<]+|<""", regex.DOTALL
)
_LANG = regex.compile(r"""\slang=["']?([^"'\s>]*)""")
# These have no end.
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# These hold no running text.
_LITERAL = frozenset("script style title textarea pre code".split())


def words_to_bind(language: Language) -> list[str]:
    """Return the words after which no line of this language may end; most languages have none."""
    return language.ui.get("words.bound", "").split()


def bind_words(text: str, words: tuple[str, ...]) -> str:
    """Return `text` with no-break spaces after these words; where it ends with one, its space is bound, too."""
    return _pattern(words).sub(_NO_BREAK, text) if words else text


def bind_page(page: str, languages: Mapping[str, Language]) -> str:
    """Return the HTML of a page with the words of each element bound as its language wants."""
    words = {other.tag: tuple(words_to_bind(other)) for other in languages.values()}
    if not any(words.values()):
        return page
    # Element and language of what is open; the language is empty where text is literal.
    opened: list[tuple[str, str]] = [("", "")]
    written = []
    for part in _PARTS.finditer(page):
        name = (part["name"] or "").lower()
        is_text = not part.group().startswith("<")
        written.append(bind_words(part.group(), words.get(opened[-1][1], ())) if is_text else part.group())
        if part["close"]:
            _close(name, opened)
        elif name and name not in _VOID:
            own = _LANG.search(part.group())
            opened.append((name, "" if name in _LITERAL else own[1] if own else opened[-1][1]))
    return "".join(written)


def _close(name: str, opened: list[tuple[str, str]]) -> None:
    """Close the innermost element of this name, with what was left open in it."""
    for place in range(len(opened) - 1, 0, -1):
        if opened[place][0] == name:
            del opened[place:]
            return


@functools.cache
def _pattern(words: tuple[str, ...]) -> regex.Pattern[str]:
    listed = "|".join(map(regex.escape, words))
    before = rf"(?<=(?<![\p{{L}}\p{{M}}\p{{N}}])(?:{listed}))"
    return regex.compile(rf"{before}(?: \Z|[ \n](?=\S))", regex.IGNORECASE)
