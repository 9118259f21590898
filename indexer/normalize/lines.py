"""Cuts a cleaned text into lines, and says of a line what its form alone tells."""

from __future__ import annotations

from dataclasses import dataclass

import regex

CLOSERS = r"[\p{Pe}\p{Pf}\"'”’»*_`]"
# Unicode knows what ends a sentence in every script; by their names, these among them ask or exclaim.
ASKING = r"[!?؟߹፧᥄᥅‼‽⁇⁈⁉⳺⳻⸮⹓⹔꘏꛷︕︖﹖﹗！？𑅃]"
FULL_STOP = rf"(?:(?!{ASKING})\p{{STerm}})"  # `.`, `。`, `।`
WIDE_END = r"(?:(?=[\p{EA=W}\p{EA=F}])\p{STerm})"  # `。`, `！`: no space follows
_TERMINATED = regex.compile(rf"[\p{{STerm}}:：…]{CLOSERS}{{0,4}}$")
_SENTENCE_END = regex.compile(rf"[\p{{STerm}}…]{CLOSERS}{{0,4}}$")
_WORD = regex.compile(r"\p{Han}|[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\u200c\u200d-]*")
_LETTER = regex.compile(r"\p{L}")
_HAN = regex.compile(r"\p{Han}")
_CASED = regex.compile(r"[\p{Lu}\p{Ll}\p{Lt}]")
_TAIL = 40
_MEASURED = 400
HAN_WORD = 0.5  # two Han characters make about one word


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds text.

    Attributes:
        number: In the source, 1-based.
        start: Offset in the cleaned text of the first character that is not a space.
        end: Offset past the last one.
        text: What stands between the two.
        gap: Blank lines before it.
        indent: Columns before it.
    """

    number: int
    start: int
    end: int
    text: str
    gap: int
    indent: int

    @property
    def terminated(self) -> bool:
        """Whether a sentence, or a phrase that announces something, ends here."""
        return is_terminated(self.text)


def cut_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of `text` that are not blank, in order."""
    lines: list[Line] = []
    offset = gap = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            lines.append(Line(number, start, start + len(stripped), stripped, gap, indent))
            gap = 0
        else:
            gap += 1
        offset += len(raw) + 1
    return tuple(lines)


def is_terminated(text: str) -> bool:
    """Whether `text` ends as a sentence does, or with a colon."""
    return _TERMINATED.search(text[-_TAIL:]) is not None


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does; a colon is no such end."""
    return _SENTENCE_END.search(text[-_TAIL:]) is not None


def weight(text: str) -> float:
    """Return the length of `text` in words; two Han characters count as one word.

    Texts longer than any heading are measured by their beginning and the rest by its length.
    """
    head = text[:_MEASURED]
    words = len(_WORD.findall(head)) - (1 - HAN_WORD) * len(_HAN.findall(head))
    return words * len(text) / max(len(head), 1)


def starts_lower(text: str) -> bool:
    """Whether the first letter of `text` is a lower-case one."""
    first = _LETTER.search(text[:_TAIL])
    return first is not None and first.group().islower()


def is_cased(text: str) -> bool:
    """Whether `text` is written with capitals and small letters."""
    return _CASED.search(text[:_MEASURED]) is not None


def fold(text: str) -> str:
    """Return `text` for comparison: letters and digits only, without case."""
    return "".join(_WORD.findall(text.casefold()))
