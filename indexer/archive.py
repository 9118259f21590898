"""Packs the built site for whoever runs a web server: one archive, the same bytes whenever the site is the same.

Beside the site stands `SHA256SUMS`: the hash of every file, as `sha256sum --check` reads it. The archive unpacks with
the tools of any system, and nothing in it needs Python.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from indexer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST, README = "SHA256SUMS", "README.md"
# Of all the times that a ZIP can name, in steps of two seconds: the first, and how many there are in forty years.
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_STEP, _STEPS = timedelta(seconds=2), 40 * 365 * 86_400 // 2
_MODE = 0o100644 << 16  # a plain file that anyone may read
_UNIX = 3


def write_archive(site: Path, servers: Path, archive: Path) -> Path:
    """Write the archive and return its path. It holds `site/`, `servers/`, the manifest, and what to do.

    Args:
        servers: The folder of server configurations, to be copied from.

    Raises:
        UsageError: There is no built site.

    """
    if not (site / "index.html").exists():
        raise UsageError(f"{site}: no built site; run 'principles build' first")
    held = {f"site/{name}": data for name, data in _files(site).items()}
    # What to do with it all stands at the top, where one looks first.
    held |= {name if name == README else f"servers/{name}": data for name, data in _files(servers).items()}
    held[MANIFEST] = manifest(held).encode()
    archive.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(archive, "w") as pack:
        for name, data in sorted(held.items()):
            entry = ZipInfo(name, _time(data))
            entry.create_system, entry.external_attr = _UNIX, _MODE
            pack.writestr(entry, data, ZIP_DEFLATED, 9)
    return archive


def manifest(held: Mapping[str, bytes]) -> str:
    """Return a line `<sha256>  <path>` for each file, in order of the paths."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(held.items()))


def _time(data: bytes) -> tuple[int, int, int, int, int, int]:
    """Return a time made of the content: servers and rsync tell versions of a file apart by time and size."""
    time = _EPOCH + _STEP * (int.from_bytes(hashlib.sha256(data).digest()[:8], "big") % _STEPS)
    return time.year, time.month, time.day, time.hour, time.minute, time.second


def _files(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
