"""Puts each passage into a small script, so that a handout in the reader's browser can show it.

A script, because a page opened from a folder may load no other file. It stands beside the passage's page,
`cs/principles/honesty.js`, and holds what is the same for every reader; site_config/client/ui-passage.js reads it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from indexer.site.passages import central, is_editors_title, title_lang

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model import Page
    from indexer.site.passages import Library

_TITLES = "assets/titles.js"


def portable_files(library: Library) -> Iterator[tuple[str, str]]:
    """Yield path under the site's root and text of each script: the passages, and the list of their titles."""
    for page in library.pages:
        yield f"{page.path}.js", _script("principlesPassage", page.path, describe(page, library))
    yield _TITLES, _script("principlesTitles", [_title(page, library) for page in library.pages if page.heading])


def describe(page: Page, library: Library) -> dict[str, Any]:
    """Return a passage with everything that must not get lost on its way to paper: status, source, summaries."""
    source = library.source_by_file[page.source]
    principle = central(page, library)
    return {
        "language": page.language,
        "tag": library.languages[page.language].tag,
        "kind": page.kind.value,
        "heading": page.heading,
        "headingTag": _heading_tag(page, library),
        "paragraphs": [
            {
                "id": paragraph.id,
                "text": paragraph.text,
                "tag": library.languages[paragraph.language or page.language].tag,
                "heading": paragraph.heading,
            }
            for paragraph in page.paragraphs
        ],
        "concept": principle.id if principle else "",
        "relations": {tag.concept: tag.relation.value for tag in page.tags},
        "labels": {tag.concept: _labels(tag.concept, library) for tag in page.tags},
        "status": page.status.value,
        "statusBy": source.status_by,
        "title": page.source_title,
        "titleTag": title_lang(page.source, library, page.language),
        "titleByEditors": is_editors_title(page.source, library),
        "file": page.source,
        "lines": list(page.lines),
        "summaries": dict(page.summaries),
        "signed": dict(page.signed),
        "notes": dict(page.notes),
    }


def _title(page: Page, library: Library) -> list[str]:
    principle = central(page, library)
    return [page.path, page.heading, _heading_tag(page, library), page.language, principle.id if principle else ""]


def _heading_tag(page: Page, library: Library) -> str:
    return library.languages[page.heading_language or page.language].tag


def _labels(concept: str, library: Library) -> dict[str, str]:
    return {code: library.vocabulary.by_id[concept].label(code) for code in library.languages}


def _script(name: str, *values: object) -> str:
    return f"{name}({', '.join(json.dumps(value, ensure_ascii=False) for value in values)});\n"
