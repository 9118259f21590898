"""Writes generated passages in the form of `indexer.pages`, which would take minutes for ten thousand of them.

That the bytes are the same is tested (`test_corpus.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from indexer.pages.escaping import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.passages import Passage

# What YAML reads as text without quotes, words with a meaning of their own aside.
_PLAIN = regex.compile(r"\p{L}[\p{L}\p{M}\p{N} .,，。'’()/\u200c\u200d-]*(?<! )")
_MEANT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def source_text(title: str, passages: Sequence[Passage]) -> tuple[str, list[list[int]]]:
    """Return the text that the passages are cut from, and for each passage the lines of its headings and paragraphs."""
    lines = [title, ""]
    placed = []
    for passage in passages:
        places = []
        for heading, text in passage.sections:
            places += [len(lines) + 1, len(lines) + 2]
            lines += [heading, text]
        lines.append("")
        placed.append(places)
    return "\n".join(lines), placed


def page_markdown(passage: Passage, source: Mapping[str, str], ordinal: int, lines: Sequence[int]) -> str:
    """Return the page.

    Args:
        source: `file`, `title`, `sha256` and `status` of the text it stands in.
        lines: Of its headings and paragraphs in that text.

    """
    front = [
        f"title: {yaml_text(passage.sections[0][0])}",
        f"language: {passage.language}",
        "kind: principle",
        f"ordinal: {ordinal}",
        f"status: {source['status']}",
        "source:",
        f"  file: {source['file']}",
        f"  title: {yaml_text(source['title'])}",
        f"  sha256: {_digest(source['sha256'])}",
        f"  lines: [{lines[0]}, {lines[-1]}]",
        "tags:",
    ]
    for tag in passage.tags:
        front += [f"  - concept: {tag.concept}", f"    relation: {tag.relation.value}"]
        front.append(f"    evidence: {yaml_text(tag.evidence)}")
    blocks = []
    for number, (heading, text) in enumerate(passage.sections):
        line = lines[2 * number]
        if number:
            blocks.append(f'## {escape(heading)} {{: #h{number} data-lines="{line}-{line}" }}')
        else:
            blocks.append(f"# {escape(heading)} {{: #passage }}")
        blocks.append(f'{escape(text)}\n{{: #p{number + 1} data-lines="{line + 1}-{line + 1}" }}')
    return "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(blocks) + "\n"


def yaml_text(text: str) -> str:
    """Return a text of letters, spaces and stops as YAML writes it."""
    if _PLAIN.fullmatch(text) and text.lower() not in _MEANT:
        return text
    return "'" + text.replace("'", "''") + "'"


def _digest(digits: str) -> str:
    """A digest of decimal digits alone, or of them with one e, would be a number."""
    return digits if digits.strip("0123456789").strip("e") else f"'{digits}'"
