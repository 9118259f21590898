"""Runs the stages in order. The command line and the site's hook call this module and nothing below it."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.archive import write_archive
from indexer.documents import read_documents, usable_cores
from indexer.errors import Complaint
from indexer.facets import Facets
from indexer.fonts import write_fonts
from indexer.index import LanguageIndex
from indexer.indexing import SEARCH, Content, build_index
from indexer.languages import Language, load_languages
from indexer.model import Section
from indexer.near import Near
from indexer.normalize.trace import edited_pages, trace
from indexer.pages import read_pages
from indexer.query import Interpreter
from indexer.readings import Reader
from indexer.search import SearchEngine
from indexer.shipped import Lexicon
from indexer.site import Library, portable_files
from indexer.skos import to_turtle
from indexer.sources import find_sources, read_source
from indexer.tag import propose_tags
from indexer.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from indexer.model import Page, Source, Tag, TracedLine

    Told = Callable[[int, int], None]

CACHE = Path(".index")
CLIENT = Path("site_config/client/dist")
FONTS = Path("build/fonts")
# MkDocs counts what is said to this logger: a warning fails a strict build.
_LOG = logging.getLogger("mkdocs.principles")
_GROUND = "ground.txt"


def _silent(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True)
class Knowledge:
    """All content, read and checked.

    Attributes:
        root: The project: the folder with `mkdocs.yml`.
        pages: In the order of their paths.

    """

    root: Path
    pages: tuple[Page, ...]
    vocabulary: Vocabulary
    languages: Mapping[str, Language]
    sources: tuple[Source, ...]


def find_root(start: Path) -> Path:
    """Return the nearest folder above `start` that holds a `mkdocs.yml`, or `start`."""
    return next((folder for folder in (start, *start.parents) if (folder / "mkdocs.yml").exists()), start)


def load_knowledge(root: Path) -> Knowledge:
    """Return the content of the project in `root`.

    Raises:
        ContentError: Everything that is wrong with pages, vocabulary or language files.

    """
    languages = load_languages(root / "site_config/languages")
    vocabulary = load_vocabulary(root / "site_config/vocabulary", list(languages))
    sources = tuple(read_source(path, languages) for path in find_sources([root / "docs/sources"]))
    return Knowledge(root, read_pages(root / "docs"), vocabulary, languages, sources)


def unknown_tags(knowledge: Knowledge) -> list[Complaint]:
    """Return a complaint for each tag that the vocabulary does not know: the site is built without it."""
    return [
        Complaint(f"docs/{page.path}.md", 0, f"unknown tag '{tag.concept}', left out", do="see 'principles check'")
        for page in knowledge.pages
        for tag in page.tags
        if tag.concept not in knowledge.vocabulary.by_id
    ]


def without_unknown_tags(knowledge: Knowledge) -> Knowledge:
    """Return what a site can be built of."""
    known = knowledge.vocabulary.by_id
    pages = (replace(page, tags=tuple(tag for tag in page.tags if tag.concept in known)) for page in knowledge.pages)
    return replace(knowledge, pages=tuple(pages))


def trace_sources(knowledge: Knowledge) -> tuple[dict[str, tuple[TracedLine, ...]], frozenset[str]]:
    """Return what became of each line, by source, and the paths of the pages whose words people changed.

    Of a source that has changed since its pages were written, neither is known.
    """
    pages: dict[str, list[Page]] = {}
    for page in knowledge.pages:
        pages.setdefault(page.source, []).append(page)
    paths = [path for path in find_sources([knowledge.root / "docs/sources"]) if path.name in pages]
    found: dict[str, tuple[TracedLine, ...]] = {}
    edited: frozenset[str] = frozenset()
    languages = knowledge.root / "site_config/languages"
    for path, outcome in zip(paths, read_documents(paths, languages, cores=usable_cores()), strict=True):
        if isinstance(outcome, tuple):
            for complaint in outcome:
                _LOG.warning(complaint)
        elif all(page.sha256 == outcome.source.sha256 for page in pages[path.name]):
            found[path.name] = trace(outcome, pages[path.name], knowledge.languages)
            edited |= edited_pages(outcome, pages[path.name])
    return found, edited


def build_lexicon(knowledge: Knowledge, folder: Path, earlier: Path | None = None, told: Told = _silent) -> Lexicon:
    """Make the index of all pages in `folder`, as `indexing.build_index` does, and return the lexicon in it.

    Args:
        knowledge: Has no tags that the vocabulary does not know.
        earlier: A folder that this wrote before, for the same vocabulary and languages.
        told: Is given the number of pages indexed so far, and of all.

    """
    build_index(_content(knowledge), folder, earlier, lambda done: told(done, len(knowledge.pages)))
    return Lexicon(folder / SEARCH)


def _content(knowledge: Knowledge) -> Content:
    return Content(knowledge.pages, knowledge.vocabulary, knowledge.languages)


def refresh_index(root: Path, told: Told = _silent) -> Path:
    """Return the folder with the project's indexes and lexicon, made anew when what they are made of has changed.

    The folder is named by what it is made of and appears in one step, so that two commands at once do no harm.

    Args:
        told: Is given the number of pages indexed so far, and of all.

    """
    made = root / CACHE / _stamp(root)[:16]
    if made.exists():
        return made
    knowledge = without_unknown_tags(load_knowledge(root))
    told(0, len(knowledge.pages))
    made.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=made.parent, prefix="new-", ignore_cleanup_errors=True) as folder:
        fresh = Path(folder) / "index"
        ground = _stamp(root, without_pages=True)
        olds = [old.parent for old in made.parent.glob(f"*/{_GROUND}") if old.read_text(encoding="utf-8") == ground]
        build_lexicon(knowledge, fresh, olds[0] if olds else None, told)
        (fresh / _GROUND).write_text(ground, encoding="utf-8")
        with contextlib.suppress(OSError):  # somebody else was quicker
            fresh.rename(made)
    for old in made.parent.iterdir():
        if old != made and not old.name.startswith("new-"):
            shutil.rmtree(old, ignore_errors=True)
    return made


def _stamp(root: Path, *, without_pages: bool = False) -> str:
    """Return a digest of everything the index is made of, or of everything else than the pages."""
    digest = hashlib.sha256()
    files = [
        *(root.glob("docs/*/principles/*.md") if not without_pages else ()),
        *root.glob("site_config/vocabulary/**/*"),
        *root.glob("site_config/languages/*"),
    ]
    files += Path(__file__).parent.rglob("*.py")
    for file in sorted(files):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def open_engine(root: Path, told: Told = _silent) -> SearchEngine:
    """Return the search over the project's pages; makes or refreshes its index when that is missing or stale."""
    folder = refresh_index(root, told)
    return engine_for(Lexicon(folder / SEARCH), folder)


def engine_for(lexicon: Lexicon, folder: Path) -> SearchEngine:
    """Return the search over a lexicon and the indexes in `folder` that it was read out of."""
    reader, facets = Reader(lexicon.analysis, lexicon.entries, lexicon.meanings), Facets(lexicon.facets)
    interpreter = Interpreter(reader, Near(lexicon.near), facets.values("source", ()))
    indexes = {code: LanguageIndex(folder / code) for code in lexicon.records}
    return SearchEngine(interpreter, indexes, lexicon.records, facets)


def publish(knowledge: Knowledge, site: Path, told: Told = _silent) -> Sequence[Path]:
    """Write what the scripts need into the built site and return the files: client, index in shards, passages."""
    files = copy_search(refresh_index(knowledge.root, told), site)
    files.append(site / "assets/vocabulary.ttl")
    files[-1].write_text(to_turtle(knowledge.vocabulary, knowledge.languages), encoding="utf-8", newline="\n")
    library = Library(knowledge.pages, knowledge.vocabulary, knowledge.languages, knowledge.sources)
    for path, text in portable_files(library):
        files.append(site / path)
        files[-1].write_text(text, encoding="utf-8", newline="\n")
    for script in ("search.js", "ui.js"):
        files.append(site / "assets" / script)
        shutil.copyfile(knowledge.root / CLIENT / script, files[-1])
    fonts, uncovered = write_fonts(site, knowledge.languages, knowledge.root / FONTS)
    for complaint in uncovered:
        _LOG.warning(complaint)
    return [*files, *fonts]


def copy_search(index: Path, site: Path) -> list[Path]:
    """Put what the browser searches into the built site, from the folder of an index, and return the files."""
    shipped = site / "assets" / SEARCH
    shutil.rmtree(shipped, ignore_errors=True)
    shutil.copytree(index / SEARCH, shipped)
    return sorted(shipped.iterdir())


def package(root: Path, archive: Path) -> Path:
    """Pack the built site and the server configurations into `archive` and return its path."""
    return write_archive(root / "site", root / "site_config/servers", archive)


def run_mkdocs(root: Path, arguments: Sequence[str]) -> int:
    """Run MkDocs on the project and return its exit code: 0 fine, anything else 1."""
    command = [sys.executable, "-m", "mkdocs", *arguments, "--config-file", str(root / "mkdocs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    try:
        return int(bool(subprocess.run(command, check=False, cwd=root, env=environment).returncode))  # noqa: S603 -- our own command
    except KeyboardInterrupt:
        return 0


def retag(knowledge: Knowledge) -> tuple[Page, ...]:
    """Return the pages with the tags that would be proposed for them, instead of those that people gave."""
    senses = _content(knowledge).senses()
    proposed: dict[str, tuple[Tag, ...]] = {}
    for source in knowledge.sources:
        pages = [page for page in knowledge.pages if page.source == source.file]
        tags = propose_tags([section_of(page) for page in pages], senses, knowledge.vocabulary)
        proposed |= {page.path: tags[page.ordinal] for page in pages}
    return tuple(replace(page, tags=proposed.get(page.path, ())) for page in knowledge.pages)


def section_of(page: Page) -> Section:
    """Return the passage on a page as it was when cut from its source."""
    return Section(
        ordinal=page.ordinal,
        kind=page.kind,
        heading=page.heading,
        language=page.language,
        paragraphs=page.paragraphs,
        lines=page.lines,
        marker=page.marker,
        heading_language=page.heading_language,
    )
