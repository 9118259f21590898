"""Reads files: bytes become decoded sources, with what the small `.yml` file beside each says.

Outside data enters here; what is not text, not readable or not decodable is refused with its place and a remedy.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.errors import Complaint, ContentError
from indexer.model import Source
from indexer.sources.decoding import check_text, decode
from indexer.sources.portable import read_portable
from indexer.sources.saved_pages import declared_encoding, read_saved_page
from indexer.sources.sheet import Extract
from indexer.sources.small_files import read_small_file
from indexer.sources.word import read_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from indexer.languages import Language

FORMATS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
_LARGEST = 32 * 1024 * 1024


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
            for folder, folders, names in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(path.__class__(folder, name) for name in names if not _is_aside(name))
        elif path.exists() or path.is_symlink():
            found.add(path)
        else:
            missing.append(Complaint(path.as_posix(), 0, "no such file or folder", do="check the path"))
    if missing:
        raise ContentError(*missing)
    return tuple(sorted(found))


def lone_small_files(folder: Path) -> tuple[Path, ...]:
    """Return the small files below `folder` that stand beside no text, in path order."""
    beside = {path.with_suffix(".yml") for path in find_sources([folder])}
    asides = (path for path in folder.rglob("*.y*ml") if path.suffix in {".yml", ".yaml"})
    return tuple(
        path
        for path in sorted(asides)
        if path not in beside and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def read_source(path: Path, languages: Mapping[str, Language]) -> Source:
    """Return one file, decoded, with what its small file says.

    Raises:
        ContentError: The file cannot be read, is no text, or its small file is wrong.
    """
    data = _bytes(path)
    extract, encoding = _extract(path, data, languages)
    source = Source(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        text=extract.text,
        furniture=extract.furniture,
        bold=extract.bold,
    )
    aside = path.with_suffix(".yml")
    return read_small_file(source, aside, languages) if aside.is_file() else source


def _extract(path: Path, data: bytes, languages: Mapping[str, Language]) -> tuple[Extract, str]:
    """Return the text, and the encoding, or the kind of container, that it was in."""
    kind = path.suffix.lower()
    if kind in {".html", ".htm"}:
        html, encoding = decode(path.name, data, languages, declared_encoding(data))
        return _checked(path.name, read_saved_page(path.name, html)), encoding
    if kind == ".docx":
        return _checked(path.name, read_word(path.name, data)), "docx"
    if kind == ".pdf":
        return _checked(path.name, read_portable(path)), "pdf"
    text, encoding = decode(path.name, data, languages)
    return Extract(text), encoding


def _checked(file: str, extract: Extract) -> Extract:
    text = extract.text.replace("\r", " ")
    if not text.strip():
        raise ContentError(Complaint(file, 0, "empty", "a text", "remove the file or replace it"))
    check_text(file, text)
    return replace(extract, text=text)


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
