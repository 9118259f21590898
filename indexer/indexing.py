"""Makes an index: describes the pages, has Whoosh index them, and writes what the site ships of all that.

What grows with the number of pages passes by. A page is described, given to Whoosh and forgotten; so are the postings
that come back. What stays in memory grows with the words of the texts, and of those a longer text has few new ones.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING

from indexer.descriptions import Descriptions, fields_of_text
from indexer.export import Contents, write_search
from indexer.forms import derive_analysis
from indexer.index import MENTIONS, TAGS, LanguageIndex, write_index
from indexer.lexicon import Spoken, build_entries, build_meanings, collect_texts
from indexer.records import describe_page
from indexer.senses import Senses, derive_senses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from indexer.index import Entry, Postings
    from indexer.languages import Language
    from indexer.model import Page
    from indexer.vocabulary import Vocabulary

SEARCH = "search"  # beside the Whoosh indexes, which have the codes of their languages
_PAGES = "pages.jsonl"


@dataclass(frozen=True)
class Content:
    """What an index is made of.

    Attributes:
        pages: In the order of their paths.

    """

    pages: Sequence[Page]
    vocabulary: Vocabulary
    languages: Mapping[str, Language]

    def by_language(self) -> dict[str, list[Page]]:
        """Return the pages of each language, in the order of the languages' codes."""
        found: dict[str, list[Page]] = {code: [] for code in sorted({page.language for page in self.pages})}
        for page in self.pages:
            found[page.language].append(page)
        return found

    def senses(self) -> Senses:
        """Return what the words of the vocabulary mean, and how the words of these pages are understood."""
        texts = collect_texts(self.pages, self.vocabulary, self.languages)
        analysis = derive_analysis(self.languages, texts, self.vocabulary.labels(self.languages))
        return derive_senses(self.vocabulary, analysis)


def build_index(content: Content, folder: Path, earlier: Path | None, told: Callable[[int], None]) -> None:
    """Write the Whoosh indexes into `folder`, one a language, and what the site ships.

    Args:
        content: What is indexed.
        earlier: A folder that this wrote before, for the same vocabulary and languages; pages that it knows are not
            analysed again. The result is the same to the byte.
        told: Is given the number of pages indexed so far.

    """
    senses, spoken = content.senses(), Spoken()
    folder.mkdir(parents=True, exist_ok=True)
    with Descriptions(senses, folder / _PAGES, earlier and earlier / _PAGES) as descriptions:

        def entries(pages: Sequence[Page]) -> Iterator[Entry]:
            for page in pages:
                described = descriptions.of(page)
                spoken.note(page.language, described)
                told(descriptions.done)
                yield described.entry

        for code, pages in content.by_language().items():
            write_index(folder / code, entries(pages), fields_of_text(content.pages))
    with ExitStack() as opened:
        indexes = {code: opened.enter_context(closing(LanguageIndex(folder / code))) for code in content.by_language()}
        write_search(_contents(content, senses, spoken, indexes), folder / SEARCH)


def _contents(content: Content, senses: Senses, spoken: Spoken, indexes: Mapping[str, LanguageIndex]) -> Contents:
    vocabulary, languages = content.vocabulary, content.languages
    fields = [(code, index, field) for code, index in indexes.items() for field in index.fields]
    meant = [_read(*each) for each in fields if each[-1] in (TAGS, MENTIONS)]
    worded = [_read(*each) for each in fields if each[-1] not in (TAGS, MENTIONS)]
    return Contents(
        languages={code: {"name": language.name, "tag": language.tag} for code, language in languages.items()},
        analysis=senses.analysis,
        averages={code: {field: index.average(field) for field in index.fields} for code, index in indexes.items()},
        entries=build_entries(spoken, senses, vocabulary, merge(*worded, key=lambda pair: pair[1].term)),
        meanings=build_meanings(spoken, senses, vocabulary, chain.from_iterable(meant)),
        records={code: map(describe_page, pages) for code, pages in content.by_language().items()},
        principles=[concept.id for concept in vocabulary.principles],
    )


def _read(code: str, index: LanguageIndex, field: str) -> Iterator[tuple[str, Postings]]:
    for postings in index.read_postings(field):
        yield code, postings
