"""Checks the content as a whole: what the readers of single files cannot see."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from indexer import pipeline
from indexer.errors import Complaint, ContentError
from indexer.languages import load_languages
from indexer.normalize import normalize
from indexer.pages import recorded_files
from indexer.sources import FORMATS, find_sources, lone_small_files, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from indexer.languages import Language
    from indexer.model import Document, Page, Source
    from indexer.vocabulary import Vocabulary


SOURCES = "docs/sources"
ALIKE = 0.75  # how alike an unknown id and a known one must be for it to be meant, by difflib
# A quotation, in the marks of any of our languages, or the end of a statement.
_QUOTED = re.compile(r'„([^“”"]*)[“”"]|“([^”]*)”|"([^"]*)"|«([^»]*)»|「([^」]*)」|([;；。]|[.?!](?=\s|$))')


def check(root: Path) -> list[Complaint]:
    """Return everything that is wrong with pages, vocabulary, evidence and provenance of the project in `root`."""
    try:
        knowledge = pipeline.load_knowledge(root)
    except ContentError as error:
        return list(error.complaints)
    complaints: list[Complaint] = []
    for page in knowledge.pages:
        complaints += _tags(page, knowledge.vocabulary)
        complaints += _languages(page, knowledge.languages)
        complaints += _notes(page)
    complaints += _provenance(root, knowledge.pages)
    complaints += _remnants(root)
    complaints += _evidence_for_all(knowledge.vocabulary, knowledge.pages)
    return complaints


def missing_summaries(root: Path) -> list[str]:
    """Return a line for each page without a summary in some language. Nothing is wrong without; a reader misses it."""
    knowledge = pipeline.load_knowledge(root)
    lacking = ((page, [code for code in knowledge.languages if code not in page.summaries]) for page in knowledge.pages)
    return [f"{_file(page)}: no summary in {', '.join(codes)}" for page, codes in lacking if codes]


def _file(page: Page) -> str:
    return f"docs/{page.path}.md"


def _tags(page: Page, vocabulary: Vocabulary) -> Iterator[Complaint]:
    text = [page.heading, *(paragraph.text for paragraph in page.paragraphs)]
    for tag in page.tags:
        if tag.concept not in vocabulary.by_id:
            yield Complaint(
                _file(page),
                0,
                f"unknown tag '{tag.concept}'",
                "an id from site_config/vocabulary",
                _nearest(tag.concept, vocabulary),
            )
        if not any(tag.evidence in part for part in text):
            what = f"the evidence for '{tag.concept}' is not on the page: '{tag.evidence}'"
            yield Complaint(_file(page), 0, what, "a verbatim sentence", "quote another sentence, or take the tag away")
    if not page.tags:
        yield Complaint(_file(page), 0, "no tags", "at least one principle", "add a tag, so that it is found")


def _nearest(identifier: str, vocabulary: Vocabulary) -> str:
    """Return a hint at the concept whose id or label is written much alike, or at all of them."""
    labels = {label.casefold(): concept.id for concept in vocabulary.concepts for label in concept.pref.values()}
    labels |= {concept.id: concept.id for concept in vocabulary.concepts}
    found = difflib.get_close_matches(identifier.casefold(), labels, n=1, cutoff=ALIKE)
    return f"write '{labels[found[0]]}'" if found else "take one of its ids, or add the concept there"


def _languages(page: Page, languages: Mapping[str, Language]) -> Iterator[Complaint]:
    for code in {page.language, page.heading_language, *page.summaries, *page.notes} - {""}:
        if code not in languages:
            yield Complaint(_file(page), 0, f"unknown language '{code}'", f"one of {', '.join(languages)}")


def _notes(page: Page) -> Iterator[Complaint]:
    """Yield a complaint for each statement of a note that quotes, and quotes nothing that stands on the page.

    A note explains words of the page. What they say literally, and what they mean, may be quoted beside them only.
    """
    text = [page.heading, *(paragraph.text for paragraph in page.paragraphs)]
    for code, note in page.notes.items():
        for quoted in _quotations(note):
            if not any(quote in part for quote in quoted for part in text):
                what = f"the note in {code} quotes what is not on the page: '{quoted[0]}'"
                expected = "words of the page in each statement that quotes"
                yield Complaint(_file(page), 0, what, expected, "quote the page, with a literal translation behind it")


def _quotations(note: str) -> list[list[str]]:
    """Return what each statement of a note quotes; nothing for those that do not."""
    statements: list[list[str]] = [[]]
    for match in _QUOTED.finditer(note):
        *quotes, end = match.groups()
        if end:
            statements.append([])
        else:
            statements[-1].append(next(quote for quote in quotes if quote is not None))
    return [quoted for quoted in statements if quoted]


def _provenance(root: Path, pages: tuple[Page, ...]) -> Iterator[Complaint]:
    """Yield a complaint for each page whose source is gone, has changed, or says something else now."""
    languages = load_languages(root / "site_config/languages")
    documents: dict[str, Document] = {}
    for path in find_sources([root / "docs/sources"]):
        try:
            source: Source = read_source(path, languages)
            documents[source.file] = normalize(source, languages)
        except ContentError as error:
            yield from error.complaints
    for page in pages:
        document = documents.get(page.source)
        if not document:
            yield Complaint(
                _file(page), 0, f"its source {page.source} is not in docs/sources", do="put it back, or drop the page"
            )
        elif document.source.sha256 != page.sha256:
            yield Complaint(
                _file(page), 0, f"{page.source} has changed since", do="run: principles ingest docs/sources"
            )
        elif all(section.ordinal != page.ordinal for section in document.sections):
            yield Complaint(
                _file(page), 0, f"{page.source} has no passage {page.ordinal}", do="run: principles ingest docs/sources"
            )


def _remnants(root: Path) -> Iterator[Complaint]:
    """Yield a complaint for each small file and each record whose text is gone: nothing reads them any more."""
    folder = root / SOURCES
    texts = {path.name for path in find_sources([folder])}
    for path in lone_small_files(folder):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".yml":
            what = f"it stands beside no text: none of {', '.join(path.stem + kind for kind in FORMATS)} is there"
            yield Complaint(name, 0, what, do="put the text back or give both the same name, or remove this file")
        else:
            yield Complaint(name, 0, "nothing reads it", "a small file that ends in .yml", f"call it {path.stem}.yml")
    for file in recorded_files(root / "docs"):
        if file not in texts:
            name = f"{SOURCES}/.ingested/{file}.json"
            what = f"it remembers the pages of {file}, which is not in {SOURCES}"
            do = f"put {file} back, or run: principles ingest {SOURCES}, which drops its pages and this record"
            yield Complaint(name, 0, what, do=do)


def _evidence_for_all(vocabulary: Vocabulary, pages: tuple[Page, ...]) -> Iterator[Complaint]:
    used = {tag.concept for page in pages for tag in page.tags}
    for concept in vocabulary.concepts:
        if concept.id not in used:
            file = f"site_config/vocabulary/{concept.scheme}.yml"
            yield Complaint(
                file, 0, f"'{concept.id}' has no evidence in any passage", do="tag a passage with it, or remove it"
            )
