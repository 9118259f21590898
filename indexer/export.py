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
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from indexer.facets import facet_rows
from indexer.near import known_words
from indexer.packing import pack_entry, pack_meaning
from indexer.senses import is_row
from indexer.shipped import Lexicon, analysis_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

VERSION = 4


@dataclass(frozen=True, slots=True)
class Budget:
    """How a kind is cut, in bytes of JSON; about a quarter of them travels.

    Attributes:
        part: In a shard. Small shards cost requests, large ones bytes that nobody asked for.
        whole: A kind that is no larger than this is one shard: whoever searches needs most of it soon.

    """

    part: int
    whole: int = 0


BUDGETS = {
    "entries": Budget(2_550),
    "concepts": Budget(20_000, whole=60_000),
    "rows": Budget(1_400),
    "near": Budget(12_000),
    "facets": Budget(12_000),
}
RECORDS = 9_000  # bytes of JSON in a shard of records, on average
# Rows: a kind of more shards than the manifest can bear has them in shards of their own, directories.
BEARABLE, DIRECTORY = 1_500, 200
NAME = 10  # hexadecimal digits of a name, unless another content has the same


@dataclass(frozen=True, slots=True)
class Shard:
    """Consecutive items of one kind.

    Attributes:
        first: As much of the first key as tells it from the one before; the manifest would be larger with all of it.
        text: The items as one JSON object.

    """

    first: str
    text: str


def cut_shards(items: Iterable[tuple[str, Any]], budget: Budget) -> Iterator[Shard]:
    """Yield the items as consecutive shards within the budget; an item larger than that has a shard of its own.

    Keys are in the order of JavaScript's `<` (UTF-16 units), which is not that of Python's code points.
    """
    written = [(key, f"{_dump(key)}:{_dump(value)}") for key, value in sorted(items, key=lambda item: _units(item[0]))]
    sizes = [len(text.encode()) + 1 for _, text in written]
    most = budget.whole if sum(sizes) <= budget.whole else budget.part
    start, size = 0, 0
    for end in range(1, len(written) + 1):
        size += sizes[end - 1]
        if end == len(written) or size + sizes[end] > most:
            first = _border(written[start - 1][0] if start else None, written[start][0])
            yield Shard(first, "{" + ",".join(text for _, text in written[start:end]) + "}")
            start, size = end, 0


def _border(last: str | None, first: str) -> str:
    """Return the shortest beginning of `first` that stands behind `last`; all of it where there is none."""
    if last is None:
        return first
    return next(first[:end] for end in range(1, len(first) + 1) if _units(first[:end]) > _units(last))


def _units(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


@dataclass(frozen=True)
class _Folder:
    """The folder that the search reads, and what has been written into it."""

    path: Path
    digests: dict[str, str] = field(default_factory=dict)

    def write(self, text: str, name: str = "") -> str:
        """Write a file and return its name: unless given, as much of the hash of its content as no other has."""
        digest, length = _digest(text), NAME
        while not name or self.digests.get(name, digest) != digest:
            name, length = digest[:length], length + 1
        self.digests[name] = digest
        self._file(name).write_text(f'principlesShard("{name}",{text});\n', encoding="utf-8", newline="\n")
        return name

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(self._file(name) for name in self.digests)

    def _file(self, name: str) -> Path:
        return self.path / f"{name}.js"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def write_search(lexicon: Lexicon, languages: Mapping[str, Mapping[str, str]], path: Path) -> tuple[Path, ...]:
    """Write manifest and shards into the folder `path`, replacing what was there; return the files.

    Args:
        languages: Code → name and tag, for whoever shows a hit.

    """
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    folder = _Folder(path)
    rows = {
        kind: [[shard.first, folder.write(shard.text)] for shard in cut_shards(items, BUDGETS[kind])]
        for kind, items in _kinds(lexicon).items()
    }
    directories = [kind for kind, listed in rows.items() if len(listed) > BEARABLE]
    for kind in directories:
        parts = [rows[kind][start : start + DIRECTORY] for start in range(0, len(rows[kind]), DIRECTORY)]
        rows[kind] = [[part[0][0], folder.write(_dump({"": part}))] for part in parts]
    manifest = {
        "version": VERSION,
        "languages": languages,
        "analysis": analysis_to_json(lexicon.analysis),
        "averages": lexicon.averages,
        "documents": {code: len(records) for code, records in sorted(lexicon.records.items())},
        "labels": {
            key: {language: label for language, (label,) in meaning["w"].items()}
            for key, meaning in lexicon.meanings.items()
            if not is_row(key)
        },
        "records": _write_records(lexicon.records, folder),
        "shards": rows,
        "directories": directories,
    }
    folder.write(_dump(manifest), "manifest")
    return folder.files


def _kinds(lexicon: Lexicon) -> dict[str, Iterable[tuple[str, Any]]]:
    concepts = [(key, meaning) for key, meaning in lexicon.meanings.items() if not is_row(key)]
    rows = [(key, meaning) for key, meaning in lexicon.meanings.items() if is_row(key)]
    return {
        "entries": ((key, pack_entry(entry)) for key, entry in lexicon.entries.items()),
        "concepts": ((key, _without_words(pack_meaning(meaning))) for key, meaning in concepts),
        # A row that leads nowhere and stands nowhere has nothing to say.
        "rows": ((key, pack_meaning(meaning)) for key, meaning in rows if meaning.get("c") or "p" in meaning),
        "near": known_words(lexicon.entries).items(),
        "facets": facet_rows(lexicon.records, lexicon.principles),
    }


def _without_words(meaning: Mapping[str, Any]) -> dict[str, Any]:
    return {part: value for part, value in meaning.items() if part != "w"}


def _write_records(records: Mapping[str, Sequence[Mapping[str, Any]]], folder: _Folder) -> dict[str, Any]:
    """Write the pages' records, as many to a shard as `pages` says; return that, and what their names begin with.

    A hit's number names the shard, so that no list of shards is loaded for each hit; the hash in front is that of all.
    """
    written = {code: [_dump(record) for record in listed] for code, listed in sorted(records.items())}
    texts = [text for listed in written.values() for text in listed]
    pages = max(1, RECORDS * len(texts) // max(1, sum(len(text.encode()) for text in texts)))
    stamp = _digest(f"{pages}" + "".join(texts))[:NAME]
    for code, listed in written.items():
        for start in range(0, len(listed), pages):
            shown = [f'"{start + place}":{record}' for place, record in enumerate(listed[start : start + pages])]
            text = "{" + ",".join(shown) + "}"
            folder.write(text, f"{stamp}-{code}-{start // pages}")
    return {"stamp": stamp, "pages": pages}


def _dump(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
