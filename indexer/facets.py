"""Counts what kinds of pages a query found; as site_config/client/facets.js.

The client must not load every record for it, so that a page's language, source, status and tags travel apart, as
numbers (`facet_rows`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Records: TypeAlias = "Mapping[str, Sequence[Mapping[str, Any]]]"
LEGEND = ""
BLOCK = 250  # pages in an item; a row has about 20 bytes


def count_facets(
    places: Iterable[tuple[str, int]], records: Records, principles: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Return facet → value → number of pages, the most frequent first; equal ones in the order of the legend.

    Args:
        places: (language, number) of every page found.
        principles: The concepts that are principles; all other tags are topics.

    """
    legend = facet_legend(records, principles)
    counts = {name: Counter[str]() for name in ("language", "principle", "topic", "source", "status")}
    for code, number in places:
        record = records[code][number]
        counts["language"][code] += 1
        counts["source"][record["source"]] += 1
        counts["status"][record["status"]] += 1
        for tag in dict.fromkeys(record["tags"]):
            counts["principle" if tag in principles else "topic"][tag] += 1
    order = {
        "language": sorted(records),
        "source": legend["sources"],
        "status": legend["statuses"],
        "principle": legend["tags"],
        "topic": legend["tags"],
    }
    return {
        name: dict(sorted(counted.items(), key=lambda pair: (-pair[1], order[name].index(pair[0]))))
        for name, counted in counts.items()
    }


def facet_legend(records: Records, principles: Sequence[str]) -> dict[str, Any]:
    """Return what the numbers of the rows stand for; the first `principles` of the tags are principles."""
    every = [record for listed in records.values() for record in listed]
    used = {tag for record in every for tag in record["tags"]}
    first, others = sorted(used & set(principles)), sorted(used - set(principles))
    return {
        "sources": sorted({record["source"] for record in every}),
        "statuses": sorted({record["status"] for record in every}),
        "tags": [*first, *others],
        "principles": len(first),
    }


def facet_rows(records: Records, principles: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield the legend, then under `lang:number` of its first page each block of rows [source, status, tag, tag …]."""
    legend = facet_legend(records, principles)
    yield LEGEND, legend
    numbers = {
        name: {value: number for number, value in enumerate(legend[name])} for name in ("sources", "statuses", "tags")
    }
    for code, listed in records.items():
        for start in range(0, len(listed), BLOCK):
            yield (
                f"{code}:{start:06}",
                [
                    [
                        numbers["sources"][record["source"]],
                        numbers["statuses"][record["status"]],
                        *dict.fromkeys(numbers["tags"][tag] for tag in record["tags"]),
                    ]
                    for record in listed[start : start + BLOCK]
                ],
            )
