"""Makes up queries in the query language, and says by Whoosh which pages each must find.

A query is grown as a tree and written down with signs chosen by chance, so that the reference needs no parser. Whoosh
answers it from indexes of its own, which hold the terms of the pages and besides, with positions, their words as they
stand; And, Or, Not and Sequence are Whoosh's.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import regex
from whoosh import analysis, fields, query  # noqa: TID251 -- the reference must not go through the product's own home
from whoosh.filedb.filestore import RamStorage  # noqa: TID251

from indexer.analysis import cut
from indexer.clauses import clauses_of, tags_of
from indexer.units import UnitReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from queries import Typist

    from indexer.analysis import Analysis, Token
    from indexer.index import Clause, Entry
    from indexer.model import Page
    from indexer.readings import Reader, Unit
    from indexer.search import SearchEngine

SPACED_HAN = regex.compile(r"(?<=\p{Han})\s+(?=\p{Han})")
QUOTES = ('""', "“”", "„“", "«»", "「」", "『』", "＂＂")
SURE = {
    "all": ("AND", "ZÁROVEŇ", "与", "且", "ＡＮＤ"),
    "any": ("OR", "NEBO", "或"),
    "not": ("NOT ", "NE ", "非 ", "-", "－"),
}
WEAK = {"all": ("A", "మరియు"), "any": ("లేదా",), "not": ("కాదు ",)}
DEPTH = 3
BORDER, GAP = "¶", "¦"  # between paragraphs; between runs of Han characters that only punctuation parts


@dataclass(frozen=True)
class Formula:
    """A part of a query: what it is, what is typed for it (leaves), and what it is made of (the others)."""

    kind: str
    typed: str = ""
    parts: tuple[Formula, ...] = ()


@dataclass
class Author:
    """Grows formulas about the content at hand and writes them down."""

    typist: Typist
    pages: Sequence[Page]
    units: UnitReader

    def make(self) -> tuple[str, Formula]:
        """Return a query and what it means."""
        formula = self.grow(DEPTH)
        strong = self.typist.chance.random() < 0.8
        text = self.write(formula, strong=strong)
        return text if strong or "(" in text or "（" in text else f"({text})", formula

    def grow(self, depth: int) -> Formula:
        """Return a formula of at most `depth` levels."""
        chance = self.typist.chance
        kind = chance.choice(("all", "any", "beside", "beside", "not")) if depth else "leaf"
        if kind in {"all", "any"}:
            return Formula(kind, parts=tuple(self.grow(depth - 1) for _ in range(chance.randint(2, 3))))
        if kind == "not":
            inner = self.grow(chance.randint(0, depth - 1))
            return inner if inner.kind == "not" else Formula(kind, parts=(inner,))
        if kind == "beside":
            others = [self.leaf(self.others()) for _ in range(chance.randint(1, 2))]
            if chance.random() < 0.3:
                others.append(Formula("not", parts=(self.leaf("words"),)))
            return Formula(kind, parts=(self.leaf("words"), *others))
        return self.leaf(chance.choice(("words", "words", "words", self.others())))

    def others(self) -> str:
        """Return a kind of leaf that is not plain words."""
        return self.typist.chance.choice(("phrase", "phrase", "prefix", "title", "tag", "lang", "source"))

    def leaf(self, kind: str) -> Formula:
        """Return a leaf of a kind."""
        chance = self.typist.chance
        typed: dict[str, Callable[[], str]] = {
            "words": self.words,
            "phrase": lambda: chance.choice((self.typist.phrase, self.typist.run, self.words))().lower(),
            "prefix": self.beginning,
            "title": self.heading,
            "tag": lambda: chance.choice([tag.concept for page in self.pages for tag in page.tags]),
            "lang": lambda: chance.choice(("en", "te", "cs", "zh", "ZH")),
            "source": lambda: chance.choice([page.source for page in self.pages])[: chance.randint(4, 9)],
        }
        return Formula(kind, typed[kind]())

    def beginning(self) -> str:
        """Return the beginning of a word, of two characters or more."""
        word = next(word for _ in iter(int, 1) if len(word := self.typist.word().lower()) > 1)
        return word[: self.typist.chance.randint(2, 6)]

    def heading(self) -> str:
        """Return words of a heading."""
        tokens = cut(self.typist.chance.choice([page.heading for page in self.pages if page.heading]))
        start = self.typist.chance.randrange(len(tokens))
        return " ".join(token.text for token in tokens[start : start + self.typist.chance.randint(1, 3)])

    def words(self) -> str:
        """Return words of which at least one carries an idea, and none is an operator."""
        while True:
            typed = self.typist.chance.choice((self.typist.word, self.typist.label))().lower()
            words = [token.text for token in cut(typed)]
            spelled = {unicodedata.normalize("NFKC", word) for word in words}
            if self.units.read_beside(" ".join(words)) and not spelled & set(self.typist.analysis.operators):
                return " ".join(words)

    def write(self, formula: Formula, *, strong: bool) -> str:
        """Return a formula as somebody types it."""
        chance = self.typist.chance
        signs = SURE if strong else {kind: (*SURE[kind], *WEAK[kind]) for kind in SURE}
        written = [self.within(part, formula.kind, strong=strong) for part in formula.parts]
        match formula.kind:
            case "all" | "any":
                text = f" {chance.choice(signs[formula.kind])} ".join(written)
            case "not":
                text = chance.choice(signs["not"]) + written[0]
            case "beside":
                text = " ".join(written)
            case "words":
                text = formula.typed
            case "phrase":
                text = self.quoted(formula.typed)
            case "prefix":
                text = formula.typed + chance.choice("*＊")
            case name:
                plain = len(formula.typed.split()) == 1 and chance.random() < 0.5
                value = formula.typed if plain else self.quoted(formula.typed)
                text = chance.choice((name, name.upper())) + chance.choice(":：") + value
        return text

    def within(self, part: Formula, kind: str, *, strong: bool) -> str:
        """Return a part of a formula, in parentheses where it would else fall apart."""
        text = self.write(part, strong=strong)
        loose = part.kind in {"all", "any", "beside"} or (part.kind == "words" and kind == "not" and " " in text)
        return self.typist.chance.choice(("({})", "（{}）")).format(text) if loose else text

    def quoted(self, text: str) -> str:
        quotes = self.typist.chance.choice(QUOTES)
        return quotes[0] + text + quotes[1]


@dataclass
class Reference:
    """Whoosh, asked directly: one index a language, of the same pages."""

    engine: SearchEngine
    pages: Sequence[Page]
    entries: Sequence[Entry]
    searchers: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write the indexes."""
        self.reader: Reader = self.engine.interpreter.reader
        self.analysis: Analysis = self.reader.analysis
        self.units = UnitReader(self.reader, self.engine.interpreter.near)
        self.known: list[tuple[str, ...]] = sorted(
            (form, language, term)
            for term, entry in self.reader.entries.items()
            for language, record in entry.get("t", {}).items()
            for form in record.get("s", ())
            if " " not in form
        )
        by_path = {page.path: page for page in self.pages}
        terms = fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), phrase=False)
        words = fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), phrase=True)
        names = sorted({name for entry in self.entries for name in entry.fields})
        own = {"said": words, "headed": words, "source": fields.ID, "tags": fields.KEYWORD}
        for code in sorted({page.language for page in self.pages}):
            index = RamStorage().create_index(
                fields.Schema(page=fields.ID(stored=True), **dict.fromkeys(names, terms), **own)
            )
            writer = index.writer()
            for entry in (entry for entry in self.entries if by_path[entry.page].language == code):
                page = by_path[entry.page]
                texts = [page.heading, *(part.text for part in page.paragraphs)]
                writer.add_document(
                    page=entry.page,
                    **{name: " ".join(found) for name, found in entry.fields.items()},
                    said=f" {BORDER} ".join(" ".join(self.spoken(cut(text))) for text in texts),
                    headed=" ".join(self.spoken(cut(page.heading))),
                    source=page.source.lower(),
                    tags=" ".join(entry.tags),
                )
            writer.commit()
            self.searchers[code] = index.searcher()

    def find(self, formula: Formula) -> set[str]:
        """Return the paths of the pages that a formula must find."""
        return {
            hit["page"]
            for code, searcher in self.searchers.items()
            for hit in searcher.search(self.ask(formula, code, alone=True), limit=None)
        }

    def spoken(self, tokens: Sequence[Token]) -> list[str]:
        """Return folded words and single Han characters, with a gap between two runs."""
        said: list[str] = []
        for before, token in zip([None, *tokens], tokens, strict=False):
            folded = self.analysis.fold(token.text)
            said += [GAP] if token.han and before and before.han else []
            said += list(folded) if token.han else [folded]
        return said

    def ask(self, formula: Formula, code: str, *, alone: bool = False) -> query.Query:
        """Return a formula as Whoosh has it."""
        parts = [self.ask(part, code) for part in formula.parts]
        match formula.kind:
            case "not":
                return query.And([query.Every(), query.Not(parts[0])])
            case "all":
                return query.And(parts)
            case "any":
                return query.Or(parts)
            case "beside":
                return self.ask_beside(*formula.parts, code=code, alone=alone)
        return self.ask_leaf(formula.kind, formula.typed, code)

    def ask_beside(self, words: Formula, *others: Formula, code: str, alone: bool) -> query.Query:
        """Return what stands side by side: all but plain words must hold, and these where nothing else finds."""
        musts = [self.ask(part, code) for part in others if part.kind not in {"lang", "source"}]
        for kind in ("lang", "source"):
            either = [self.ask(part, code) for part in others if part.kind == kind]
            musts += [query.Or(either)] if either else []
        if not any(part.kind in {"phrase", "prefix"} for part in others):
            units = self.units.read(words.typed) if alone else self.units.read_beside(words.typed)
            musts.append(self.found(units, code))
        return query.And(musts)

    def ask_leaf(self, kind: str, typed: str, code: str) -> query.Query:
        """Return a leaf as Whoosh has it."""
        asked: dict[str, Callable[[], query.Query]] = {
            "words": lambda: self.found(self.units.read_beside(typed), code),
            "phrase": lambda: self.phrase(typed, code, "said", ("title", "body")),
            "title": lambda: self.phrase(typed, code, "headed", ("title",)),
            "prefix": lambda: self.beginning(self.analysis.fold(typed), code),
            "tag": lambda: query.Or([query.Term("tags", f"{typed}:{near}") for near in range(4)]),
            "lang": lambda: query.Every() if typed.lower() == code else query.NullQuery,
            "source": lambda: query.Prefix("source", typed.lower()),
        }
        return asked[kind]()

    def found(self, units: Sequence[Unit], code: str) -> query.Query:
        """Return what finds the pages that answer a unit."""
        return _any_of(
            clause
            for unit in units
            for reading in unit.readings
            for clause in [*tags_of(reading), *clauses_of(reading, code, self.analysis)]
        )

    def phrase(self, text: str, code: str, place: str, names: Sequence[str]) -> query.Query:
        """Return words in a row: each in any form that is known, and of a page that has the word's term.

        Chinese words may stand with the spaces that were typed, or without.
        """
        ways = dict.fromkeys((text, SPACED_HAN.sub("", text)))
        return query.Or([self.row(way, code, place, names) for way in ways])

    def row(self, text: str, code: str, place: str, names: Sequence[str]) -> query.Query:
        row: list[query.Query] = []
        musts: list[query.Query] = []
        for before, token in zip([None, *cut(text)], cut(text), strict=False):
            folded = self.analysis.fold(token.text)
            if token.han:
                row += [query.Term(place, GAP)] if before and before.han else []
                row += [query.Term(place, character) for character in folded]
            elif _is_stop(folded, self.analysis):
                row.append(query.Term(place, folded))
            else:
                terms = self.terms(token.text)
                forms = {folded, *(form for language, term in terms for form in self.forms(language, term))}
                row.append(query.Or([query.Term(place, form) for form in sorted(forms)]))
                spoken = [term for language, term in terms if self.analysis.language_in(term, code) == language]
                musts.append(query.Or([query.Term(name, term) for name in names for term in spoken]))
        together = query.Sequence(row) if len(row) > 1 else row[0]
        return query.And([together, *musts])

    def terms(self, word: str) -> list[tuple[str, str]]:
        """Return (language, term) of a word: of the languages that know it, or else of those that know its term."""
        folded = self.analysis.fold(word)
        found = [
            (folded in self.forms(code, term) or code in self.reader.entries.get(folded, {}).get("f", {}), code, term)
            for code in self.analysis.languages_of(folded)
            for term in self.analysis.terms(word, code)
            if self.reader.term(term, code)
        ]
        certain = any(known for known, *_ in found)
        return [
            (code, term)
            for known, code, term in found
            if (known or not certain) and "p" in self.reader.term(term, code)
        ]

    def forms(self, language: str, term: str) -> Sequence[str]:
        forms: Sequence[str] = self.reader.term(term, language).get("s", ())
        return forms

    def beginning(self, prefix: str, code: str) -> query.Query:
        """Return the words that begin so: the terms of every form that does, or for Han the characters in a row."""
        if cut(prefix)[0].han:
            pairs = [prefix[place : place + 2] for place in range(len(prefix) - 1)]
            names = ("summary_zh", *(("title", "evidence", "body") if code == "zh" else ()))
            one = [query.Prefix(name, prefix) for name in names]
            return query.Or([query.And([query.Term(name, pair) for pair in pairs]) for name in names] if pairs else one)
        alike = takewhile(lambda known: known[0].startswith(prefix), self.known[bisect_left(self.known, (prefix,)) :])
        terms = {(language, term) for _, language, term in alike}
        clauses = [query.Term(f"summary_{language}", term) for language, term in sorted(terms)]
        for language, term in sorted(terms):
            if self.analysis.language_in(term, code) == language:
                clauses += [query.Term(name, term) for name in ("title", "evidence", "body")]
        return query.Or(clauses) if clauses else query.NullQuery


def _any_of(clauses: Iterable[Clause]) -> query.Query:
    found = [query.And([query.Term(clause.field, term) for term in clause.terms]) for clause in clauses]
    return query.Or(found) if found else query.NullQuery


def _is_stop(folded: str, analysis: Analysis) -> bool:
    return any(folded in analysis.by_code[code].stop for code in analysis.languages_of(folded))
