"""Finds where a text in one language ends and one in another begins: each part has a structure of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.normalize.candidates import find_candidates
from indexer.normalize.language import part_language
from indexer.normalize.layout import measure
from indexer.normalize.lines import weight
from indexer.normalize.outline import choose_family

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.languages import Language
    from indexer.normalize.lexicon import Lexicon
    from indexer.normalize.lines import Line

_TELLING = 7  # words of a line that tells its language; shorter ones follow the next that does
_SHARE = 0.05  # of the text, at least, for a part


def split_parts(
    lines: Sequence[Line], language: str, languages: Mapping[str, Language], lexicon: Lexicon
) -> tuple[tuple[Line, ...], ...]:
    """Return the lines in parts, in order; one part unless a second one has its own language and its own structure."""
    spoken = _languages(lines, language, languages)
    starts = [0] + [at for at in range(1, len(lines)) if spoken[at] != spoken[at - 1]]
    runs = [tuple(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if len(runs) == 1:
        return (tuple(lines),)
    parts: list[tuple[Line, ...]] = [runs[0]]
    for run in runs[1:]:
        if _stands_alone(run, lines, lexicon) and _stands_alone(parts[-1], lines, lexicon):
            parts.append(run)
        else:
            parts[-1] = (*parts[-1], *run)
    return tuple(parts)


def _languages(lines: Sequence[Line], language: str, languages: Mapping[str, Language]) -> list[str]:
    """Return the language of each line; a short line speaks that of the text below it."""
    spoken: list[str] = []
    below = ""
    for line in reversed(lines):
        if weight(line.text) >= _TELLING:
            below = part_language(line.text, language, languages, least=_TELLING)
        spoken.append(below or language)
    return spoken[::-1]


def _stands_alone(run: Sequence[Line], lines: Sequence[Line], lexicon: Lexicon) -> bool:
    if (run[-1].end - run[0].start) < _SHARE * (lines[-1].end - lines[0].start):
        return False
    family = choose_family(find_candidates(run, measure(run), lexicon), run)
    return family is not None and len(family.members) > 1
