"""Makes the lexicon: all that the search needs to know beforehand, as plain values.

An entry stands under a bare folded word and tells, by language, which terms it is a form of, what it means as a term,
and where the term stands. A sense tells the same of a concept or of a row of the bridge. The shapes are described in
ARCHITECTURE.md, "What is shipped".

Words are held in memory, and what Whoosh says of them passes by: memory grows with the words of the texts, of which a
longer text has few new ones, and not with their number.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from indexer.analysis import Analysis, clusters, cut, skeleton
from indexer.descriptions import SUMMARY, Description, page_texts
from indexer.forms import pinyin, romanise_indic
from indexer.index import TAGS, Postings
from indexer.near import slips
from indexer.packing import pack_postings, steps
from indexer.senses import LONGEST, Grade, Sense, Senses, is_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.model import Page
    from indexer.vocabulary import Vocabulary

Entries = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Spoken:
    """What the pages say, noted one by one.

    Attributes:
        surfaces: (language, term) → the forms in which it stands.
        senses: (sense, language of the page) → the words that say it.

    """

    surfaces: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    senses: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, code: str, described: Description) -> None:
        """Note what a page in the language `code` says."""
        for key, words in described.surfaces.items():
            self.surfaces[key] |= words
        for sense, words in described.spoken.items():
            self.senses[sense, code] |= words


def build_entries(
    spoken: Spoken, senses: Senses, vocabulary: Vocabulary, postings: Iterable[tuple[str, Postings]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each bare word with its entry, in no order.

    Args:
        postings: (language code of the index, what it says of a term), those of the same term one after the other.

    """
    entries: Entries = defaultdict(dict)
    _add_forms(entries, senses.analysis)
    _add_labels(entries, senses, vocabulary)
    _add_surfaces(entries, spoken)
    _add_romanised(entries, senses, vocabulary)
    for word, found in groupby(postings, key=lambda each: each[1].term):
        entry = entries.pop(word, {})
        for code, standing in found:
            name = standing.field
            page_language = name.removeprefix(SUMMARY) if name.startswith(SUMMARY) else code
            record = _term(entry, senses.analysis.language_in(word, page_language))
            record.setdefault("p", {}).setdefault(code, {})[name] = _packed(standing)
        yield word, entry
    yield from entries.items()


def build_meanings(
    spoken: Spoken, senses: Senses, vocabulary: Vocabulary, postings: Iterable[tuple[str, Postings]]
) -> Entries:
    """Return the senses by id.

    Args:
        postings: (language code of the index, what it says of a mention or tag).

    """
    meanings: Entries = defaultdict(dict)
    for (sense, code), words in spoken.senses.items():
        meanings[sense].setdefault("s", {})[code] = sorted(words)
    for code, standing in postings:
        if standing.field == TAGS:
            concept, _, near = standing.term.rpartition(":")
            meanings[concept].setdefault("g", {}).setdefault(code, {})[near] = steps(standing.documents)
        else:
            meanings[standing.term].setdefault("p", {})[code] = _packed(standing)
    _add_rows(meanings, senses, vocabulary)
    return dict(meanings)


def _packed(standing: Postings) -> str:
    return pack_postings(standing.documents, standing.lengths, standing.frequencies)


def _term(entry: dict[str, Any], language: str) -> dict[str, Any]:
    found: dict[str, Any] = entry.setdefault("t", {}).setdefault(language, {})
    return found


def _add_forms(entries: Entries, analysis: Analysis) -> None:
    for language, forms in analysis.forms.items():
        for form, terms in forms.items():
            entries[form].setdefault("f", {})[language] = list(terms)


def _add_labels(entries: Entries, senses: Senses, vocabulary: Vocabulary) -> None:
    """Add what labels and words of the bridge mean. A misspelling shows the label that it misspells, and no form."""
    for language, keys in senses.by_key.items():
        for key, found in keys.items():
            term = _term(entries[key], language)
            labels = [
                [sense.id, int(sense.grade), _spelt(sense, language, vocabulary, senses.analysis)]
                for sense in found
                if not is_row(sense.id)
            ]
            rows = [int(sense.id[1:]) for sense in found if is_row(sense.id)]
            spelt = {sense.label for sense in found if sense.grade is not Grade.HIDDEN}
            surfaces = {" ".join(senses.analysis.fold(token.text) for token in cut(label)) for label in spelt}
            filled = {"s": sorted(surfaces), "l": labels, "b": rows}
            term |= {name: values for name, values in filled.items() if values}


def _spelt(sense: Sense, language: str, vocabulary: Vocabulary, analysis: Analysis) -> str:
    """Return the label of a concept; for a misspelling, the label nearest to it, of Chinese ones by the sound too."""
    if sense.grade is not Grade.HIDDEN:
        return sense.label

    def apart(label: str) -> tuple[float, float]:
        typed, known = analysis.fold(sense.label), analysis.fold(label)
        seen = slips(clusters(typed), clusters(known), math.inf)
        return seen, slips(pinyin(typed), pinyin(known), math.inf) if cut(typed)[0].han else 0.0

    return min(vocabulary.by_id[sense.id].labels(language), key=apart, default=sense.label)


def _add_surfaces(entries: Entries, spoken: Spoken) -> None:
    """Note the forms in which terms stand in the texts: to tell a form from a guess, and to mark it."""
    for (language, term), forms in spoken.surfaces.items():
        record = _term(entries[term], language)
        record["s"] = sorted({*record.get("s", ()), *forms})


def _add_rows(meanings: Entries, senses: Senses, vocabulary: Vocabulary) -> None:
    """Note for each row its words, and the concepts it leads to: by itself, or because its words are labels of them.

    One word is no proof (a train is no training): the labels must be of two languages.
    """
    for number, meaning in enumerate(vocabulary.bridge):
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        for language, words in meaning.words.items():
            for word in words:
                for sense in senses.by_key.get(language, {}).get(senses.analysis.key(word, language), ()):
                    if not is_row(sense.id):
                        labels[sense.id].setdefault(language, word)
        translated = [concept for concept, words in labels.items() if len(words) > 1]
        meanings[f"~{number}"] |= {
            "w": {code: list(words) for code, words in meaning.words.items()},
            "c": [[concept, int(concept in translated)] for concept in dict.fromkeys((*meaning.leads_to, *translated))],
        }
    for concept in vocabulary.concepts:
        meanings[concept.id]["w"] = {code: [label] for code, label in concept.pref.items()}
        meanings[concept.id]["r"] = sorted({*concept.related, *concept.broader})


def _add_romanised(entries: Entries, senses: Senses, vocabulary: Vocabulary) -> None:
    """Add what labels and words of the bridge look like in Latin letters, where their language is so typed.

    The same slip is made in Latin letters; it leads to the label that was meant.
    """
    for language, keys in senses.by_key.items():
        rules = senses.analysis.by_code[language]
        for key, found in keys.items():
            spellings: set[tuple[str, str]] = set()
            if "Han" in rules.scripts:
                spellings = {(pinyin(key), key) for sense in found if sense.grade is not Grade.HIDDEN}
            elif rules.reductions:
                for sense in found:
                    latin = romanise_indic(sense.label.replace(" ", ""))
                    meant = senses.analysis.key(_spelt(sense, language, vocabulary, senses.analysis), language)
                    spellings.add((f"{language}~{skeleton(latin, rules)}", meant))
            for spelling, meant in sorted(spellings):
                if len(spelling) > LONGEST // 2:
                    romanised = entries[spelling].setdefault("r", [])
                    if [language, meant] not in romanised:
                        romanised.append([language, meant])


def collect_texts(pages: Sequence[Page], vocabulary: Vocabulary, languages: Iterable[str]) -> dict[str, list[str]]:
    """Return all texts by language whose words the analysis must know: pages, summaries, labels and the bridge."""
    texts: dict[str, list[str]] = {code: [] for code in languages}
    for page in pages:
        for code, text in page_texts(page) + list(page.summaries.items()):
            texts.setdefault(code, []).append(text)
    for code, collected in texts.items():
        collected.extend(vocabulary.labels([code])[code])
        for meaning in vocabulary.bridge:
            collected.extend(meaning.words.get(code, ()))
    return texts
