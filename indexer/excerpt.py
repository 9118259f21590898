"""Chooses the sentence that shows a hit and marks in it what matched, the same way as site_config/client/excerpt.js."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from indexer.analysis import Analysis, Token, cut
from indexer.readings import Meant, Reading, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_WORD_POINTS = 2
_EVIDENCE_POINTS = 3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of a page.

    Attributes:
        marks: (start, end) of what matched, in UTF-16 units, as browsers count.
        paragraph: Id of the paragraph it stands in; empty for the heading.
        said: For each reading, the words that say it: here, or else where the page first does; empty where none do.

    """

    text: str
    marks: tuple[tuple[int, int], ...]
    paragraph: str
    said: tuple[str, ...] = ()


def best_excerpt(
    record: Mapping[str, Any], readings: Sequence[Reading], meanings: Mapping[str, Any], analysis: Analysis
) -> Excerpt:
    """Return the sentence that shows the most readings, the first among equals; evidence counts more than words.

    A page that matched by something else than its text (a summary) shows its first sentence.
    """
    language = record["language"]
    wanted = [(_surfaces(reading, language, meanings, analysis), _parts(reading)) for reading in readings]
    evidence = {record["evidence"].get(reading.sense) for reading in readings if isinstance(reading, Meant)}
    best = Excerpt("", (), "", ("",) * len(readings))
    first = list(best.said)
    most = -1
    for number, (paragraph, text) in enumerate(record["sentences"]):
        spans, said = _spans(text, wanted, analysis)
        first = [known or here for known, here in zip(first, said, strict=True)]
        points = _WORD_POINTS * sum(map(bool, said)) + (_EVIDENCE_POINTS if number in evidence else 0)
        if points > most:
            best, most = Excerpt(text, tuple(_utf16(text, spans)), paragraph, said), points
    return replace(best, said=tuple(here or elsewhere for here, elsewhere in zip(best.said, first, strict=True)))


def _surfaces(reading: Reading, language: str, meanings: Mapping[str, Any], analysis: Analysis) -> Sequence[str]:
    if isinstance(reading, Meant):
        found: Sequence[str] = meanings[reading.sense].get("s", {}).get(language, ())
        return found
    # A form that is a function word, as "want" is beside "wants", is in no index: no page was found by it.
    rules = analysis.by_code.get(reading.language)
    stop = rules.stop if rules else frozenset()
    return [surface for surface in reading.surfaces if surface not in stop or cut(surface)[0].han]


def _parts(reading: Reading) -> Sequence[str]:
    return reading.parts if isinstance(reading, Word) else ()


def _spans(
    text: str, wanted: Sequence[tuple[Sequence[str], Sequence[str]]], analysis: Analysis
) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
    """Return the marked spans, and for each of `wanted` its longest words in the text."""
    tokens = cut(text)
    folded = [analysis.fold(token.text) for token in tokens]
    spans: list[tuple[int, int]] = []
    said = []
    for surfaces, parts in wanted:
        here = [span for surface in surfaces for span in _occurrences(surface, tokens, folded)]
        here = here or _joined(span for part in parts for span in _occurrences(part, tokens, folded))
        spans += here
        start, end = max(here, key=lambda span: (span[1] - span[0], -span[0]), default=(0, 0))
        said.append(text[start:end])
    return spans, tuple(said)


def _occurrences(surface: str, tokens: Sequence[Token], folded: Sequence[str]) -> Iterator[tuple[int, int]]:
    words = surface.split(" ")
    for index, token in enumerate(tokens):
        if token.han:
            place = folded[index].find(surface)
            while place >= 0:
                yield token.start + place, token.start + place + len(surface)
                place = folded[index].find(surface, place + 1)
        elif list(folded[index : index + len(words)]) == words:
            yield token.start, tokens[index + len(words) - 1].end


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, joined where they touch."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _utf16(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans joined, counted in UTF-16 units."""
    for start, end in _joined(spans):
        before = len(text[:start].encode("utf-16-le")) // 2
        yield before, before + len(text[start:end].encode("utf-16-le")) // 2
