"""Makes any text inert in Markdown, and gets it back.

Signs are written as character references, which no Markdown dialect, template engine or attribute list reads as syntax.
Law: `unescape(escape(text)) == text`.
"""

from __future__ import annotations

import html

import regex

# Everywhere: what opens HTML, emphasis, code, links, attributes, templates; `&` only where it opens a reference.
_ANYWHERE = regex.compile(r"[<\\`*_\[\]{}|]|&(?=[#\p{L}\p{N}])|(?<=~)~|(?<=:)/(?=/)")
# At the start of a block: headings, quotations, lists, rules, definition lists, admonitions.
_START = regex.compile(r"^(?P<number>(?:\p{Nd}{1,9}(?=[.)]))?)(?P<sign>[.)#>+=:!?%~-])")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def escape(text: str) -> str:
    """Return one line of Markdown that shows `text` as it is."""
    inert = _ANYWHERE.sub(_reference, text)
    return _START.sub(lambda match: match["number"] + _reference(match, "sign"), inert, count=1)


def unescape(markdown: str) -> str:
    """Return the text that a line of Markdown shows, as far as `escape` wrote it."""
    return html.unescape(markdown)


def _reference(match: regex.Match[str], group: int | str = 0) -> str:
    character = match[group]
    return _NAMED.get(character, f"&#{ord(character)};")
