"""The lexicon as a value: what the site ships and what the command line reads, in the same plain JSON values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.analysis import Analysis, Rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Entries = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Lexicon:
    """All that a search reads besides Whoosh's postings, and those too, in plain values.

    Attributes:
        averages: Language → field → average length, as Whoosh computes it.
        records: Language → the pages' records, by document number.
        principles: The concepts that are principles.

    """

    analysis: Analysis
    entries: Entries
    meanings: Entries
    averages: Mapping[str, Mapping[str, float]]
    records: Mapping[str, Sequence[Mapping[str, Any]]]
    principles: Sequence[str]

    def to_json(self) -> dict[str, Any]:
        """Return the lexicon as JSON values; `from_json` reads them back."""
        return {
            "analysis": analysis_to_json(self.analysis),
            "entries": self.entries,
            "meanings": self.meanings,
            "averages": self.averages,
            "records": self.records,
            "principles": list(self.principles),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Lexicon:
        """Return the lexicon that `to_json` wrote."""
        names = ("entries", "meanings", "averages", "records", "principles")
        return cls(analysis_from_json(data["analysis"], data["entries"]), *(data[name] for name in names))


def analysis_to_json(analysis: Analysis) -> dict[str, Any]:
    """Return rules and variants as JSON values. The forms are not among them: they stand in the entries."""
    rules = [
        {
            "code": rule.code,
            "scripts": list(rule.scripts),
            "stop": sorted(rule.stop),
            "suffixes": [list(suffix) for suffix in rule.suffixes],
        }
        | {"rounds": rule.rounds, "final": rule.final, "exceptions": dict(rule.exceptions)}
        | {"reductions": [list(pair) for pair in rule.reductions]}
        for rule in analysis.rules
    ]
    variants = {"from": "".join(analysis.variants), "to": "".join(analysis.variants.values())}
    return {"rules": rules, "variants": variants, "operators": dict(analysis.operators)}


def analysis_from_json(data: Mapping[str, Any], entries: Entries) -> Analysis:
    """Return the analysis that `analysis_to_json` wrote, with the forms that the entries hold."""
    forms: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for word, entry in entries.items():
        for code, terms in entry.get("f", {}).items():
            forms[code][word] = tuple(terms)
    rules = [
        Rules(
            code=rule["code"],
            scripts=tuple(rule["scripts"]),
            stop=frozenset(rule["stop"]),
            suffixes=tuple((ending, replacement, least) for ending, replacement, least in rule["suffixes"]),
            rounds=rule["rounds"],
            final=rule["final"],
            exceptions=rule["exceptions"],
            reductions=tuple((before, after) for before, after in rule["reductions"]),
        )
        for rule in data["rules"]
    ]
    variants = dict(zip(data["variants"]["from"], data["variants"]["to"], strict=True))
    return Analysis(rules, forms, variants, data.get("operators", {}))
