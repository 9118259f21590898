"""Unpacks an archive, and copies it as the commands in `site_config/servers/README.md` do, with or without rsync."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import time
from pathlib import Path
from zipfile import ZipFile

from webservers import SERVERS

PLACE = "/srv/www/service"
COMMANDS = re.findall(r"^ {4}rsync (.+)$", (SERVERS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
DAY = 86_400


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack as common tools do, and return the folder: files get the time that the archive names."""
    with ZipFile(archive) as pack:
        pack.extractall(folder)
        for entry in pack.infolist():
            then = time.mktime((*entry.date_time, 0, 0, -1))
            os.utime(folder / entry.filename, (then, then))
    return folder


def age(folder: Path) -> None:
    """Make all files a day older than they are."""
    for file in folder.rglob("*"):
        os.utime(file, (file.stat().st_mtime - DAY,) * 2)


def copy(command: str, unpacked: Path, site: Path) -> None:
    """Do what rsync does when called so; an option that is not known here is an error."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-r", action="store_true", required=True)
    parser.add_argument("--checksum", action="store_true", required=True)
    parser.add_argument("--delete", action="store_true")
    parser.add_argument("--exclude")
    parser.add_argument("sources", nargs="+")
    parser.add_argument("target")
    wanted = parser.parse_args(shlex.split(command, comments=True))
    target = Path(wanted.target.replace(PLACE, str(site)))
    copied = set()
    for source in wanted.sources:
        above = unpacked / source if source.endswith("/") else (unpacked / source).parent
        for file in [unpacked / source, *sorted((unpacked / source).rglob("*"))]:
            if file.is_file() and file.name != wanted.exclude:
                copied.add(target / file.relative_to(above))
                _renew(file, target / file.relative_to(above))
    for file in list(target.rglob("*")) if wanted.delete else ():
        if file.is_file() and file not in copied:
            file.unlink()


def _renew(source: Path, target: Path) -> None:
    """Put a file in place in one step; leave one of the same content as it is."""
    if target.exists() and target.read_bytes() == source.read_bytes():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, fresh)
    fresh.replace(target)
