"""Proposed tags, measured against those that editors gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer import pipeline

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge


def test_the_central_principle_is_among_the_first_three_proposals_for_four_passages_in_five(
    knowledge: Knowledge,
) -> None:
    principles = {concept.id for concept in knowledge.vocabulary.principles}
    given = {page.path: page.tags[0].concept for page in knowledge.pages}

    hits = 0
    for page in pipeline.retag(knowledge):
        proposed = [tag.concept for tag in page.tags if tag.concept in principles]
        hits += given[page.path] in proposed[:3]

    assert hits / len(given) >= 0.8


def test_the_evidence_of_a_proposal_stands_on_the_page(knowledge: Knowledge) -> None:
    for page in pipeline.retag(knowledge):
        text = [page.heading, *(part.text for part in page.paragraphs)]
        for tag in page.tags:
            assert tag.proposed
            assert any(tag.evidence in part for part in text), (page.path, tag)
