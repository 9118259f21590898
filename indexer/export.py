"""Writes the lexicon as the files that the site ships: a manifest, and shards that a `<script>` element loads.

Nothing here needs a server that knows more than `.js`: no fetch, no module, no WebAssembly. A shard calls
`principlesShard(name, values)`; its name is the hash of its content, so that it can be cached for ever and an old
page never reads a new shard. Sizes are counted before compression, so that the same content gives the same files on
every machine.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.facets import facet_rows
from indexer.near import known_words
from indexer.packing import pack_entry, pack_meaning
from indexer.senses import is_row
from indexer.shipped import Lexicon, analysis_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

VERSION = 3
# Bytes of JSON in a shard; about a quarter of it travels. Small shards cost requests, large ones bytes that nobody
# asked for. All concepts of a small vocabulary travel as one file: whoever searches needs most of them soon.
BUDGETS = {"entries": 2_500, "concepts": 100_000, "rows": 2_000, "near": 12_000, "records": 12_000, "facets": 12_000}


@dataclass(frozen=True, slots=True)
class Shard:
    """Consecutive items of one kind.

    Attributes:
        first: As much of the first key as tells it from the one before; the manifest would be larger with all of it.

    """

    first: str
    items: Mapping[str, Any]


def cut_shards(items: Iterable[tuple[str, Any]], *, budget: int) -> tuple[Shard, ...]:
    """Return the items as consecutive shards of at most `budget` bytes of JSON; a larger item has one of its own.

    Keys are in the order of JavaScript's `<` (UTF-16 units), which is not that of Python's code points.
    """
    shards: list[dict[str, Any]] = []
    size = budget
    for key, value in sorted(items, key=lambda item: _units(item[0])):
        added = len(_dump({key: value}).encode())
        if size + added > budget:
            shards.append({})
            size = 0
        shards[-1][key] = value
        size += added
    lasts = [None, *(next(reversed(shard)) for shard in shards)]
    return tuple(Shard(_border(last, next(iter(shard))), shard) for last, shard in zip(lasts, shards, strict=False))


def _border(last: str | None, first: str) -> str:
    """Return the shortest beginning of `first` that stands behind `last`; all of it where there is none."""
    if last is None:
        return first
    return next(first[:end] for end in range(1, len(first) + 1) if _units(first[:end]) > _units(last))


def _units(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def write_search(lexicon: Lexicon, languages: Mapping[str, Mapping[str, str]], folder: Path) -> tuple[Path, ...]:
    """Write manifest and shards into `folder`, replacing what was there; return the files.

    Args:
        languages: Code → name and tag, for whoever shows a hit.

    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    kinds: dict[str, Iterable[tuple[str, Any]]] = {
        "entries": ((key, pack_entry(entry)) for key, entry in lexicon.entries.items()),
        "concepts": ((key, pack_meaning(meaning)) for key, meaning in lexicon.meanings.items() if not is_row(key)),
        # A row that leads nowhere and stands nowhere has nothing to say.
        "rows": (
            (key, pack_meaning(meaning))
            for key, meaning in lexicon.meanings.items()
            if is_row(key) and (meaning.get("c") or "p" in meaning)
        ),
        "near": known_words(lexicon.entries).items(),
        "records": _numbered(lexicon.records),
        "facets": facet_rows(lexicon.records, lexicon.principles),
    }
    files = []
    rows: dict[str, list[list[str]]] = {}
    for kind, items in kinds.items():
        rows[kind] = []
        for shard in cut_shards(items, budget=BUDGETS[kind]):
            name = _name(shard.items)
            files.append(folder / f"{name}.js")
            files[-1].write_text(f'principlesShard("{name}",{_dump(shard.items)});\n', encoding="utf-8", newline="\n")
            rows[kind].append([shard.first, name])
    manifest = {
        "version": VERSION,
        "languages": languages,
        "analysis": analysis_to_json(lexicon.analysis),
        "averages": lexicon.averages,
        "documents": {code: len(records) for code, records in sorted(lexicon.records.items())},
        "shards": rows,
    }
    files.append(folder / "manifest.js")
    files[-1].write_text(f'principlesShard("manifest",{_dump(manifest)});\n', encoding="utf-8", newline="\n")
    return tuple(files)


def _numbered(records: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterable[tuple[str, Any]]:
    """Yield the records under keys whose order is that of their numbers."""
    for code, listed in records.items():
        for number, record in enumerate(listed):
            yield f"{code}:{number:06}", record


def _name(items: Mapping[str, Any]) -> str:
    return hashlib.sha256(_dump(items).encode()).hexdigest()[:8]


def _dump(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
