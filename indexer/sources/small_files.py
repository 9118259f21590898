"""Reads the small `.yml` file beside a source: what is known of the text, and what its maintainer wants done to it.

A line of the source is named by its number or, so that it is found again in another version, by its first words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import regex
import yaml

from indexer.errors import Complaint, ContentError
from indexer.model import Kind, Source, Status, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from indexer.languages import Language

_FACTS = ("title", "language", "status", "status_by", "origin", "licence")
_VERBS = ("keep", "remove", "headings", "split", "join")
_OF_A_PASSAGE = ("at", "heading", "kind", "language", "status")
_MARKER = regex.compile(r"^[^\p{L}]+")
_SPACES = regex.compile(r"\s+")


def read_small_file(source: Source, path: Path, languages: Mapping[str, Language]) -> Source:
    """Return the source with what its small file says.

    Raises:
        ContentError: The file is not YAML, a key or a value cannot be, or a line that it names is not in the source.
    """
    reader = _Reader(path.as_posix(), source, languages)
    facts: dict[str, str] = {}
    wishes: list[Wish] = []
    for key, value in _pairs(reader, _root(path, reader)):
        name = str(key.value)
        if name in _FACTS:
            if (text := reader.scalar(value)) is not None:
                facts[name] = text
        elif name in _VERBS:
            wishes += (Wish(name, reader.line(each), _place(each)) for each in reader.items(value))
        elif name == "passages":
            wishes += (reader.passage(each) for each in reader.items(value))
        else:
            raise reader.fail(
                key, f"unknown key {name!r}", f"one of {', '.join(sorted({*_FACTS, *_VERBS, 'passages'}))}"
            )
        if name in {"language", "status"} and name in facts:
            reader.check(value, name, facts[name])
    status = Status(facts.pop("status", Status.UNKNOWN))
    given: Any = facts
    return replace(source, **given, status=status, wishes=tuple(wishes))


def _root(path: Path, reader: _Reader) -> yaml.MappingNode | None:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        line = error.problem_mark.line + 1 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 0
        raise ContentError(
            Complaint(
                reader.file,
                line,
                "not YAML in UTF-8",
                do="correct the small file; a value with a colon wants quotation marks",
            )
        ) from error
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise ContentError(Complaint(reader.file, 1, "not a list of keys", "lines like `title: …`"))
    return root


def _pairs(reader: _Reader, node: yaml.MappingNode | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    for key, value in node.value if node is not None else ():
        if not isinstance(key, yaml.ScalarNode):
            raise reader.fail(key, "a key that is no word", "lines like `title: …`")
        yield key, value


def _place(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


class _Reader:
    """Reads values of one small file; knows where they stand and which lines the source has."""

    def __init__(self, file: str, source: Source, languages: Mapping[str, Language]) -> None:
        self.file = file
        self.lines = [
            _plain(line.replace("**", "", 2) if number in source.bold else line)
            for number, line in enumerate(source.text.split("\n"), 1)
        ]
        self.languages = languages

    def fail(self, node: yaml.Node, what: str, expected: str, do: str = "") -> ContentError:
        return ContentError(Complaint(self.file, _place(node), what, expected, do))

    def scalar(self, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            raise self.fail(node, "a list or keys where one value belongs", "one value")
        return None if node.tag.endswith(":null") else str(node.value)

    def items(self, node: yaml.Node) -> Iterable[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.fail(node, "no list", "lines that begin with `- `")
        return list(node.value)

    def check(self, node: yaml.Node, name: str, value: str) -> None:
        allowed: dict[str, Iterable[str]] = {"language": self.languages, "status": Status, "kind": Kind}
        known = [str(each) for each in allowed[name]]
        if value not in known:
            raise self.fail(node, f"{name} {value!r}", f"one of {', '.join(known)}")

    def line(self, node: yaml.Node) -> int:
        """Return the line of the source that a value names."""
        wanted = self.scalar(node) or ""
        if node.tag.endswith(":int"):
            number = int(wanted) if wanted.isdecimal() else 0
            if not (0 < number <= len(self.lines) and self.lines[number - 1]):
                raise self.fail(
                    node, f"line {wanted} of the source is not there or empty", f"a line up to {len(self.lines)}"
                )
            return number
        begin = _plain(wanted)
        found = [number for number, line in enumerate(self.lines, 1) if begin and line == begin] or [
            number
            for number, line in enumerate(self.lines, 1)
            if begin and (line.startswith(begin) or _MARKER.sub("", line).startswith(begin))
        ]
        if len(found) != 1:
            what = f"{len(found)} lines begin with {wanted!r}" if found else f"no line begins with {wanted!r}"
            numbers = ", ".join(map(str, found[:5]))
            do = f"write its number, one of {numbers}" if found else "copy its first words from the source"
            raise self.fail(node, what, "exactly one line of the source", do)
        return found[0]

    def passage(self, node: yaml.Node) -> Wish:
        """Return what is wanted of one passage."""
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, "no passage", "`- at: …` and below it heading, kind, language or status")
        values: dict[str, str | None] = {}
        line = 0
        for key, value in _pairs(self, node):
            if key.value not in _OF_A_PASSAGE:
                raise self.fail(key, f"unknown key {key.value!r}", f"one of {', '.join(_OF_A_PASSAGE)}")
            if key.value == "at":
                line = self.line(value)
                continue
            values[str(key.value)] = text = self.scalar(value)
            if key.value != "heading" and text is not None:
                self.check(value, str(key.value), text)
        if not line:
            raise self.fail(node, "a passage without `at`", "`at:` with a line of it, or its first words")
        heading = " ".join(values["heading"].split()) if values.get("heading") is not None else None  # type: ignore[union-attr]
        kind, status = values.get("kind"), values.get("status")
        return Wish(
            "passages",
            line,
            _place(node),
            heading if "heading" in values else None,
            Kind(kind) if kind else None,
            values.get("language") or "",
            Status(status) if status else None,
        )


def _plain(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
