"""Describes a page as the search sees it, and keeps what it found for the next build.

A page need be analysed again only when it has changed, or when its words have: a lemma that another page brings can
make a form ambiguous, and a character a variant. So what a page's words become is compared, which is much less than to
find all that they mean.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar

from indexer.analysis import Analysis, Said, han_terms, words_in
from indexer.index import MENTIONS, Entry
from indexer.model import Page, Relation

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence
    from pathlib import Path

    from indexer.senses import Senses

SUMMARY = "summary_"  # and a language code: the field of summaries in that language

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
        fields[SUMMARY + code] = _terms([words], analysis, surfaces)
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


def fields_of_text(pages: Iterable[Page]) -> list[str]:
    """Return the names of the fields that the descriptions of `pages` have."""
    return [
        "title",
        "body",
        "evidence",
        MENTIONS,
        *sorted({SUMMARY + code for page in pages for code in page.summaries}),
    ]


class Descriptions:
    """Describes pages, as far as possible as an earlier build did, and keeps that for the next one; a context.

    Both files have a line a page, in the order of the paths, so that one line at a time is in memory.

    Attributes:
        done: How many pages were described.
        analysed: The paths of those that the earlier build did not tell of.

    """

    def __init__(self, senses: Senses, kept: Path, earlier: Path | None = None) -> None:
        """Prepare to write the file `kept`, with what the file `earlier` says.

        Where anything that can be meant has changed, any page may mention something else: then that tells nothing.
        """
        self.senses = senses
        self.done = 0
        self.analysed: list[str] = []
        self._meant = _digest({code: sorted(keys) for code, keys in senses.by_key.items()})
        self._became: dict[tuple[str, str], str] = {}
        self._earlier = _read_kept(earlier)
        self._next = next(self._earlier, None)
        self._kept = kept.open("w", encoding="utf-8", newline="\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._earlier.close()
        self._kept.close()

    def of(self, page: Page) -> Description:
        """Return the description of a page; pages come in the order of their paths."""
        stamp = _digest([self._meant, repr(page), self._words(page)])
        while self._next and self._next["page"] < page.path:
            self._next = next(self._earlier, None)
        if self._next and self._next["page"] == page.path and self._next["stamp"] == stamp:
            kept = self._next
            described = _from_json(page.path, kept)
        else:
            described = describe(page, self.senses)
            self.analysed.append(page.path)
            kept = {"page": page.path, "stamp": stamp, **_to_json(described)}
        self.done += 1
        self._kept.write(json.dumps(kept, ensure_ascii=False) + "\n")
        return described

    def _words(self, page: Page) -> list[str]:
        """Return what the words of a page become."""
        words = {(code, word) for code, text in _all_texts(page) for word in words_in(text)}
        return [self._became.get(pair) or self._become(*pair) for pair in sorted(words)]

    def _become(self, code: str, word: str) -> str:
        (said,) = self.senses.analysis.read(word, code)
        terms = () if said.han or not said.language else self.senses.analysis.terms(word, said.language)
        became = " ".join((code, word, said.folded, said.language, *terms))
        if not said.han:  # no two runs are alike
            self._became[code, word] = became
        return became


def _read_kept(path: Path | None) -> Generator[Mapping[str, Any], None, None]:
    """Yield what was kept of each page, as far as the file is there and whole."""
    if not path:
        return
    with contextlib.suppress(OSError, ValueError), path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _all_texts(page: Page) -> list[tuple[str, str]]:
    return [*page_texts(page), *page.summaries.items(), *((page.language, tag.evidence) for tag in page.tags)]


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
