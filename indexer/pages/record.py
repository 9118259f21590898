"""Remembers what ingest wrote last, so that an edit by hand can be told from a change of the source.

One small JSON file a source, `docs/sources/.ingested/<file>.json`, committed with the pages. Of a paragraph it keeps a
fingerprint, not the text: enough to see that a page was edited, and nothing that could contradict the page.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from indexer.errors import Complaint, ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from indexer.model import Page, Paragraph

FIELDS = ("heading", "heading_language", "kind", "language", "status", "marker", "source_title")
_FOLDER = "sources/.ingested"
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A page as ingest wrote it last.

    Attributes:
        fields: By name; see `FIELDS`.
        blocks: Id → fingerprint, in order.
        last: Letter → highest number ever given, so that no id is given twice.
        dropped: Whether the page is gone since.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, int] = field(default_factory=dict)
    dropped: bool = False


Record = dict[str, Written]


def fingerprint(paragraph: Paragraph) -> str:
    """Return what tells one paragraph from another: its text, its language, and whether it is a heading."""
    told = f"{paragraph.heading}\n{paragraph.language}\n{paragraph.text}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def describe(page: Page, before: Written | None, ids: Iterable[str]) -> Written:
    """Return the page as it is to be remembered.

    Args:
        ids: All that stand on the page, also those of paragraphs written by hand.
    """
    last = dict(before.last) if before else {}
    for each in (*ids, *(paragraph.id for paragraph in page.paragraphs)):
        if each[1:].isdecimal():
            last[each[0]] = max(last.get(each[0], 0), int(each[1:]))
    fields = {name: str(getattr(page, name)) for name in FIELDS}
    return Written(fields, {paragraph.id: fingerprint(paragraph) for paragraph in page.paragraphs}, last)


def recorded_files(folder: Path) -> tuple[str, ...]:
    """Return the names of all sources of which something is remembered, in their order."""
    return tuple(sorted(path.name.removesuffix(".json") for path in (folder / _FOLDER).glob("*.json")))


def read_record(folder: Path, file: str) -> Record:
    """Return what is remembered of a source, by the path of the page; empty when nothing is.

    Raises:
        ContentError: The record is damaged.
    """
    path = folder / _FOLDER / f"{file}.json"
    if not path.exists():
        return {}
    try:
        raw: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        return {
            name: Written(
                {key: str(value) for key, value in each["fields"].items()},
                {key: str(value) for key, value in each["blocks"].items()},
                {key: int(value) for key, value in each["last"].items()},
                bool(each.get("dropped")),
            )
            for name, each in raw.items()
        }
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        what, do = "a record that ingest did not write so", "restore it from an earlier version"
        raise ContentError(Complaint(path.as_posix(), 0, what, "JSON by page", do)) from error


def write_record(folder: Path, file: str, record: Record) -> None:
    """Write what is to be remembered of a source, in one step; nothing when it has not changed."""
    path = folder / _FOLDER / f"{file}.json"
    plain = {
        name: {"fields": dict(each.fields), "blocks": dict(each.blocks), "last": dict(each.last)}
        | ({"dropped": True} if each.dropped else {})
        for name, each in sorted(record.items())
    }
    data = (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(data)
    partial.replace(path)


def forget_record(folder: Path, file: str) -> None:
    """Remove what is remembered of a source that is gone."""
    (folder / _FOLDER / f"{file}.json").unlink(missing_ok=True)
