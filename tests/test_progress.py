"""A long run says how far it is: by a bar on a terminal, by a line now and then in a pipe, never among the reports."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer import progress
from indexer.progress import Progress

pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")

ROOT = Path(__file__).parents[1]
TAKEN_AWAY = "\r\x1b[K"
# What `principles` does, but at once: a test does not wait until a run is long.
AT_ONCE = """
import sys
from indexer import cli, progress
progress._PATIENCE = progress._ON_A_TERMINAL = progress._ELSEWHERE = 0
sys.exit(cli.main(["ingest", "--dry-run", "--json", "docs/sources"]))
"""


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    own = Clock()
    monkeypatch.setattr(progress, "time", own)
    return own


def read_all(terminal: int) -> str:
    """Return what was written to the other end of a terminal or pipe, which is closed by now."""
    data = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux says by an error that nobody writes any more
            piece = b""
        if not piece:
            os.close(terminal)
            return data.decode()
        data += piece


def test_on_a_terminal_one_line_grows_and_is_taken_away(clock: Clock) -> None:
    here, there = pty.openpty()
    with os.fdopen(there, "w") as stream, Progress(stream) as show:
        for done in range(1, 100):
            clock.now += 1 / 16
            show(done, 100)

    bars = read_all(here)

    assert bars.startswith("\r[#########.....................] 32 of 100 texts\r[")  # two seconds later
    assert bars.endswith(f"[#############################.] 98 of 100 texts{TAKEN_AWAY}")
    assert bars.count("texts") == 34  # eight a second
    assert "\n" not in bars


def test_a_report_stands_where_the_bar_was(clock: Clock) -> None:
    here, there = pty.openpty()
    with os.fdopen(there, "w") as stream, Progress(stream) as show:
        clock.now += 3
        show(1, 4)
        show.clear()
        show.clear()
        stream.write("report\n")

    assert read_all(here) == f"\r[#######.......................] 1 of 4 texts{TAKEN_AWAY}report\r\n"


def test_in_a_pipe_a_plain_line_comes_every_ten_seconds(clock: Clock) -> None:
    stream = io.StringIO()
    with Progress(stream) as show:
        for done in range(1, 26):
            clock.now += 1
            show(done, 100)

    assert stream.getvalue() == "10 of 100 texts\n20 of 100 texts\n"


@pytest.mark.parametrize("terminal", [True, False])
def test_a_short_run_says_nothing(terminal: bool, clock: Clock) -> None:  # noqa: FBT001 -- a parameter of the test
    here, there = pty.openpty() if terminal else os.pipe()
    with os.fdopen(there, "w") as stream, Progress(stream) as show:
        assert stream.isatty() == terminal
        for done in range(4):
            clock.now += 0.4
            show(done, 4)

    assert read_all(here) == ""


@pytest.mark.parametrize("terminal", [True, False])
def test_the_command_shows_the_bar_beside_its_reports_and_not_among_them(terminal: bool) -> None:  # noqa: FBT001 -- same
    here, there = pty.openpty() if terminal else os.pipe()
    command = [sys.executable, "-c", AT_ONCE]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=there) as run:
        os.close(there)
        assert run.stdout
        reports = [json.loads(line) for line in run.stdout.read().decode().splitlines()]
    said = read_all(here)

    assert run.returncode == 0
    assert len(reports) == 4
    assert [f"{done} of 4 texts" in said for done in range(5)] == [True] * 4 + [False]
    assert said.count(TAKEN_AWAY) == (4 if terminal else 0)
