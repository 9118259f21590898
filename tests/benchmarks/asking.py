"""Draws what is asked of every engine, and knows from the corpus which pages are right.

Of 100 queries, 25 a language, some are words of the pages, some rarer forms of such words, some two words of one page,
some labels of concepts. A page is right when it has, for each word asked, some form of the word; or of a word of the
same meaning in its own language, by the bridge; or is about a concept that the word is a label of or leads to.
`strict` leaves out the last: what remains is any form of the word itself or of its translation.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from indexer.analysis import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from indexer.model import Page
    from indexer.vocabulary import Vocabulary

_KINDS = {"word": 9, "form": 5, "two words": 5, "label": 6}  # of 25 a language
_RARE, _COMMON = 3, 0.01  # a word asked stands on that many pages at least, on that share of them at most
_CONCEPTS = 24


@dataclass(slots=True)
class Query:
    """A query and the pages that are right for it.

    Attributes:
        kind: `word`, `form`, `two words` or `label`.
        words: What is asked, each word apart; a label is one.
        right: Paths.
        strict: Those of them that have the words themselves, or their translations.

    """

    text: str
    language: str
    kind: str
    words: tuple[str, ...]
    right: set[str] = field(default_factory=set)
    strict: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Slot:
    """A label of a concept, and for each language the pages about the concept."""

    text: str
    language: str
    concept: str
    pages: Mapping[str, frozenset[str]]


class Truth:
    """What the generator knows, and the words of each page."""

    def __init__(self, folder: Path, pages: Sequence[Page], vocabulary: Vocabulary) -> None:
        """Read the truth beside the corpus in `folder`."""
        told: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))
        self._forms: dict[str, dict[str, list[str]]] = json.loads((folder / "forms.json").read_text("utf-8"))
        self._about: dict[str, dict[str, str]] = told["about"]
        self._grammar = {language: frozenset(words) for language, words in told["grammar"].items()}
        self._pages = pages
        self._vocabulary = vocabulary
        self._seed = told["seed"]

    def queries(self) -> list[Query]:
        """Return the queries, shuffled, with their right pages."""
        drawn = [query for language in self._forms for query in self._draw(language)]
        random.Random(f"{self._seed}/order").shuffle(drawn)  # noqa: S311 -- repeatable, not secret
        needs = [[self._needed(word, query.language) for word in query.words] for query in drawn]
        for page in self._pages:
            text, words = self._read(page)
            about = self._about[page.path]
            for query, needed in zip(drawn, needs, strict=True):
                said = [need.is_said(page.language, text, words) for need in needed]
                if all(said):
                    query.strict.add(page.path)
                if all(one or need.concepts & about.keys() for one, need in zip(said, needed, strict=True)):
                    query.right.add(page.path)
        return drawn

    def slots(self) -> list[Slot]:
        """Return labels of concepts drawn by chance, one a language."""
        chance = random.Random(f"{self._seed}/slots")  # noqa: S311 -- repeatable, not secret
        pages: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for path, concepts in self._about.items():
            for concept, relation in concepts.items():
                if relation != "related":
                    pages[concept][path.split("/")[0]].add(path)
        known = [concept for concept in self._vocabulary.concepts if concept.id in pages]
        return [
            Slot(
                chance.choice(concept.labels(language)),
                language,
                concept.id,
                {code: frozenset(found) for code, found in pages[concept.id].items()},
            )
            for concept in chance.sample(known, k=min(_CONCEPTS, len(known)))
            for language in self._forms
        ]

    def _draw(self, language: str) -> Iterator[Query]:
        chance = random.Random(f"{self._seed}/queries/{language}")  # noqa: S311
        read = [self._read(page) for page in self._pages if page.language == language]
        counted = self._count(language, read)
        least, most = min(_RARE, len(read) // 3), max(8, round(_COMMON * len(read)))
        middle = sorted(word for word, count in counted.items() if least <= count <= most)
        rare = [
            form for form, words in self._forms[language].items() if form not in words and 0 < counted[words[0]] <= most
        ]
        for word in chance.sample(middle, k=_KINDS["word"] + (0 if rare else _KINDS["form"])):
            yield Query(word, language, "word", (word,))
        for form in chance.sample(sorted(rare), k=_KINDS["form"] if rare else 0):
            yield Query(form, language, "form", (form,))
        known = frozenset(middle)
        left = _KINDS["two words"]
        while left:
            text, words = chance.choice(read)
            found = sorted(known & words) if language != "zh" else [word for word in middle if word in text]
            if len(found) > 1:
                left -= 1
                two = chance.sample(found, k=2)
                yield Query(" ".join(two), language, "two words", tuple(two))
        for concept in chance.sample(self._vocabulary.concepts, k=_KINDS["label"]):
            label = chance.choice(concept.labels(language))
            yield Query(label, language, "label", (label.lower(),))

    def _count(self, language: str, read: Iterable[tuple[str, frozenset[str]]]) -> Counter[str]:
        """Return on how many pages each word stands; of Chinese ones those of two to four characters."""
        if language != "zh":
            return Counter(word for _, words in read for word in words - self._grammar[language])
        counted: Counter[str] = Counter()
        known = self._forms[language]
        for text, _ in read:
            pieces = {text[at : at + size] for size in (2, 3, 4) for at in range(len(text) - size + 1)}
            counted.update(piece for piece in pieces if piece in known)
        return counted

    def _read(self, page: Page) -> tuple[str, frozenset[str]]:
        """Return the text of a page and the words that its forms may be of."""
        text = "\n".join((page.heading, *(part.text for part in page.paragraphs))).lower()
        if page.language == "zh":
            return text, frozenset()
        forms = self._forms[page.language]
        return text, frozenset(word for token in cut(text) for word in forms.get(token.text, (token.text,)))

    def _needed(self, asked: str, language: str) -> _Need:
        """Return what a page must have to be right for one word."""
        same = {language: [self._parts(asked, language)]}
        concepts = {
            concept.id for concept in self._vocabulary.concepts if asked in map(str.lower, concept.labels(language))
        }
        for row in self._vocabulary.bridge:
            if any(self._meets(asked, word.lower(), language) for word in row.words.get(language, ())):
                concepts |= set(row.leads_to)
                for code, words in row.words.items():
                    same.setdefault(code, []).extend(self._parts(word.lower(), code) for word in words)
        for concept in self._vocabulary.concepts:
            if any(self._meets(asked, word.lower(), language) for word in concept.labels(language)):
                concepts.add(concept.id)
                for code in self._forms:
                    same.setdefault(code, []).extend(self._parts(word.lower(), code) for word in concept.labels(code))
        return _Need(same, frozenset(concepts))

    def _parts(self, text: str, language: str) -> tuple[frozenset[str], ...]:
        """Return, for each word of `text`, the words it may be a form of."""
        if language == "zh":
            return (frozenset({text}),)
        forms = self._forms[language]
        return tuple(frozenset(forms.get(token.text, (token.text,))) for token in cut(text))

    def _meets(self, one: str, other: str, language: str) -> bool:
        if one == other:
            return True
        mine, theirs = self._parts(one, language), self._parts(other, language)
        return len(mine) == len(theirs) and all(a & b for a, b in zip(mine, theirs, strict=True))


@dataclass(frozen=True, slots=True)
class _Need:
    """What stands for a word: by language, runs of words; and the concepts that it names or leads to."""

    same: Mapping[str, Sequence[tuple[frozenset[str], ...]]]
    concepts: frozenset[str]

    def is_said(self, language: str, text: str, words: frozenset[str]) -> bool:
        """Whether a page in `language` has the word in some form, or its translation."""
        runs = self.same.get(language, ())
        if language == "zh":
            return any(next(iter(run[0])) in text for run in runs)
        return any(all(part & words for part in run) for run in runs)
