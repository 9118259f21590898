"""The contracts of the command line, as scripts rely on them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from indexer import cli

ROOT = Path(__file__).parents[1]
SECTION = {"ordinal", "kind", "heading", "language", "text", "tags", "lines"}
HIT = {"rank", "score", "page", "language", "source", "ordinal", "kind", "heading", "tags", "snippet", "why"}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_ingest_json_is_one_object_a_source_in_path_order(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ingest", "--json", "--dry-run", "docs/sources")
    reports: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]

    assert code == 0
    assert [report["file"] for report in reports] == sorted(report["file"] for report in reports)
    assert [report["language"] for report in reports] == ["en", "te", "cs", "zh"]
    assert [sum(s["kind"] == "principle" for s in report["sections"]) for report in reports] == [5, 6, 4, 4]
    for report in reports:
        assert set(report) >= {
            "file",
            "encoding",
            "language",
            "title",
            "intro",
            "sections",
            "removed",
            "repaired",
            "errors",
        }
        assert all(set(section) >= SECTION for section in report["sections"])
        assert all(set(removed) >= {"line", "text", "rule"} for removed in report["removed"])
        assert all(set(repaired) >= {"line", "from", "to", "rule"} for repaired in report["repaired"])


def test_search_json_has_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "search", "--json", "--limit", "3", "usmev")
    answer = json.loads(out)

    assert code == 0
    assert set(answer) >= {"query", "interpretation", "confident", "hits"}
    assert answer["interpretation"][0] == {"typed": "usmev", "as": "Úsměv", "reason": "diacritics"}
    assert len(answer["hits"]) == 3
    assert all(set(hit) >= HIT for hit in answer["hits"])
    assert all((ROOT / "docs" / f"{hit['page']}.md").exists() for hit in answer["hits"])


def test_a_query_that_finds_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "search", "qwertzuiop")

    assert code == 0
    assert out == "Not known here: qwertzuiop\nNothing found for 'qwertzuiop'.\n"


@pytest.mark.parametrize(
    "arguments", [["-phone", "--limit", "1"], ["--limit", "1", "-phone"], ["--limit", "1", "--", "-phone"]]
)
def test_a_query_may_begin_with_a_minus(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "search", *arguments)

    assert code == 0
    assert "Only pages without: phone" in out


def test_choices_leave_what_is_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "search", "smile", "--only", "language=te", "--only", "status=machine-translated", "--json"
    )
    answer = json.loads(out)

    assert code == 0
    assert answer["total"] == len(answer["hits"]) == answer["languages"]["te"]
    assert {hit["language"] for hit in answer["hits"]} == {"te"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "smile", "--lang", "fr"], "--lang fr: unknown language; expected one of en, te, cs, zh"),
        (["search", "smile", "--limit", "0"], "--limit 0: expected a number from 1"),
        (["search", "smile", "--only", "colour=red"], "--only colour=red: expected one of language=…, tag=…, source=…"),
        (["search", "smile", "--only", "language=fr"], "no such language; expected one of cs, en, te, zh"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_to_do(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, *arguments)

    assert code == 2
    assert message in err


def test_a_source_that_is_not_there_ends_with_1_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "ingest", "--dry-run", "nowhere.txt")

    assert code == 1
    assert "nowhere.txt" in err


def test_our_content_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check")

    assert (code, out, err) == (0, "All fine.\n", "")


def test_output_survives_a_console_that_knows_only_ascii() -> None:
    command = [sys.executable, "-m", "indexer", "search", "微笑", "--limit", "1"]

    done = subprocess.run(
        command, capture_output=True, cwd=ROOT, env={"PYTHONIOENCODING": "ascii", "PATH": ""}, check=False
    )

    assert done.returncode == 0
    assert b"\\u5fae\\u7b11" in done.stdout


def test_every_verb_and_option_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("ingest", "build", "serve", "search", "check"):
        with pytest.raises(SystemExit) as stopped:
            cli.main([verb, "--help"])
        assert stopped.value.code == 0
        assert verb in capsys.readouterr().out
