"""The forms of a word: from simplemma's dictionaries where they know it, else by the endings of a grammar.

The endings are written from grammars and not from `site_config/languages/`: the search must not be tested on its own
rules. Some of them it does not know.
"""

from __future__ import annotations

import functools
from collections import defaultdict

import regex
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

_MOST = 12  # forms of one word that the corpus uses
_PLAIN = {"en": regex.compile(r"[a-z]{2,14}"), "cs": regex.compile(r"[a-záčďéěíňóřšťúůýž]{2,15}")}

_CZECH_HARD = ("u", "em", "y", "ů", "ům", "ech", "ové")
_TELUGU_M = tuple("ం ాన్ని ానికి ంలో ంతో ాలు ాలను ాలకు ాలతో ంగా ంపై ాల ంలోని ంవల్ల ానికే".split())
_TELUGU_VERB = tuple("ించు ించి ించిన ిస్తే ిస్తుంది ిస్తారు ించాలి ించడం ించే ిస్తూ ించకుండా ించలేదు ించడానికి".split())
_TELUGU_I = tuple("ని కి లో తో లు లను లకు లతో గా పై ల లోని వల్ల".split())
_TELUGU_U = tuple("ను కు లో తో లు లను లకు లలో గా పై ల లోని వల్ల".split())


@functools.cache
def lemmas(language: str) -> dict[str, str]:
    """Return form → lemma of simplemma's dictionary, both in plain lower-case letters; empty where it has none.

    A negated form is left out: it does not mean the same.
    """
    plain = _PLAIN.get(language)
    if plain is None:
        return {}
    table = DefaultDictionaryFactory().get_dictionary(language)
    return {
        form: lemma
        for form, lemma in table.items()
        if plain.fullmatch(form) and plain.fullmatch(lemma) and not _is_negated(form, lemma)
    }


def _is_negated(form: str, lemma: str) -> bool:
    return form.startswith("ne") and not lemma.startswith("ne") and form[2:4] == lemma[:2]


@functools.cache
def paradigms(language: str) -> dict[str, tuple[str, ...]]:
    """Return lemma → its forms in the dictionary, itself first, the short ones before the long ones."""
    forms: dict[str, set[str]] = defaultdict(set)
    for form, lemma in lemmas(language).items():
        forms[lemma].add(form)
    return {
        lemma: (lemma, *sorted(found - {lemma}, key=lambda form: (len(form), form))[: _MOST - 1])
        for lemma, found in forms.items()
    }


def inflect(word: str, language: str) -> tuple[str, ...]:
    """Return the forms of a word, itself first."""
    known = paradigms(language).get(lemmas(language).get(word, word))
    if known:
        return (word, *(form for form in known if form != word))
    endings = {"en": _english, "cs": _czech, "te": _telugu}.get(language)
    return tuple(dict.fromkeys((word, *endings(word)))) if endings else (word,)


def _english(word: str) -> tuple[str, ...]:
    if word.endswith(("s", "x", "ch", "sh")):
        return (f"{word}es",)
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (f"{word[:-1]}ies",)
    if word.endswith("e"):
        return (f"{word}s", f"{word}d", f"{word[:-1]}ing")
    return (f"{word}s", f"{word}ed", f"{word}ing") if len(word) % 2 else (f"{word}s",)


def _czech(word: str) -> tuple[str, ...]:
    stem = word[:-1]
    if word.endswith("ost"):
        return tuple(word + ending for ending in ("i", "í", "em", "ech", "mi"))
    by_last = {
        "a": ("y", "ě", "u", "o", "ou", "ám", "ách", "ami"),
        "o": ("a", "u", "em", "ům", "ech", "y"),
        "e": ("i", "í", "ím", "ích", "emi"),
        "ý": ("ého", "ému", "ým", "ém", "á", "é", "ou", "ých", "ými", "ější"),
        "í": ("ího", "ímu", "ím", "ích", "ími"),
        "t": ("l", "la", "li", "me", "jí", "m"),
    }
    if word[-1] in by_last and (word[-1] != "t" or word[-2:-1] in "aei"):
        return tuple(stem + ending for ending in by_last[word[-1]])
    return tuple(word + ending for ending in _CZECH_HARD) if word[-1] not in "áéěíóúůýiuy" else ()


def _telugu(word: str) -> tuple[str, ...]:
    consonant = "\u0c15" <= word[-2:-1] <= "\u0c39"
    if word.endswith("ించు"):
        return tuple(word[: -len("ించు")] + ending for ending in _TELUGU_VERB)
    if word.endswith("ం") and consonant:
        return tuple(word[:-1] + ending for ending in _TELUGU_M)
    endings = _TELUGU_I if word.endswith(("ి", "ీ", "ై")) else _TELUGU_U
    return tuple(word + ending for ending in endings)
