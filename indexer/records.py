"""Describes a page for whoever shows a hit: what it is, and its sentences, so that an excerpt needs no Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indexer.analysis import split_sentences

if TYPE_CHECKING:
    from indexer.model import Page


def describe_page(page: Page) -> dict[str, Any]:
    """Return the record of a page.

    `sentences` holds [paragraph id, sentence]; the heading comes first, under the id ''. `evidence` maps a concept to
    the number of the sentence that shows it.
    """
    sentences = [["", page.heading]] if page.heading else []
    sentences += [[part.id, sentence] for part in page.paragraphs for sentence in split_sentences(part.text)]
    return {
        "page": page.path,
        "language": page.language,
        "source": page.source,
        "ordinal": page.ordinal,
        "kind": page.kind.value,
        "status": page.status.value,
        "heading": page.heading,
        "tags": [tag.concept for tag in page.tags],
        "sentences": sentences,
        "evidence": {
            tag.concept: number for tag in page.tags if (number := _sentence_of(tag.evidence, sentences)) is not None
        },
    }


def _sentence_of(evidence: str, sentences: list[list[str]]) -> int | None:
    """Return the first sentence that has the evidence; else, of those that are a part of it, the longest."""
    having = [number for number, (_, sentence) in enumerate(sentences) if evidence in sentence]
    parts = [number for number, (_, sentence) in enumerate(sentences) if sentence in evidence]
    return having[0] if having else max(parts, key=lambda number: len(sentences[number][1]), default=None)
