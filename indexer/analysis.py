"""Cuts text into words and words into terms, the same way as site_config/client/analysis.js.

The two are held together by tests/vectors/analysis.json, which both test suites read. All that differs by language is
data (`site_config/languages/`, and the tables that `lexicon` derives), so that a language is added without code.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HAN = r"\p{Script=Han}"
# Marks belong to their word, also where they follow a joiner; Han runs stand apart from the Latin letters beside them.
_TOKEN = regex.compile(rf"{_HAN}+|(?!{_HAN})[\p{{L}}\p{{N}}](?:(?!{_HAN})[\p{{L}}\p{{N}}\p{{M}}\u200c\u200d])*")
_HAN_RUN = regex.compile(rf"{_HAN}+")
_LETTER = regex.compile(r"\p{L}")
# Coarser rules (UAX 29) differ between versions of Unicode, and so between Python and browsers.
_CLUSTER = regex.compile(r"\P{M}\p{M}*|\p{M}+")
# Latin diacritics, and the dot that people leave out in Devanagari. Vowel signs are letters in all but category.
_DROPPED = regex.compile(r"[\u0300-\u036f\u093c\u200b-\u200d\u2060\ufeff]")
_DOUBLE = regex.compile(r"(.)\1+")
# Full stops of our scripts with the closing quotes behind them; a Latin or Telugu one ends a sentence only before a
# space.
_SENTENCE = regex.compile(r".+?(?:[。！？；…]+[”’」』）)]*|[.!?।]+[\"”“’»)\]]*(?=\s|$)|$)", regex.DOTALL)
_VIRAMAS = frozenset("్्")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a run of Han characters, with its place in the text (code points, end exclusive)."""

    text: str
    start: int
    end: int

    @property
    def han(self) -> bool:
        """Whether this is a run of Han characters."""
        return bool(_HAN_RUN.match(self.text))


@dataclass(frozen=True, slots=True)
class Said:
    """A word or Han run of a text, read: folded, and in which of our languages ('' for none)."""

    text: str
    folded: str
    language: str
    han: bool


@dataclass(frozen=True)
class Rules:
    """How the words of one language become terms.

    Attributes:
        code: Language code.
        scripts: Unicode script names its words are written in.
        stop: Folded function words; they carry no idea of their own.
        suffixes: (ending, replacement, least size of what remains), in the order they are tried.
        rounds: How often the suffixes are tried anew.
        final: Characters dropped from the end of what remains.
        exceptions: Form, with or without its diacritics → term, before anything else.
        reductions: (Latin letters, what stands for them); `$` is the end of the word. They take from a romanised word
            what no two people spell alike. Empty for languages that are not searched in Latin letters this way.

    """

    code: str
    scripts: tuple[str, ...]
    stop: frozenset[str] = frozenset()
    suffixes: tuple[tuple[str, str, int], ...] = ()
    rounds: int = 1
    final: str = ""
    exceptions: Mapping[str, str] = field(default_factory=dict)
    reductions: tuple[tuple[str, str], ...] = ()

    @functools.cached_property
    def suffixes_by_end(self) -> dict[str, tuple[tuple[str, str, int], ...]]:
        """The suffixes by their last character, or most are tried in vain."""
        by_end: dict[str, list[tuple[str, str, int]]] = {}
        for suffix in self.suffixes:
            by_end.setdefault(suffix[0][-1], []).append(suffix)
        return {end: tuple(suffixes) for end, suffixes in by_end.items()}


@dataclass(frozen=True)
class Analysis:
    """All languages together: rules, irregular forms and character variants.

    What a word becomes is remembered: texts have few words, many times.

    Attributes:
        rules: In the order of preference for a script that several languages share.
        forms: Language → folded form → terms, where the suffix rules alone would not give them.
        variants: Character → the character that stands for it (Traditional → Simplified).
        operators: Word → `and`, `or` or `not`, as the query language has it (see `grammar`).

    """

    rules: Sequence[Rules]
    forms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    variants: Mapping[str, str] = field(default_factory=dict)
    operators: Mapping[str, str] = field(default_factory=dict)

    @functools.cached_property
    def by_code(self) -> dict[str, Rules]:
        """The rules by language code."""
        return {rules.code: rules for rules in self.rules}

    @functools.cached_property
    def _translation(self) -> dict[int, str]:
        return str.maketrans(dict(self.variants))

    @functools.cached_property
    def _known_terms(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    @functools.cached_property
    def _known_words(self) -> dict[tuple[str, str], Said]:
        return {}

    def fold(self, text: str) -> str:
        """Return `text` without what people leave out as they type: case, diacritics, width, joiners, variants."""
        return fold(text).translate(self._translation)

    def read(self, text: str, language: str) -> list[Said]:
        """Return the words and Han runs of a text in a page of `language`, each read in the language of its script."""
        return [self._say(match.group(), language) for match in _TOKEN.finditer(text)]

    def _say(self, word: str, page_language: str) -> Said:
        known = self._known_words.get((word, page_language))
        if not known:
            folded = self.fold(word)
            known = Said(word, folded, self.language_in(folded, page_language), bool(_HAN_RUN.match(word)))
            if not known.han:  # a run of Chinese is seldom seen twice
                self._known_words[word, page_language] = known
        return known

    def languages_of(self, word: str) -> tuple[str, ...]:
        """Return the codes of the languages written in the script of `word`; all of them for digits."""
        match = _LETTER.search(word)
        if not match:
            return tuple(rules.code for rules in self.rules)
        return tuple(rules.code for rules in self.rules if script_of(match.group()) in rules.scripts)

    def language_in(self, word: str, page_language: str) -> str:
        """Return the language a word of a page is read in: the page's, or the first that has its script, or ''."""
        languages = self.languages_of(word)
        if page_language in languages:
            return page_language
        return languages[0] if languages else ""

    def terms(self, word: str, language: str) -> tuple[str, ...]:
        """Return the terms of one word as typed; several where it is ambiguous because its diacritics are left out.

        The table knows a form with its diacritics only where they decide: účtu is of účet, úctu of úcta, uctu of both.
        """
        known = self._known_terms.get((word, language))
        if known is None:
            known = self._known_terms[word, language] = self._find_terms(word, language)
        return known

    def _find_terms(self, word: str, language: str) -> tuple[str, ...]:
        rules, forms = self.by_code[language], self.forms.get(language, {})
        folded = self.fold(word)
        for form in (spell(word), folded):
            if form in rules.exceptions:
                return (rules.exceptions[form],)
            if form in forms:
                return forms[form]
        return (stem(folded, rules),)

    def key(self, text: str, language: str) -> str:
        """Return the key under which a label or a phrase is found: its terms, in order, without function words.

        A phrase that would keep only one word keeps all of them, or "get in touch" would be found under "touch". The
        key is empty for text without a word.
        """
        words = [token.text for token in cut(text)]
        content = self.content(words, language)
        if all(_HAN_RUN.fullmatch(word) for word in content):
            return "".join(self.fold(word) for word in content)
        return " ".join(self.terms(word, language)[0] for word in content)

    def content(self, words: Sequence[str], language: str) -> list[str]:
        """Return the words that carry an idea; all of them, where fewer than two would remain."""
        stop = self.by_code[language].stop
        content = [word for word in words if self.fold(word) not in stop]
        return content if len(content) > 1 else list(words)


def fold(text: str) -> str:
    """Return `text` in lower case, compatibility-composed, without Latin diacritics and zero-width characters."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    return unicodedata.normalize("NFC", _DROPPED.sub("", decomposed))


def spell(word: str) -> str:
    """Return `word` in lower case and composed, with its diacritics."""
    return unicodedata.normalize("NFC", word.lower())


def cut(text: str) -> list[Token]:
    """Return the words and Han runs of `text`, in order; punctuation and space are left out."""
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def words_in(text: str) -> list[str]:
    """Return the words and Han runs of `text`, in order, without their places."""
    return _TOKEN.findall(text)


def han_terms(run: str) -> list[str]:
    """Return the index terms of a folded Han run: its overlapping pairs, and its characters."""
    return [run[i : i + 2] for i in range(len(run) - 1)] + list(run)


def stem(word: str, rules: Rules) -> str:
    """Return `word` without the endings that `rules` name; never shorter than they allow."""
    for _ in range(rules.rounds):
        shorter = _strip(word, rules.suffixes_by_end.get(word[-1:], ()))
        if shorter == word:
            break
        word = shorter
    if rules.final and word[-1] in rules.final and size(word[:-1]) > 1:
        word = word[:-1]
    return word


def _strip(word: str, suffixes: Iterable[tuple[str, str, int]]) -> str:
    for ending, replacement, least in suffixes:
        if word.endswith(ending) and size(word[: -len(ending)]) >= least:
            return word[: -len(ending)] + replacement
    return word


def size(word: str) -> int:
    """Return the letters of `word`; in scripts with a virama, its syllables, a closing consonant counted as one."""
    return len(_LETTER.findall(word)) - sum(character in _VIRAMAS for character in word[:-1])


def skeleton(latin: str, rules: Rules) -> str:
    """Return what is left of a word in Latin letters when habits of spelling are taken away: `nammakam` → `namakam`."""
    for before, after in rules.reductions:
        if not before.endswith("$"):
            latin = latin.replace(before, after)
        elif latin.endswith(before[:-1]):
            latin = latin[: 1 - len(before)] + after
    return _DOUBLE.sub(r"\1", latin)


def clusters(word: str) -> list[str]:
    """Return the characters of `word` as a reader counts them: each letter with its marks."""
    return _CLUSTER.findall(word)


@functools.lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """Return the Unicode script of a letter, by name; '' for one that none of our languages could use."""
    for script in _SCRIPTS:
        if regex.match(rf"\p{{Script={script}}}", character):
            return script
    return ""


# The scripts a language file may name; Unicode has more, but each needs its own care (direction, shaping, word breaks).
_SCRIPTS = ("Latin", "Telugu", "Han", "Devanagari", "Cyrillic", "Greek", "Tamil", "Kannada", "Bengali", "Arabic")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, stripped; joined by what stood between them they are the paragraph."""
    return [sentence for match in _SENTENCE.finditer(text) if (sentence := match.group().strip())]
