"""Our index and those of the peers, built from the same pages: where they lie, what they weigh, what they cost.

The peers come from npm into a folder outside the repository. Pagefind writes one index a language; MiniSearch one for
all, with case and diacritics folded, Chinese cut by `Intl.Segmenter`, prefixes and slips on, and no texts for excerpts.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
PAGEFIND, MINISEARCH = "1.6.0", "7.2.0"
LEVEL = 6  # of gzip, as most servers send
_ZIPPED = {".js", ".mjs", ".css", ".json", ".html"}
_MEGABYTE = 1e6
_KIBIBYTES = 1024 / 1e6  # of the kernel's unit, in megabytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    Attributes:
        cpu: Seconds of all its processes.
        wall: Seconds.
        memory: Peak resident megabytes of its largest process.

    """

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str | Path], cwd: Path | None = None) -> tuple[Cost, str]:
    """Run a command and return its cost and its output.

    Raises:
        RuntimeError: It failed.

    """
    start = time.monotonic()
    measured = [sys.executable, HERE / "measured.py", *command]
    process = subprocess.run([str(part) for part in measured], stdout=subprocess.PIPE, text=True, check=False, cwd=cwd)
    said, _, told = process.stdout.rstrip("\n").rpartition("\n")
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed: {said[-2000:]}")
    cpu, memory = json.loads(told)
    return Cost(cpu, time.monotonic() - start, memory * _KIBIBYTES), said


def install(folder: Path) -> Path:
    """Put the peers into `folder`, if they are not there, and return their `node_modules`."""
    modules = folder / "node_modules"
    if not (modules / "minisearch").exists() or not (modules / "pagefind").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}\n', "utf-8")
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError("no npm: the peers come from there; --only ours needs none")
        run([npm, "install", "--no-audit", "--no-fund", f"pagefind@{PAGEFIND}", f"minisearch@{MINISEARCH}"], cwd=folder)
    return modules


def build_ours(project: Path, site: Path) -> Cost:
    """Build client and shards of the project into `site`; what is in the project's cache is used."""
    (site / "assets").mkdir(parents=True, exist_ok=True)
    cost, _ = run([sys.executable, HERE / "build_ours.py", project, site])
    return cost


def build_pagefind(modules: Path, html: Path, out: Path) -> Cost:
    """Build Pagefind's indexes of the pages in `html` into `out`."""
    shutil.rmtree(out, ignore_errors=True)
    cost, _ = run([modules / ".bin/pagefind", "--site", html, "--output-path", out])
    return cost


def build_minisearch(modules: Path, pages: Path, out: Path) -> Cost:
    """Build MiniSearch's index of the JSON file `pages` into `out`, with the library beside it."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shutil.copyfile(modules / "minisearch/dist/es/index.js", out / "minisearch.js")
    for name in ("minisearch-engine.js", "minisearch-build.mjs"):
        shutil.copyfile(HERE / name, out / name)
    node = shutil.which("node") or "node"
    cost, _ = run([node, "--max-old-space-size=12000", out / "minisearch-build.mjs", pages, out / "index.json"])
    (out / "minisearch-build.mjs").unlink()
    return cost


def weigh(folder: Path) -> tuple[float, int]:
    """Return the megabytes and the number of the files in `folder`, as they are sent: packed, if they are not yet."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    total = 0
    for file in files:
        data = file.read_bytes()
        total += len(gzip.compress(data, LEVEL)) if file.suffix in _ZIPPED else len(data)
    return total / _MEGABYTE, len(files)
