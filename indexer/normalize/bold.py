"""Takes off the signs for bold type that stand for a container's own, where they did not make a heading.

A container's bold type is written as Markdown writes it, so that it is evidence like any other. On a page the two
asterisks on either side would be signs that nobody wrote.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

import regex

from indexer.normalize.accounting import Edit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from indexer.normalize.lines import Line

RULE = "bold-sign"
_SIGN = regex.compile(r"\*\*")
_PAIR = 2


def unused_signs(numbers: Collection[int], lines: Sequence[Line], edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield an edit for each sign of bold type, in the lines of these numbers, that no other edit has taken.

    Args:
        edits: Those of the whole text.
    """
    spans = sorted((edit.start, edit.end) for edit in edits) if numbers else []
    starts = [start for start, _ in spans]
    for line in lines:
        if line.number in numbers:
            for sign in islice(_SIGN.finditer(line.text), _PAIR):
                start = line.start + sign.start()
                before = bisect_right(starts, start) - 1
                if before < 0 or spans[before][1] <= start:
                    yield Edit(start, start + len(sign.group()), "", RULE)
