"""Finds what speaks of the place a text was found and not of its subject: share links, cookie notices, credits.

The signals are phrases (data, by language), how densely they stand, and where the paragraph stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from indexer.normalize.lines import ends_sentence, fold, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.normalize.lexicon import Lexicon
    from indexer.normalize.lines import Line

_SHORT = 12.0
_LABEL = 5.0  # words of a line that is nothing but a label of a page
_DENSE = 20.0  # words in which one phrase of site-speak is suspicious
_SITE = ("cookie", "download", "share", "related", "copyright")
_LABELS = ("share", "related", "navigation", "download", "cookie")
_OPENING = ("credit", "copyright", "byline", "share", "related", "download", "caption")
_AMBIGUOUS = ("share", "download")  # `Share the credit` may be a heading
_LINK_ONLY = regex.compile(r"[<(\[]?(?:https?://|www\.)\S+[>)\]]?|[\w.+-]+@[\w-]+\.[\w.]+", regex.ASCII)
_DATE_ONLY = regex.compile(r"(?=\D*\p{Nd})[\p{Nd}\s./:,年月日-]{6,}")
_TRAIL = regex.compile(r"\s*[|›»>·•/]\s+|\s+[|›»>·•/]\s*")
_ITEM = regex.compile(r"[(（]?\p{Nd}{1,2}[.)）、]|[-*•·]\s")
_PARTS = 3
_LIST_END = 3
_TWICE = 2
_HEAD = 12  # paragraphs of the longest head of a page


def find_boilerplate(paragraphs: Sequence[Sequence[int]], lines: Sequence[Line], lexicon: Lexicon) -> dict[int, str]:
    """Return the rule for each line, by its index, that belongs to the place and not to the text.

    Args:
        paragraphs: Indexes of the lines of each paragraph, as far as their form tells.
    """
    texts = [" ".join(lines[at].text for at in paragraph) for paragraph in paragraphs]
    rules = [_rule(text, lexicon) for text in texts]
    core = _core(texts, rules)
    for at, text in enumerate(texts):
        rules[at] = rules[at] or _at_the_edge(text, lexicon, outside=at < core[0] or at > core[1])
    _trailing_list(rules, texts, core[1])
    _runs_of_items(rules, texts, lexicon)
    _above_repeated_title(rules, texts, lexicon)
    return {at: rule for paragraph, rule in zip(paragraphs, rules, strict=True) if rule for at in paragraph}


def _rule(text: str, lexicon: Lexicon) -> str:
    """Return the rule by which a paragraph is boilerplate wherever it stands; empty when none is."""
    if _LINK_ONLY.fullmatch(text[:300]):
        return "link"
    words = weight(text)
    if words <= _SHORT and not ends_sentence(text):
        for rule in _OPENING:
            if _opens_with(text, rule, lexicon) and (rule not in _AMBIGUOUS or _covers(text, rule, lexicon)):
                return rule
        if _hits(text, "agency", lexicon):
            return "credit"
        if words <= _LABEL and any(_is_all(text, rule, lexicon) for rule in _LABELS):
            return "navigation"
    if words <= _SHORT and text[:1] in "©(" and _opens_with(text, "copyright", lexicon):
        return "copyright"
    hits = {rule: _hits(text, rule, lexicon) for rule in _SITE}
    total = sum(hits.values())
    enough = 2
    return max(hits, key=lambda rule: hits[rule]) if total >= enough and words <= total * _DENSE else ""


def _at_the_edge(text: str, lexicon: Lexicon, *, outside: bool) -> str:
    """Return the rule by which a short paragraph before the first or after the last one of the text goes."""
    if not outside or weight(text) > 2 * _SHORT:
        return ""
    if len(_TRAIL.split(text)) >= _PARTS and not ends_sentence(text):
        return "navigation"
    if _DATE_ONLY.fullmatch(text):
        return "date"
    for rule in (*_SITE, "byline", "credit"):
        if _hits(text, rule, lexicon) and (rule in _SITE or _opens_with(text, rule, lexicon)):
            return rule
    return ""


def _core(texts: Sequence[str], rules: Sequence[str]) -> tuple[int, int]:
    """Return the first and the last paragraph that is surely text: long, of sentences, and no boilerplate."""
    sure = [at for at, text in enumerate(texts) if not rules[at] and weight(text) > _SHORT and ends_sentence(text)]
    return (sure[0], sure[-1]) if sure else (len(texts), -1)


def _trailing_list(rules: list[str], texts: Sequence[str], last: int) -> None:
    """Below `related` at the end stand titles of other texts."""
    heads = [at for at in range(last + 1, len(texts)) if rules[at] == "related"]
    if heads:
        for at in range(heads[0] + 1, len(texts)):
            rules[at] = rules[at] or ("related" if weight(texts[at]) <= _SHORT + _LABEL else "")


def _runs_of_items(rules: list[str], texts: Sequence[str], lexicon: Lexicon) -> None:
    """Extend to the whole list what most of its items are."""
    at = 0
    while at < len(texts):
        end = at
        while end < len(texts) and _ITEM.match(texts[end]):
            end += 1
        bad = [rule for rule in rules[at:end] if rule]
        if end - at >= _LIST_END and len(bad) * 3 >= (end - at) * 2:
            for index in range(at, end):
                rules[index] = rules[index] or (
                    bad[0] if any(_hits(texts[index], rule, lexicon) for rule in _SITE) else ""
                )
        at = end + 1


def _above_repeated_title(rules: list[str], texts: Sequence[str], lexicon: Lexicon) -> None:
    """Take what stands between a title and its repetition for the head of a page, when any of it speaks of the site."""
    titles = [at for at, text in enumerate(texts) if fold(text) == fold(texts[0]) and weight(text) <= _SHORT + _LABEL]
    if len(titles) < _TWICE or not 1 < titles[1] <= _HEAD:
        return
    between = range(1, titles[1])
    if all(weight(texts[at]) <= 3 * _SHORT for at in between) and any(
        _hits(texts[at], rule, lexicon) for at in between for rule in _SITE
    ):
        for at in between:
            rules[at] = rules[at] or "above-repeated-title"


def _hits(text: str, rule: str, lexicon: Lexicon) -> int:
    pattern = lexicon.phrases.get(rule)
    begin = text[:2000]
    folded = begin.casefold()
    if pattern is None or not any(seed in folded for seed in lexicon.seeds[rule]):
        return 0
    return len(pattern.findall(begin))


def _opens_with(text: str, rule: str, lexicon: Lexicon) -> bool:
    pattern = lexicon.phrases.get(rule)
    return pattern is not None and pattern.match(text.lstrip("*_•-·>»[( ")) is not None


def _covers(text: str, rule: str, lexicon: Lexicon) -> bool:
    """Whether the phrases of a rule make up half of the line."""
    pattern = lexicon.phrases.get(rule)
    return pattern is not None and 2 * len(fold(pattern.sub("", text))) <= len(fold(text))


def _is_all(text: str, rule: str, lexicon: Lexicon) -> bool:
    """Whether the line consists of phrases of a rule and nothing else."""
    pattern = lexicon.phrases.get(rule)
    if pattern is None or not pattern.search(text):
        return False
    return not regex.search(r"[\p{L}\p{N}]", pattern.sub("", text))
