"""Reads saved web pages: what stands in them as lines, and what their own markup calls navigation, notice or footer.

selectolax reads the HTML as browsers do. Whether a line is text is decided by our rules; the markup is one witness,
and not believed where it calls the greater part of the page furniture.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

import regex
from selectolax.lexbor import LexborHTMLParser  # noqa: TID251

from indexer.errors import Complaint, ContentError
from indexer.sources.markup import HEADINGS, INLINE, NOT_TEXT, VOID_OR_IMPLIED, rule_of
from indexer.sources.sheet import Entry, Extract, flow, lay_out, make_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode  # noqa: TID251

_UNBELIEVED = frozenset({"html", "body", "main", "article", "h1"})
_OPEN_OR_CLOSE = regex.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z][^\s/>]*)")
_CHARSET = regex.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", regex.IGNORECASE)
_DEEPEST = 512  # browsers stop there too; deeper trees cost the square of their depth
_GREATER_PART = 0.5
_LINKED = 2  # neighbouring lines that are links and nothing else
_NO_HEADING = 7
_INDENT = "  "


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page names in its head, as Python calls it; empty when it names none."""
    match = _CHARSET.search(data[:4096])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
    except LookupError:
        return ""
    return "gb18030" if name in {"gb2312", "gbk"} else name


def read_saved_page(file: str, html: str) -> Extract:
    """Return the text of a page.

    Raises:
        ContentError: Its elements are nested as no page is.
    """
    _check_depth(file, html)
    reader = _Reader(_elements(LexborHTMLParser(html).root))
    return lay_out(_without_link_lists(reader.read()))


@dataclass(slots=True)
class _Element:
    """An element, flattened: what it holds stands behind it up to its end; `tag` is empty for a piece of text."""

    tag: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    end: int = 0
    size: int = 0
    top: int = _NO_HEADING


def _check_depth(file: str, html: str) -> None:
    depth = 0
    for match in _OPEN_OR_CLOSE.finditer(html):
        if match["tag"].lower() not in VOID_OR_IMPLIED:
            depth = max(0, depth + (-1 if match["close"] else 1))
        if depth > _DEEPEST:
            line = html.count("\n", 0, match.start()) + 1
            what = f"elements nested more than {_DEEPEST} deep"
            raise ContentError(Complaint(file, line, what, "a page as browsers save it", "save the text of it as .txt"))


def _elements(root: LexborNode | None) -> list[_Element]:
    """Return all elements and texts in order, each with the size of the text within it."""
    found: list[_Element] = []
    open_ones: list[int] = []
    for node, leaves in _walk(root):
        if not leaves:
            tag = node.tag or ""
            if tag == "-text":
                found.append(_Element("", node.text_content or ""))
                found[-1].size = len(found[-1].text.strip())
            elif not tag.startswith("-"):
                given = {key: value or "" for key, value in node.attributes.items()}
                found.append(_Element(tag, attributes=given, top=HEADINGS.get(tag, _NO_HEADING)))
                open_ones.append(len(found) - 1)
                continue
            at = len(found) - 1
        else:
            at = open_ones.pop()
        found[at].end = len(found)
        if open_ones and found[at].tag not in NOT_TEXT:
            parent = found[open_ones[-1]]
            parent.size += found[at].size
            parent.top = min(parent.top, found[at].top)
    return found


def _walk(root: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Yield each node as it is entered, and each element once more as it is left; without recursion."""
    stack = [(root, False)] if root is not None else []
    while stack:
        node, leaves = stack.pop()
        yield node, leaves
        is_element = not (node.tag or "").startswith("-")
        if leaves or not is_element:
            continue
        stack.append((node, True))
        child = node.last_child
        while child is not None:
            stack.append((child, False))
            child = child.prev


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for the text at a place of the page."""

    rule: str = ""
    level: int = 0
    marker: str = ""
    depth: int = 0
    bold: bool = False
    link: bool = False
    verbatim: bool = False


class _Reader:
    """Goes through the elements once and collects entries; lives no longer than `read_saved_page`."""

    def __init__(self, elements: list[_Element]) -> None:
        self.elements = elements
        self.whole = max((element.size for element in elements if element.tag == "body"), default=0)
        self.entries: list[tuple[Entry, bool]] = []
        self.pieces: list[tuple[str, bool, bool]] = []
        self.counts: list[int] = []  # of the open lists; -1 where the list has bullets
        self.unused: str = ""  # the marker of an item that has no text yet

    def read(self) -> list[tuple[Entry, bool]]:
        """Return the entries, each with whether it consists of links."""
        open_ones: list[tuple[_Element, _Context]] = []
        context = _Context()
        at = 0
        while at < len(self.elements):
            while open_ones and open_ones[-1][0].end <= at:
                element, outer = open_ones.pop()
                self._leave(element.tag, context, outer)
                context = outer
            element = self.elements[at]
            if element.tag in NOT_TEXT:
                at = element.end
                continue
            if element.tag:
                open_ones.append((element, context))
                context = self._enter(element, context)
            else:
                self.pieces.append((element.text, context.bold, context.link))
            at += 1
        for element, outer in reversed(open_ones):
            self._leave(element.tag, context, outer)
            context = outer
        self._flush(context)
        return self.entries

    def _enter(self, element: _Element, context: _Context) -> _Context:
        tag = element.tag
        rule = context.rule or self._rule(element)
        if tag == "br":
            self.pieces.append(("\0", context.bold, context.link))
            return context
        if tag in INLINE and rule == context.rule:
            return replace(
                context, bold=context.bold or tag in {"b", "strong"}, link=context.link or tag == "a", rule=rule
            )
        self._flush(context)
        if tag == "img" and (alt := element.attributes.get("alt", "").strip()):
            self._put(make_entry(flow(alt), rule=context.rule or "marked-picture"), linked=False)
        if tag in {"ul", "ol", "menu"}:
            self.counts.append(_start(element) if tag == "ol" else -1)
        if tag == "li":
            self.unused = self._marker(element)
        return replace(
            context,
            rule=rule,
            level=HEADINGS.get(tag, context.level),
            verbatim=context.verbatim or tag in {"pre", "textarea"},
            bold=context.bold,
        )

    def _leave(self, tag: str, context: _Context, outer: _Context) -> None:
        if tag == "br" or (tag in INLINE and context.rule == outer.rule):
            return
        self._flush(context)
        if tag in {"ul", "ol", "menu"} and self.counts:
            self.counts.pop()
        if tag == "li":
            self.unused = ""

    def _marker(self, element: _Element) -> str:
        indent = _INDENT * max(len(self.counts) - 1, 0)
        if not self.counts or self.counts[-1] < 0:
            return f"{indent}- "
        value = element.attributes.get("value", "")
        if value.isdecimal():
            self.counts[-1] = int(value)
        number = self.counts[-1]
        self.counts[-1] += 1
        return f"{indent}{number}. "

    def _rule(self, element: _Element) -> str:
        """Return the rule by which an element is furniture; empty where its markup is silent or not believed."""
        rule = rule_of(element.tag, element.attributes)
        if not rule or element.tag in _UNBELIEVED or element.top <= (_NO_HEADING - 1 if element.tag == "header" else 1):
            return ""
        return rule if element.tag == "title" or element.size <= self.whole * _GREATER_PART else ""

    def _flush(self, context: _Context) -> None:
        pieces, self.pieces = self.pieces, []
        raw = "".join(text for text, _, _ in pieces)
        if not raw.strip(" \t\n\r\f\0"):
            return
        text = raw.replace("\0", "\n") if context.verbatim else "\n".join(flow(part) for part in raw.split("\0"))
        solid = [piece for piece in pieces if piece[0].strip(" \t\n\r\f\0")]
        marker, self.unused = self.unused, ""
        leading = takewhile(lambda piece: piece[1] or not piece[0].strip(" \t\n\r\f"), pieces)
        lead = "\n".join(flow(part) for part in "".join(text for text, _, _ in leading).split("\0"))
        entry = make_entry(text, marker=marker, level=context.level, rule=context.rule, lead=lead)
        self._put(entry, linked=all(link for _, _, link in solid))

    def _put(self, entry: Entry | None, *, linked: bool) -> None:
        if entry is not None:
            self.entries.append((entry, linked))


def _start(element: _Element) -> int:
    start = element.attributes.get("start", "")
    return int(start) if start.isdecimal() and len(start) < len("1000000") else 1


def _without_link_lists(entries: list[tuple[Entry, bool]]) -> list[Entry]:
    """Return the entries; runs of lines that are links and nothing else are marked as such."""
    found: list[Entry] = []
    for at, (entry, linked) in enumerate(entries):
        beside = [
            entries[near][1] and not entries[near][0].rule for near in (at - 1, at + 1) if 0 <= near < len(entries)
        ]
        if linked and not entry.rule and any(beside) and not entry.lines[0].startswith("#"):
            plain = tuple(line.strip().removeprefix("- ") for line in entry.lines)
            entry = Entry(plain, "marked-links", entry.item)  # noqa: PLW2901 -- the entry, marked
        found.append(entry)
    return found
