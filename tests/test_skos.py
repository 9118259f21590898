"""The published vocabulary is SKOS that another library reads, and keeps SKOS's own rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from indexer.skos import to_turtle

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge


@pytest.fixture(scope="module")
def graph(knowledge: Knowledge) -> rdflib.Graph:
    return rdflib.Graph().parse(data=to_turtle(knowledge.vocabulary, knowledge.languages), format="turtle")


def test_every_concept_and_every_label_is_published(graph: rdflib.Graph, knowledge: Knowledge) -> None:
    concepts = knowledge.vocabulary.concepts
    labels = {label for concept in concepts for code in concept.pref for label in concept.labels(code)}

    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == len(concepts)
    assert {str(label) for name in (SKOS.prefLabel, SKOS.altLabel) for label in graph.objects(None, name)} == labels


def test_a_concept_has_one_preferred_label_a_language(graph: rdflib.Graph) -> None:
    labels = graph.subject_objects(SKOS.prefLabel)
    counts = Counter((concept, getattr(label, "language", None)) for concept, label in labels)

    assert set(counts.values()) == {1}


def test_the_kinds_of_label_of_a_concept_are_disjoint(graph: rdflib.Graph) -> None:
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        kinds = [set(graph.objects(concept, name)) for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]

        assert len(set.union(*kinds)) == sum(map(len, kinds)), concept


def test_broader_and_related_lead_to_concepts_and_exclude_each_other(graph: rdflib.Graph) -> None:
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    broader, related = set(graph.subject_objects(SKOS.broader)), set(graph.subject_objects(SKOS.related))

    assert {other for _, other in broader | related} <= concepts
    assert not {frozenset(pair) for pair in broader} & {frozenset(pair) for pair in related}
