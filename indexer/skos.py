"""Publishes the vocabulary as SKOS in Turtle, for any tool that speaks it.

Rows of the bridge are no concepts and are left out. Labels that lead to a second concept as well are alternative
labels of the first only: SKOS tools expect a label to name one thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.languages import Language
    from indexer.vocabulary import Concept, Vocabulary

_PREFIXES = """@prefix : <urn:service-principles:> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r"})


def to_turtle(vocabulary: Vocabulary, languages: Mapping[str, Language]) -> str:
    """Return the vocabulary as Turtle: two concept schemes, each concept with labels, definition and relations."""
    tags = {code: language.tag for code, language in languages.items()}
    schemes = [f":{scheme} a skos:ConceptScheme ." for scheme in ("principles", "topics")]
    concepts = [_concept(concept, tags) for concept in vocabulary.concepts]
    return "\n\n".join([_PREFIXES, *schemes, *concepts]) + "\n"


def _concept(concept: Concept, tags: Mapping[str, str]) -> str:
    lines = ["a skos:Concept", f"skos:inScheme :{concept.scheme}"]
    if not concept.broader:
        lines.append(f"skos:topConceptOf :{concept.scheme}")
    lines += _statements(concept, tags)
    return f":{concept.id} " + " ;\n    ".join(lines) + " ."


def _statements(concept: Concept, tags: Mapping[str, str]) -> Iterator[str]:
    for code, tag in tags.items():
        if code in concept.pref:
            yield f"skos:prefLabel {_text(concept.pref[code], tag)}"
        for label in concept.alt.get(code, ()):
            yield f"skos:altLabel {_text(label, tag)}"
        for label in concept.hidden.get(code, ()):
            yield f"skos:hiddenLabel {_text(label, tag)}"
        if code in concept.definition:
            yield f"skos:definition {_text(concept.definition[code], tag)}"
    for name, others in (("broader", concept.broader), ("related", concept.related)):
        for other in others:
            yield f"skos:{name} :{other}"


def _text(text: str, tag: str) -> str:
    return f'"{text.translate(_ESCAPES)}"@{tag}'
