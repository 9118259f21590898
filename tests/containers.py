"""Writes texts into the containers that people send: Word files and saved pages."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_STYLES = (
    f"<w:styles {_W}>"
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="C1"><w:name w:val="toc 1"/></w:style></w:styles>'
)
_NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
# What stands before a block in Markdown → the properties of its paragraph in Word, its element in HTML.
_PROPERTIES = {
    "# ": ('<w:pStyle w:val="H1"/>', "h1"),
    "## ": ('<w:pStyle w:val="H2"/>', "h2"),
    "- ": ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>', "li"),
    "1. ": ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', "ol"),
}


def package(document: str, **parts: str) -> bytes:
    """Return a Word file with that main part; `parts` are `header`, `footnotes` and so on."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        main = f'<Relationship Id="r0" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", _RELS.format(main))
        beside = {"styles": _STYLES, "numbering": _NUMBERING} | parts
        links = "".join(
            f'<Relationship Id="r{at}" Type="{_REL}/{name}" Target="{name}.xml"/>' for at, name in enumerate(beside)
        )
        archive.writestr("word/_rels/document.xml.rels", _RELS.format(links))
        for name, xml in ({"document": document} | beside).items():
            archive.writestr(f"word/{name}.xml", xml)
    return written.getvalue()


def word_document(body: str) -> str:
    return f"<w:document {_W}><w:body>{body}</w:body></w:document>"


def word_part(name: str, body: str) -> str:
    return f"<w:{name} {_W}>{body}</w:{name}>"


def word_paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(text)}</w:p>"


def word_paragraph_with_bold(text: str, properties: str = "") -> str:
    """Return a paragraph in which every second piece between `**` is bold; line feeds are breaks."""
    pieces = (_run(piece, bold=bool(at % 2)) for at, piece in enumerate(text.split("**")) if piece)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(pieces)}</w:p>"


def _run(text: str, *, bold: bool = False) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{'<w:br/>'.join(lines)}</w:r>"


def as_docx(blocks: Iterable[str]) -> bytes:
    """Return a Word file of blocks as Markdown marks them: `# `, `## `, `- `, `1. ` or nothing."""
    return package(word_document("".join(word_paragraph(text, properties) for text, properties, _ in _taken(blocks))))


def as_html(blocks: Iterable[str]) -> bytes:
    """Return a page of blocks as Markdown marks them."""
    pieces = []
    open_list = ""
    for text, _, element in _taken(blocks):
        wanted = {"li": "ul", "ol": "ol"}.get(element, "")
        if wanted != open_list:
            pieces.append((f"</{open_list}>" if open_list else "") + (f"<{wanted}>" if wanted else ""))
            open_list = wanted
        tag = "li" if wanted else element
        pieces.append(f"<{tag}>{escape(text)}</{tag}>")
    body = "\n".join(pieces) + (f"</{open_list}>" if open_list else "")
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


def _taken(blocks: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    for block in blocks:
        marker = next((marker for marker in _PROPERTIES if block.startswith(marker)), "")
        if marker == "1. " or not marker:
            number, _, rest = block.partition(". ")
            if number.isdecimal() and rest:
                yield (rest, *_PROPERTIES["1. "])
                continue
        properties, element = _PROPERTIES.get(marker, ("", "p"))
        yield block.removeprefix(marker), properties, element
