"""Reads the query language: a text becomes a tree, and its mistakes are named; as site_config/client/grammar.js.

    query  = all { OR all }
    all    = side { AND side }
    side   = item { item }
    item   = { NOT | "-" } ( "(" query ")" | phrase | field | prefix | word )
    phrase = '"' any text '"'                                 also “ ” „ “ « » 「 」 『 』 ＂ ＂
    field  = ( "title" | "tag" | "lang" | "source" ) ":" ( phrase | prefix | word )
    prefix = word "*"

（ ） ： － ＊ are the same signs, full-width. `-` is a sign only where a word begins with it. Words side by side are
one operand, and ask what they ask by themselves. What else stands side by side must all be true of a page; plain words
beside it only rank, except beside fields and what is excluded: there they must find (see `query`).

The words for AND, OR and NOT are data (`analysis.operators` of a language file). Plain questions must not become
formulas: a word of one Latin letter, or of a script that has neither capitals nor Chinese characters, is an operator
only beside another sign, and a query all in capitals has none without one. No text is an error: what makes no sense is
read as plain text, and named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from indexer.analysis import cut
from indexer.signs import WORDLIKE, Lexeme, Lexer, Node

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEEPEST = 20  # parentheses in parentheses; whoever types more has a cat on the keyboard
_LETTER = regex.compile(r"\p{L}")
_ENDS = frozenset({"operand", "close"})
_STARTS = frozenset({"operand", "open", "not"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query, read; `tree` is None where nothing was asked. `mistakes` are the signs that make no sense, as typed."""

    tree: Node | None
    mistakes: tuple[str, ...] = ()


def parse(text: str, operators: Mapping[str, str]) -> Parsed:
    """Return what `text` asks for. A text of plain words is one node of words.

    Args:
        operators: Word → `and`, `or` or `not`.

    """
    lexer = Lexer(text, operators)
    lexemes = lexer.read()
    mistakes = lexer.mistakes
    _demote_words(lexemes)
    lexemes = _match_parentheses(lexemes, mistakes)
    _demote_dangling(lexemes, mistakes)
    parser = _Parser(lexemes, mistakes)
    return Parsed(parser.read_any(), tuple(mistakes))


def _demote_words(lexemes: Sequence[Lexeme]) -> None:
    """Make words of the operators that are more likely meant as words."""
    words = [lexeme for lexeme in lexemes if lexeme.kind in {"and", "or", "not"} and WORDLIKE.search(lexeme.text)]
    letters = _LETTER.findall("".join(lexeme.text for lexeme in lexemes if lexeme.node))
    shouted = bool(letters) and all(letter.lower() != letter for letter in letters)
    sure = [word for word in words if _stands_out(word.text) and not (shouted and word.text.lower() != word.text)]
    if not sure and not any(map(_is_sign, lexemes)):
        for word in words:
            word.become_word()


def _is_sign(lexeme: Lexeme) -> bool:
    """Return whether nobody types this without meaning it: quotes and closing parentheses stand in plain texts, too."""
    if lexeme.node:
        return lexeme.node.kind not in {"words", "phrase"}
    return lexeme.kind in {"open", "not"} and not WORDLIKE.search(lexeme.text)


def _stands_out(word: str) -> bool:
    """Return whether a word is seen to be an operator by itself: in capitals, or a Chinese one between spaces."""
    return (len(word) > 1 and word.lower() != word) or cut(word)[0].han


def _match_parentheses(lexemes: Sequence[Lexeme], mistakes: list[str]) -> list[Lexeme]:
    """Return the lexemes without parentheses that have no partner, or that stand too deep."""
    dropped: set[int] = set()
    opened: list[int] = []
    for place, lexeme in enumerate(lexemes):
        if lexeme.kind == "open":
            opened.append(place)
            if len(opened) > DEEPEST:
                dropped.add(place)
        elif lexeme.kind == "close" and (not opened or opened.pop() in dropped):
            dropped.add(place)
    dropped.update(opened)
    mistakes += [lexemes[place].text for place in sorted(dropped)]
    return [lexeme for place, lexeme in enumerate(lexemes) if place not in dropped]


def _demote_dangling(lexemes: Sequence[Lexeme], mistakes: list[str]) -> None:
    """Make words of the operators that have nothing to work on."""
    found: list[str] = []
    for place in range(len(lexemes) - 1, -1, -1):
        lexeme = lexemes[place]
        if lexeme.kind in {"and", "or", "not"}:
            after = place + 1 < len(lexemes) and lexemes[place + 1].kind in _STARTS
            before = lexeme.kind == "not" or (place > 0 and lexemes[place - 1].kind in _ENDS)
            if not (after and before):
                lexeme.become_word()
                found.append(lexeme.text)
    mistakes += reversed(found)


class _Parser:
    """Reads lexemes in which every parenthesis has its partner and every operator something to work on."""

    def __init__(self, lexemes: Sequence[Lexeme], mistakes: list[str]) -> None:
        self.lexemes, self.mistakes = lexemes, mistakes
        self.place = 0

    def read_any(self) -> Node | None:
        """Read up to the end, or to the closing parenthesis."""
        parts = [self._read_all()]
        while self._ahead() == "or":
            self.place += 1
            parts.append(self._read_all())
        return _join("any", parts)

    def _ahead(self) -> str:
        return self.lexemes[self.place].kind if self.place < len(self.lexemes) else ""

    def _read_all(self) -> Node | None:
        parts = [self._read_side()]
        while self._ahead() == "and":
            self.place += 1
            parts.append(self._read_side())
        return _join("all", parts)

    def _read_side(self) -> Node | None:
        words, parts = [], []
        while self._ahead() in _STARTS:
            node = self._read_item()
            if node and node.kind == "words":
                words.append(node.text)
            else:
                parts.append(node)
        return _join("beside", [Node("words", " ".join(words)) if words else None, *parts])

    def _read_item(self) -> Node | None:
        negated = False
        while self._ahead() == "not":
            negated = not negated
            self.place += 1
        lexeme = self.lexemes[self.place]
        self.place += 1
        node = lexeme.node
        if lexeme.kind == "open":
            node = self.read_any()
            closing = self.lexemes[self.place].text
            self.place += 1
            if not node:
                self.mistakes.append(lexeme.text + closing)
        return Node("not", parts=(node,)) if node and negated else node


def _join(kind: str, parts: Sequence[Node | None]) -> Node | None:
    kept = tuple(part for part in parts if part)
    return Node(kind, parts=kept) if len(kept) > 1 else kept[0] if kept else None
