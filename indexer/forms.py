"""Derives the tables behind `analysis` from language files and libraries: word forms, variants, romanisations.

Everything here runs when the index is built. The tables hold only what the texts and the vocabulary at hand can use,
so that they are small enough to be shipped; Python reads the same restricted tables, so that both sides understand a
word alike.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import opencc
import pypinyin
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from indexer.analysis import Analysis, Rules, fold, spell, stem, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from indexer.languages import Language

_SUFFIX = re.compile(r"(?P<ending>[^>/]+)(?:>(?P<replacement>[^/]*))?/(?P<least>\d+)")
_HAN_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))


def derive_analysis(
    languages: Mapping[str, Language], texts: Mapping[str, Iterable[str]], labels: Mapping[str, Iterable[str]]
) -> Analysis:
    """Return the analysis for `texts` (pages, labels and bridge words by language).

    A word is looked up in the forms first, then its endings are cut by rule. The forms of a lemma are included when
    some form of that lemma stands in `texts`.

    Args:
        labels: Of concepts, by language. A function word that is one (需要, prosím) is no function word.
    """
    rules = tuple(_rules(language, frozenset(map(fold, labels.get(code, ())))) for code, language in languages.items())
    words = {code: words_of(texts.get(code, ())) for code in languages}
    used = {code: {fold(word) for word in words[code]} for code in languages}
    variants: dict[str, str] = {}
    for code, language in languages.items():
        if scheme := language.analysis.get("variants"):
            variants |= _variants(scheme, {character for word in used[code] for character in word})
    forms = {
        rule.code: _forms(
            Dictionary(str(data["lemmas"]), str(data.get("negation", ""))),
            rule,
            words[rule.code],
            distinct=bool(data.get("distinct")),
        )
        for rule in rules
        if "lemmas" in (data := languages[rule.code].analysis)
    }
    operators = {
        str(word): kind
        for language in languages.values()
        for kind, words in language.analysis.get("operators", {}).items()
        for word in words
    }
    return Analysis(rules, forms, variants, operators)


def _rules(language: Language, labels: frozenset[str]) -> Rules:
    data: Mapping[str, Any] = language.analysis
    return Rules(
        code=language.code,
        scripts=language.scripts,
        stop=frozenset(fold(str(word)) for word in data.get("stop", ())) - labels,
        suffixes=tuple(_suffix(spec) for spec in data.get("suffixes", ())),
        rounds=int(data.get("rounds", 1)),
        final=str(data.get("final", "")),
        reductions=tuple(tuple(spec.split(">", 1)) for spec in data.get("reductions", ())),
        exceptions={spell(form): spell(term) for form, term in data.get("exceptions", {}).items()},
    )


def _suffix(spec: str) -> tuple[str, str, int]:
    match = _SUFFIX.fullmatch(spec)
    if not match:
        raise ValueError(f"suffix '{spec}'; expected ending/least or ending>replacement/least")
    return match["ending"], match["replacement"] or "", int(match["least"])


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words of `texts`, as written."""
    return {word for text in texts for word in words_in(text)}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A table of simplemma, by its code; `negation` is a prefix that its lemmas lose and must not (nepoctivost)."""

    code: str
    negation: str = ""


@functools.cache
def _table(code: str) -> Mapping[str, str]:
    """Return form → lemma, as simplemma has it. What it becomes here is not kept: that takes several times as much."""
    return DefaultDictionaryFactory().get_dictionary(code)


@functools.cache
def _contested(code: str) -> Mapping[str, str]:
    """Return lower-case form → lemma, for forms that stand in the table in several cases: the last one counts."""
    table = _table(code)
    capital = {form.lower() for form in table if form != form.lower()}
    last = {form.lower(): form for form in table if form.lower() in capital}
    return {lower: table[form] for lower, form in last.items()}


def _pairs(dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """Yield each form with its lemma, lower case; a lemma is its own."""
    contested, negation = _contested(dictionary.code), dictionary.negation
    for form, lemma in _table(dictionary.code).items():
        lower = form.lower()
        if lower not in contested or contested[lower] == lemma:
            yield lower, _negated(lower, lemma.lower(), negation) if negation else lemma.lower()


def _lemma(dictionary: Dictionary, word: str) -> str:
    """Return the lemma of a lower-case word; of an unknown one, itself."""
    lemma = _contested(dictionary.code).get(word) or _table(dictionary.code).get(word, word)
    return _negated(word, lemma.lower(), dictionary.negation) if dictionary.negation else lemma.lower()


def _negated(form: str, lemma: str, negation: str) -> str:
    """Return the lemma with the negation that its form has; a form that only begins like one shares no word with it."""
    lost = form.startswith(negation) and not lemma.startswith(negation)
    return negation + lemma if lost and form[len(negation) :][:2] == lemma[:2] else lemma


def _forms(dictionary: Dictionary, rules: Rules, words: set[str], *, distinct: bool) -> dict[str, tuple[str, ...]]:
    """Return form → terms, for the forms of every lemma that `words` have, where the rules alone would differ.

    Forms are folded, but where only the diacritics tell two lemmas apart, they are listed with their diacritics too.

    Args:
        distinct: Whether a stem of two lemmas (přání, praní) is no term for either; then the whole lemma is.
    """
    lemmas = {_lemma(dictionary, word.lower()) for word in words}
    owners = _owners(dictionary, rules.suffixes, rules.rounds, rules.final) if distinct else {}
    stems = {lemma: stem(fold(lemma), rules) for lemma in lemmas}
    rivals = {rival for term in stems.values() for rival in owners.get(term, ())} - lemmas
    paradigms: dict[str, list[str]] = {lemma: [lemma] for lemma in (*lemmas, *rivals)}
    for form, lemma in _pairs(dictionary):
        if lemma in paradigms:
            paradigms[lemma].append(form)
    terms: dict[str, set[str]] = {}
    spelled: dict[str, set[str]] = {}
    for lemma, term in stems.items():
        own = spell(lemma) if len(owners.get(term, ())) > 1 else term
        for form in paradigms[lemma]:
            terms.setdefault(fold(form), set()).add(own)
            spelled.setdefault(spell(form), set()).add(own)
    for rival in sorted(rivals):
        for form in paradigms[rival]:
            if fold(form) in terms and spell(form) not in spelled:
                spelled[spell(form)] = {spell(rival)}
    telling = {form: found for form, found in spelled.items() if fold(form) != form and found != terms[fold(form)]}
    unruly = {form: found for form, found in terms.items() if found != {stem(form, rules)}}
    return {form: tuple(sorted(found)) for form, found in sorted((unruly | telling).items())}


@functools.cache
def _owners(
    dictionary: Dictionary, suffixes: tuple[tuple[str, str, int], ...], rounds: int, final: str
) -> Mapping[str, tuple[str, ...]]:
    """Return stem → all lemmas of the language that have it."""
    rules = Rules(dictionary.code, (), suffixes=suffixes, rounds=rounds, final=final)
    owners: dict[str, tuple[str, ...]] = {}
    for lemma in {lemma for _, lemma in _pairs(dictionary)}:
        term = stem(fold(lemma), rules)
        owners[term] = (*owners.get(term, ()), lemma)
    return owners


def _variants(scheme: str, targets: set[str]) -> dict[str, str]:
    """Return Traditional → Simplified for single characters, as far as the simplified one is among `targets`."""
    convert = opencc.OpenCC(scheme).convert
    characters = [chr(code) for block in _HAN_BLOCKS for code in block]
    simplified = convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, simplified, strict=True) if old != new and new in targets}


def pinyin(word: str) -> str:
    """Return the toneless pinyin of a Chinese word, in one piece: `weixiao`."""
    return "".join(pypinyin.lazy_pinyin(word, style=pypinyin.Style.NORMAL, errors="ignore"))


# The scripts of India have one plan: the same sound has the same place in each block of 128 characters. Telugu's block
# stands for all of them here.
_INDIC = range(0x0900, 0x0D80)
_BLOCK, _TELUGU = 0x80, 0x0C00
_CONSONANTS = dict(
    zip(
        "కఖగఘఙచఛజఝఞటఠడఢణతథదధనపఫబభమయరఱలళవశషసహ",
        "k kh g gh n ch ch j jh n t th d dh n t th d dh n p ph b bh m y r r l l v sh sh s h".split(),
        strict=True,
    )
)
_VOWELS = dict(zip("అఆఇఈఉఊఋఎఏఐఒఓఔ", "a aa i ii u uu ru e e ai o o au".split(), strict=True))
_SIGNS = dict(zip("ాిీుూృెేైొోౌ", "aa i ii u uu ru e e ai o o au".split(), strict=True))
_VIRAMA, _ANUSVARA, _VISARGA = "్", "ం", "ః"


def romanise_indic(word: str) -> str:
    """Return a word of an Indian script in Latin letters, roughly as it is said: చిరునవ్వు → `chirunavvu`."""
    word = "".join(chr(_TELUGU + ord(letter) % _BLOCK) if ord(letter) in _INDIC else letter for letter in word)
    latin: list[str] = []
    for index, character in enumerate(word):
        following = word[index + 1 : index + 2]
        if character in _CONSONANTS:
            latin.append(_CONSONANTS[character])
            if following != _VIRAMA and following not in _SIGNS:
                latin.append("a")
        elif character in _SIGNS or character in _VOWELS:
            latin.append(_SIGNS.get(character) or _VOWELS[character])
        elif character == _ANUSVARA:
            latin.append("m" if not following or following in "పఫబభమ" else "n")
        elif character == _VISARGA:
            latin.append("h")
    return "".join(latin)
