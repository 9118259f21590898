"""Leaves of a style sheet what the pages of a site can use: Material's holds much that no page here shows.

A rule goes when no page can match it: its selectors name a class, id or attribute that stands in no page and in no
script, or text from right to left. A custom property goes when nothing is left that asks for it. In doubt all stays.
tests/site/test_weight.py holds every computed style to that under the whole sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# At-rules that hold rules; all others (@font-face, @keyframes, @page) are taken as they are.
_NESTING = ("@media", "@supports", "@layer", "@container")
# A string, something escaped, or a sign that opens, closes or parts.
_SIGNS = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\.|/\*.*?\*/|[{}()\[\];,]""", re.DOTALL)
# What stands in parentheses (`:not(.a)`) may or may not be on a page.
_ARGUMENTS = re.compile(r"\([^()]*\)")
_NAMES = re.compile(r"""(?P<sign>[.#\[])(?P<name>-?[_a-zA-Z][\w-]*)(?:[~|^$*]?=["']?(?P<value>[^"'\]]*))?""")
_CUSTOM = re.compile(r"\s*(--[\w-]+)\s*:")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_ATTRIBUTES = re.compile(r"""\s([a-zA-Z][\w:-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?(?=[^<]*>)""")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the pages of a site have; what stands in `scripts` may yet come onto them."""

    classes: frozenset[str]
    ids: frozenset[str]
    attributes: frozenset[str]
    directions: frozenset[str]
    scripts: str

    def may_have(self, sign: str, name: str, value: str | None) -> bool:
        """Return whether an element can have the class (`.`), id (`#`) or attribute (`[`)."""
        if sign == "[" and name == "dir":
            return value in self.directions
        name = name.lower() if sign == "[" else name
        return name in {".": self.classes, "#": self.ids, "[": self.attributes}[sign] or name in self.scripts


def prune_site(site: Path, folder: str) -> None:
    """Rewrite the style sheets in a folder of a built site; the others stay as they are."""
    sheets = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.css"))}
    pruned = [path for path in sheets if path.is_relative_to(site / folder)]
    kept = [text for path, text in sheets.items() if path not in pruned]
    for path, text in zip(pruned, prune([sheets[path] for path in pruned], look(site), kept), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")


def look(site: Path) -> Seen:
    """Return what stands in the pages and scripts of a built site."""
    values: dict[str, set[str]] = {}
    for path in sorted(site.rglob("*.html")):
        for name, *quoted in _ATTRIBUTES.findall(path.read_text(encoding="utf-8")):
            values.setdefault(name.lower(), set()).add("".join(quoted))
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(site.glob("assets/*.js")))
    classes = {name for value in values.get("class", ()) for name in value.split()}
    ids, directions = (frozenset(values.get(name, ())) for name in ("id", "dir"))
    return Seen(frozenset(classes), ids, frozenset(values), directions, scripts)


def prune(sheets: Sequence[str], seen: Seen, others: Sequence[str] = ()) -> list[str]:
    """Return what of each style sheet can match a page; `others` may ask for their custom properties, too."""
    texts = ["".join(_matching(sheet, seen)) for sheet in sheets]
    while True:
        used = {name for text in (*texts, *others) for name in _ASKED.findall(text)}
        fewer = ["".join(_using(text, used)) for text in texts]
        if fewer == texts:
            return texts
        texts = fewer


def _matching(sheet: str, seen: Seen) -> Iterator[str]:
    for head, body in _rules(sheet):
        if body is None or (head.startswith("@") and not head.startswith(_NESTING)):
            yield head if body is None else f"{head}{{{body}}}"
        elif head.startswith("@"):
            inner = "".join(_matching(body, seen))
            yield f"{head}{{{inner}}}" if inner else ""
        else:
            selectors = [each for each in _parted(head, ",") if _can_match(each, seen)]
            yield f"{','.join(selectors)}{{{body}}}" if selectors else ""


def _using(sheet: str, used: set[str]) -> Iterator[str]:
    for head, body in _rules(sheet):
        if body is None or (head.startswith("@") and not head.startswith(_NESTING)):
            yield head if body is None else f"{head}{{{body}}}"
            continue
        if head.startswith("@"):
            inner = "".join(_using(body, used))
        else:
            lines = [line for line in _parted(body, ";") if line.strip()]
            inner = ";".join(line for line in lines if not (own := _CUSTOM.match(line)) or own[1] in used)
        yield f"{head}{{{inner}}}" if inner else ""


def _can_match(selector: str, seen: Seen) -> bool:
    if "\\" in selector:
        return True
    plain = selector
    while (fewer := _ARGUMENTS.sub("", plain)) != plain:
        plain = fewer
    return all(seen.may_have(*found.group("sign", "name", "value")) for found in _NAMES.finditer(plain))


def _rules(sheet: str) -> Iterator[tuple[str, str | None]]:
    """Yield head and body of each rule; a statement without a body (`@charset "UTF-8";`) has None."""
    start = opened = depth = 0
    for sign in _SIGNS.finditer(sheet):
        if sign[0] == "{":
            opened = opened if depth else sign.start()
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if not depth:
                yield sheet[start:opened].strip(), sheet[opened + 1 : sign.start()]
                start = sign.end()
        elif sign[0] == ";" and not depth:
            yield sheet[start : sign.end()].strip(), None
            start = sign.end()


def _parted(text: str, by: str) -> list[str]:
    """Return `text` cut at a sign that stands in no parentheses, brackets or string."""
    parts, start, depth = [], 0, 0
    for sign in _SIGNS.finditer(text):
        depth += (sign[0] in "([{") - (sign[0] in ")]}")
        if sign[0] == by and not depth:
            parts.append(text[start : sign.start()])
            start = sign.end()
    return [*parts, text[start:]]
