"""Reads the lexicon from the files that the site ships, the same way as site_config/client/lexicon.js.

What a question needs is read when it is looked up, and no more: a lexicon opens as quickly with ten thousand pages as
with ten.
"""

from __future__ import annotations

import functools
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, overload

from indexer.analysis import Analysis, Rules, fold
from indexer.packing import unpack_entry, unpack_variants
from indexer.senses import is_row

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 6
MANIFEST = "manifest"  # the one file with no stamp in its name
_REMEMBERED = 2_000  # shards; some twenty megabytes


def shard_text(name: str, values: str) -> str:
    """Return what is in the file of a shard whose values are these, as JSON."""
    return f'principlesShard("{name}",{values});\n'


def _values(text: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return values


def concept_key(number: int) -> str:
    """Return the key of a concept: its place among those of the manifest."""
    return f"{number:04}"


def entry_key(word: str) -> str:
    """Return the key of a word: one with diacritics, which only some forms need, stands beside the one without."""
    bare = fold(word)
    return word if word == bare else f"{bare}|{word}"


def in_units(key: str) -> bytes:
    """Return what puts keys in the order of JavaScript's `<`, by UTF-16 units; by code points they stand otherwise."""
    return key.encode("utf-16-be", "surrogatepass")


class Shards:
    """The files of a lexicon."""

    def __init__(self, folder: Path) -> None:
        """Read the manifest in `folder`."""
        self._folder = folder
        self.manifest = _values((folder / f"{MANIFEST}.js").read_text(encoding="utf-8"))
        self._held = self.manifest.get("held", {})
        self._shard = functools.lru_cache(_REMEMBERED)(self._read)
        self._firsts = {
            kind: [in_units(first) for first in shards["firsts"]] for kind, shards in self.manifest["shards"].items()
        }

    def _read(self, name: str) -> Mapping[str, Any]:
        if self._held:
            held: Mapping[str, Any] = self._held.get(name, {})
            return held
        return _values((self._folder / f"{name}.js").read_text(encoding="utf-8"))

    def find(self, kind: str, key: str) -> Any:  # noqa: ANN401 -- any JSON value
        """Return what stands under a key; None where nothing does."""
        place = bisect_right(self._firsts[kind], in_units(key)) - 1
        return None if place < 0 else self._shard(self._name(kind, place)).get(key)

    def items(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Yield all of a kind, in the order of their keys."""
        for place in range(len(self._firsts[kind])):
            yield from self._shard(self._name(kind, place)).items()

    def _name(self, kind: str, place: int) -> str:
        return f"{kind}-{self.manifest['shards'][kind]['stamp']}-{place}"

    def numbered(self, kind: str, number: int) -> Any:  # noqa: ANN401 -- any JSON value
        """Return an item by its number."""
        told = self.manifest["numbered"][kind]
        return self._shard(f"{kind}-{told['stamp']}-{number // told['each']}").get(str(number))


class Lexicon:
    """All that a search reads besides what Whoosh says.

    Attributes:
        averages: Language → field → average length, as Whoosh computes it.
        entries: Bare word → entry.
        meanings: Sense → meaning; of a row of the bridge that has nothing to say, an empty one.
        near: First letter → known words.
        facets: What `facets.Kinds` noted.
        records: Language → the pages' records, by document number.

    """

    def __init__(self, folder: Path) -> None:
        """Open the lexicon in `folder`."""
        shards = Shards(folder)
        manifest = shards.manifest
        self.entries: Mapping[str, Mapping[str, Any]] = _Entries(shards)
        self.meanings: Mapping[str, Mapping[str, Any]] = _Meanings(shards)
        self.near: Mapping[str, Sequence[str]] = _Kind(shards, "near")
        self.facets: Mapping[str, Any] = _Kind(shards, "facets")
        self.averages: Mapping[str, Mapping[str, float]] = manifest["averages"]
        counts = manifest["documents"]
        before = accumulate(counts.values(), initial=0)
        self.records: Mapping[str, Sequence[Mapping[str, Any]]] = {
            code: _Records(shards, first, pages) for first, (code, pages) in zip(before, counts.items(), strict=False)
        }
        variants = unpack_variants(manifest["variants"])
        self.analysis = analysis_from_json(manifest["analysis"], self.entries, variants)


@dataclass(frozen=True)
class _Kind(Mapping[str, Any]):
    """All items of a kind, by their keys."""

    shards: Shards
    kind: str

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 -- any JSON value
        found = self.shards.find(self.kind, key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.shards.items(self.kind))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Entries(_Kind):
    """The entries, by bare word, unpacked."""

    def __init__(self, shards: Shards) -> None:
        super().__init__(shards, "entries")

    def __getitem__(self, word: str) -> Mapping[str, Any]:
        return unpack_entry(super().__getitem__(entry_key(word)))

    def __iter__(self) -> Iterator[str]:
        return (key.rpartition("|")[2] for key in super().__iter__())


@dataclass(frozen=True)
class _Meanings(Mapping[str, Mapping[str, Any]]):
    """The meanings, by sense; what a concept is called stands in the manifest."""

    shards: Shards

    @functools.cached_property
    def _concepts(self) -> dict[str, tuple[str, Mapping[str, Any]]]:
        return {
            concept: (concept_key(number), {"w": {code: [label] for code, label in labels.items()}})
            for number, (concept, labels) in enumerate(self.shards.manifest["concepts"])
        }

    def __getitem__(self, sense: str) -> Mapping[str, Any]:
        if is_row(sense):
            return self.shards.numbered("rows", int(sense[1:])) or {}
        key, words = self._concepts[sense]
        return {**self.shards.find("concepts", key), **words}

    def __iter__(self) -> Iterator[str]:
        return iter(self._concepts)

    def __len__(self) -> int:
        return len(self._concepts)


@dataclass(frozen=True)
class _Records(Sequence[Mapping[str, Any]]):
    """The records of the pages in one language; those of all languages are numbered through."""

    shards: Shards
    first: int
    pages: int

    @overload
    def __getitem__(self, number: int) -> Mapping[str, Any]: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Mapping[str, Any]]: ...

    def __getitem__(self, number: int | slice) -> Any:
        if isinstance(number, slice):
            return [self[each] for each in range(self.pages)[number]]
        return self.shards.numbered("records", self.first + range(self.pages)[number])

    def __len__(self) -> int:
        return self.pages


@dataclass(frozen=True)
class _Forms(Mapping[str, tuple[str, ...]]):
    """The irregular forms of a language: form → terms."""

    entries: Mapping[str, Mapping[str, Any]]
    code: str

    def __getitem__(self, form: str) -> tuple[str, ...]:
        return tuple(self.entries[form]["f"][self.code])

    def __iter__(self) -> Iterator[str]:
        return (word for word, entry in self.entries.items() if self.code in entry.get("f", {}))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def analysis_to_json(analysis: Analysis) -> dict[str, Any]:
    """Return rules and operators as JSON values. Forms stand in the entries, variants packed in the manifest."""
    rules = [
        {
            "code": rule.code,
            "scripts": list(rule.scripts),
            "stop": sorted(rule.stop),
            "suffixes": [list(suffix) for suffix in rule.suffixes],
        }
        | {"rounds": rule.rounds, "final": rule.final, "exceptions": dict(rule.exceptions)}
        | {"reductions": [list(pair) for pair in rule.reductions]}
        for rule in analysis.rules
    ]
    return {"rules": rules, "operators": dict(analysis.operators)}


def analysis_from_json(
    data: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]], variants: Mapping[str, str]
) -> Analysis:
    """Return the analysis that `analysis_to_json` wrote, with the forms that the entries hold."""
    rules = [
        Rules(
            code=rule["code"],
            scripts=tuple(rule["scripts"]),
            stop=frozenset(rule["stop"]),
            suffixes=tuple((ending, replacement, least) for ending, replacement, least in rule["suffixes"]),
            rounds=rule["rounds"],
            final=rule["final"],
            exceptions=rule["exceptions"],
            reductions=tuple((before, after) for before, after in rule["reductions"]),
        )
        for rule in data["rules"]
    ]
    forms = {rule.code: _Forms(entries, rule.code) for rule in rules}
    return Analysis(rules, forms, variants, data.get("operators", {}))
