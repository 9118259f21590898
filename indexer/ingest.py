"""Makes pages of texts: reads each source, normalizes it, gives its passages tags and places, and reports.

One bad source never stops the others, and a source whose edits by hand conflict with its text changes nothing. Every
file is written in one step, so that a run that is killed leaves each page as it was or as it should be; running again
finishes the work and otherwise changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.documents import read_documents
from indexer.errors import Complaint, ContentError
from indexer.forms import derive_analysis
from indexer.languages import load_languages
from indexer.lexicon import collect_texts
from indexer.model import Conflict
from indexer.pages import (
    Written,
    describe,
    forget_record,
    is_edited,
    merge,
    place,
    read_pages,
    read_record,
    recorded_files,
    write_page,
    write_record,
)
from indexer.report import Report
from indexer.senses import derive_senses
from indexer.sources import adopt, find_sources
from indexer.tag import propose_tags
from indexer.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from indexer.documents import Outcome
    from indexer.languages import Language
    from indexer.model import Document, Page
    from indexer.senses import Senses
    from indexer.vocabulary import Vocabulary

SOURCES = "docs/sources"
LANGUAGES = "site_config/languages"


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest.

    Attributes:
        dry_run: Whether to report only and write nothing.
        language: Of all these sources; found out when empty.
        prefer: `page` or `source`, to settle conflicts between edits by hand and a changed source; empty leaves them.
        cores: That many texts may be worked on at a time; the outcome is the same.
    """

    dry_run: bool = False
    language: str = ""
    prefer: str = ""
    cores: int = 1


def ingest(
    root: Path,
    paths: Sequence[Path],
    options: Options = Options(),
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Iterator[Report]:
    """Yield a report for each source among `paths`, in path order, when its pages are written.

    When `paths` hold the folder of all sources, pages whose source is gone are dropped, and reported last.

    Args:
        progress: Called with how many sources are done, and of how many.

    Raises:
        ContentError: A path does not exist, or pages, vocabulary or language files are faulty already.
    """
    found = find_sources(paths)
    run = _Run(root, options, {path.name for path in found})
    targets = [run.adopt(path) for path in found]
    readable = [target for target in targets if isinstance(target, Path)]
    documents = read_documents(readable, root / LANGUAGES, options.language, cores=options.cores)
    for done, (path, target) in enumerate(zip(found, targets, strict=True)):
        progress(done, len(found))
        yield run.take(path, next(documents) if isinstance(target, Path) else target)
    progress(len(found), len(found))
    if any(path.resolve() == (root / SOURCES).resolve() for path in paths):
        yield from run.drop_orphans()


class _Run:
    """One run over many sources; knows all pages as they are by now."""

    def __init__(self, root: Path, options: Options, named: set[str]) -> None:
        self.root = root
        self.docs = root / "docs"
        self.options = options
        self.languages: Mapping[str, Language] = load_languages(root / LANGUAGES)
        self.vocabulary: Vocabulary = load_vocabulary(root / "site_config/vocabulary", list(self.languages))
        self.pages: dict[str, list[Page]] = {}
        for page in read_pages(self.docs):
            self.pages.setdefault(page.source, []).append(page)
        folder = root / SOURCES
        there = {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
        self.gone = set(self.pages) - there - named
        self.forgotten = set(recorded_files(self.docs)) - set(self.pages) - there - named

    @cached_property
    def senses(self) -> Senses:
        """The senses of the vocabulary; they do not depend on the texts, and take seconds to derive."""
        texts = collect_texts((), self.vocabulary, self.languages)
        analysis = derive_analysis(self.languages, texts, self.vocabulary.labels(self.languages))
        return derive_senses(self.vocabulary, analysis)

    def adopt(self, path: Path) -> Path | tuple[Complaint, ...]:
        """Return where a source is to be read from, or why it cannot be taken."""
        try:
            return path if self.options.dry_run else adopt(path, self.root / SOURCES)
        except ContentError as error:
            return error.complaints
        except OSError as error:
            return (Complaint(path.name, 0, f"cannot be taken: {error}"),)

    def take(self, path: Path, outcome: Outcome) -> Report:
        """Return the report on one source, when its pages are written."""
        if isinstance(outcome, tuple):
            return Report(path.name, errors=outcome)
        try:
            return self._write(outcome)
        except ContentError as error:
            return Report(path.name, errors=error.complaints)
        except (OSError, ValueError, RecursionError) as error:
            return Report(path.name, errors=(Complaint(path.name, 0, f"cannot be taken: {error}"),))

    def drop_orphans(self) -> Iterator[Report]:
        """Yield a report for each source that is gone, when its pages are."""
        for file in sorted(self.gone):
            dropped = tuple(self.pages.pop(file))
            if not self.options.dry_run:
                self._unlink(dropped)
                forget_record(self.docs, file)
            yield Report(file, dropped=dropped, gone=True)
        for file in sorted(self.forgotten):  # somebody deleted its pages, too
            if not self.options.dry_run:
                forget_record(self.docs, file)
            yield Report(file, gone=True)

    def _write(self, document: Document) -> Report:
        file = document.source.file
        old_name = self._renamed_from(document)
        old = [replace(page, source=file) for page in self.pages.get(old_name or file, ())]
        record = read_record(self.docs, old_name or file)
        others = [page for name, pages in self.pages.items() if name not in {file, old_name} for page in pages]
        placed = self._placed(document, others, old, record)
        merged, conflicts = self._merge(placed, {page.path: page for page in old}, record)
        dropped = tuple(page for page in old if page.path not in {each.path for each in placed})
        conflicts += self._lost_edits(dropped, record)
        report = Report(
            file,
            document,
            {page.ordinal: page.tags for page in merged},
            renamed_from=old_name,
            changed=any(page.sha256 != document.source.sha256 for page in old),
        )
        if conflicts:
            return replace(report, conflicts=conflicts)
        if self.options.dry_run:
            return replace(report, dropped=dropped)
        as_is = {page.path: page for page in self.pages.get(old_name or file, ())}
        written = tuple(page for page in merged if page != as_is.get(page.path) and write_page(page, self.docs))
        self._unlink(dropped)
        write_record(self.docs, file, _remembered(placed, merged, record))
        if old_name:
            forget_record(self.docs, old_name)
            self.pages.pop(old_name, None)
            self.gone.discard(old_name)
        self.pages[file] = list(merged)
        return replace(report, written=written, dropped=dropped)

    def _placed(
        self, document: Document, others: Sequence[Page], old: Sequence[Page], record: Mapping[str, Written]
    ) -> tuple[Page, ...]:
        """Return the pages as the source has them; tags are proposed only where a page has none."""
        placed = place(document, [*others, *old], {}, record) if old else ()
        if placed and all(page.tags for page in placed):
            return placed
        proposals = propose_tags(document.sections, self.senses, self.vocabulary)
        return place(document, [*others, *old], proposals, record)

    def _renamed_from(self, document: Document) -> str:
        """Return the name under which the pages know this very text, when they do not know its present name."""
        if document.source.file in self.pages:
            return ""
        same = [file for file in sorted(self.gone) if self.pages[file][0].sha256 == document.source.sha256]
        return same[0] if same else ""

    def _merge(
        self, placed: Sequence[Page], old: Mapping[str, Page], record: Mapping[str, Written]
    ) -> tuple[tuple[Page, ...], tuple[Conflict, ...]]:
        merged: list[Page] = []
        conflicts: list[Conflict] = []
        for page in placed:
            if page.path not in old:
                merged.append(page)
                continue
            one, found = merge(old[page.path], page, record.get(page.path, Written()), self.options.prefer)
            merged.append(one)
            conflicts += found
        return tuple(merged), tuple(conflicts)

    def _lost_edits(self, dropped: Sequence[Page], record: Mapping[str, Written]) -> tuple[Conflict, ...]:
        """Return a conflict for each page whose passage is gone although people edited it."""
        if self.options.prefer:
            return ()
        edited = [page for page in dropped if page.path in record and is_edited(page, record[page.path])]
        return tuple(Conflict(page.path, "", "\n\n".join(p.text for p in page.paragraphs), "") for page in edited)

    def _unlink(self, pages: Sequence[Page]) -> None:
        for page in pages:
            (self.docs / f"{page.path}.md").unlink(missing_ok=True)


def _remembered(placed: Sequence[Page], merged: Sequence[Page], record: Mapping[str, Written]) -> dict[str, Written]:
    """Return what to remember: each page as the source has it; of pages that are gone, the ids they had."""
    gone = {path: replace(written, fields={}, blocks={}, dropped=True) for path, written in record.items()}
    now = {
        page.path: describe(page, record.get(page.path), [each.id for each in mixed.paragraphs if each.id])
        for page, mixed in zip(placed, merged, strict=True)
    }
    return gone | now
