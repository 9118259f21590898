"""Writes and reads the front matter of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from indexer.errors import Complaint, ContentError
from indexer.languages import LOADER
from indexer.model import Kind, Page, Relation, Status, Tag

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from indexer.pages.body import Body

_KEYS = {"title", "language", "kind", "ordinal", "marker", "status", "source", "tags", "summaries", "signed", "notes"}
_NEEDED = ("language", "kind", "ordinal", "status", "source")
_Choice = TypeVar("_Choice", bound="StrEnum")


def render_front(page: Page) -> str:
    """Return the front matter as YAML, without what is empty."""
    source: dict[str, Any] = {
        "file": page.source,
        "title": page.source_title,
        "sha256": page.sha256,
        "lines": _Flow(page.lines),
    }
    front: dict[str, Any] = {
        "title": page.heading,
        "language": page.language,
        "kind": page.kind.value,
        "ordinal": page.ordinal,
        "marker": page.marker,
        "status": page.status.value,
        "source": {key: value for key, value in source.items() if value != ""},
        "tags": [_tag(tag) for tag in page.tags],
        "summaries": dict(page.summaries),
        "signed": dict(page.signed),
        "notes": dict(page.notes),
    }
    kept = {key: value for key, value in front.items() if value not in ("", [], {})}
    return str(yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf")))


def parse_front(file: str, path: str, front: str, body: Body) -> Page:
    """Return the page that front matter and body make.

    Raises:
        ContentError: The front matter is not YAML, or a key or a value cannot be.
    """
    data = _load(file, front)
    reader = _Reader(file, front)
    reader.check_keys(data)
    source = reader.mapping("source", data["source"])
    first, last = reader.lines(source.get("lines"))
    return Page(
        path=path,
        kind=reader.choice(Kind, "kind", data["kind"]),
        ordinal=reader.number("ordinal", data["ordinal"]),
        heading=body.heading,
        language=str(data["language"]),
        status=reader.choice(Status, "status", data["status"]),
        source=str(source.get("file", "")),
        sha256=str(source.get("sha256", "")),
        lines=(first, last),
        paragraphs=body.paragraphs,
        marker=str(data.get("marker", "")),
        heading_language=body.heading_language,
        source_title=str(source.get("title", "")),
        tags=tuple(reader.tag(each) for each in data.get("tags", ())),
        summaries=reader.texts("summaries", data.get("summaries", {})),
        signed=reader.texts("signed", data.get("signed", {})),
        notes=reader.texts("notes", data.get("notes", {})),
    )


def _load(file: str, front: str) -> dict[str, Any]:
    try:
        data = yaml.load(front, Loader=LOADER)  # noqa: S506 -- a safe one
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 2 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 1
        raise ContentError(Complaint(file, line, "front matter that is not YAML", do="correct the line")) from error
    if not isinstance(data, dict):
        raise ContentError(Complaint(file, 1, "front matter without keys", f"the keys {', '.join(_NEEDED)}"))
    return data


def _tag(tag: Tag) -> dict[str, Any]:
    written: dict[str, Any] = {"concept": tag.concept, "relation": tag.relation.value, "evidence": tag.evidence}
    return written | ({"proposed": True} if tag.proposed else {})


class _Reader:
    """Reads values of one front matter; knows where they stand."""

    def __init__(self, file: str, front: str) -> None:
        self.file = file
        self.front = front

    def fail(self, key: str, what: str, expected: str) -> ContentError:
        lines = self.front.split("\n")
        at = next((number for number, line in enumerate(lines, start=2) if line.lstrip(" -").startswith(f"{key}:")), 1)
        return ContentError(Complaint(self.file, at, what, expected))

    def check_keys(self, data: Mapping[str, Any]) -> None:
        for key in data:
            if key not in _KEYS:
                raise self.fail(str(key), f"unknown key {key!r}", f"one of {', '.join(sorted(_KEYS))}")
        for key in _NEEDED:
            if key not in data:
                raise self.fail(key, f"no key {key!r}", f"the keys {', '.join(_NEEDED)}")

    def choice(self, choices: type[_Choice], key: str, value: object) -> _Choice:
        if value not in {each.value for each in choices}:
            raise self.fail(key, f"{key} {value!r}", f"one of {', '.join(choices)}")
        return choices(value)

    def number(self, key: str, value: object) -> int:
        if not isinstance(value, int):
            raise self.fail(key, f"{key} {value!r}", "a whole number")
        return value

    def mapping(self, key: str, value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(key, f"{key} {value!r}", "keys of its own below it")
        return value

    def texts(self, key: str, value: object) -> dict[str, str]:
        return {str(code): str(text) for code, text in self.mapping(key, value).items()}

    def lines(self, value: object) -> tuple[int, int]:
        if isinstance(value, list) and [type(each) for each in value] == [int, int]:
            return (value[0], value[1])
        raise self.fail("lines", f"lines {value!r}", "first and last line, as in [3, 5]")

    def tag(self, value: object) -> Tag:
        data = self.mapping("tags", value)
        if not data.get("concept"):
            raise self.fail("tags", "a tag without concept", "concept, relation and evidence")
        relation = self.choice(Relation, "relation", data.get("relation"))
        return Tag(str(data["concept"]), relation, str(data.get("evidence", "")), data.get("proposed") is True)


class _Flow(tuple[int, int]):
    """Line numbers, written as `[3, 5]`."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes line numbers in one line and indents lists."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 -- PyYAML's signature
        return super().increase_indent(flow, False)  # noqa: FBT003


_Dumper.add_representer(
    _Flow, lambda dumper, lines: dumper.represent_sequence("tag:yaml.org,2002:seq", lines, flow_style=True)
)
