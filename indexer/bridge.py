"""Reads the word bridge: everyday words of the same meaning, one meaning a row, a column a language."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.errors import Complaint

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

_LEADS = "leads_to"
_NEAR = 3  # rows that lie near a row


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of the bridge: words of the same meaning in several languages, and the concepts they lead to.

    Attributes:
        words: Language → words, the usual one first.
        leads_to: Concept ids; empty for words of another subject.
        place: `file:line`, for complaints.

    """

    words: Mapping[str, tuple[str, ...]]
    leads_to: tuple[str, ...]
    place: str


def read_bridge(folder: Path, concepts: Collection[str], complaints: list[Complaint]) -> tuple[Meaning, ...]:
    """Return the rows of all files in `folder`, and add to `complaints` what is wrong with them."""
    files = sorted(folder.glob("*.tsv"))
    return _by_kinship([row for file in files for row in _read_rows(file, concepts, complaints)])


def _read_rows(file: Path, known: Collection[str], complaints: list[Complaint]) -> list[Meaning]:
    rows = unicodedata.normalize("NFC", file.read_text(encoding="utf-8")).splitlines()
    header = rows[0].split("\t") if rows else []
    meanings = []
    for number, row in enumerate(rows[1:], 2):
        if not row.strip() or row.startswith("#"):
            continue
        cells = row.split("\t")
        cells += [""] * (len(header) - len(cells))
        by_column = dict(zip(header, cells, strict=False))
        leads_to = tuple(by_column.pop(_LEADS, "").split())
        unknown = [identifier for identifier in leads_to if identifier not in known]
        if len(cells) != len(header) or unknown:
            what = f"unknown concept '{unknown[0]}'" if unknown else f"{len(cells)} cells"
            complaints.append(
                Complaint(f"bridge/{file.name}", number, what, f"{len(header)} cells, the last with concept ids")
            )
            continue
        words = {
            code: tuple(word.strip() for word in cell.split("|") if word.strip()) for code, cell in by_column.items()
        }
        meanings.append(Meaning(words, leads_to, f"bridge/{file.name}:{number}"))
    return meanings


def _by_kinship(rows: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """Return the rows, those that share a word near to each other: who asks for that word asks for all of them.

    Behind each stands the one that shares the most words with those just before it.
    """
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for code, words in row.words.items():
            for word in words:
                having[code, word.casefold()].append(number)
    left, order = dict.fromkeys(range(len(rows))), list[int]()
    while left:
        kin = Counter[int]()
        for back, number in enumerate(order[: -_NEAR - 1 : -1]):
            keys = [(code, word.casefold()) for code, said in rows[number].words.items() for word in said]
            kin.update({other: _NEAR - back for key in keys for other in having[key] if other in left})
        order.append(max(kin, key=lambda number: (kin[number], -number)) if kin else next(iter(left)))
        del left[order[-1]]
    return tuple(rows[number] for number in order)
