"""From files to decoded sources, and what is refused at this door."""

from __future__ import annotations

import os
import random
from pathlib import Path

import opencc
import pytest

from indexer.errors import ContentError
from indexer.languages import load_languages
from indexer.model import Status
from indexer.sources import adopt, find_sources, read_source

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "docs/sources"
LANGUAGES = load_languages(ROOT / "site_config/languages")
CS = (SEEDS / "002_887ea02123fa091e.txt").read_text("utf-8")
TE = (SEEDS / "001_6c815672b4763d16.txt").read_text("utf-8")
ZH = (SEEDS / "003_0ec85227b0f901ea.txt").read_text("utf-8")


def _file(folder: Path, data: bytes, name: str = "text.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("why", "text", "encoding", "name"),
    [
        ("plain UTF-8", CS, "utf-8", "utf-8"),
        ("UTF-8 with a byte order mark", CS, "utf-8-sig", "utf-8-sig"),
        ("UTF-16 with a byte order mark", TE, "utf-16", "utf-16"),
        ("UTF-16 without one, in Latin letters", CS, "utf-16-le", "utf-16-le"),
        ("Windows-1250 differs from ISO-8859-2 in six Czech letters", CS, "cp1250", "cp1250"),
        ("ISO-8859-2 differs from Windows-1250 in six Czech letters", CS, "iso8859_2", "iso8859_2"),
        ("one short line is enough for the alphabet to decide", "Šedý ťuhýk žije.", "cp1250", "cp1250"),
        ("the same line the other way", "Šedý ťuhýk žije.", "iso8859_2", "iso8859_2"),
        ("typographic quotes of Windows", "It’s “good”.", "cp1252", "cp1250"),
        ("GB18030", ZH, "gb18030", "gb18030"),
        ("GBK is part of GB18030", ZH, "gbk", "gb18030"),
        (
            "Big5 holds traditional characters",
            opencc.OpenCC("s2t").convert("客户服务的重要性。微笑是不用翻译的世界语言"),
            "big5",
            "big5",
        ),
    ],
)
def test_every_encoding_of_our_languages_is_read(why: str, text: str, encoding: str, name: str, tmp_path: Path) -> None:
    source = read_source(_file(tmp_path, text.encode(encoding)), LANGUAGES)

    assert (source.text, source.encoding) == (text, name), why


def test_line_ends_become_one_kind(tmp_path: Path) -> None:
    source = read_source(_file(tmp_path, b"one\r\ntwo\rthree\n"), LANGUAGES)

    assert source.text == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("why", "data", "message"),
    [
        ("nothing in it", b"", "empty"),
        ("zeros only", b"\0" * 100, "empty"),
        ("64 KB of one byte", b"\xff" * 65536, "no text"),
        ("a zero byte in a text", b"good\0service", "control characters|no text"),
        ("a picture under a text's name", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "no text"),
        ("noise", random.Random(7).randbytes(5000), "no text"),  # noqa: S311 -- the same noise each time
        ("a marked text cut in half a character", "é".encode("utf-16") + b"x", "not utf-16"),
        ("a letter that another program lost", "Poctivost je z\ufffdklad".encode(), "U\\+FFFD"),
        (
            "UTF-8 that another program read as Windows-1252",
            CS.encode().decode("cp1252", "ignore").encode(),
            "UTF-8 that was read",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_file_and_reason(why: str, data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=message) as caught:
        read_source(_file(tmp_path, data), LANGUAGES)

    assert caught.value.complaints[0].file == "text.txt", why


def test_the_small_file_says_what_the_text_cannot(tmp_path: Path) -> None:
    _file(
        tmp_path,
        b"title: Etika\nlanguage: cs\nstatus: machine-translated\nstatus_by: editors\norigin: null\n",
        "text.yml",
    )

    source = read_source(_file(tmp_path, CS.encode()), LANGUAGES)

    assert (source.title, source.language, source.status, source.status_by, source.origin) == (
        "Etika",
        "cs",
        Status.MACHINE,
        "editors",
        "",
    )


@pytest.mark.parametrize(
    ("why", "small_file", "message"),
    [
        ("a status that does not exist", b"status: robot\n", "status 'robot'; expected one of human"),
        ("a language we do not have", b"language: fr\n", "language 'fr'; expected one of en"),
        ("a misspelt key", b"titel: x\n", "unknown key 'titel'"),
        ("not YAML", b"title: [\n", r"text.yml:\d+: not YAML"),
        ("a list", b"- title\n", "not a list of keys"),
    ],
)
def test_a_wrong_small_file_is_refused_by_its_own_name(
    why: str, small_file: bytes, message: str, tmp_path: Path
) -> None:
    _file(tmp_path, small_file, "text.yml")

    with pytest.raises(ContentError, match=message) as caught:
        read_source(_file(tmp_path, b"A text."), LANGUAGES)

    assert caught.value.complaints[0].file.endswith("text.yml"), why


def test_sources_are_found_in_path_order_without_their_small_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "a.txt", "a.yml", ".hidden", "c.md"):
        _file(tmp_path, b"x", name)
    (tmp_path / "b/loop").symlink_to(tmp_path)

    found = find_sources([tmp_path, tmp_path / "a.txt"])

    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.txt", "b/2.txt", "c.md"]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"missing\.txt: no such file"):
        find_sources([tmp_path / "missing.txt"])


def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    with pytest.raises(ContentError, match="not a regular file"):
        read_source(tmp_path / "pipe.txt", LANGUAGES)


def test_a_format_that_we_do_not_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"expected one of \.txt, \.md"):
        read_source(_file(tmp_path, b"PK", "text.odt"), LANGUAGES)


def test_a_text_from_outside_is_copied_byte_for_byte_with_its_small_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    _file(tmp_path, b"title: X\n", "in/text.yml")
    path = _file(tmp_path, CS.encode("cp1250"), "in/text.txt")

    target = adopt(path, tmp_path / "sources")

    assert target == tmp_path / "sources/text.txt"
    assert target.read_bytes() == path.read_bytes()
    assert (tmp_path / "sources/text.yml").read_bytes() == b"title: X\n"
    assert adopt(target, tmp_path / "sources") == target


def test_a_text_never_replaces_another_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    _file(tmp_path, b"old", "sources/text.txt")

    with pytest.raises(ContentError, match=r"another text\.txt"):
        adopt(_file(tmp_path, b"new"), tmp_path / "sources")

    assert (tmp_path / "sources/text.txt").read_bytes() == b"old"
