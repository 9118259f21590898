"""Reads files: bytes become decoded sources, with what the small `.yml` file beside each says.

Outside data enters here; what is not text, not readable or not decodable is refused with its place and a remedy.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml

from indexer.errors import Complaint, ContentError
from indexer.model import Source, Status
from indexer.sources.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from indexer.languages import Language

FORMATS = (".txt", ".md")
_LARGEST = 32 * 1024 * 1024
_KEYS = {"title", "language", "status", "status_by", "origin", "licence"}


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the source files among `paths` and below those that are folders, in path order.

    Small `.yml` files and hidden files are no sources; links to folders are not followed, so a loop does no harm.

    Raises:
        ContentError: A path does not exist.
    """
    found: set[Path] = set()
    missing: list[Complaint] = []
    for path in paths:
        if path.is_dir():
            for folder, _, names in os.walk(path):
                found.update(path.__class__(folder, name) for name in names if not _is_aside(name))
        elif path.exists() or path.is_symlink():
            found.add(path)
        else:
            missing.append(Complaint(path.as_posix(), 0, "no such file or folder", do="check the path"))
    if missing:
        raise ContentError(*missing)
    return tuple(sorted(found))


def read_source(path: Path, languages: Mapping[str, Language]) -> Source:
    """Return one file, decoded, with what its small file says.

    Raises:
        ContentError: The file cannot be read, is no text, or its small file is wrong.
    """
    data = _bytes(path)
    text, encoding = decode(path.name, data, languages)
    source = Source(file=path.name, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding, text=text)
    aside = path.with_suffix(".yml")
    return _with_facts(source, aside, languages) if aside.is_file() else source


def adopt(path: Path, folder: Path) -> Path:
    """Copy a file, and its small file, byte for byte into `folder` unless it is there; return its place there.

    Raises:
        ContentError: Another file of that name is there already, or the file cannot be read.
    """
    if path.resolve().parent == folder.resolve():
        return path
    target = folder / path.name
    data = _bytes(path)
    if target.exists() and target.read_bytes() != data:
        raise ContentError(
            Complaint(
                path.as_posix(),
                0,
                f"another {path.name} is in {folder.as_posix()} already",
                do="give the file another name",
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    _write(target, data)
    aside = path.with_suffix(".yml")
    if aside.is_file() and not target.with_suffix(".yml").exists():
        _write(target.with_suffix(".yml"), _bytes(aside))
    return target


def _is_aside(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith((".yml", ".yaml"))


def _write(path: Path, data: bytes) -> None:
    """Write in one step: whoever reads meanwhile sees the old file or the new one."""
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(data)
    partial.replace(path)


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() not in (*FORMATS, ".yml"):
        raise ContentError(
            Complaint(
                path.as_posix(),
                0,
                f"a file of the kind {path.suffix or 'without an ending'}",
                f"one of {', '.join(FORMATS)}",
                "save it as text",
            )
        )
    if not path.is_file():  # a pipe would never end
        raise ContentError(Complaint(path.as_posix(), 0, "not a regular file", "a file"))
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _LARGEST else b""
    except OSError as error:
        raise ContentError(
            Complaint(path.as_posix(), 0, f"cannot be read: {error.strerror}", do="check its permissions")
        ) from error
    if size > _LARGEST:
        raise ContentError(Complaint(path.as_posix(), 0, f"{size} bytes", f"at most {_LARGEST}", "split the text"))
    return data


def _with_facts(source: Source, aside: Path, languages: Mapping[str, Language]) -> Source:
    facts = _facts(aside)
    unknown = sorted(set(facts) - _KEYS)
    if unknown:
        raise ContentError(
            Complaint(aside.as_posix(), 0, f"unknown key {unknown[0]!r}", f"one of {', '.join(sorted(_KEYS))}")
        )
    texts = {key: str(value) for key, value in facts.items() if value is not None}
    status = texts.pop("status", Status.UNKNOWN)
    if status not in {each.value for each in Status}:
        raise ContentError(
            Complaint(aside.as_posix(), 0, f"status {status!r}", f"one of {', '.join(each.value for each in Status)}")
        )
    if texts.get("language") and texts["language"] not in languages:
        raise ContentError(
            Complaint(aside.as_posix(), 0, f"language {texts['language']!r}", f"one of {', '.join(languages)}")
        )
    return replace(source, **texts, status=Status(status))


def _facts(aside: Path) -> dict[str, Any]:
    try:
        facts = yaml.safe_load(aside.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = error.problem_mark.line + 1 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 0
        raise ContentError(
            Complaint(aside.as_posix(), line, "not YAML in UTF-8", do="correct the small file")
        ) from error
    if facts is None:
        return {}
    if not isinstance(facts, dict):
        raise ContentError(Complaint(aside.as_posix(), 1, "not a list of keys", "lines like `title: …`"))
    return facts
