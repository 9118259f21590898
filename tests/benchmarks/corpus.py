"""Writes a project with N generated pages in four languages, and the truth about them.

    python tests/benchmarks/corpus.py FOLDER --pages N [--seed S]     a new project in FOLDER
    python tests/benchmarks/corpus.py FOLDER --edit SHARE [--seed S]  a sentence more on that share of its pages

The same pages, seed and repository make the same bytes. A quarter of the pages are in each language; a passage is the
same whatever their number. `truth.json` says of each page which concepts it is about and how nearly, and which words
carry only grammar; `forms.json` of each form in the texts which words it is a form of.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import random
import shutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]  # so that it runs as a script from anywhere

from benchmarks.inflection import lemmas  # noqa: E402
from benchmarks.passages import Drawer, Passage  # noqa: E402
from benchmarks.words import Material, Words  # noqa: E402
from benchmarks.writing import page_markdown, source_text, yaml_text  # noqa: E402
from indexer.analysis import cut  # noqa: E402
from indexer.pipeline import load_knowledge  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.pipeline import Knowledge

LANGUAGES = ("en", "te", "cs", "zh")
SEED = "2026"
_A_SOURCE = 20  # passages of one text
_STATUSES = ("unknown", "human", "machine-translated")


def write_corpus(folder: Path, pages: int, seed: str = SEED) -> None:
    """Write the project into `folder`, replacing what was there."""
    _write_frame(folder)
    about: dict[str, dict[str, str]] = {}
    forms: dict[str, dict[str, list[str]]] = {}
    grammar: dict[str, list[str]] = {}
    for place, language in enumerate(LANGUAGES):
        words, drawer = _drawer(language, seed)
        count = pages // len(LANGUAGES) + (place < pages % len(LANGUAGES))
        told: dict[str, set[str]] = defaultdict(set)
        slugs: dict[str, int] = defaultdict(int)
        used: set[str] = set()
        for first in range(0, count, _A_SOURCE):
            passages = [drawer.draw(number) for number in range(first, min(first + _A_SOURCE, count))]
            for path, passage in _write_source(folder, language, first // _A_SOURCE, passages, slugs):
                about[path] = {tag.concept: tag.relation.value for tag in passage.tags}
                for form, label in passage.labels:
                    told[form.lower()].add(label.lower())
                used |= _words_in(passage)
        forms[language] = _forms(words, told, used)
        grammar[language] = sorted(words.grammar)
    _dump(folder / "truth.json", {"pages": pages, "seed": seed, "grammar": grammar, "about": about})
    _dump(folder / "forms.json", forms)


def edit_pages(folder: Path, share: float, seed: str = SEED) -> list[str]:
    """Add a sentence by hand, as it were, to a share of the pages, and return their paths."""
    files = sorted(folder.glob("docs/*/principles/*.md"))
    chance = random.Random(f"{seed}/edit")  # noqa: S311 -- repeatable, not secret
    edited = sorted(chance.sample(files, k=max(1, round(len(files) * share))))
    for file in edited:
        text = file.read_text("utf-8")
        sentences = text.split("\n{: #p2", 1)[0].rsplit("\n", 1)[1]
        file.write_text(text.rstrip("\n") + f"\n\n{sentences}\n", "utf-8", newline="\n")
    return [file.relative_to(folder / "docs").with_suffix("").as_posix() for file in edited]


def _write_frame(folder: Path) -> None:
    """Write what a project has beside its pages."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "docs/sources").mkdir(parents=True)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "site_config").symlink_to(ROOT / "site_config")
    for page in ROOT.glob("docs/*/*.md"):
        (folder / page.relative_to(ROOT)).parent.mkdir(exist_ok=True)
        shutil.copyfile(page, folder / page.relative_to(ROOT))


@functools.cache
def _drawer(language: str, seed: str) -> tuple[Words, Drawer]:
    knowledge = load_knowledge(ROOT)
    words = Words(language, _material(knowledge, language), seed)
    return words, Drawer(words, knowledge.vocabulary, seed)


def _words_in(passage: Passage) -> set[str]:
    """Return the words of a passage; of a Chinese one those of two characters and more, as they were drawn."""
    if passage.language == "zh":
        drawn = (*passage.run, *(form for form, _ in passage.labels))
        return {word for word in drawn if len(word) > 1}
    return {token.text.lower() for text in passage.texts for token in cut(text)}


def _material(knowledge: Knowledge, language: str) -> Material:
    pages = knowledge.pages
    texts = [part.text for page in pages if page.language == language for part in page.paragraphs]
    texts += [page.summaries[language] for page in pages if language in page.summaries]
    labels = knowledge.vocabulary.labels([language])[language]
    labels += [word for row in knowledge.vocabulary.bridge for word in row.words.get(language, ())]
    return Material(texts, labels)


def _write_source(
    folder: Path, language: str, number: int, passages: list[Passage], slugs: dict[str, int]
) -> Iterator[tuple[str, Passage]]:
    """Write a text and its pages; yield each page's path with its passage."""
    name = f"{language}-{number + 1:04}.txt"
    title = passages[0].sections[1][0]
    text, placed = source_text(title, passages)
    status = _STATUSES[number % len(_STATUSES)]
    source = folder / "docs/sources" / name
    source.write_text(text, "utf-8", newline="\n")
    said = f"title: {yaml_text(title)}\nlanguage: {language}\nstatus: {status}\n"
    source.with_suffix(".yml").write_text(said, "utf-8", newline="\n")
    head = {"file": name, "title": title, "sha256": hashlib.sha256(text.encode()).hexdigest(), "status": status}
    (folder / f"docs/{language}/principles").mkdir(parents=True, exist_ok=True)
    for ordinal, (passage, lines) in enumerate(zip(passages, placed, strict=True), 1):
        slug = passage.tags[0].concept
        slugs[slug] += 1
        path = f"{language}/principles/{slug}" + (f"-{slugs[slug]}" if slugs[slug] > 1 else "")
        (folder / f"docs/{path}.md").write_text(page_markdown(passage, head, ordinal, lines), "utf-8", newline="\n")
        yield path, passage


def _forms(words: Words, told: dict[str, set[str]], used: set[str]) -> dict[str, list[str]]:
    """Return form → the words it may be a form of, for the forms in use."""
    known: dict[str, set[str]] = defaultdict(set)
    for form, word in zip(words.forms, words.words, strict=True):
        if form in used:
            known[form].add(word)
    table = lemmas(words.language)
    for form in used:
        known[form] |= told.get(form, set())
        if form in table:
            known[form].add(table[form])
    return {form: sorted(known[form] or {form}) for form in sorted(used)}


def _dump(path: Path, value: Any) -> None:  # noqa: ANN401 -- any JSON value
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8", newline="\n")


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--edit", type=float, metavar="SHARE")
    parser.add_argument("--seed", default=SEED)
    given = parser.parse_args()
    if given.edit is None:
        write_corpus(given.folder, given.pages, given.seed)
    else:
        print(f"{len(edit_pages(given.folder, given.edit, given.seed))} pages edited")


if __name__ == "__main__":
    main()
