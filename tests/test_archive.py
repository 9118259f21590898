"""The archive for administrators."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from indexer.archive import MANIFEST, write_archive
from indexer.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/te").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("<p>úsměv", encoding="utf-8")
    (tmp_path / "site/te/index.html").write_text("<p>చిరునవ్వు", encoding="utf-8")
    (tmp_path / "servers").mkdir()
    (tmp_path / "servers/nginx.conf").write_text("location /service/ {}", encoding="utf-8")
    (tmp_path / "servers/README.md").write_text("# What to do", encoding="utf-8")
    return tmp_path


def test_the_same_site_gives_the_same_bytes_at_any_time(site: Path) -> None:
    first = write_archive(site / "site", site / "servers", site / "first.zip").read_bytes()
    os.utime(site / "site/index.html", (1, 1))
    os.chmod(site / "site/index.html", 0o600)  # noqa: PTH101 -- what another umask would have left

    assert write_archive(site / "site", site / "servers", site / "second.zip").read_bytes() == first


def test_files_of_one_size_and_other_content_have_other_times(site: Path) -> None:
    def time(archive: Path) -> tuple[int, ...]:
        with ZipFile(archive) as pack:
            return pack.getinfo("site/index.html").date_time

    before = time(write_archive(site / "site", site / "servers", site / "first.zip"))
    (site / "site/index.html").write_text("<p>smutek", encoding="utf-8")
    (site / "site/te/index.html").write_text("<p>another page", encoding="utf-8")
    after = time(write_archive(site / "site", site / "servers", site / "second.zip"))

    assert before != after
    assert 1980 <= after[0] < 2021


def test_the_manifest_holds_the_hash_of_every_other_file(site: Path) -> None:
    with ZipFile(write_archive(site / "site", site / "servers", site / "site.zip")) as pack:
        lines = pack.read(MANIFEST).decode().splitlines()
        hashes = {name: hashlib.sha256(pack.read(name)).hexdigest() for name in pack.namelist() if name != MANIFEST}

    assert lines == [f"{digest}  {name}" for name, digest in hashes.items()]
    assert list(hashes) == ["README.md", "servers/nginx.conf", "site/index.html", "site/te/index.html"]


def test_without_a_built_site_there_is_nothing_to_pack(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="run 'principles build' first"):
        write_archive(tmp_path / "site", tmp_path, tmp_path / "site.zip")
