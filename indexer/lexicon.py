"""Makes the lexicon: all that the search needs to know beforehand, as plain values.

An entry stands under a bare folded word and tells, by language, which terms it is a form of, what it means as a term,
and where the term stands. A sense tells the same of a concept or of a row of the bridge. The shapes are described in
ARCHITECTURE.md, "What is shipped".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from indexer.analysis import Analysis, Said, cut, han_terms, skeleton
from indexer.forms import pinyin, romanise_indic
from indexer.index import TAGS, Entry, Postings
from indexer.model import Page, Relation
from indexer.senses import LONGEST, Senses, is_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.shipped import Entries
    from indexer.vocabulary import Vocabulary

MENTIONS = "mentions"

_Key = TypeVar("_Key")


def page_texts(page: Page) -> list[tuple[str, str]]:
    """Return (language, text) of the heading and of each paragraph."""
    heading = [(page.heading_language or page.language, page.heading)] if page.heading else []
    return heading + [(paragraph.language or page.language, paragraph.text) for paragraph in page.paragraphs]


def level(index: int, relation: Relation) -> int:
    """Return how near a page is to its tag: 0 central, 1 same, 2 close, 3 related."""
    if index == 0 and relation is Relation.SAME:
        return 0
    return {Relation.SAME: 1, Relation.CLOSE: 2, Relation.RELATED: 3}[relation]


@dataclass(frozen=True, slots=True)
class Description:
    """A page as the search sees it.

    Attributes:
        entry: What Whoosh is given.
        surfaces: (language, term) → the forms in which it stands in the page and its summaries.
        spoken: Sense → the words of the page that say it.

    """

    entry: Entry
    surfaces: Mapping[tuple[str, str], frozenset[str]]
    spoken: Mapping[str, frozenset[str]]


def describe(page: Page, senses: Senses) -> Description:
    """Return `page` cut into the terms of its fields, the senses it mentions, and the words for both."""
    analysis = senses.analysis
    heading = analysis.read(page.heading, page.heading_language or page.language)
    paragraphs = [analysis.read(part.text, part.language or page.language) for part in page.paragraphs]
    summaries = {code: analysis.read(summary, code) for code, summary in page.summaries.items()}
    evidence = [analysis.read(sentence, page.language) for sentence in dict.fromkeys(tag.evidence for tag in page.tags)]
    mentions = [mention for words in (heading, *paragraphs) for mention in senses.find_in(words)]
    surfaces: dict[tuple[str, str], set[str]] = defaultdict(set)
    fields = {
        "title": _terms([heading], analysis, surfaces),
        "body": _terms(paragraphs, analysis, surfaces),
        "evidence": _terms(evidence, analysis, {}),
        MENTIONS: [mention.sense for mention in mentions],
    }
    for code, words in summaries.items():
        fields[f"summary_{code}"] = _terms([words], analysis, surfaces)
    spoken: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        spoken[mention.sense].add(mention.surface)
    tags = [f"{tag.concept}:{level(number, tag.relation)}" for number, tag in enumerate(page.tags)]
    return Description(Entry(page.path, fields, tags), _frozen(surfaces), _frozen(spoken))


def _frozen(sets: Mapping[_Key, set[str]]) -> dict[_Key, frozenset[str]]:
    return {key: frozenset(words) for key, words in sets.items()}


def _terms(texts: Iterable[Sequence[Said]], analysis: Analysis, surfaces: dict[tuple[str, str], set[str]]) -> list[str]:
    """Return the terms of texts, and note in `surfaces` the words that stand for them."""
    terms: list[str] = []
    for word in (word for words in texts for word in words):
        if word.han:
            terms += han_terms(word.folded)
        elif word.language and word.folded not in analysis.by_code[word.language].stop:
            found = analysis.terms(word.text, word.language)
            terms += found
            for term in found:
                surfaces.setdefault((word.language, term), set()).add(word.folded)
    return terms


def build_entries(
    described: Mapping[str, Sequence[Description]],
    senses: Senses,
    vocabulary: Vocabulary,
    postings: Mapping[str, Sequence[Postings]],
) -> tuple[Entries, Entries]:
    """Return the entries by bare word, and the senses by id.

    Args:
        described: The pages, by their language.
        postings: What each language's index says, by language code.

    """
    entries: Entries = defaultdict(dict)
    meanings: Entries = defaultdict(dict)
    _add_forms(entries, senses.analysis)
    _add_labels(entries, senses)
    _add_surfaces(entries, meanings, described)
    for code in sorted(postings):
        _add_postings(entries, meanings, code, postings[code], senses.analysis)
    _add_rows(meanings, senses, vocabulary)
    _add_romanised(entries, senses)
    return dict(entries), dict(meanings)


def _term(entries: Entries, word: str, language: str) -> dict[str, Any]:
    found: dict[str, Any] = entries[word].setdefault("t", {}).setdefault(language, {})
    return found


def _add_forms(entries: Entries, analysis: Analysis) -> None:
    for language, forms in analysis.forms.items():
        for form, terms in forms.items():
            entries[form].setdefault("f", {})[language] = list(terms)


def _add_labels(entries: Entries, senses: Senses) -> None:
    for language, keys in senses.by_key.items():
        for key, found in keys.items():
            term = _term(entries, key, language)
            labels = [[sense.id, int(sense.grade), sense.label] for sense in found if not is_row(sense.id)]
            rows = [int(sense.id[1:]) for sense in found if is_row(sense.id)]
            surfaces = {" ".join(senses.analysis.fold(token.text) for token in cut(sense.label)) for sense in found}
            term |= {"s": sorted(surfaces)} | ({"l": labels} if labels else {}) | ({"b": rows} if rows else {})


def _add_surfaces(entries: Entries, meanings: Entries, described: Mapping[str, Sequence[Description]]) -> None:
    """Note the forms in which terms and senses stand in the texts: to tell a form from a guess, and to mark it."""
    surfaces: dict[tuple[str, str], set[str]] = defaultdict(set)
    spoken: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, pages in described.items():
        for page in pages:
            for key, words in page.surfaces.items():
                surfaces[key] |= words
            for sense, words in page.spoken.items():
                spoken[sense, code] |= words
    for (language, term), forms in surfaces.items():
        record = _term(entries, term, language)
        record["s"] = sorted({*record.get("s", ()), *forms})
    for (sense, code), forms in spoken.items():
        meanings[sense].setdefault("s", {})[code] = sorted(forms)


def _add_postings(
    entries: Entries, meanings: Entries, code: str, postings: Sequence[Postings], analysis: Analysis
) -> None:
    for entry in postings:
        if entry.field == TAGS:
            concept, _, near = entry.term.rpartition(":")
            meanings[concept].setdefault("g", {}).setdefault(code, {})[near] = list(entry.documents)
            continue
        packed = [entry.idf, list(entry.documents), [int(tf) for tf in entry.frequencies], list(entry.lengths)]
        if entry.field == MENTIONS:
            meanings[entry.term].setdefault("p", {})[code] = packed
            continue
        page_language = entry.field.removeprefix("summary_") if entry.field.startswith("summary_") else code
        language = analysis.language_in(entry.term, page_language)
        _term(entries, entry.term, language).setdefault("p", {}).setdefault(code, {})[entry.field] = packed


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


def _add_romanised(entries: Entries, senses: Senses) -> None:
    """Add what labels and words of the bridge look like in Latin letters, where their language is so typed."""
    for language, keys in senses.by_key.items():
        rules = senses.analysis.by_code[language]
        for key, found in keys.items():
            spellings: set[str] = set()
            if "Han" in rules.scripts:
                spellings = {pinyin(key)}
            elif rules.reductions:
                words = {sense.label for sense in found}
                spellings = {f"{language}~{skeleton(romanise_indic(word.replace(' ', '')), rules)}" for word in words}
            for spelling in sorted(spellings):
                if len(spelling) > LONGEST // 2:
                    romanised = entries[spelling].setdefault("r", [])
                    if [language, key] not in romanised:
                        romanised.append([language, key])


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
