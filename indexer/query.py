"""Understands a query: what it asks for, and what it demands of a page; the same way as site_config/client/query.js.

`grammar` reads the signs, `units` the words. What is asked for ranks the pages; what is demanded decides which pages
there are to rank.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.conditions import All, Any, Found, From, Not, Part, Tagged, Together, Written
from indexer.grammar import parse
from indexer.readings import Meant, Readings, Unit, Word
from indexer.signs import FIELDS
from indexer.units import UnitReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.conditions import Condition
    from indexer.near import Near
    from indexer.readings import Reader
    from indexer.signs import Node

_ALTERNATIVES = ("lang", "source")  # a page has one of each, so that two side by side can only mean either


@dataclass(frozen=True, slots=True)
class Query:
    """A query, understood.

    Attributes:
        units: What ranks the pages.
        condition: What a page must meet; None asks only that a unit finds it.
        phrases: Number of a unit → the phrase that it is.
        mistakes: Signs that make no sense where they stand; they are read as plain text, or not at all.
        unknown: Fields whose value nobody knows (`lang:xx`); they demand nothing.
        excluded: What a page must not have, as typed.

    """

    text: str
    units: tuple[Unit, ...]
    condition: Condition | None = None
    phrases: Mapping[int, Together] = field(default_factory=dict)
    mistakes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Interpreter:
    """Understands queries with the help of a lexicon.

    Attributes:
        sources: The names of the texts that there are.

    """

    reader: Reader
    near: Near
    sources: Sequence[str] = ()

    def interpret(self, text: str) -> Query:
        """Return what `text` asks for. A text without a word gives a query without units."""
        parsed = parse(text, self.reader.analysis.operators)
        units = UnitReader(self.reader, self.near)
        if not parsed.tree or parsed.tree.kind == "words":
            plain = units.read(parsed.tree.text) if parsed.tree else ()
            return Query(text, plain, mistakes=parsed.mistakes)
        resolver = _Resolver(units, self.sources)
        condition = resolver.resolve(parsed.tree, alone=True)
        asked = resolver.asked or resolver.named
        phrases = {number: phrase for number, (_, phrase) in enumerate(asked) if phrase}
        unknown, excluded = tuple(resolver.unknown), tuple(resolver.excluded)
        return Query(text, tuple(unit for unit, _ in asked), condition, phrases, parsed.mistakes, unknown, excluded)


@dataclass
class _Resolver:
    """Turns a tree into a condition, and collects what is asked for on the way.

    Attributes:
        asked: Units, and the phrases they are.
        named: What fields name; it ranks only where nothing else does.

    """

    units: UnitReader
    sources: Sequence[str]
    asked: list[tuple[Unit, Together | None]] = field(default_factory=list)
    named: list[tuple[Unit, Together | None]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)

    def resolve(self, node: Node, *, alone: bool = False) -> Condition | None:  # noqa: PLR0911 -- one a kind
        """Return what `node` demands; None where it demands nothing.

        Args:
            alone: Whether the node is the whole query.

        """
        match node.kind:
            case "words":
                return self._ask(self.units.read_beside(node.text))
            case "prefix":
                return self._ask((self.units.read_prefix(node.text),))
            case "phrase":
                phrase = Together(node.text, self.units.read_phrase(node.text))
                self.asked.append((self._phrase_unit(node.text), phrase))
                return phrase
            case "not":
                inner = _Resolver(self.units, self.sources, unknown=self.unknown)
                condition = inner.resolve(node.parts[0])
                asked = [*inner.asked, *inner.named]
                lost = [unit.typed for unit, phrase in asked if not unit.readings and not phrase]
                if asked and len(lost) == len(asked):  # what nobody knows leaves nothing out
                    self.unknown += lost
                elif condition:
                    self.excluded += _typed(node.parts[0])
                return Not(condition) if condition else None
            case "beside":
                return self._beside(node.parts, alone=alone)
            case "all":
                return _all([self.resolve(part) for part in node.parts])
            case "any":
                return _any([self.resolve(part) for part in node.parts])
            case _:
                return self._field(node)

    def _ask(self, units: Sequence[Unit]) -> Condition | None:
        self.asked += [(unit, None) for unit in units]
        return Found(tuple(units)) if units else None

    def _phrase_unit(self, text: str) -> Unit:
        readings = Readings()
        for unit in self.units.read_beside(text):
            for reading in unit.readings:
                readings.add(reading)
        return readings.unit(text)

    def _beside(self, parts: Sequence[Node], *, alone: bool) -> Condition | None:
        """Return the condition of what stands side by side: plain words must find only where nothing else does."""
        finders = [part for part in parts if part.kind not in {"words", "not", *FIELDS}]
        conditions: list[Condition | None] = []
        for part in parts:
            if part.kind != "words":
                if part.kind not in _ALTERNATIVES:
                    conditions.append(self.resolve(part))
            elif finders or not alone:
                found = self.resolve(part)
                conditions.append(None if finders else found)
            elif self.units.read_beside(part.text):
                conditions.append(self._ask(self.units.read(part.text)))
        conditions += [
            _any([self.resolve(part) for part in parts if part.kind == alternative]) for alternative in _ALTERNATIVES
        ]
        return _all(conditions)

    def _field(self, node: Node) -> Condition | None:
        reader = self.units.reader
        if node.kind == "title":
            return self._title(node.parts[0])
        value = unicodedata.normalize("NFKC", node.text)
        if node.kind == "source" and any(name.lower().startswith(value.lower()) for name in self.sources):
            return From(value)
        if node.kind == "lang" and value.lower() in reader.analysis.by_code:
            return Written(value.lower())
        concepts = reader.concepts_called(value) if node.kind == "tag" else ()
        if not concepts:
            self.unknown.append(f"{node.kind}:{node.text}")
            return None
        meant = tuple(Meant(concept, 1.0, "concept", node.text, 1.0) for concept in concepts)
        self.named.append((Unit(node.text, meant), None))
        return Tagged(concepts)

    def _title(self, inner: Node) -> Condition:
        unit, ways = self._phrase_unit(inner.text), self.units.read_phrase(inner.text)
        if inner.kind == "prefix" and not ways[0][0].han:
            unit = self.units.read_prefix(inner.text)
            words = tuple(reading for reading in unit.readings if isinstance(reading, Word))
            ways = ((Part(frozenset(surface for word in words for surface in word.surfaces), words),),)
        phrase = Together(inner.text, ways, title=True)
        self.named.append((unit, phrase))
        return phrase


def _typed(node: Node) -> tuple[str, ...]:
    """Return what each of which a part of a query names by itself: the operands of an OR, else the whole."""
    return tuple(map(_written, node.parts)) if node.kind == "any" else (_written(node),)


def _written(node: Node) -> str:  # noqa: PLR0911 -- one a kind
    """Return a part of a query as one could type it."""
    match node.kind:
        case "words":
            return node.text
        case "phrase":
            return f'"{node.text}"'
        case "prefix":
            return f"{node.text}*"
        case "not":
            return f"-{_enclosed(node.parts[0])}"
        case "title":
            return f"title:{_written(node.parts[0])}"
        case "all" | "any" | "beside":
            return {"all": " AND ", "any": " OR ", "beside": " "}[node.kind].join(map(_enclosed, node.parts))
    return f"{node.kind}:" + (f'"{node.text}"' if " " in node.text else node.text)


def _enclosed(node: Node) -> str:
    return f"({_written(node)})" if node.kind in {"all", "any", "beside"} else _written(node)


def _all(conditions: Sequence[Condition | None]) -> Condition | None:
    kept = tuple(condition for condition in conditions if condition)
    return All(kept) if len(kept) > 1 else kept[0] if kept else None


def _any(conditions: Sequence[Condition | None]) -> Condition | None:
    kept = tuple(condition for condition in conditions if condition)
    return Any(kept) if len(kept) > 1 else kept[0] if kept else None
