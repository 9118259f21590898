"""Reads Word files (.docx): paragraphs, headings, lists and tables as lines; running heads and footnotes as furniture.

A .docx is a zip of XML. Parts that unpack to more than a text can be, and XML that declares entities, are refused.
Comments, deletions under review and field codes are no text.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # noqa: TID251
from defusedxml.ElementTree import fromstring  # noqa: TID251

from indexer.errors import Complaint, ContentError
from indexer.sources.figures import figure
from indexer.sources.sheet import Entry, Extract, lay_out, make_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGEST = 64 * 1024 * 1024  # bytes of all parts together, unpacked
_NOT_TEXT = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")} | {_FALLBACK}
)
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "\u00ad"}
_OFF = frozenset({"0", "false", "off", "none"})
_LEVELS = 6
_INDENT = "  "


def read_word(file: str, data: bytes) -> Extract:
    """Return the text of a Word file.

    Raises:
        ContentError: The file is damaged, unpacks to more than a text can be, or declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read(file, _Parts(file, package))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, OSError) as error:
        raise _refused(file, f"no whole Word file: {error}", "save it anew as .docx") from error
    except DefusedXmlException as error:
        raise _refused(file, "XML with entities or other declarations of its own", "save it anew in Word") from error
    except (ParseError, ValueError, LookupError) as error:
        raise _refused(file, f"XML that cannot be read: {error}", "save it anew in Word") from error


def _refused(file: str, what: str, do: str) -> ContentError:
    return ContentError(Complaint(file, 0, what, "a .docx file as Word saves it", do))


class _Parts:
    """The parts of a package, unpacked as far as is reasonable."""

    def __init__(self, file: str, package: zipfile.ZipFile) -> None:
        self.file = file
        self.package = package
        self.left = _LARGEST
        self.names = set(package.namelist())

    def read(self, name: str) -> Element | None:
        """Return a part as XML; None when there is none of that name."""
        if name not in self.names:
            return None
        with self.package.open(name) as part:
            data = part.read(self.left + 1)
        self.left -= len(data)
        if self.left < 0:
            raise _refused(self.file, f"unpacks to more than {_LARGEST} bytes", "save the text of it as .txt")
        root: Element = fromstring(data, forbid_dtd=True)
        return root

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts of one kind that a part refers to; the package itself is the part ``."""
        folder, _, name = part.rpartition("/")
        links = self.read(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found = []
        for link in links if links is not None else ():
            if link.get("Type", "").endswith(f"/{kind}") and link.get("TargetMode") != "External":
                target = link.get("Target", "")
                found.append(target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}")
        return found


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of its paragraphs."""

    level: int = 0
    title: bool = False
    contents: bool = False
    list_id: str = ""
    depth: int = 0
    bold: bool = False


@dataclass(slots=True)
class _Lists:
    """How lists are counted: by list and depth, the form of the number, and how far the count has come."""

    forms: Mapping[tuple[str, int], tuple[str, str, int]]
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def marker(self, list_id: str, depth: int) -> str:
        """Return what Word shows before the next item."""
        form, pattern, start = self.forms.get((list_id, depth), ("bullet", "", 1))
        for key in [key for key in self.counts if key[0] == list_id and key[1] > depth]:
            del self.counts[key]
        self.counts[list_id, depth] += 1
        if form == "none":
            return ""
        if form == "bullet" or "%" not in pattern:
            return "- "
        shown = pattern
        for outer in range(depth + 1):
            outer_form, _, outer_start = self.forms.get((list_id, outer), (form, "", start))
            number = max(self.counts[list_id, outer], 1) + outer_start - 1
            shown = shown.replace(f"%{outer + 1}", figure(number, outer_form))
        return f"{shown} "


def _read(file: str, parts: _Parts) -> Extract:
    name = next(iter(parts.related("", "officeDocument")), "word/document.xml")
    root = parts.read(name)
    if root is None:
        raise _refused(file, "no document in it", "save it anew as .docx")
    styles = _styles(_first(parts, name, "styles"))
    lists = _Lists(_forms(_first(parts, name, "numbering")))
    entries = [
        *_furniture(parts, name, "header", styles),
        *_entries(root, styles, lists, ""),
        *_furniture(parts, name, "footnotes", styles),
        *_furniture(parts, name, "endnotes", styles),
        *_furniture(parts, name, "footer", styles),
    ]
    return lay_out(entries)


def _first(parts: _Parts, name: str, kind: str) -> Element | None:
    return next((parts.read(found) for found in parts.related(name, kind)), None)


def _furniture(parts: _Parts, name: str, kind: str, styles: Mapping[str, _Style]) -> Iterator[Entry]:
    """Yield what stands beside the text; what is repeated from page to page, once."""
    seen: set[tuple[str, ...]] = set()
    rule = f"marked-{kind.removesuffix('s').replace('endnote', 'footnote')}"
    for found in parts.related(name, kind):
        root = parts.read(found)
        for entry in _entries(root, styles, _Lists({}), rule) if root is not None else ():
            if entry.lines not in seen:
                seen.add(entry.lines)
                yield entry


def _entries(root: Element, styles: Mapping[str, _Style], lists: _Lists, rule: str) -> Iterator[Entry]:
    paragraphs = list(_paragraphs(root, styles))
    titled = any(_style_of(paragraph, styles).title for paragraph, _ in paragraphs)
    for paragraph, runs in paragraphs:
        style = _style_of(paragraph, styles)
        level = 1 if style.title else min(style.level + titled, _LEVELS) if style.level else 0
        list_id, depth = _place_in_list(paragraph, style)
        marker = lists.marker(list_id, depth) if list_id else ""
        shown = "".join(text for text, _, hidden in runs if not hidden)
        visible = [(text, bold) for text, bold, hidden in runs if not hidden]
        lead = "".join(text for text, _ in takewhile(lambda run: run[1] or not run[0].strip(), visible))
        own_rule = rule or ("marked-contents" if style.contents else "")
        if level and marker and shown.strip():
            shown, marker = marker + shown.lstrip(), ""
        entry = make_entry(
            shown,
            marker=_INDENT * depth + marker if marker else "",
            level=level,
            rule=own_rule,
            lead="" if style.bold else lead,
        )
        if entry is not None:
            yield entry
        hidden_entry = make_entry("".join(text for text, _, hidden in runs if hidden), rule="marked-hidden")
        if hidden_entry is not None:
            yield hidden_entry


def _paragraphs(root: Element, styles: Mapping[str, _Style]) -> Iterator[tuple[Element, list[tuple[str, bool, bool]]]]:
    """Yield each paragraph with its runs (text, bold, hidden); text boxes after the paragraph they hang on.

    Without recursion: nobody knows how deep a hostile file is nested.
    """
    found: list[tuple[Element, list[tuple[str, bool, bool]]]] = []
    stack: list[tuple[Element, int, bool, bool]] = [(root, -1, False, False)]
    while stack:
        element, at, bold, hidden = stack.pop()
        if element.tag in _NOT_TEXT:
            continue
        if element.tag == f"{_W}p":
            found.append((element, []))
            at = len(found) - 1
        elif element.tag == f"{_W}r":
            by_style = styles.get(_value(element, "rPr/rStyle"), _Style()).bold
            bold, hidden = _is_on(element, "b", by_style=by_style), _is_on(element, "vanish")
        elif at >= 0 and (text := _text(element)):
            found[at][1].append((text, bold, hidden))
        stack.extend((child, at, bold, hidden) for child in reversed(element))
    yield from found


def _text(element: Element) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_W}br" and element.get(f"{_W}type") in {"page", "column"}:
        return ""
    return _SIGNS.get(element.tag, "")


def _is_on(run: Element, name: str, *, by_style: bool = False) -> bool:
    sign = run.find(f"{_W}rPr/{_W}{name}")
    return by_style if sign is None else sign.get(f"{_W}val", "true") not in _OFF


def _style_of(paragraph: Element, styles: Mapping[str, _Style]) -> _Style:
    style = styles.get(_value(paragraph, "pPr/pStyle"), _Style())
    level = _value(paragraph, "pPr/outlineLvl")
    return _Style(int(level) + 1) if level.isdecimal() and int(level) < _LEVELS and not style.title else style


def _place_in_list(paragraph: Element, style: _Style) -> tuple[str, int]:
    list_id = _value(paragraph, "pPr/numPr/numId")
    if list_id == "0":
        return "", 0
    depth = _value(paragraph, "pPr/numPr/ilvl")
    return list_id or style.list_id, min(int(depth), _LEVELS) if depth.isdecimal() else style.depth


def _value(element: Element, path: str) -> str:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return found.get(f"{_W}val", "") if found is not None else ""


def _styles(root: Element | None) -> dict[str, _Style]:
    raw = {
        style.get(f"{_W}styleId", ""): style
        for style in (root if root is not None else ())
        if style.tag == f"{_W}style"
    }
    return {name: _style(name, raw) for name in raw}


def _style(name: str, raw: Mapping[str, Element]) -> _Style:
    """Return a style with what it takes over from those it is based on."""
    chain: list[Element] = []
    while name in raw and raw[name] not in chain and len(chain) <= _LEVELS:
        chain.append(raw[name])
        name = _value(raw[name], "basedOn")
    names = [_value(style, "name").casefold() for style in chain]
    outlines = [found for style in chain if (found := _value(style, "pPr/outlineLvl")).isdecimal()]
    headings = [
        part[1] for each in names if (part := each.split())[:1] == ["heading"] and part[1:2] and part[1].isdecimal()
    ]
    level = int(outlines[0]) + 1 if outlines else int(next(iter(headings), 0))
    return _Style(
        level=level if level <= _LEVELS else 0,
        title=names[:1] == ["title"],
        contents=bool(names) and names[0].startswith("toc "),
        list_id=next((found for style in chain if (found := _value(style, "pPr/numPr/numId"))), ""),
        depth=next((int(found) for style in chain if (found := _value(style, "pPr/numPr/ilvl")).isdecimal()), 0),
        bold=any(style.find(f"{_W}rPr/{_W}b") is not None for style in chain),
    )


def _forms(root: Element | None) -> dict[tuple[str, int], tuple[str, str, int]]:
    """Return form, pattern and first number of each list and depth."""
    if root is None:
        return {}
    abstract = {each.get(f"{_W}abstractNumId", ""): each for each in root.iter(f"{_W}abstractNum")}
    found: dict[tuple[str, int], tuple[str, str, int]] = {}
    for each in root.iter(f"{_W}num"):
        for level in abstract.get(_value(each, "abstractNumId"), ()):
            depth, start = level.get(f"{_W}ilvl", ""), _value(level, "start")
            if level.tag == f"{_W}lvl" and depth.isdecimal():
                first = int(start) if start.isdecimal() else 1
                form = (_value(level, "numFmt"), _value(level, "lvlText"), first)
                found[each.get(f"{_W}numId", ""), int(depth)] = form
    return found
