"""Writes the lexicon as the files that the site ships: a manifest, and shards that a `<script>` element loads.

Nothing here needs a server that knows more than `.js`: no fetch, no module, no WebAssembly. A shard calls
`principlesShard(name, values)`; the stamp in its name is the hash of all shards of its kind, so that it can be cached
for ever and an old page never reads a new shard. (A hash for each shard by itself would make a third of the manifest.)
Sizes are counted before compression, so that the same content gives the same files on every machine.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Any

from indexer.facets import facet_rows
from indexer.near import known_words
from indexer.packing import pack_entry, pack_meaning, pack_variants
from indexer.senses import is_row
from indexer.shipped import Lexicon, analysis_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

VERSION = 5


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
    "entries": Budget(1_800),
    "concepts": Budget(20_000, whole=60_000),
    "near": Budget(12_000),
    "facets": Budget(12_000),
}
# Bytes of JSON, on average, in a shard whose number follows from that of an item.
ROWS, RECORDS = 500, 6_000
# Of more shards of a kind, each is larger by the root of how many more there would be: who asks loads a few of them and
# the list of all, and so loads least.
MANY = 500
SMALL = 60_000  # bytes of JSON; all shards together, if they are no more, travel within the manifest
STAMP = 10  # hexadecimal digits of the hash in a name


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
    most = budget.whole if sum(sizes) <= budget.whole else budget.part * max(1, sqrt(sum(sizes) / budget.part / MANY))
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


def write_search(lexicon: Lexicon, languages: Mapping[str, Mapping[str, str]], path: Path) -> tuple[Path, ...]:
    """Write manifest and shards into the folder `path`, replacing what was there; return the files.

    Args:
        languages: Code → name and tag, for whoever shows a hit.

    """
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    concepts = _concepts(lexicon)
    folder = _Folder(path)
    manifest = {
        "version": VERSION,
        "languages": languages,
        "analysis": {name: part for name, part in analysis_to_json(lexicon.analysis).items() if name != "variants"},
        "variants": pack_variants(lexicon.analysis.variants),
        "averages": lexicon.averages,
        "documents": {code: len(records) for code, records in sorted(lexicon.records.items())},
        "concepts": [[concept, _label(lexicon.meanings[concept])] for concept in concepts],
        "numbered": {
            "rows": _write_numbered("rows", {"": _rows(lexicon)}, ROWS, folder),
            "records": _write_numbered("records", lexicon.records, RECORDS, folder),
        },
        "shards": {kind: _write_kind(kind, items, folder) for kind, items in _kinds(lexicon, concepts)},
    }
    held = folder.take_back()
    text = _dump(manifest) if held is None else f'{_dump(manifest)[:-1]},"held":{held}}}'
    folder.write("manifest", text)
    return tuple(folder.files)


@dataclass
class _Folder:
    """The folder that the search reads, and what has been written into it.

    Attributes:
        held: Name → text of all that was written, while that is little; else None.
    """

    path: Path
    files: list[Path] = field(default_factory=list)
    held: dict[str, str] | None = field(default_factory=dict)

    def write(self, name: str, text: str) -> None:
        file = self.path / f"{name}.js"
        file.write_text(f'principlesShard("{name}",{text});\n', encoding="utf-8", newline="\n")
        self.files.append(file)
        if self.held is not None:
            self.held[name] = text
            if sum(len(each.encode()) for each in self.held.values()) > SMALL:
                self.held = None

    def take_back(self) -> str | None:
        """Return all that was written as one JSON object, and leave no file of it, if it is little; else None."""
        if self.held is None:
            return None
        for file in self.files:
            file.unlink()
        self.files.clear()
        return "{" + ",".join(f"{_dump(name)}:{text}" for name, text in self.held.items()) + "}"


def _write_kind(kind: str, items: Iterable[tuple[str, Any]], folder: _Folder) -> dict[str, Any]:
    """Write the shards of a kind; return where they begin, and their stamp."""
    shards = list(cut_shards(items, BUDGETS[kind]))
    stamp = _stamp(shard.text for shard in shards)
    for number, shard in enumerate(shards):
        folder.write(f"{kind}-{stamp}-{number}", shard.text)
    return {"stamp": stamp, "firsts": [shard.first for shard in shards]}


def _stamp(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
    return digest.hexdigest()[:STAMP]


def _kinds(lexicon: Lexicon, concepts: Sequence[str]) -> Iterator[tuple[str, Iterable[tuple[str, Any]]]]:
    meanings = lexicon.meanings
    yield "entries", ((key, pack_entry(entry)) for key, entry in lexicon.entries.items())
    yield "concepts", ((f"{n:04}", _without_words(pack_meaning(meanings[key]))) for n, key in enumerate(concepts))
    yield "near", known_words(lexicon.entries).items()
    yield "facets", facet_rows(lexicon.records, lexicon.principles)


def _concepts(lexicon: Lexicon) -> list[str]:
    """Return the concepts in such an order that those next to each other tend to travel in one shard."""
    order: dict[str, None] = {}
    left = sorted((key for key in lexicon.meanings if not is_row(key)), reverse=True)
    while left:
        if (concept := left.pop()) not in order:
            order[concept] = None
            left += reversed(lexicon.meanings[concept].get("r", ()))
    return list(order)


def _label(meaning: Mapping[str, Any]) -> dict[str, str]:
    return {language: label for language, (label,) in meaning["w"].items()}


def _without_words(meaning: Mapping[str, Any]) -> dict[str, Any]:
    return {part: value for part, value in meaning.items() if part != "w"}


def _rows(lexicon: Lexicon) -> list[Any]:
    """Return the rows by number; None for one that leads nowhere and stands nowhere, and so has nothing to say."""
    rows = {int(key[1:]): meaning for key, meaning in lexicon.meanings.items() if is_row(key)}
    telling = {number: pack_meaning(row) for number, row in rows.items() if row.get("c") or "p" in row}
    return [telling.get(number) for number in range(max(rows, default=-1) + 1)]


def _write_numbered(kind: str, lists: Mapping[str, Sequence[Any]], budget: int, folder: _Folder) -> dict[str, Any]:
    """Write lists of items, `each` numbers to a shard; return that, and the stamp of their names.

    An item's number names its shard, so that no list of shards travels for what may lie anywhere.
    """
    written = {code: [item and _dump(item) for item in items] for code, items in sorted(lists.items())}
    texts = [text or "" for items in written.values() for text in items]
    each = max(1, budget * len(texts) // max(1, sum(len(text.encode()) for text in texts)))
    stamp = _stamp([str(each), *texts])
    for code, items in written.items():
        for start in range(0, len(items), each):
            shown = (f'"{start + place}":{text}' for place, text in enumerate(items[start : start + each]) if text)
            folder.write("-".join(filter(None, (kind, stamp, code, str(start // each)))), "{" + ",".join(shown) + "}")
    return {"stamp": stamp, "each": each}


def _dump(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
