"""Reads the vocabulary: the concepts (principles and topics) and the word bridge, and says what is wrong with them.

`site_config/vocabulary/principles.yml` and `topics.yml` hold SKOS concepts by id; a file `principles.hi.yml` beside
them adds the labels of one more language. `bridge/*.tsv` holds everyday words, one meaning a row, a column a
language, and the concepts a trainer who types such a word would want.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from indexer.bridge import Meaning, read_bridge
from indexer.errors import Complaint, ContentError
from indexer.languages import LOADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_KEYS = frozenset({"prefLabel", "altLabel", "hiddenLabel", "sharedLabel", "definition", "broader", "related"})


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea of the vocabulary, in SKOS terms.

    Attributes:
        scheme: `principles` or `topics`.
        pref: One label a language, shown in menus.
        alt: Synonyms a language, shown as such.
        hidden: Misspellings a language, matched and never shown.
        shared: Labels of another concept that lead here too, declared so because readers understand them both ways.
        definition: One sentence a language.
        broader: Concept ids.
        related: Concept ids.

    """

    id: str
    scheme: str
    pref: Mapping[str, str]
    alt: Mapping[str, tuple[str, ...]]
    hidden: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, tuple[str, ...]]
    definition: Mapping[str, str]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Return the preferred label in `language`, or in the first language that has one."""
        return self.pref.get(language) or next(iter(self.pref.values()))

    def labels(self, language: str) -> tuple[str, ...]:
        """Return the preferred and the alternative labels in `language`, the preferred one first."""
        pref = self.pref.get(language)
        return ((pref,) if pref else ()) + self.alt.get(language, ())


@dataclass(frozen=True)
class Vocabulary:
    """Concepts and bridge, as read."""

    concepts: tuple[Concept, ...]
    bridge: tuple[Meaning, ...] = ()

    @functools.cached_property
    def by_id(self) -> dict[str, Concept]:
        """The concepts by id."""
        return {concept.id: concept for concept in self.concepts}

    def labels(self, languages: Iterable[str]) -> dict[str, list[str]]:
        """Return every label of every concept by language, the hidden ones too."""
        return {
            code: [label for concept in self.concepts for label in concept.labels(code) + concept.hidden.get(code, ())]
            for code in languages
        }

    @property
    def principles(self) -> tuple[Concept, ...]:
        """The concepts that have a place in the menu, in the order of the file."""
        return tuple(concept for concept in self.concepts if concept.scheme == "principles")

    @property
    def topics(self) -> tuple[Concept, ...]:
        """All other concepts, in the order of the file."""
        return tuple(concept for concept in self.concepts if concept.scheme == "topics")


def load_vocabulary(folder: Path, languages: Sequence[str]) -> Vocabulary:
    """Return the vocabulary under `folder`.

    Raises:
        ContentError: Every fault found, each with its file and line.

    """
    complaints: list[Complaint] = []
    concepts: list[Concept] = []
    for scheme in ("principles", "topics"):
        concepts += _read_concepts(folder / f"{scheme}.yml", scheme, languages, complaints)
    known = {concept.id for concept in concepts}
    vocabulary = Vocabulary(tuple(concepts), read_bridge(folder / "bridge", known, complaints))
    complaints += _dangling(vocabulary) + _shared_labels(vocabulary, languages)
    if complaints:
        raise ContentError(*complaints)
    return vocabulary


def _read_concepts(file: Path, scheme: str, languages: Sequence[str], complaints: list[Complaint]) -> list[Concept]:
    text, data = _read_yaml(file, complaints)
    lines = {line.split(":")[0]: number for number, line in enumerate(text.splitlines(), 1) if line[:1].isalnum()}
    for code in languages:
        _, added = _read_yaml(file.with_name(f"{scheme}.{code}.yml"), complaints)
        for identifier, entry in added.items():
            if identifier not in data:
                what, expected = f"{identifier}: unknown concept", f"an id of {file.name}"
                complaints.append(Complaint(f"{scheme}.{code}.yml", 0, what, expected))
            for key, value in entry.items():
                data.get(identifier, {}).setdefault(key, {})[code] = value
    concepts = []
    for identifier, entry in data.items():
        faults = list(_faults(identifier, entry, languages))
        complaints += [
            Complaint(file.name, lines.get(identifier, 0), f"{identifier}: {what}", expected)
            for what, expected in faults
        ]
        if not faults:
            concepts.append(_concept(identifier, scheme, entry))
    return concepts


def _read_yaml(file: Path, complaints: list[Complaint]) -> tuple[str, dict[str, dict[str, Any]]]:
    """Return the text of a file and what it holds; nothing, for one that is not there or no YAML."""
    if not file.exists():
        return "", {}
    text = unicodedata.normalize("NFC", file.read_text(encoding="utf-8"))
    try:
        return text, yaml.load(text, LOADER) or {}  # noqa: S506 -- a safe one
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        complaints.append(Complaint(file.name, line, "not YAML", do=str(getattr(error, "problem", error))))
        return text, {}


def _faults(identifier: str, entry: object, languages: Sequence[str]) -> Iterable[tuple[str, str]]:
    if not _ID.fullmatch(str(identifier)):
        yield "not an id", "lower-case ASCII words joined by '-'"
    if not isinstance(entry, dict):
        yield "no entries", "prefLabel, altLabel, definition, …"
        return
    for key in entry.keys() - _KEYS:
        yield f"unknown key '{key}'", f"one of {', '.join(sorted(_KEYS))}"
    for key in ("prefLabel", "definition"):
        missing = [code for code in languages if not (entry.get(key) or {}).get(code)]
        if missing:
            yield f"{key} is missing in {', '.join(missing)}", "one in every language"


def _concept(identifier: str, scheme: str, entry: Mapping[str, Any]) -> Concept:
    def lists(key: str) -> dict[str, tuple[str, ...]]:
        return {code: tuple(str(label) for label in labels) for code, labels in (entry.get(key) or {}).items()}

    return Concept(
        id=identifier,
        scheme=scheme,
        pref=dict(entry["prefLabel"]),
        alt=lists("altLabel"),
        hidden=lists("hiddenLabel"),
        shared=lists("sharedLabel"),
        definition=dict(entry["definition"]),
        broader=tuple(entry.get("broader") or ()),
        related=tuple(entry.get("related") or ()),
    )


def _dangling(vocabulary: Vocabulary) -> list[Complaint]:
    return [
        Complaint(
            f"{concept.scheme}.yml", 0, f"{concept.id}: unknown concept '{other}'", "the id of a principle or topic"
        )
        for concept in vocabulary.concepts
        for other in concept.broader + concept.related
        if other not in vocabulary.by_id
    ]


def _shared_labels(vocabulary: Vocabulary, languages: Sequence[str]) -> list[Complaint]:
    complaints = []
    for code in languages:
        owner: dict[str, Concept] = {}
        for concept in vocabulary.concepts:
            for label in dict.fromkeys(label.casefold() for label in concept.labels(code)):
                other = owner.setdefault(label, concept)
                if other is not concept:
                    what = f"{concept.id}: the {code} label '{label}' belongs to {other.id} too"
                    complaints.append(Complaint(f"{concept.scheme}.yml", 0, what, "a label of one concept only"))
    return complaints
