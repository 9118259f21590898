"""Runs the stages in order. The command line and the site's hook call this module and nothing below it."""

from __future__ import annotations

import contextlib
import hashlib
import json
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
from indexer.descriptions import Descriptions, read_descriptions
from indexer.documents import read_documents, usable_cores
from indexer.errors import Complaint
from indexer.export import write_search
from indexer.fonts import write_fonts
from indexer.forms import derive_analysis
from indexer.index import LanguageIndex, write_index
from indexer.languages import Language, load_languages
from indexer.lexicon import build_entries, collect_texts
from indexer.model import Section
from indexer.near import Near
from indexer.normalize.trace import edited_pages, trace
from indexer.pages import read_pages
from indexer.query import Interpreter
from indexer.readings import Reader
from indexer.records import describe_page
from indexer.search import SearchEngine
from indexer.senses import Senses, derive_senses
from indexer.shipped import Lexicon
from indexer.site import Library, portable_files
from indexer.skos import to_turtle
from indexer.sources import find_sources, read_source
from indexer.tag import propose_tags
from indexer.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from indexer.model import Page, Source, Tag, TracedLine

CACHE = Path(".index")
CLIENT = Path("site_config/client/dist")
FONTS = Path("build/fonts")
# MkDocs counts what is said to this logger: a warning fails a strict build.
_LOG = logging.getLogger("mkdocs.principles")
_LEXICON, _PAGES, _GROUND = "lexicon.json", "pages.json", "ground.txt"


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


def build_lexicon(knowledge: Knowledge, folder: Path, earlier: Path | None = None) -> Lexicon:
    """Write the Whoosh indexes into `folder`, one a language, and return the lexicon read out of them.

    Args:
        earlier: A folder that this wrote before, for the same vocabulary and languages; pages that it knows are not
            analysed again. The result is the same to the byte.

    """
    senses = _senses(knowledge)
    descriptions = Descriptions(senses, read_descriptions(earlier / _PAGES) if earlier else {})
    by_language: dict[str, list[Page]] = {}
    for page in knowledge.pages:
        by_language.setdefault(page.language, []).append(page)
    postings, averages = {}, {}
    described = {code: [descriptions.of(page) for page in pages] for code, pages in sorted(by_language.items())}
    for code, pages in described.items():
        write_index(folder / code, [page.entry for page in pages])
        index = LanguageIndex(folder / code)
        postings[code] = list(index.read_postings())
        averages[code] = {field: index.average(field) for field in sorted({entry.field for entry in postings[code]})}
        index.close()
    descriptions.write(folder / _PAGES)
    entries, meanings = build_entries(described, senses, knowledge.vocabulary, postings)
    records = {code: [describe_page(page) for page in pages] for code, pages in sorted(by_language.items())}
    principles = [concept.id for concept in knowledge.vocabulary.principles]
    return Lexicon(senses.analysis, entries, meanings, averages, records, principles)


def _senses(knowledge: Knowledge) -> Senses:
    vocabulary, languages = knowledge.vocabulary, knowledge.languages
    texts = collect_texts(knowledge.pages, vocabulary, languages)
    return derive_senses(vocabulary, derive_analysis(languages, texts, vocabulary.labels(languages)))


def refresh_index(root: Path, *, say: Callable[[str], None] = lambda _: None) -> Path:
    """Return the folder with the project's indexes and lexicon, made anew when what they are made of has changed.

    The folder is named by what it is made of and appears in one step, so that two commands at once do no harm.
    """
    made = root / CACHE / _stamp(root)[:16]
    if made.exists():
        return made
    say("Building the index …")
    knowledge = without_unknown_tags(load_knowledge(root))
    made.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=made.parent, prefix="new-", ignore_cleanup_errors=True) as folder:
        fresh = Path(folder) / "index"
        ground = _stamp(root, without_pages=True)
        olds = [old.parent for old in made.parent.glob(f"*/{_GROUND}") if old.read_text(encoding="utf-8") == ground]
        lexicon = build_lexicon(knowledge, fresh, olds[0] if olds else None)
        (fresh / _GROUND).write_text(ground, encoding="utf-8")
        (fresh / _LEXICON).write_text(json.dumps(lexicon.to_json(), ensure_ascii=False), encoding="utf-8")
        with contextlib.suppress(OSError):  # somebody else was quicker
            fresh.rename(made)
    for old in made.parent.iterdir():
        if old != made and not old.name.startswith("new-"):
            shutil.rmtree(old, ignore_errors=True)
    return made


def read_lexicon(folder: Path) -> Lexicon:
    """Return the lexicon that `refresh_index` wrote."""
    return Lexicon.from_json(json.loads((folder / _LEXICON).read_text(encoding="utf-8")))


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


def open_engine(root: Path, *, say: Callable[[str], None] = lambda _: None) -> SearchEngine:
    """Return the search over the project's pages; makes or refreshes its index when that is missing or stale."""
    folder = refresh_index(root, say=say)
    return engine_for(read_lexicon(folder), folder)


def engine_for(lexicon: Lexicon, folder: Path) -> SearchEngine:
    """Return the search over a lexicon and the indexes in `folder` that it was read out of."""
    interpreter = Interpreter(Reader(lexicon.analysis, lexicon.entries, lexicon.meanings), Near.of(lexicon.entries))
    indexes = {code: LanguageIndex(folder / code) for code in lexicon.records}
    return SearchEngine(interpreter, indexes, lexicon.records, lexicon.principles)


def publish(knowledge: Knowledge, site: Path) -> Sequence[Path]:
    """Write what the scripts need into the built site and return the files: client, index in shards, passages."""
    lexicon = read_lexicon(refresh_index(knowledge.root))
    names = {code: {"name": language.name, "tag": language.tag} for code, language in knowledge.languages.items()}
    files = list(write_search(lexicon, names, site / "assets/search"))
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
    senses = _senses(knowledge)
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
