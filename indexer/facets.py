"""Counts what kinds of pages a query found, from rows of numbers instead of records; as site_config/client/facets.js.

Nobody must read every record for it, so that a page's language, source, status and tags travel apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    Only = Mapping[str, Collection[str]]  # choice → what it leaves; a choice that is missing or empty leaves all

LEGEND = ""
BLOCK = 250  # pages in an item; a row has about 20 bytes
CHOICES = ("language", "tag", "source", "status")


@dataclass(frozen=True)
class Facets:
    """The rows of all pages, and what their numbers stand for; `items` is what `Kinds.rows` yields."""

    items: Mapping[str, Any]

    def unmet(self, code: str, number: int, only: Only) -> frozenset[str]:
        """Return which of a reader's choices a page does not meet: of tags it must have all, of the rest be one."""
        unmet = {"language"} if only.get("language") and code not in only["language"] else set()
        if any(only.get(choice) for choice in CHOICES[1:]):
            legend = self.items[LEGEND]
            source, status, *tagged = self.row(code, number)
            tags = {legend["tags"][tag] for tag in tagged}
            unmet |= {"tag"} if not tags.issuperset(only.get("tag", ())) else set()
            for choice, value in (("source", legend["sources"][source]), ("status", legend["statuses"][status])):
                unmet |= {choice} if only.get(choice) and value not in only[choice] else set()
        return frozenset(unmet)

    def count(self, places: Iterable[tuple[str, int]], codes: Iterable[str], only: Only) -> dict[str, dict[str, int]]:
        """Return facet → value → number of pages, the most frequent first; equal ones in the order of the legend.

        A number says how many pages are left when that is chosen: other tags beside those that are, but instead of
        another language, source or status.

        Args:
            places: (language, number) of every page found.
            codes: Of all languages.
            only: What is chosen already.

        """
        legend = self.items[LEGEND]
        languages, sources, statuses, tags = (Counter[Any]() for _ in range(4))
        for code, number in places:
            unmet = self.unmet(code, number, only)
            source, status, *tagged = self.row(code, number)
            languages[code] += unmet <= {"language"}
            sources[source] += unmet <= {"source"}
            statuses[status] += unmet <= {"status"}
            tags.update(() if unmet else tagged)
        border, named = legend["principles"], legend["tags"]
        return {
            "language": _listed((code, languages[code]) for code in sorted(codes)),
            "principle": _listed((tag, tags[number]) for number, tag in enumerate(named[:border])),
            "topic": _listed((tag, tags[number]) for number, tag in enumerate(named[border:], border)),
            "source": _listed((source, sources[number]) for number, source in enumerate(legend["sources"])),
            "status": _listed((status, statuses[number]) for number, status in enumerate(legend["statuses"])),
        }

    def values(self, choice: str, codes: Iterable[str]) -> Sequence[str]:
        """Return what can be chosen."""
        of_pages = {"tag": "tags", "source": "sources", "status": "statuses"}
        values: Sequence[str] = sorted(codes) if choice == "language" else self.items[LEGEND][of_pages[choice]]
        return values

    def pages_from(self, source: str, code: str, pages: int) -> frozenset[int]:
        """Return which of the `pages` in a language are from a source whose name begins with `source`, in any case."""
        named = [name.lower().startswith(source.lower()) for name in self.items[LEGEND]["sources"]]
        return frozenset(number for number in range(pages) if named[self.row(code, number)[0]])

    def row(self, code: str, number: int) -> Sequence[int]:
        """Return [source, status, tag, tag …] of a page."""
        place = number % BLOCK
        row: Sequence[int] = self.items[f"{code}:{number - place:06}"][place]
        return row


def _listed(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return what was counted at all."""
    return dict(sorted(((name, pages) for name, pages in counts if pages), key=lambda pair: -pair[1]))


@dataclass(frozen=True)
class Kinds:
    """Notes of each page what it is, and makes the rows of that.

    Attributes:
        principles: The concepts that are principles; all other tags are topics.
        pages: Language → (source, status, tags) of each page, in their order.

    """

    principles: Collection[str]
    pages: dict[str, list[tuple[str, str, tuple[str, ...]]]] = field(default_factory=dict)

    def note(self, code: str, record: Mapping[str, Any]) -> None:
        """Note the next page of a language."""
        tags = tuple(dict.fromkeys(record["tags"]))
        self.pages.setdefault(code, []).append((record["source"], record["status"], tags))

    def rows(self) -> Iterator[tuple[str, Any]]:
        """Yield the legend, then under `lang:number` of its first page each block of rows."""
        every = [page for pages in self.pages.values() for page in pages]
        used = {tag for _, _, tags in every for tag in tags}
        first, others = sorted(used & set(self.principles)), sorted(used - set(self.principles))
        sources, statuses = (sorted({page[part] for page in every}) for part in (0, 1))
        yield LEGEND, {"sources": sources, "statuses": statuses, "tags": [*first, *others], "principles": len(first)}
        source_at, status_at, tag_at = (
            {name: number for number, name in enumerate(names)} for names in (sources, statuses, [*first, *others])
        )
        for code, pages in self.pages.items():
            for start in range(0, len(pages), BLOCK):
                yield (
                    f"{code}:{start:06}",
                    [
                        [source_at[source], status_at[status], *(tag_at[tag] for tag in tags)]
                        for source, status, tags in pages[start : start + BLOCK]
                    ],
                )
