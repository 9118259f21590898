"""Finds what belongs to the paper or the page a text came on: page numbers, running headers, ornaments, contents.

The signals are form and repetition; phrases are the business of `boilerplate.py`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import regex

from indexer.normalize.candidates import UNDERLINE
from indexer.normalize.lines import ends_sentence, fold, weight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.normalize.lexicon import Lexicon
    from indexer.normalize.lines import Line

_ORNAMENT = regex.compile(r"(?:([=\-_~*—–.#•·+])[\s]*)(?:\1\s*){2,}|[*•·~§❖]")
_HEADER = 14.0  # words of the longest running header
_OFTEN = 3
_BROKEN = 4.0  # words of a line before a sentence can be said to be cut
_CONTENTS = 2  # entries that make a table of contents
_LEADER = regex.compile(r"\s*(?:[.…·_]{3,}|(?:\s\.){3,}|\t)\s*\p{Nd}{1,4}$|\s{2,}\p{Nd}{1,4}$")
_PAGE_AT_END = regex.compile(r"\s+\p{Nd}{1,4}$")


def find_furniture(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, str]:
    """Return the rule for each line, by its index, that is furniture."""
    found: dict[int, str] = {}
    found.update(dict.fromkeys(_page_numbers(lines, lexicon), "page-number"))
    found.update(dict.fromkeys(_contents(lines, lexicon, found), "table-of-contents"))
    found.update(dict.fromkeys(_running(lines, found), "running-header"))
    found.update(dict.fromkeys(_ornaments(lines, found), "ornament"))
    found.update(dict.fromkeys(_repeated_title(lines, found), "repeated-title"))
    return found


def _page_numbers(lines: Sequence[Line], lexicon: Lexicon) -> list[int]:
    """Return the numbers of pages: written as such, or several alone and ascending."""
    shaped = [at for at, line in enumerate(lines) if lexicon.page_number.fullmatch(line.text)]
    bare = [at for at in shaped if lines[at].text.isdecimal()]
    values = [int(lines[at].text) for at in bare]
    ascending = len(values) > 1 and values == sorted(set(values))
    heads = [at for at in bare if at + 1 < len(lines) and lines[at + 1].gap == 0]
    kept = set(bare) if not ascending or len(heads) == len(bare) > 1 else set()
    if len(bare) == 1 and bare[0] in {0, len(lines) - 1}:
        kept = set()
    return [at for at in shaped if at not in kept]


def _masked(text: str) -> str:
    return regex.sub(r"\p{Nd}+", "0", fold(text))


def _running(lines: Sequence[Line], found: Mapping[int, str]) -> list[int]:
    """Return the lines that come again and cut a sentence in two, or stand beside page numbers."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if at not in found and weight(line.text) <= _HEADER and not ends_sentence(line.text) and fold(line.text):
            places[_masked(line.text)].append(at)
    running: list[int] = []
    for repeated in places.values():
        numbered = sum(at - 1 in found or at + 1 in found for at in repeated)
        cutting = sum(_cuts_sentence(at, lines, found, repeated) for at in repeated)
        if len(repeated) > 1 and (
            numbered * 2 > len(repeated) or cutting or (len(repeated) >= _OFTEN and 0 in repeated)
        ):
            first_is_title = repeated[0] == 0 and 1 not in found
            running += repeated[1:] if first_is_title else repeated
    return running


def _cuts_sentence(at: int, lines: Sequence[Line], found: Mapping[int, str], repeated: Sequence[int]) -> bool:
    gone = {*found, *repeated}
    before = next((lines[i] for i in range(at - 1, -1, -1) if i not in gone), None)
    after = next((lines[i] for i in range(at + 1, len(lines)) if i not in gone), None)
    if before is None or after is None or before.terminated:
        return False
    return weight(before.text) > _BROKEN and after.text[:1].islower()


def _ornaments(lines: Sequence[Line], found: Mapping[int, str]) -> list[int]:
    """Return the rows of signs that divide; directly below a heading such a row is part of the heading."""
    return [
        at
        for at, line in enumerate(lines)
        if at not in found
        and not fold(line.text)
        and _ORNAMENT.fullmatch(line.text)
        and not (
            UNDERLINE.fullmatch(line.text)
            and at > 0
            and line.gap == 0
            and at - 1 not in found
            and fold(lines[at - 1].text)
            and weight(lines[at - 1].text) <= _HEADER
        )
    ]


def _repeated_title(lines: Sequence[Line], found: Mapping[int, str]) -> list[int]:
    title = next((at for at in range(len(lines)) if at not in found), None)
    if title is None or lines[title].terminated or weight(lines[title].text) > _HEADER:
        return []
    wanted = fold(lines[title].text)
    return [at for at in range(title + 1, len(lines)) if at not in found and fold(lines[at].text) == wanted]


def _contents(lines: Sequence[Line], lexicon: Lexicon, found: Mapping[int, str]) -> list[int]:
    """Return the runs of lines whose words come again below, each alone on its line."""
    keys = [_entry(line.text) for line in lines]
    last = {key: at for at, key in enumerate(keys)}
    entries = [bool(keys[at]) and last[keys[at]] > at and not lines[at].terminated for at in range(len(lines))]
    leaders = [_LEADER.search(line.text) is not None for line in lines]
    result: list[int] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (leaders[end] or (entries[end] and last[keys[end]] > at)) and end not in found:
            end += 1
        headed = at > 0 and fold(lines[at - 1].text) in {fold(word) for word in lexicon.headings["contents"]}
        again = [last[keys[i]] for i in range(at, end) if entries[i]]
        listed = end - at > _CONTENTS and len(again) * 2 > end - at and again == sorted(again) and min(again) >= end
        if end - at >= _CONTENTS and (headed or all(leaders[at:end]) or listed):
            result += range(at - headed, end)
        at = end + 1
    return result


def _entry(text: str) -> str:
    """Return a line as it would come again: without the page it points to."""
    return fold(_PAGE_AT_END.sub("", _LEADER.sub("", text)))
