"""The words of all languages that tell structure and furniture, compiled for matching.

A text may hold several languages, so one lexicon serves all; what differs by language alone is in `language.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from indexer.languages import Language

HAN_NUMERALS = "一二三四五六七八九十百〇零"
_HAN_VALUES = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_TEN, _HUNDRED = 10, 100


@dataclass(frozen=True)
class Lexicon:
    """Compiled word lists.

    Attributes:
        numbers: Spelled numbers and ordinals, in small letters.
        phrases: Of boilerplate, by rule.
        seeds: What a text in small letters must hold for a phrase of the rule to be in it; saves most of the matching.
        starts: Beginnings of a paragraph, by what they announce (`story`, `closing`, `introduction`).
        headings: Whole headings in small letters, by the kind of passage they announce.
    """

    numbers: Mapping[str, int]
    numbered_word: regex.Pattern[str]
    word_numbered: regex.Pattern[str]
    page_number: regex.Pattern[str]
    title_word: regex.Pattern[str]
    phrases: Mapping[str, regex.Pattern[str]]
    seeds: Mapping[str, tuple[str, ...]]
    starts: Mapping[str, regex.Pattern[str]]
    headings: Mapping[str, frozenset[str]]


def build_lexicon(languages: Mapping[str, Language]) -> Lexicon:
    """Return the lexicon of all `languages`; a key that a language leaves out adds nothing."""
    data = [language.ingest for language in languages.values()]
    numbers = {word.casefold(): value for each in data for word, value in each.get("numbers", {}).items()}
    words = _either(_all(data, "numbering_words"))
    counters = _either(_all(data, "numbering_counters"))
    figures = rf"\p{{Nd}}{{1,3}}|[IVX]{{1,5}}|[{HAN_NUMERALS}]{{1,3}}"
    number = rf"(?P<number>{figures}|{_either(numbers)})(?![\p{{L}}\p{{M}}])"
    separator = r"\s*(?P<separator>[:：.．、,，)）–—-]|\s|$)\s*"
    signs = _either(_all(data, "numbering_signs"))
    return Lexicon(
        numbers=numbers,
        numbered_word=regex.compile(rf"(?:{words})\s*(?:{signs})?\s*{number}{separator}", regex.IGNORECASE),
        word_numbered=regex.compile(
            rf"(?:第(?P<number>\p{{Nd}}{{1,3}}|[{HAN_NUMERALS}]{{1,3}})(?:{counters}|{words})?{separator}"
            rf"|(?P<number>\p{{Nd}}{{1,3}}|{_either(numbers)})\.?\s+(?:{words})(?P<separator>\s*[:：–—-]\s*))",
            regex.IGNORECASE,
        ),
        page_number=_page_number(data),
        title_word=_words(_all(data, "title_words")),
        phrases={rule: _words(_phrases(data, rule)) for rule in _rules(data)},
        seeds={
            rule: tuple(sorted({word.split("*")[0].strip().casefold() for word in _phrases(data, rule)}))
            for rule in _rules(data)
        },
        starts={kind: _starts(_all(data, key)) for kind, key in _START_KEYS.items()},
        headings={
            kind: frozenset(word.casefold() for word in _all(data, f"{kind}_headings"))
            for kind in ("introduction", "story", "closing", "contents")
        },
    )


_START_KEYS = {"story": "story_openers", "closing": "closing_cues", "announcement": "introduction_cues"}


def to_number(text: str, numbers: Mapping[str, int]) -> int | None:
    """Return the value of a number in digits of any script, Han or Roman numerals, or words; None for anything else."""
    if text.isdecimal():
        return int(text)
    if text.casefold() in numbers:
        return numbers[text.casefold()]
    if all(character in HAN_NUMERALS for character in text):
        return _han(text)
    if all(character in _ROMAN_VALUES for character in text.upper()):
        return _roman(text.upper())
    return None


def _han(text: str) -> int:
    total = digit = 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (_TEN if character == "十" else _HUNDRED)
            digit = 0
        else:
            digit = _HAN_VALUES[character]
    return total + digit


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[character] for character in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _page_number(data: Iterable[Mapping[str, Any]]) -> regex.Pattern[str]:
    words, of = _either(_all(data, "page_words")), _either(_all(data, "of_words"))
    counters = _either(_all(data, "page_counters"))
    number = r"\p{Nd}{1,4}"
    total = rf"(?:\s*(?:/|{of})\s*(?:{words})?\s*{number}\s*(?:{counters})?)?"
    return regex.compile(
        rf"(?:[-–—]\s*{number}\s*[-–—]|\[\s*{number}\s*\]|{number}\s*/\s*{number}|{number}"
        rf"|(?:{words})\s*{number}\s*(?:{counters})?[,，]?{total})\.?",
        regex.IGNORECASE,
    )


def _rules(data: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({rule for each in data for rule in each.get("boilerplate", {})})


def _phrases(data: Iterable[Mapping[str, Any]], rule: str) -> list[str]:
    return _all([each.get("boilerplate", {}) for each in data], rule)


def _all(data: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    return [str(word) for each in data for word in each.get(key, ())]


def _either(words: Iterable[str]) -> str:
    """Return an alternation, longest first; one that never matches when there are no words."""
    escaped = (
        regex.escape(word, special_only=True) for word in sorted(set(words), key=lambda word: (-len(word), word))
    )
    return "|".join(escaped).replace(r"\*", r"[\p{L}\p{M}]*") or r"(?!)"


def _words(words: Iterable[str]) -> regex.Pattern[str]:
    """Match any of `words` as a whole; Han needs no borders, `word*` goes on as it likes, `word ` before a number."""
    known = set(words)
    counted = {word for word in known if word.endswith(" ")}
    whole, numbered = _either(known - counted), _either(word.rstrip() for word in counted)
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}\p{{N}}--\p{{Han}}])(?:{whole})(?![\p{{L}}\p{{M}}\p{{N}}--\p{{Han}}])"
        rf"|(?<=\p{{Han}})(?:{whole})(?=\p{{Han}})"
        rf"|(?<![\p{{L}}\p{{M}}\p{{N}}--\p{{Han}}])(?:{numbered})\s+(?=\p{{Nd}})",
        regex.IGNORECASE | regex.V1,
    )


def _starts(words: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(rf"[\"“„«‘'（(*_\s]*(?:{_either(words)})", regex.IGNORECASE)
