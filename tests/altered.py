"""Takes off a page what a reason names, and ranks the altered page without a new index for each.

All altered pages are written into one Whoosh index, which tells how often each term stands there and how long the
fields are, as Whoosh remembers it. An index in memory, of one language with one page exchanged, follows from that by
Whoosh's formula; tests hold it to Whoosh's own scores.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, cast

from indexer.analysis import Analysis, cut
from indexer.descriptions import describe, page_texts
from indexer.index import K1, MENTIONS, TAGS, B, Clause, Entry, Found, LanguageIndex, write_index
from indexer.senses import derive_senses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from indexer.answer import Why
    from indexer.model import Page
    from indexer.pipeline import Knowledge
    from indexer.search import SearchEngine
    from indexer.vocabulary import Concept

GAP = " … "
BLOT = "…"  # a term that is in no text

Question = tuple[str, str]  # a query, and the reader's language
Named = tuple[str, str, bool]  # a page, what a reason names of it, and whether that stands in a summary
Term = tuple[str, str]  # field and term
Standing = dict[int, tuple[float, int]]  # page → how often a term stands there, and how long the field is


def without(page: Page, why: Why, concepts: Iterable[Concept], analysis: Analysis) -> Page | None:
    """Return `page` without what a reason names: words of its text or of its summaries, or a tag; None if it has none.

    Words are taken out wherever they stand in the text, in just this form. Other forms stay, and so do the tags.
    """
    if why.reason == "summary":
        summaries = {code: _without_forms(text, why.matched, code, analysis) for code, text in page.summaries.items()}
        return replace(page, summaries=summaries) if summaries != page.summaries else None
    if any(why.matched in text for _, text in page_texts(page)):
        return replace(
            page,
            heading=page.heading.replace(why.matched, GAP),
            paragraphs=tuple(replace(part, text=part.text.replace(why.matched, GAP)) for part in page.paragraphs),
            tags=tuple(replace(tag, evidence=tag.evidence.replace(why.matched, GAP)) for tag in page.tags),
        )
    named = {concept.id for concept in concepts if why.matched in concept.pref.values()}
    tags = tuple(tag for tag in page.tags if tag.concept not in named)
    return replace(page, tags=tags) if tags != page.tags else None


def _without_forms(text: str, word: str, code: str, analysis: Analysis) -> str:
    """Return a summary without a word, in any of its forms; of Chinese, without any two of its characters together."""
    terms = {term for token in cut(word) for term in analysis.terms(token.text, code)}
    pairs = [word, *(word[place : place + 2] for place in range(len(word) - 1))]
    for token in reversed(cut(text)):
        said = token.text
        if token.han:
            for pair in pairs:
                said = said.replace(pair, GAP)
        elif terms & set(analysis.terms(token.text, code)):
            said = GAP
        text = text[: token.start] + said + text[token.end :]
    return text


def as_long(entry: Entry, before: Entry) -> Entry:
    """Return `entry` with blots for the words that it has lost: the others are worth no more on a shorter page."""
    lost = {name: max(0, len(terms) - len(entry.fields.get(name, ()))) for name, terms in before.fields.items()}
    fields = {name: [*entry.fields.get(name, ()), *[BLOT] * number] for name, number in lost.items()}
    return replace(entry, fields={**fields, MENTIONS: entry.fields[MENTIONS]})


@dataclass(frozen=True)
class Described:
    """What Whoosh says of the pages of an index: where each term stands, and which terms each page has."""

    postings: Mapping[Term, Standing]
    terms: Sequence[set[Term]]

    @classmethod
    def read(cls, index: LanguageIndex) -> Described:
        """Return what an index says."""
        postings: dict[Term, Standing] = {}
        terms: list[set[Term]] = [set() for _ in index.pages]
        for entry in chain.from_iterable(map(index.read_postings, index.fields)):
            key = (entry.field, entry.term)
            pairs = zip(entry.frequencies, entry.lengths, strict=True)
            postings[key] = dict(zip(entry.documents, pairs, strict=True))
            for document in entry.documents:
                terms[document].add(key)
        return cls(postings, terms)

    @classmethod
    def of(cls, entries: Sequence[Entry], folder: Path) -> Described:
        """Return what Whoosh says of `entries`, each a page of its own, numbered in their order."""
        numbered = [replace(entry, page=f"{number:06}") for number, entry in enumerate(entries)]
        write_index(folder, numbered, {name for entry in entries for name in entry.fields})
        index = LanguageIndex(folder)
        described = cls.read(index)
        index.close()
        return described


@dataclass
class Memory:
    """An index of one language in memory, which answers as `LanguageIndex` does.

    Attributes:
        averages: Field → average length.
        exchanged: Number of a page, and the terms that it has instead of its own.

    """

    described: Described
    averages: Mapping[str, float]
    exchanged: tuple[int, Mapping[Term, tuple[float, int]]] | None = None
    asked: dict[tuple[Clause, ...], list[Found]] = field(default_factory=dict)

    @classmethod
    def read(cls, index: LanguageIndex) -> Memory:
        """Return what an index holds."""
        described = Described.read(index)
        return cls(described, {name: index.average(name) for name, _ in described.postings})

    def exchange(self, number: int, old: Entry, new: Entry, others: Described, place: int) -> Memory:
        """Return the index with page `number`, once `old`, exchanged for `new`, which is `others`' page `place`."""
        total = len(self.described.terms)
        names = {*self.averages, *new.fields}
        change = {name: len(new.fields.get(name, ())) - len(old.fields.get(name, ())) for name in names}
        averages = {name: self.averages.get(name, 0.0) + change[name] / total or 1.0 for name in names}
        terms = {key: others.postings[key][place] for key in others.terms[place]}
        return Memory(self.described, averages, (number, terms))

    def idf(self, name: str, term: str) -> float:
        """Return Whoosh's idf of a term; 0 when it stands nowhere in the field."""
        standing = len(self._standing((name, term)))
        return math.log(len(self.described.terms) / (standing + 1)) + 1 if standing else 0.0

    def highest_idf(self, name: str, term: str) -> float:
        """Return the idf of a term, and of one that stands nowhere as though it stood on one page."""
        return self.idf(name, term) or math.log(len(self.described.terms) / 2) + 1

    def search(self, clauses: Sequence[Clause]) -> list[Found]:
        """Return all pages that match a clause, in the order of their numbers."""
        key = tuple(clauses)
        if key not in self.asked:
            self.asked[key] = self._search(clauses)
        return self.asked[key]

    def _search(self, clauses: Sequence[Clause]) -> list[Found]:
        scores: dict[int, float] = defaultdict(float)
        matched: dict[int, set[Term]] = defaultdict(set)
        for clause in clauses:
            keys = [(clause.field, term) for term in clause.terms]
            standing = [self._standing(key) for key in keys]
            for number in set(standing[0]).intersection(*standing[1:]):
                found = zip(keys, standing, strict=True)
                scores[number] += clause.boost * sum(self._score(key, *pages[number]) for key, pages in found)
                matched[number] |= set(keys)
        return [Found(number, score, frozenset(matched[number])) for number, score in sorted(scores.items())]

    def _standing(self, key: Term) -> Standing:
        standing = self.described.postings.get(key, {})
        if not self.exchanged:
            return standing
        number, terms = self.exchanged
        if key in terms:
            return {**standing, number: terms[key]}
        return {page: found for page, found in standing.items() if page != number}

    def _score(self, key: Term, frequency: float, length: int) -> float:
        if key[0] == TAGS:
            return 1.0
        share = 0.0 if key[0] == MENTIONS else B
        norm = frequency + K1 * (1 - share + share * length / self.averages[key[0]])
        return self.idf(*key) * frequency * (K1 + 1) / norm


@dataclass(frozen=True)
class Told:
    """Everything that the search names as reasons, and what it would find without it.

    Attributes:
        engine: The search, with its indexes in memory.
        memory: These indexes, by language.
        paths: Language → paths of the pages, by their numbers.
        named: What reasons name → who was told so, with the reason and the score of the hit.
        entries: What reasons name → the page without it.
        described: What Whoosh says of these, in their order.
        before: Path of a page → what it was.

    """

    engine: SearchEngine
    memory: Mapping[str, Memory]
    paths: Mapping[str, Sequence[str]]
    named: Mapping[Named, Sequence[tuple[Question, Why, float]]]
    entries: Mapping[Named, Entry]
    described: Described
    before: Mapping[str, Entry]

    def without(self, named: Named) -> SearchEngine:
        """Return the search over the pages as they would be without what a reason names."""
        path = named[0]
        code, place = path.split("/")[0], list(self.entries).index(named)
        number = self.paths[code].index(path)
        other = self.memory[code].exchange(number, self.before[path], self.entries[named], self.described, place)
        return with_indexes(self.engine, {**self.memory, code: other})

    def scores(self, engine: SearchEngine, question: Question) -> dict[str, float]:
        """Return the pages that an engine finds, with their scores."""
        query, language = question
        places = engine.rank(self.engine.interpreter.interpret(query), language).places
        return {self.paths[code][number]: score for score, code, number in places}

    @classmethod
    def of(cls, engine: SearchEngine, knowledge: Knowledge, questions: Iterable[Question], folder: Path) -> Told:
        """Return what `engine` tells whoever asks these questions, of all the pages it finds."""
        analysis = engine.interpreter.reader.analysis
        senses = derive_senses(knowledge.vocabulary, analysis)
        by_path = {page.path: page for page in knowledge.pages}
        before = {path: describe(page, senses).entry for path, page in by_path.items()}
        memory = {code: Memory.read(index) for code, index in engine.indexes.items()}
        quick = with_indexes(engine, memory)
        named: dict[Named, list[tuple[Question, Why, float]]] = defaultdict(list)
        for query, language in questions:
            for hit in quick.search(query, language=language, limit=len(by_path)).hits:
                for why in hit.why:
                    name = (hit.page, why.matched, why.reason == "summary")
                    named[name].append(((query, language), why, hit.score))
        entries = {}
        for name, reasons in named.items():
            page = without(by_path[name[0]], reasons[0][1], knowledge.vocabulary.concepts, analysis)
            assert page, f"{name[0]} has no {name[1]!r}, which {reasons[0][0]} was told"
            entries[name] = as_long(describe(page, senses).entry, before[name[0]])
        paths = {code: index.pages for code, index in engine.indexes.items()}
        return cls(quick, memory, paths, named, entries, Described.of(list(entries.values()), folder), before)


def with_indexes(engine: SearchEngine, indexes: Mapping[str, Memory]) -> SearchEngine:
    """Return `engine` over other indexes."""
    return replace(engine, indexes=cast("Mapping[str, LanguageIndex]", indexes))
