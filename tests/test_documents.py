"""Several texts are read at a time, and nobody can tell from the outcome."""

from __future__ import annotations

import shutil
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer import documents
from indexer.documents import read_documents
from indexer.ingest import Options, ingest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model import Document

ROOT = Path(__file__).parents[1]
LANGUAGES = ROOT / "site_config/languages"
TEXTS = [path for path in sorted((ROOT / "tests/corpus").iterdir()) if path.suffix != ".yml"]


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    """The texts of the corpus, and among them some that are refused."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for path in TEXTS:
        shutil.copy(path, folder)
    (folder / "30-empty.txt").write_bytes(b"")
    (folder / "31-french.txt").write_text("Le client est roi et nous le saluons toujours avec un sourire.\n", "utf-8")
    (folder / "32-picture.png").write_bytes(b"\x89PNG")
    return sorted(folder.iterdir())


def test_another_process_gives_what_this_one_gives_in_the_same_order(sources: list[Path]) -> None:
    alone = list(read_documents(sources, LANGUAGES))

    assert len(sources) >= documents.WORTH_A_PROCESS
    assert list(read_documents(sources, LANGUAGES, cores=2)) == alone


def test_what_a_process_left_undone_is_done_here(sources: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(read_documents(sources, LANGUAGES))

    def ended(*_: object) -> Iterator[Document | tuple[object, ...]]:
        yield from alone[:7]
        raise BrokenProcessPool

    monkeypatch.setattr(documents, "_by_processes", ended)

    assert list(read_documents(sources, LANGUAGES, cores=2)) == alone


def test_pages_and_reports_do_not_depend_on_the_number_of_cores(
    sources: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "WORTH_A_PROCESS", 2)
    few = [path for path in sources if path.name[:2] in {"05", "30", "31", "32", "46"}]
    told, written = [], []
    for cores in (1, 3):
        root = tmp_path / f"project{cores}"
        root.mkdir()
        (root / "site_config").symlink_to(ROOT / "site_config")
        told.append([report.to_json() for report in ingest(root, few, Options(cores=cores))])
        files = sorted(path for path in (root / "docs").rglob("*") if path.is_file())
        written.append([(path.relative_to(root), path.read_bytes()) for path in files])

    assert told[0] == told[1]
    assert written[0] == written[1]
    assert sum(bool(report["errors"]) for report in told[0]) == 3
