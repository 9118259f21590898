"""What the elements of saved web pages are, and which of them their makers call furniture.

The words of `class` and `id` are those that the makers of web pages use in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

# What no reader sees, and no author wrote for one.
NOT_TEXT = frozenset(
    {
        "script",
        "style",
        "template",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "svg",
        "math",
        "link",
        "meta",
        "base",
        "noembed",
        "noframes",
    }
)
INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
VOID_OR_IMPLIED = frozenset(
    {
        "area",
        "br",
        "col",
        "hr",
        "img",
        "input",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "html",
        "body",
    }
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BY_TAG = {
    "nav": "marked-navigation",
    "menu": "marked-navigation",
    "header": "marked-header",
    "footer": "marked-footer",
    "aside": "marked-aside",
    "dialog": "marked-notice",
    "noscript": "marked-notice",
    "button": "marked-control",
    "select": "marked-control",
    "textarea": "marked-control",
    "form": "marked-control",
    "title": "marked-page-title",
}
_BY_ROLE = {
    "navigation": "marked-navigation",
    "menu": "marked-navigation",
    "menubar": "marked-navigation",
    "contentinfo": "marked-footer",
    "complementary": "marked-aside",
    "search": "marked-control",
    "dialog": "marked-notice",
    "alertdialog": "marked-notice",
}
_BY_WORD = tuple(
    (rule, frozenset(words.split()))
    for rule, words in (
        ("marked-cookie", "cookie cookies consent gdpr cookiebar cookiebanner"),
        ("marked-share", "share sharing social addthis sharethis sharebar socials"),
        ("marked-related", "related recommend recommended recommendation recommendations similar readmore"),
        ("marked-navigation", "nav navbar navigation menu breadcrumb breadcrumbs crumbs pagination pager topbar"),
        ("marked-footer", "footer copyright colophon"),
        ("marked-advertisement", "ad ads advert advertisement sponsor sponsored promo"),
        ("marked-comments", "comments disqus respond"),
        ("marked-notice", "newsletter subscribe popup modal"),
        ("marked-aside", "sidebar widget"),
    )
)
_WORDS = regex.compile(r"[A-Z]?[a-z]+")
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)


def rule_of(tag: str, attributes: Mapping[str, str]) -> str:
    """Return the rule by which an element is furniture, as its markup says; empty where it says nothing."""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or _HIDDEN.search(attributes.get("style", "")):
        return "marked-hidden"
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if attributes.get("role") in _BY_ROLE:
        return _BY_ROLE[attributes["role"]]
    words = {word.lower() for word in _WORDS.findall(f"{attributes.get('class', '')} {attributes.get('id', '')}")}
    return next((rule for rule, known in _BY_WORD if words & known), "")
