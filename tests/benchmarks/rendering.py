"""Writes the pages of a project for the peers: as plain HTML for Pagefind, as one JSON file for MiniSearch."""

from __future__ import annotations

import html
import json
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from indexer.model import Page


def write_html(pages: Iterable[Page], folder: Path) -> None:
    """Write each page as HTML with the same text, ids and headings, marked for Pagefind."""
    shutil.rmtree(folder, ignore_errors=True)
    for page in pages:
        file = folder / f"{page.path}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_html(page), "utf-8")


def _html(page: Page) -> str:
    title = html.escape(page.heading)
    blocks = [f'<h1 id="passage">{title}</h1>']
    for part in page.paragraphs:
        tag = "h2" if part.heading else "p"
        blocks.append(f'<{tag} id="{part.id}">{html.escape(part.text)}</{tag}>')
    body = "\n".join(blocks)
    return (
        f'<!doctype html>\n<html lang="{page.language}"><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><main data-pagefind-body>\n{body}\n</main></body></html>\n"
    )


def write_json(pages: Iterable[Page], file: Path) -> None:
    """Write path, title and text of each page."""
    plain = [
        {
            "id": number,
            "path": page.path,
            "title": page.heading,
            "text": "\n".join(part.text for part in page.paragraphs),
        }
        for number, page in enumerate(pages)
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(plain, ensure_ascii=False), "utf-8")
