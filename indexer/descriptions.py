"""Describes a page as the search sees it, and keeps what it found for the next build.

A page need be analysed again only when it has changed, or when its words have: a lemma that another page brings can
make a form ambiguous, and a character a variant. So what a page's words become is compared, which is much less than to
find all that they mean.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from indexer.analysis import Analysis, Said, han_terms, words_in
from indexer.index import MENTIONS, Entry
from indexer.model import Page, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from indexer.senses import Senses

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


@dataclass
class Descriptions:
    """Descriptions of pages, as far as possible those of an earlier build.

    Attributes:
        known: Page path → what was kept of it, as `to_json` writes it.
        analysed: The paths of the pages that were analysed now.

    """

    senses: Senses
    known: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    kept: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    analysed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note all that can be meant: where that has changed, any page may mention something else."""
        self._meant = _digest({code: sorted(keys) for code, keys in self.senses.by_key.items()})

    def of(self, page: Page) -> Description:
        """Return the description of a page."""
        known = self.known.get(page.path)
        stamp = _digest([self._meant, repr(page), self._words(page)])
        if known and known["stamp"] == stamp:
            self.kept[page.path] = known
            return _from_json(page.path, known)
        described = describe(page, self.senses)
        self.analysed.append(page.path)
        self.kept[page.path] = {"stamp": stamp, **_to_json(described)}
        return described

    def _words(self, page: Page) -> list[list[str]]:
        """Return what the words of a page become."""
        words = {(code, word) for code, text in _all_texts(page) for word in words_in(text)}
        return [[*pair, *_became(*pair, self.senses.analysis)] for pair in sorted(words)]

    def write(self, path: Path) -> None:
        """Write what is to be kept for the next build."""
        path.write_text(json.dumps(self.kept, ensure_ascii=False), encoding="utf-8")


def read_descriptions(path: Path) -> dict[str, Mapping[str, Any]]:
    """Return what `Descriptions.write` wrote; nothing when it is not there or not whole."""
    try:
        known: dict[str, Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known


def _all_texts(page: Page) -> list[tuple[str, str]]:
    return [*page_texts(page), *page.summaries.items(), *((page.language, tag.evidence) for tag in page.tags)]


def _became(code: str, word: str, analysis: Analysis) -> tuple[str, ...]:
    (said,) = analysis.read(word, code)
    terms = () if said.han or not said.language else analysis.terms(word, said.language)
    return (said.folded, said.language, *terms)


def _to_json(described: Description) -> dict[str, Any]:
    return {
        "fields": described.entry.fields,
        "tags": described.entry.tags,
        "surfaces": [[*key, *sorted(words)] for key, words in sorted(described.surfaces.items())],
        "spoken": {sense: sorted(words) for sense, words in sorted(described.spoken.items())},
    }


def _from_json(path: str, kept: Mapping[str, Any]) -> Description:
    surfaces = {(language, term): frozenset(words) for language, term, *words in kept["surfaces"]}
    spoken = {sense: frozenset(words) for sense, words in kept["spoken"].items()}
    return Description(Entry(path, kept["fields"], kept["tags"]), surfaces, spoken)


def _digest(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
