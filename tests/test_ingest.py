"""Ingest as a whole: what a second run leaves alone, what people changed, and what the source changed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.ingest import Options, _Run, ingest
from indexer.pages import read_page, read_pages

if TYPE_CHECKING:
    from indexer.report import Report
    from indexer.senses import Senses

ROOT = Path(__file__).parent.parent
TEXT = """Our Way

Good service is a craft and can be learned. These rules help.

1. Greeting
A warm greeting sets the tone for everything that follows. Say it before the customer does.

2. Listening
Let people finish. Most complaints are half solved when somebody has listened to the end.

Nobody who is interrupted feels heard, however kind the answer may be.

3. Promises
If you promise a call on Friday, call on Friday. A small promise kept is worth more.
"""


@pytest.fixture(scope="module")
def senses() -> Senses:
    return _Run(ROOT, Options(), set()).senses


@pytest.fixture(autouse=True)
def _senses_once(senses: Senses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving them takes seconds."""
    monkeypatch.setattr(_Run, "senses", senses)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without pages, and one source."""
    (tmp_path / "site_config").symlink_to(ROOT / "site_config")
    (tmp_path / "docs/sources").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "docs/sources/way.txt").write_text(TEXT, "utf-8")
    return tmp_path


def _run(root: Path, **options: str | bool) -> list[Report]:
    return list(ingest(root, [root / "docs/sources"], Options(**options)))  # type: ignore[arg-type]


def _source(root: Path, old: str, new: str, name: str = "way.txt") -> None:
    path = root / "docs/sources" / name
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def _page_with(root: Path, text: str) -> Path:
    return next(path for path in sorted(root.glob("docs/en/principles/*.md")) if text in path.read_text("utf-8"))


def _edit(root: Path, old: str, new: str) -> Path:
    path = _page_with(root, old)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return path


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.glob("docs/**/*.md")}


def test_a_second_run_writes_nothing(root: Path) -> None:
    first = _run(root)
    before = _files(root)

    second = _run(root)

    assert len(first[0].written) == 4
    assert (second[0].written, _files(root)) == ((), before)


def test_one_changed_sentence_touches_only_the_text_of_its_page(root: Path) -> None:
    _run(root)
    before = {page.path: page.paragraphs for page in read_pages(root / "docs")}

    _source(root, "Let people finish.", "Let everybody finish.")
    report = _run(root)[0]

    after = {page.path: page.paragraphs for page in read_pages(root / "docs")}
    assert report.changed
    assert len([path for path in before if before[path] != after[path]]) == 1


def test_an_edit_by_hand_survives_when_the_source_changes_elsewhere(root: Path) -> None:
    _run(root)
    _edit(root, "Say it before the customer does.", "Say it first.")

    _source(root, "Let people finish.", "Let everybody finish.")
    report = _run(root)[0]

    assert not report.faulty
    assert _page_with(root, "Say it first.")
    assert _page_with(root, "Let everybody finish.")


def test_a_heading_and_a_paragraph_rewritten_from_scratch_stay_on_their_page(root: Path) -> None:
    _run(root)
    path = _edit(root, "# Greeting ", "# Hello ")
    _edit(root, "A warm greeting sets the tone for everything that follows. Say it before the customer does.", "Wave.")

    _source(root, "Let people finish.", "Let everybody finish.")
    _run(root)

    page = read_page(path, root / "docs")
    assert (page.heading, [each.text for each in page.paragraphs]) == ("Hello", ["Wave."])


def test_a_paragraph_added_by_hand_stays_behind_its_neighbour_and_gets_an_id(root: Path) -> None:
    _run(root)
    path = _edit(root, "\nNobody who is", "\nCount to three.\n\nNobody who is")

    _source(root, "3. Promises", "3. A new rule\nThis rule is quite new here.\n\n4. Promises")
    _run(root)
    _run(root)

    found = [(each.id, each.text[:15]) for each in read_page(path, root / "docs").paragraphs]
    assert found == [("p1", "Let people fini"), ("p3", "Count to three."), ("p2", "Nobody who is i")]


def test_a_paragraph_taken_away_by_hand_stays_away_and_its_id_is_never_given_again(root: Path) -> None:
    _run(root)
    path = _page_with(root, "Nobody who is")
    text = path.read_text("utf-8")
    path.write_text(text[: text.rindex("Nobody who is")].rstrip() + "\n", "utf-8")

    _run(root)
    _source(root, "3. Promises", "Silence is an answer too, and often the best of all answers.\n\n3. Promises")
    _run(root)

    found = [(each.id, each.text[:7]) for each in read_page(path, root / "docs").paragraphs]
    assert found == [("p1", "Let peo"), ("p3", "Silence")]


def test_both_sides_changed_is_a_conflict_that_shows_both_and_writes_nothing(root: Path) -> None:
    _run(root)
    _edit(root, "Let people finish.", "Let them finish.")
    _source(root, "Let people finish.", "Let everybody finish.")
    before = _files(root)

    report = _run(root)[0]

    assert report.faulty
    assert _files(root) == before
    shown = report.to_text()
    assert "Let them finish." in shown
    assert "Let everybody finish." in shown


@pytest.mark.parametrize(("side", "text"), [("page", "Let them finish."), ("source", "Let everybody finish.")])
def test_a_conflict_is_settled_by_naming_a_side(side: str, text: str, root: Path) -> None:
    _run(root)
    _edit(root, "Let people finish.", "Let them finish.")
    _source(root, "Let people finish.", "Let everybody finish.")

    assert not _run(root, prefer=side)[0].faulty
    assert not _run(root)[0].faulty
    assert _page_with(root, text)


def test_a_page_that_people_edited_is_not_dropped_with_its_passage(root: Path) -> None:
    _run(root)
    path = _edit(root, "Let people finish.", "Let them finish.")
    _source(root, TEXT[TEXT.index("2. Listening") : TEXT.index("3. Promises")], "")

    report = _run(root)[0]

    assert path.exists()
    assert [conflict.page for conflict in report.conflicts] == [
        path.relative_to(root / "docs").with_suffix("").as_posix()
    ]


def test_without_a_record_nothing_on_a_page_is_overwritten(root: Path) -> None:
    _run(root)
    shutil.rmtree(root / "docs/sources/.ingested")
    _source(root, "Let people finish.", "Let everybody finish.")
    before = _files(root)

    assert _run(root)[0].faulty
    assert _files(root) == before


def test_a_renamed_source_keeps_its_pages(root: Path) -> None:
    _run(root)
    before = [page.path for page in read_pages(root / "docs")]
    _edit(root, "Let people finish.", "Let them finish.")
    (root / "docs/sources/way.txt").rename(root / "docs/sources/our-way.txt")

    reports = _run(root)

    assert [(report.file, report.renamed_from) for report in reports] == [("our-way.txt", "way.txt")]
    pages = read_pages(root / "docs")
    assert ([page.path for page in pages], {page.source for page in pages}) == (before, {"our-way.txt"})
    assert _page_with(root, "Let them finish.")
    assert [path.name for path in (root / "docs/sources/.ingested").iterdir()] == ["our-way.txt.json"]


def test_a_deleted_source_is_reported_and_leaves_no_page(root: Path) -> None:
    _run(root)
    (root / "docs/sources/way.txt").unlink()

    reports = _run(root)

    assert [(report.file, report.gone, len(report.dropped)) for report in reports] == [("way.txt", True, 4)]
    assert read_pages(root / "docs") == ()


def test_ingesting_one_text_leaves_the_pages_of_missing_ones_alone(root: Path) -> None:
    _run(root)
    (root / "docs/sources/way.txt").unlink()
    (root / "other.txt").write_text(TEXT.replace("Our Way", "Their Way"), "utf-8")

    list(ingest(root, [root / "other.txt"]))

    assert {page.source for page in read_pages(root / "docs")} == {"way.txt", "other.txt"}


def test_a_bad_source_does_not_stop_the_others(root: Path) -> None:
    (root / "docs/sources/a.txt").write_bytes(b"\xff" * 500)
    os.mkfifo(root / "docs/sources/b.txt")

    reports = _run(root)

    assert [(report.file, report.faulty) for report in reports] == [
        ("a.txt", True),
        ("b.txt", True),
        ("way.txt", False),
    ]


def test_a_dry_run_writes_nothing(root: Path) -> None:
    _run(root, dry_run=True)

    assert not _files(root)
    assert not (root / "docs/sources/.ingested").exists()


def test_a_run_that_is_killed_leaves_every_page_whole(root: Path) -> None:
    for number in range(30):
        text = TEXT.replace("Our Way", f"Way {number}")
        (root / f"docs/sources/w{number}.txt").write_text(text, "utf-8")
    command = [sys.executable, "-m", "indexer", "ingest", "docs/sources", "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(4):
            assert json.loads(process.stdout.readline())["written"]
        time.sleep(0.02)
        process.send_signal(signal.SIGKILL)

    pages = read_pages(root / "docs")
    assert pages
    reports = _run(root)
    assert not any(report.faulty for report in reports)
    again = _run(root)
    assert not any(report.written for report in again)
