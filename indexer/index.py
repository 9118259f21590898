"""Writes, reads and searches the Whoosh indexes, one a language. The only home of Whoosh.

What goes in is already cut into terms (`Entry`), so Whoosh is asked for nothing but what it is best at: postings and
scores. An index is pickled and is therefore never published: what the site needs is read out as plain values
(`read_postings`).
"""

from __future__ import annotations

import math
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import whoosh.index as whoosh_index  # noqa: TID251 -- the one home
from whoosh import analysis, fields, query, scoring  # noqa: TID251

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from whoosh.searching import Searcher  # noqa: TID251

K1 = 1.2
B = 0.75
_PAGE = "page"
TAGS = "tags"
MENTIONS = "mentions"  # without B: what else a page mentions takes nothing from a sense that it mentions


@dataclass(frozen=True, slots=True)
class Entry:
    """One page, cut into terms.

    Attributes:
        page: The page's path; entries are written in the order of their paths.
        fields: Field → its terms, in order.
        tags: Marks that are there or not (`smile:0`); they carry no frequency.

    """

    page: str
    fields: Mapping[str, Sequence[str]]
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms to look for in one field, all of them in the same page, and what a find is worth."""

    field: str
    terms: tuple[str, ...]
    boost: float


@dataclass(frozen=True, slots=True)
class Found:
    """A page found: its number in the index, Whoosh's score, and the clauses that matched."""

    document: int
    score: float
    matched: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands.

    Attributes:
        documents: Numbers, ascending.
        frequencies: Of the term in each document.
        lengths: Of the field in each document, as Whoosh remembers it (one byte, rounded up to its table).

    """

    field: str
    term: str
    documents: tuple[int, ...]
    frequencies: tuple[int, ...]
    lengths: tuple[int, ...]


class LanguageIndex:
    """The index of the pages in one language."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`."""
        self._index = whoosh_index.open_dir(str(folder))
        self._searcher: Searcher = self._index.searcher(weighting=scoring.BM25F(B=B, K1=K1, mentions_B=0.0))
        reader = self._searcher.reader()
        self.pages: tuple[str, ...] = tuple(
            reader.stored_fields(number)[_PAGE] for number in range(reader.doc_count_all())
        )

    def average(self, field: str) -> float:
        """Return the average length of `field`, as Whoosh computes it; 1 for an empty field."""
        reader = self._searcher.reader()
        return float(reader.field_length(field) / reader.doc_count_all()) or 1.0

    def idf(self, field: str, term: str) -> float:
        """Return Whoosh's idf of a term; 0 when it stands nowhere in the field."""
        if (field, term) not in self._searcher.reader():
            return 0.0
        return float(self._searcher.idf(field, term))

    def highest_idf(self, field: str, term: str) -> float:
        """Return the idf of a term, and of one that stands nowhere as though it stood on one page."""
        return self.idf(field, term) or math.log(len(self.pages) / 2) + 1

    def search(self, clauses: Sequence[Clause]) -> list[Found]:
        """Return all pages that match a clause, in the order of their numbers.

        Whoosh sums the clauses' scores. `limit=None` throughout: with a limit, Whoosh can return a wrong top ten.
        """
        present = [clause for clause in clauses if self._has(clause)]
        if not present:
            return []
        wanted = query.Or([_spoken(clause) for clause in present])
        # Whoosh would change to another matcher at 1,024 clauses, and that one forgets which terms matched.
        wanted.matcher_type = query.Or.DEFAULT_MATCHER
        results = self._searcher.search(wanted, limit=None, terms=True)
        found = [
            Found(hit.docnum, hit.score, frozenset((field, term.decode()) for field, term in hit.matched_terms()))
            for hit in results
        ]
        return sorted(found, key=lambda hit: hit.document)

    def _has(self, clause: Clause) -> bool:
        reader = self._searcher.reader()
        return all((clause.field, term) in reader for term in clause.terms)

    @property
    def fields(self) -> list[str]:
        """The names of the fields in which anything stands."""
        names = self._searcher.reader().indexed_field_names()
        return sorted(name for name in names if name != _PAGE)

    def read_postings(self, field: str) -> Iterator[Postings]:
        """Yield the postings of every term of a field, as the reader has them, ordered by term."""
        reader = self._searcher.reader()
        lengths = [int(reader.doc_field_length(number, field, 0) or 0) for number in range(reader.doc_count_all())]
        for raw, _ in reader.iter_field(field):
            term = raw.decode()
            matcher = reader.postings(field, term)
            documents, frequencies = [], []
            while matcher.is_active():
                documents.append(matcher.id())
                frequencies.append(int(matcher.weight()))
                matcher.next()
            yield Postings(
                field, term, tuple(documents), tuple(frequencies), tuple(lengths[number] for number in documents)
            )

    def close(self) -> None:
        """Release the files."""
        self._searcher.close()
        self._index.close()


def _spoken(clause: Clause) -> query.Query:
    terms = [query.Term(clause.field, term, boost=clause.boost) for term in clause.terms]
    return terms[0] if len(terms) == 1 else query.And(terms)


def write_index(folder: Path, entries: Iterable[Entry], fields_of_text: Iterable[str]) -> None:
    """Write a new index of `entries` into `folder`, replacing what was there.

    One process and one commit, pages in the order of their paths: then document numbers mean something, and lengths are
    counted once.

    Args:
        entries: In the order of their paths.
        fields_of_text: The names of all fields that an entry may have.

    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text = fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), phrase=False)
    marks = fields.KEYWORD(scorable=False)
    own = {_PAGE: fields.ID(stored=True, unique=True), TAGS: marks}
    index = whoosh_index.create_in(str(folder), fields.Schema(**dict.fromkeys(fields_of_text, text), **own))
    writer = index.writer()
    for entry in entries:
        values = {name: " ".join(terms) for name, terms in entry.fields.items() if terms}
        if entry.tags:
            values[TAGS] = " ".join(entry.tags)
        writer.add_document(**{_PAGE: entry.page}, **values)
    writer.commit()
    index.close()
