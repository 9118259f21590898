"""Makes pages of texts: reads each source, normalizes it, gives its passages tags and places, and reports.

One bad source never stops the others. Every file is written in one step, so that a run that is killed leaves each
page as it was or as it should be; running again finishes the work and otherwise changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.errors import Complaint, ContentError
from indexer.forms import derive_analysis
from indexer.languages import load_languages
from indexer.lexicon import collect_texts
from indexer.normalize import normalize
from indexer.pages import place, read_pages, write_page
from indexer.report import Report
from indexer.senses import derive_senses
from indexer.sources import adopt, find_sources, read_source
from indexer.tag import propose_tags
from indexer.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from indexer.languages import Language
    from indexer.model import Document, Page, Tag
    from indexer.vocabulary import Vocabulary

SOURCES = "docs/sources"


def ingest(root: Path, paths: Sequence[Path], *, dry_run: bool = False, language: str = "") -> Iterator[Report]:
    """Yield a report for each source among `paths`, in path order, when its pages are written.

    Args:
        language: Of all these sources; found out when empty.

    Raises:
        ContentError: A path does not exist, or pages, vocabulary or language files are faulty already.
    """
    languages = load_languages(root / "site_config/languages")
    vocabulary = load_vocabulary(root / "site_config/vocabulary", list(languages))
    pages = list(read_pages(root / "docs"))
    for path in find_sources(paths):
        try:
            place_of = path if dry_run else adopt(path, root / SOURCES)
            source = read_source(place_of, languages)
            document = normalize(replace(source, language=language or source.language), languages)
        except ContentError as error:
            yield Report(path.name, errors=error.complaints)
            continue
        except (OSError, ValueError, RecursionError) as error:
            yield Report(path.name, errors=(Complaint(path.name, 0, f"cannot be taken: {error}"),))
            continue
        placed = place(document, pages, _proposals(document, vocabulary, languages))
        old = [page for page in pages if page.source == source.file]
        kept = {page.path for page in placed}
        dropped = tuple(page for page in old if page.path not in kept)
        written: tuple[Page, ...] = ()
        if not dry_run:
            written = tuple(page for page in placed if write_page(page, root / "docs"))
            for page in dropped:
                (root / "docs" / f"{page.path}.md").unlink()
        pages = [page for page in pages if page.source != source.file] + list(placed)
        yield Report(path.name, document, {page.ordinal: page.tags for page in placed}, written, dropped)


def _proposals(
    document: Document, vocabulary: Vocabulary, languages: Mapping[str, Language]
) -> Mapping[int, tuple[Tag, ...]]:
    texts = collect_texts((), vocabulary, languages)
    for section in document.sections:
        texts.setdefault(section.language, []).extend([section.heading, section.text])
    return propose_tags(
        document.sections,
        derive_senses(vocabulary, derive_analysis(languages, texts, vocabulary.labels(languages))),
        vocabulary,
    )
