"""Writes the lexicon as the files that the site ships: a manifest, and shards of all that it does not hold itself.

Nothing here needs a server that knows more than `.js`: no fetch, no module, no WebAssembly. A shard calls
`principlesShard(name, values)`; the stamp in its name is the hash of all shards of its kind, so that it can be cached
for ever and an old page never reads a new shard. (A hash for each shard by itself would make a third of the manifest.)
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from indexer.facets import Kinds
from indexer.near import by_first_letter, known_words
from indexer.packing import pack_entry, pack_variants
from indexer.senses import is_row
from indexer.shards import Folder, write_kind, write_numbered
from indexer.shipped import VERSION, analysis_to_json, concept_key, entry_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from indexer.analysis import Analysis


@dataclass(frozen=True)
class Contents:
    """All that is shipped. What grows with the number of pages comes one by one.

    Attributes:
        languages: Code → name and tag, for whoever shows a hit.
        averages: Language → field → average length, as Whoosh computes it.
        entries: (bare word, entry), in any order.
        meanings: Sense → what it is called, where it stands, where it leads.
        records: Language → the pages' records, in the order of their numbers.
        principles: The concepts that are principles.

    """

    languages: Mapping[str, Mapping[str, str]]
    analysis: Analysis
    averages: Mapping[str, Mapping[str, float]]
    entries: Iterable[tuple[str, Mapping[str, Any]]]
    meanings: Mapping[str, Mapping[str, Any]]
    records: Mapping[str, Iterable[Mapping[str, Any]]]
    principles: Sequence[str]


def write_search(contents: Contents, path: Path) -> None:
    """Write manifest and shards into the folder `path`, replacing what was there."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    folder = Folder(path)
    concepts = _concepts(contents.meanings)
    known: set[str] = set()
    kinds = Kinds(contents.principles)
    shards = {"entries": write_kind("entries", _noting(contents.entries, known), folder)}
    records = (_noting_kinds(code, listed, kinds) for code, listed in sorted(contents.records.items()))
    numbered = {
        "rows": write_numbered("rows", _rows(contents.meanings), folder),
        "records": write_numbered("records", chain.from_iterable(records), folder),
    }
    meanings = ((concept_key(number), _without_words(contents.meanings[id_])) for number, id_ in enumerate(concepts))
    shards["concepts"] = write_kind("concepts", meanings, folder)
    shards["near"] = write_kind("near", by_first_letter(known).items(), folder)
    shards["facets"] = write_kind("facets", kinds.rows(), folder)
    folder.write_manifest(
        {
            "version": VERSION,
            "languages": contents.languages,
            "analysis": analysis_to_json(contents.analysis),
            "variants": pack_variants(contents.analysis.variants),
            "averages": contents.averages,
            "documents": {code: len(pages) for code, pages in kinds.pages.items()},
            "concepts": [[concept, _label(contents.meanings[concept])] for concept in concepts],
            "numbered": numbered,
            "shards": shards,
        }
    )


def _noting(entries: Iterable[tuple[str, Mapping[str, Any]]], known: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield the entries, packed, and note which words they make known."""
    for word, entry in entries:
        known.update(known_words(word, entry))
        yield entry_key(word), pack_entry(entry)


def _noting_kinds(code: str, records: Iterable[Mapping[str, Any]], kinds: Kinds) -> Iterator[Mapping[str, Any]]:
    for record in records:
        kinds.note(code, record)
        yield record


def _concepts(meanings: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the concepts in such an order that those next to each other tend to travel in one shard."""
    order: dict[str, None] = {}
    left = sorted((key for key in meanings if not is_row(key)), reverse=True)
    while left:
        if (concept := left.pop()) not in order:
            order[concept] = None
            left += reversed(meanings[concept].get("r", ()))
    return list(order)


def _label(meaning: Mapping[str, Any]) -> dict[str, str]:
    return {language: label for language, (label,) in meaning["w"].items()}


def _without_words(meaning: Mapping[str, Any]) -> dict[str, Any]:
    return {part: value for part, value in meaning.items() if part != "w"}


def _rows(meanings: Mapping[str, Mapping[str, Any]]) -> list[Any]:
    """Return the rows by number; None for one that leads nowhere and stands nowhere, and so has nothing to say."""
    rows = {int(key[1:]): meaning for key, meaning in meanings.items() if is_row(key)}
    telling = {number: row for number, row in rows.items() if row.get("c") or "p" in row}
    return [telling.get(number) for number in range(max(rows, default=-1) + 1)]
