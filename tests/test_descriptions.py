"""A build that knows an earlier one gives the same as one that does not, and analyses only what has changed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer import pipeline
from indexer.descriptions import Descriptions
from indexer.indexing import SEARCH

if TYPE_CHECKING:
    from indexer.model import Page
    from indexer.pipeline import Knowledge

ROOT = Path(__file__).parents[1]


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that the builds of a test have analysed."""
    paths: list[str] = []
    of = Descriptions.of

    def watched(self: Descriptions, page: Page) -> object:
        described = of(self, page)
        paths.extend(set(self.analysed) - set(paths))
        return described

    monkeypatch.setattr(Descriptions, "of", watched)
    return paths


def change(knowledge: Knowledge, text: str) -> Knowledge:
    """Return the knowledge with a first paragraph of its first page that says `text`."""
    first, *others = knowledge.pages
    paragraph, *rest = first.paragraphs
    changed = replace(first, paragraphs=(replace(paragraph, text=text), *rest))
    return replace(knowledge, pages=(changed, *others))


def shards(knowledge: Knowledge, folder: Path, earlier: Path | None = None) -> dict[str, bytes]:
    pipeline.build_lexicon(knowledge, folder, earlier)
    return {file.name: file.read_bytes() for file in (folder / SEARCH).iterdir()}


def test_a_changed_page_is_analysed_and_no_other_and_the_files_are_those_of_a_full_build(
    knowledge: Knowledge, analysed: list[str], tmp_path: Path
) -> None:
    old = shards(knowledge, tmp_path / "old")
    assert sorted(analysed) == [page.path for page in knowledge.pages]
    analysed.clear()
    changed = change(knowledge, knowledge.pages[0].paragraphs[0].text + " Smile.")

    new = shards(changed, tmp_path / "new", tmp_path / "old")

    assert analysed == [knowledge.pages[0].path]
    assert new != old
    assert new == shards(changed, tmp_path / "full")


def test_a_word_that_changes_what_other_words_are_has_their_pages_analysed_too(
    knowledge: Knowledge, analysed: list[str], tmp_path: Path
) -> None:
    """Valen is of valit; it is of válet too, its diacritics left out, as soon as a text has a form of válet."""
    pages = [page for page in knowledge.pages if page.language == "cs"]
    base = replace(knowledge, pages=(change(replace(knowledge, pages=tuple(pages)), "Byl valen.").pages[0], *pages[1:]))
    shards(base, tmp_path / "old")
    analysed.clear()
    last = base.pages[-1]
    added = replace(last, paragraphs=(*last.paragraphs, replace(last.paragraphs[0], id="p99", text="Byl válen.")))
    more = replace(base, pages=(*base.pages[:-1], added))

    new = shards(more, tmp_path / "new", tmp_path / "old")

    assert {base.pages[0].path, last.path} <= set(analysed) < {page.path for page in pages}
    assert new == shards(more, tmp_path / "full")


def test_what_was_kept_and_is_not_whole_is_not_believed(
    knowledge: Knowledge, analysed: list[str], tmp_path: Path
) -> None:
    whole = shards(knowledge, tmp_path / "old")
    kept = tmp_path / "old/pages.jsonl"
    kept.write_text(kept.read_text(encoding="utf-8")[:1000], encoding="utf-8")
    analysed.clear()

    assert shards(knowledge, tmp_path / "new", tmp_path / "old") == whole
    assert len(analysed) == len(knowledge.pages)


def test_the_index_is_refreshed_from_the_one_before(analysed: list[str], tmp_path: Path) -> None:
    root = tmp_path / "project"
    for part in ("docs", "site_config/vocabulary", "site_config/languages"):
        shutil.copytree(ROOT / part, root / part)
    pipeline.refresh_index(root)
    analysed.clear()
    page = root / "docs/en/principles/smile.md"
    page.write_text(page.read_text(encoding="utf-8").replace("phone", "telephone"), encoding="utf-8")

    pipeline.refresh_index(root)

    assert analysed == ["en/principles/smile"]


def test_a_build_tells_how_far_it_is(knowledge: Knowledge, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    pipeline.build_lexicon(knowledge, tmp_path, told=lambda *steps: told.append(steps))

    assert told == [(done, len(knowledge.pages)) for done in range(1, len(knowledge.pages) + 1)]
