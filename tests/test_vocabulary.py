"""The vocabulary is checked when it is read: each fault has its file, its place, and what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from indexer.errors import ContentError
from indexer.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.pipeline import Knowledge
    from indexer.search import SearchEngine

GOOD = {
    "smile": {
        "prefLabel": {"en": "Smile", "cs": "Úsměv"},
        "definition": {"en": "A friendly face.", "cs": "Přívětivá tvář."},
        "altLabel": {"en": ["smiling"]},
    }
}


def write(folder: Path, concepts: dict[str, object], bridge: str = "") -> Path:
    (folder / "bridge").mkdir()
    (folder / "principles.yml").write_text(yaml.safe_dump(concepts, allow_unicode=True), encoding="utf-8")
    (folder / "bridge/words.tsv").write_text("en\tcs\tleads_to\n" + bridge, encoding="utf-8")
    return folder


def complaint(folder: Path) -> str:
    with pytest.raises(ContentError) as error:
        load_vocabulary(folder, ["en", "cs"])
    return str(error.value)


def test_a_good_vocabulary_is_read(tmp_path: Path) -> None:
    vocabulary = load_vocabulary(write(tmp_path, dict(GOOD), "grin\tšklebit se\tsmile\n"), ["en", "cs"])

    assert vocabulary.by_id["smile"].labels("en") == ("Smile", "smiling")
    assert vocabulary.bridge[0].leads_to == ("smile",)
    assert vocabulary.bridge[0].place == "bridge/words.tsv:2"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"prefLabel": {"en": "Smile"}}, "principles.yml:1: smile: prefLabel is missing in cs"),
        ({"definition": {}}, "smile: definition is missing in en, cs"),
        ({"altLabels": {}}, "smile: unknown key 'altLabels'; expected one of altLabel"),
        ({"related": ["grin"]}, "smile: unknown concept 'grin'"),
    ],
)
def test_a_fault_in_a_concept_is_named(change: dict[str, object], expected: str, tmp_path: Path) -> None:
    write(tmp_path, {"smile": {**GOOD["smile"], **change}})

    assert expected in complaint(tmp_path)


def test_an_id_that_is_none_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"Úsměv": GOOD["smile"]})

    assert "not an id; expected lower-case ASCII words joined by '-'" in complaint(tmp_path)


def test_a_label_of_two_concepts_must_be_declared(tmp_path: Path) -> None:
    write(tmp_path, {**GOOD, "grin": GOOD["smile"]})

    assert "the en label 'smile' belongs to" in complaint(tmp_path)


def test_a_row_of_the_bridge_that_leads_nowhere_known_is_named(tmp_path: Path) -> None:
    write(tmp_path, dict(GOOD), "grin\tšklebit se\tgrinning\n")

    assert "bridge/words.tsv:2: unknown concept 'grinning'" in complaint(tmp_path)


def test_broken_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "principles.yml").write_text("smile:\n  prefLabel: {en: Smile\n", encoding="utf-8")

    assert "principles.yml:3: not YAML" in complaint(tmp_path)


def test_every_concept_has_three_synonyms_a_language(knowledge: Knowledge) -> None:
    few = [
        (concept.id, code)
        for concept in knowledge.vocabulary.concepts
        for code in knowledge.languages
        if len(concept.alt.get(code, ())) < 3
    ]

    assert not few


def test_the_bridge_is_wide(knowledge: Knowledge) -> None:
    assert len(knowledge.vocabulary.bridge) >= 1500
    assert all(set(row.words) == set(knowledge.languages) for row in knowledge.vocabulary.bridge)


def test_no_misspelling_is_a_label_or_a_word_of_the_bridge(knowledge: Knowledge) -> None:
    vocabulary = knowledge.vocabulary
    for code in knowledge.languages:
        words = {label.casefold() for concept in vocabulary.concepts for label in concept.labels(code)}
        words |= {word.casefold() for row in vocabulary.bridge for word in row.words[code]}
        hidden = {label for concept in vocabulary.concepts for label in concept.hidden.get(code, ())}

        assert hidden
        assert not {label for label in hidden if label.casefold() in words}


def test_a_misspelling_is_told_as_one_and_leads_to_a_label(knowledge: Knowledge, engine: SearchEngine) -> None:
    concepts = knowledge.vocabulary.concepts
    hidden = {label for concept in concepts for labels in concept.hidden.values() for label in labels}
    for concept in concepts:
        shown = {label for code in knowledge.languages for label in concept.labels(code)}
        for code, misspelt in concept.hidden.items():
            for typed in misspelt:
                told = engine.search(typed, language=code, limit=0).interpretation

                assert any(why.reason == "typo" and why.matched in shown for why in told), (typed, told)
                assert not {why.matched for why in told} & (hidden - {typed}), (typed, told)


def test_no_misspelling_is_offered_for_another_word(knowledge: Knowledge, engine: SearchEngine) -> None:
    fold = engine.interpreter.reader.analysis.fold
    labels = {
        fold(word) for code in knowledge.languages for c in knowledge.vocabulary.concepts for word in c.labels(code)
    }
    hidden = {fold(word) for c in knowledge.vocabulary.concepts for words in c.hidden.values() for word in words}
    offered = {word for words in engine.interpreter.near.words.values() for word in words}

    assert offered & labels
    assert not offered & hidden
