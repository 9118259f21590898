"""Labels: their order, the languages of their letters, and those that a page tells its script."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.languages import load_languages
from indexer.site import client_config
from indexer.site.order import initial, sort_key
from indexer.site.scripts import pieces_by_script

ROOT = Path(__file__).parents[1]
LANGUAGES = load_languages(ROOT / "site_config/languages")
SCRIPTS = json.loads((ROOT / "tests/vectors/scripts.json").read_text(encoding="utf-8"))
CZECH = LANGUAGES["cs"].ui["alphabet"]


@pytest.mark.parametrize("case", SCRIPTS["pieces"], ids=lambda case: case["why"])
def test_a_foreign_script_carries_its_language(case: dict[str, Any]) -> None:
    pieces = pieces_by_script(case["text"], LANGUAGES[case["base"]], LANGUAGES)

    assert [[piece.text, piece.lang] for piece in pieces] == case["pieces"]


@pytest.mark.parametrize(
    ("alphabet", "expected"),
    [
        (CZECH, ["cena", "čas", "dík", "hřích", "chyba", "jméno", "sleva", "šance", "úcta", "zájem", "žádost"]),
        (LANGUAGES["zh"].ui["alphabet"], ["诚实", "共情", "礼貌", "微笑", "尊重"]),  # chéng, gòng, lǐ, wēi, zūn
        (LANGUAGES["te"].ui["alphabet"], ["ఉత్సాహం", "గౌరవం", "చిరునవ్వు", "నిజాయితీ", "సమయపాలన"]),
    ],
)
def test_labels_stand_as_in_a_dictionary_of_their_language(alphabet: str, expected: list[str]) -> None:
    shuffled = expected[::-1]

    assert sorted(shuffled, key=lambda label: sort_key(label, alphabet)) == expected


@pytest.mark.parametrize(
    ("label", "alphabet", "expected"),
    [("chyba", CZECH, "Ch"), ("Čas", CZECH, "Č"), ("úcta", CZECH, "U"), ("微笑", "pinyin", "W"), ("నవ్వు", "", "న")],
)
def test_the_index_has_the_headings_of_its_language(label: str, alphabet: str, expected: str) -> None:
    assert initial(label, alphabet) == expected


def test_the_script_gets_its_own_strings_only() -> None:
    strings = client_config(LANGUAGES["te"], LANGUAGES)["strings"]

    assert "search.none" in strings
    assert "site.footer" not in strings
    assert "cards.place" not in strings
    assert "cards.place" in client_config(LANGUAGES["te"], LANGUAGES, "cards.html")["strings"]


def test_the_script_calls_languages_as_the_reader_does_and_a_new_one_by_its_own_name() -> None:
    fifth = replace(LANGUAGES["en"], code="hi", name="हिन्दी")

    named = client_config(LANGUAGES["cs"], LANGUAGES | {"hi": fifth})["languages"]

    assert [(each["label"], each["name"]) for each in named] == [
        ("angličtina", "English"),
        ("telugština", "తెలుగు"),
        ("čeština", "Čeština"),
        ("čínština", "中文"),
        ("", "हिन्दी"),
    ]
