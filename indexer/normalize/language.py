"""Tells languages: by script first, then by langdetect, seeded, so that one text always gives one answer.

A whole document is held against every language langdetect knows, so that French is refused by name; a part of it only
against the languages we have, because raw langdetect takes `Respekt` for Afrikaans.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import regex
from langdetect import PROFILES_DIRECTORY, DetectorFactory  # noqa: TID251
from langdetect.lang_detect_exception import LangDetectException  # noqa: TID251

from indexer.errors import Complaint, ContentError
from indexer.normalize.words import share_known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.languages import Language

_SAMPLE = 6000
_TOLD = 2000  # characters from which langdetect tells a language; of English and Czech news 300 were enough, 600 times
_PIECES = 8
_SURE_LETTERS = 40  # below, langdetect against all its languages guesses
_DOUBT = 0.2  # of the letters of a text: what another script may hold without counting
_ACCENTS = 0.04  # of the letters; Czech has 0.15, an English paragraph that quotes Czech less than this
_FUNCTION_WORDS, _CLEARLY = 3, 4  # so many of one language, so many times those of any other
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_SCRIPTS = (
    *(
        "Latin",
        "Han",
        "Telugu",
        "Devanagari",
        "Cyrillic",
        "Arabic",
        "Greek",
        "Hebrew",
        "Hangul",
        "Hiragana",
        "Katakana",
    ),
    *("Tamil", "Kannada", "Malayalam", "Bengali", "Gujarati", "Gurmukhi", "Oriya", "Sinhala", "Thai"),
)
_NAMES = dict(
    regex.findall(
        r"(\S+)=(\S+)",
        """
        af=Afrikaans ar=Arabic bg=Bulgarian bn=Bengali ca=Catalan cs=Czech cy=Welsh da=Danish de=German el=Greek
        en=English es=Spanish et=Estonian fa=Persian fi=Finnish fr=French gu=Gujarati he=Hebrew hi=Hindi hr=Croatian
        hu=Hungarian id=Indonesian it=Italian ja=Japanese kn=Kannada ko=Korean lt=Lithuanian lv=Latvian mk=Macedonian
        ml=Malayalam mr=Marathi ne=Nepali nl=Dutch no=Norwegian pa=Punjabi pl=Polish pt=Portuguese ro=Romanian
        ru=Russian sk=Slovak sl=Slovenian so=Somali sq=Albanian sv=Swedish sw=Swahili ta=Tamil te=Telugu th=Thai
        tl=Tagalog tr=Turkish uk=Ukrainian ur=Urdu vi=Vietnamese zh-cn=Chinese zh-tw=Chinese
        """,
    )
)


def document_language(file: str, text: str, given: str, languages: Mapping[str, Language]) -> str:
    """Return the code of the language of a whole text; `given` (from the small file) decides when it is one of ours.

    Raises:
        ContentError: The text is in a language that we do not have; it is refused by name.
    """
    if given:
        if given in languages:
            return given
        raise ContentError(
            Complaint(file, 0, f"the language {given!r}", _codes(languages), "correct the small file beside the text")
        )
    scripts = script_shares(text)
    if not scripts:
        raise ContentError(Complaint(file, 0, "no words in it", "a text", "remove the file or replace it"))
    script = max(scripts, key=lambda name: scripts[name])
    written = [language for language in languages.values() if script in language.scripts]
    kana = scripts.get("Hiragana", 0) + scripts.get("Katakana", 0)
    if not written or kana > _DOUBT / 2:
        raise _refused(file, "Japanese" if kana > _DOUBT / 2 else _name(text, script), languages)
    sample = _sample(text, script)
    if script != "Han" and len(_LETTER.findall(sample)) >= _SURE_LETTERS:
        best = _detect(sample, ())
        known = {code: language.code for language in written for code in language.ingest["langdetect"]}
        if best and best not in known:
            raise _refused(file, _NAMES.get(best, best), languages)
        if best:
            return known[best]
    return _among(sample, [language.code for language in written], languages)


def part_language(text: str, around: str, languages: Mapping[str, Language], *, least: int) -> str:
    """Return the code of the language of a part of a text whose language is `around`.

    Args:
        least: With fewer words than this, only another script speaks against `around`.
    """
    sample = text[:_SAMPLE]
    scripts = script_shares(sample)
    if not scripts:
        return around
    script = max(scripts, key=lambda name: scripts[name])
    candidates = [code for code, language in languages.items() if script in language.scripts]
    if not candidates:
        return around
    if around in candidates and len(sample.split()) < least:
        return _by_words(sample, around, candidates)
    if around in candidates and len(candidates) == 1:
        return around
    return _among(sample, candidates, languages)


def _by_words(text: str, around: str, candidates: Sequence[str]) -> str:
    """Return the language that knows every word of a short text, when `around` knows none of them."""
    if share_known(text, around):
        return around
    return next((code for code in candidates if code != around and share_known(text, code) == 1.0), around)


@cache
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(0)
    return factory


@lru_cache(maxsize=1024)
def _detect(text: str, among: tuple[str, ...]) -> str:
    """Return langdetect's code for `text`, `among` some codes (all when empty); empty when it finds nothing."""
    detector = _factory().create()
    if among:
        detector.set_prior_map(dict.fromkeys(among, 1.0))
    detector.append(_evenly(text, _TOLD))
    try:
        found = detector.detect()
    except (LangDetectException, ZeroDivisionError):  # the latter: n-grams of no candidate at all
        return ""
    return "" if found == "unknown" else str(found)


def _among(text: str, codes: list[str], languages: Mapping[str, Language]) -> str:
    if len(codes) == 1:
        return codes[0]
    letters = {code: set(str(languages[code].ingest.get("letters", ""))) for code in codes}
    own = {code: letters[code].difference(*(letters[other] for other in codes if other != code)) for code in codes}
    folded = text.casefold()
    marks = {code: sum(folded.count(letter) for letter in own[code]) for code in codes}
    telling = [code for code in codes if marks[code] > _ACCENTS * len(_LETTER.findall(folded))]
    if len(telling) == 1 and len(text.split()) < _SURE_LETTERS:
        return telling[0]
    if found := _by_function_words(folded, tuple(languages[code] for code in codes)):
        return found
    by_detector = {name: code for code in codes for name in languages[code].ingest["langdetect"]}
    return by_detector.get(_detect(text, tuple(by_detector)), codes[0])


def _by_function_words(folded: str, languages: tuple[Language, ...]) -> str:
    """Return the code of the language whose function words a text holds, where those of the others are hardly there.

    This is what tells most paragraphs, and costs a hundredth of what langdetect does.
    """
    words = Counter(_WORD.findall(folded))
    own = _function_words(languages)
    counts = sorted((sum(words[word] for word in own[code] & words.keys()), code) for code in own)
    (second, _), (most, code) = counts[-2:]
    return code if most >= _FUNCTION_WORDS and most >= _CLEARLY * second else ""


@lru_cache(maxsize=16)
def _function_words(languages: tuple[Language, ...]) -> dict[str, frozenset[str]]:
    """Return the function words of each language that none of the others has."""
    words = {language.code: frozenset(map(str, language.analysis.get("stop", ()))) for language in languages}
    return {
        code: own.difference(*(others for other, others in words.items() if other != code))
        for code, own in words.items()
    }


def script_shares(text: str) -> dict[str, float]:
    """Return the share of the letters of `text` that each script has; empty when there are none.

    A Han character says as much as two letters and is counted so.
    """
    found: Counter[str] = Counter()
    for letter, count in Counter(_LETTER.findall(_evenly(text))).items():
        found[_script(letter)] += count
    if "Han" in found:
        found["Han"] *= 2
    total = sum(found.values())
    return {script: count / total for script, count in found.items()}


@cache
def _script(letter: str) -> str:
    return next(
        (name for name in _SCRIPTS if regex.match(rf"\p{{{name}}}", letter)),
        unicodedata.name(letter, "an unknown").split()[0],
    )


def _evenly(text: str, most: int = 4 * _SAMPLE) -> str:
    """Return the text, or pieces of a long one, taken evenly over its whole length."""
    if len(text) <= most:
        return text
    step = len(text) // _PIECES
    return " ".join(text[start : start + most // _PIECES] for start in range(0, _PIECES * step, step))


def _sample(text: str, script: str) -> str:
    """Return what of the text is written in `script`, for langdetect."""
    lines = [line for line in _evenly(text).split("\n") if regex.search(rf"\p{{{script}}}", line)]
    return "\n".join(lines)[: 2 * _SAMPLE]


def _name(text: str, script: str) -> str:
    found = _detect(_evenly(text), ())
    return str(_NAMES.get(found, f"{script} script"))


def _codes(languages: Mapping[str, Language]) -> str:
    return "one of " + ", ".join(languages)


def _refused(file: str, name: str, languages: Mapping[str, Language]) -> ContentError:
    return ContentError(
        Complaint(
            file,
            0,
            f"this text is in {name}",
            _codes(languages),
            f"add site_config/languages/<code>.yml for {name}, or remove the file",
        )
    )
