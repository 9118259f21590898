"""Cuts items into the files that a `<script>` loads, by their size, and writes these.

Sizes are counted before compression, so that the same content gives the same files on every machine. How a kind is cut
depends on how large it is; its items wait on disk until all have come.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from itertools import groupby
from math import sqrt
from typing import TYPE_CHECKING, Any

from indexer.shipped import MANIFEST, in_units, shard_text
from indexer.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


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
# Kinds of which an item's number names its shard: bytes are on average.
NUMBERED = {"rows": Budget(1_000), "records": Budget(6_000, whole=60_000)}
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


def cut_shards(spool: Spool, budget: Budget) -> Iterator[Shard]:
    """Yield the items as consecutive shards within the budget; an item larger than that has a shard of its own."""
    whole = spool.size + len(spool)  # with a comma behind each
    most = budget.whole if whole <= budget.whole else budget.part * max(1, sqrt(whole / budget.part / MANY))
    texts: list[str] = []
    size, first, last = 0, "", None
    for key, text in spool:
        more = len(text.encode()) + 1
        if texts and size + more > most:
            yield Shard(first, "{" + ",".join(texts) + "}")
            texts, size = [], 0
        if not texts:
            first = _border(last, key)
        texts.append(text)
        size, last = size + more, key
    if texts:
        yield Shard(first, "{" + ",".join(texts) + "}")


def _border(last: str | None, first: str) -> str:
    """Return the shortest beginning of `first` that stands behind `last`; all of it where there is none."""
    if last is None:
        return first
    return next(first[:end] for end in range(1, len(first) + 1) if in_units(first[:end]) > in_units(last))


@dataclass
class Folder:
    """The folder that the search reads, and what has been written into it.

    Attributes:
        held: Name → text of all that was written, while that is little; else None.

    """

    path: Path
    held: dict[str, str] | None = field(default_factory=dict)

    def write(self, name: str, text: str) -> None:
        """Write a shard."""
        (self.path / f"{name}.js").write_text(shard_text(name, text), encoding="utf-8", newline="\n")
        if self.held is not None:
            self.held[name] = text
            if sum(len(each.encode()) for each in self.held.values()) > SMALL:
                self.held = None

    def write_manifest(self, manifest: Mapping[str, Any]) -> None:
        """Write the manifest; if the shards are little, with them in it and instead of them."""
        text = _dump(manifest)
        if self.held is not None:
            for name in self.held:
                (self.path / f"{name}.js").unlink()
            held = ",".join(f"{_dump(name)}:{shard}" for name, shard in self.held.items())
            text = f'{text[:-1]},"held":{{{held}}}}}'
        self.held = None
        self.write(MANIFEST, text)


def write_kind(kind: str, items: Iterable[tuple[str, Any]], folder: Folder) -> dict[str, Any]:
    """Write the shards of a kind; return where they begin, and their stamp."""
    with Spool(folder.path) as spool:
        for key, value in items:
            spool.add(f"{_dump(key)}:{_dump(value)}", key)
        spool.sort(in_units)
        stamp = _stamp(shard.text for shard in cut_shards(spool, BUDGETS[kind]))
        firsts = []
        for number, shard in enumerate(cut_shards(spool, BUDGETS[kind])):
            folder.write(f"{kind}-{stamp}-{number}", shard.text)
            firsts.append(shard.first)
    return {"stamp": stamp, "firsts": firsts}


def _stamp(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
    return digest.hexdigest()[:STAMP]


def write_numbered(kind: str, items: Iterable[Any], folder: Folder) -> dict[str, Any]:
    """Write a list of items, `each` of them to a shard; return that, and the stamp of their names.

    An item's number names its shard, so that no list of shards travels for what may lie anywhere.
    """
    budget = NUMBERED[kind]
    with Spool(folder.path) as spool:
        for item in items:
            spool.add(_dump(item) if item else "")
        each = budget.part * len(spool) // max(1, spool.size) if spool.size > budget.whole else len(spool)
        each = max(1, each)
        stamp = _stamp([str(each), *(text for _, text in spool)])
        for number, found in groupby(enumerate(spool), key=lambda item: item[0] // each):
            shown = ",".join(f'"{place}":{text}' for place, (_, text) in found if text)
            folder.write(f"{kind}-{stamp}-{number}", "{" + shown + "}")
    return {"stamp": stamp, "each": each}


def _dump(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
