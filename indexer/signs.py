"""Cuts a query into signs and operands, the same way as site_config/client/signs.js; `grammar` has the rules."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from indexer.analysis import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FIELDS = ("title", "tag", "lang", "source")
SHORTEST_PREFIX = 2  # code points; Chinese characters need no second
QUOTES = {'"': '"＂”', "＂": '＂"', "“": '”“"', "„": '“”"', "«": "»", "「": "」", "『": "』"}  # fmt: skip
_LEXEME = regex.compile(r'[(（]|[)）]|["＂“„«「『]|[^\p{White_Space}()（）"＂“„«「『]+')
_MINUS = regex.compile(r"[-－](?=[\p{L}\p{N}]|$)")
_FIELD = regex.compile(r"(\p{Script=Latin}{2,})[:：](.*)", regex.DOTALL)
_PREFIX = regex.compile(r"(.+)[*＊]", regex.DOTALL)
_TRAILING = regex.compile(r"[,;?!.，；？！。]+$")
_EDGES = regex.compile(r"^\p{White_Space}+|\p{White_Space}+$")
WORDLIKE = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a query.

    Attributes:
        kind: `words`, `phrase` and `prefix` have a text; so have `tag`, `lang` and `source`. `title` has one part,
            which is words, phrase or prefix; `not` has one, `all`, `any` and `beside` several.

    """

    kind: str
    text: str = ""
    parts: tuple[Node, ...] = ()


@dataclass(slots=True)
class Lexeme:
    """A sign or an operand; `kind` is `open`, `close`, `and`, `or`, `not` or `operand`."""

    kind: str
    text: str
    node: Node | None = None

    def become_word(self) -> None:
        """Be no sign but a plain word."""
        self.kind, self.node = "operand", Node("words", self.text)


class Lexer:
    """Reads one query, and notes the mistakes in it."""

    def __init__(self, text: str, operators: Mapping[str, str]) -> None:
        self.text, self.operators = text, operators
        self.mistakes: list[str] = []
        self.place = 0

    def read(self) -> list[Lexeme]:
        """Return all signs and operands."""
        lexemes: list[Lexeme] = []
        while match := _LEXEME.search(self.text, self.place):
            fresh = match.start() == 0 or self.text[match.start() - 1] in "(（" or match.start() > self.place
            self.place = match.end()
            lexemes += self._read_one(match.group(), fresh=fresh)
        return lexemes

    def _read_one(self, piece: str, *, fresh: bool) -> Iterator[Lexeme]:
        if piece in "(（":
            yield Lexeme("open", piece)
        elif piece in ")）":
            yield Lexeme("close", piece)
        elif piece in QUOTES:
            phrase = self._read_quoted(piece)
            if phrase:
                yield _operand(phrase)
        else:
            minus = _MINUS.match(piece) if fresh else None
            if minus and (len(piece) > 1 or self._ahead() in {*QUOTES, "(", "（"}):
                yield Lexeme("not", piece[0])
                piece = piece[1:]
            if piece:
                yield from self._read_piece(piece)

    def _ahead(self) -> str:
        return self.text[self.place : self.place + 1]

    def _read_quoted(self, opening: str) -> Node | None:
        """Read what stands in quotes, the opening one being read; without a closing one it is no phrase."""
        ends = [end for mark in QUOTES[opening] if (end := self.text.find(mark, self.place)) >= 0]
        if not ends:
            self.mistakes.append(opening)
            return None
        quoted, self.place = self.text[self.place : min(ends)], min(ends) + 1
        if not WORDLIKE.search(quoted):
            self.mistakes.append(opening + self.text[self.place - 1])
            return None
        return Node("phrase", _EDGES.sub("", quoted))

    def _read_piece(self, piece: str) -> Iterator[Lexeme]:
        if kind := self.operators.get(unicodedata.normalize("NFKC", piece)):
            yield Lexeme(kind, piece)
            return
        field = _FIELD.fullmatch(piece)
        name = unicodedata.normalize("NFKC", field[1]).lower() if field else ""
        if field and name in FIELDS:
            node = self._read_field(name, _TRAILING.sub("", field[2]))
            if node:
                yield _operand(node)
            else:
                self.mistakes.append(piece)
            return
        if field and WORDLIKE.match(field[2]):
            self.mistakes.append(piece[: field.start(2)])
        yield _operand(self._read_word(piece))

    def _read_field(self, name: str, value: str) -> Node | None:
        if value:
            inner: Node | None = self._read_word(value) if name == "title" else Node("words", value)
        elif self._ahead() in QUOTES:
            self.place += 1
            inner = self._read_quoted(self.text[self.place - 1])
        else:
            inner = None
        if not inner or not WORDLIKE.search(inner.text):
            return None
        return Node(name, parts=(inner,)) if name == "title" else Node(name, inner.text)

    def _read_word(self, piece: str) -> Node:
        match = _PREFIX.fullmatch(_TRAILING.sub("", piece))
        if match:
            tokens = cut(match[1])
            if len(tokens) == 1 and tokens[0].text == match[1] and (tokens[0].han or len(match[1]) >= SHORTEST_PREFIX):
                return Node("prefix", match[1])
        for sign in "*＊":
            if sign in piece:
                self.mistakes.append(sign)
        return Node("words", piece)


def _operand(node: Node) -> Lexeme:
    return Lexeme("operand", node.text, node)
