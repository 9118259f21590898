"""Does to a text what its maintainer asks for in the small file: keep, remove, head, split, join, and say what it is.

A wish that cannot be granted is a complaint with the line of the small file; nothing is granted halfway.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from indexer.errors import Complaint, ContentError
from indexer.normalize.blocks import Cut
from indexer.normalize.markers import read_item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.model import Source, Wish
    from indexer.normalize.lexicon import Lexicon
    from indexer.normalize.lines import Line
    from indexer.normalize.passages import Draft

BY_HAND = "by-hand"
RETITLED = "retitled-by-hand"


class Hand:
    """The wishes for one source."""

    def __init__(self, source: Source) -> None:
        """Take the wishes that the source carries."""
        self.wishes = source.wishes
        self.file = PurePath(source.file).with_suffix(".yml").name

    def _lines(self, *verbs: str) -> set[int]:
        return {wish.line for wish in self.wishes if wish.verb in verbs}

    def _refuse(self, wish: Wish, what: str, expected: str) -> ContentError:
        return ContentError(Complaint(self.file, wish.place, what, expected, "correct the small file"))

    def furniture(self, lines: Sequence[Line], rules: Mapping[int, str]) -> dict[int, str]:
        """Return the rules by index of the line, with what is to be kept left out and what is to go added."""
        for wish in self.wishes:
            at = next((at for at, line in enumerate(lines) if line.number == wish.line), None)
            if wish.verb == "keep" and (at is None or at not in rules):
                raise self._refuse(wish, f"line {wish.line} is kept anyway", "a line that a rule removed")
        keep, remove = self._lines("keep"), self._lines("remove")
        named = self._lines("headings", "split", "join", "passages")
        kept = {at: rule for at, rule in rules.items() if lines[at].number not in keep | named}
        return kept | {at: BY_HAND for at, line in enumerate(lines) if line.number in remove}

    def cuts(self, lines: Sequence[Line], cuts: Mapping[int, Cut], lexicon: Lexicon) -> dict[int, Cut]:
        """Return the plan with the lines that are to be headings."""
        wanted = self._lines("headings")
        found = dict(cuts)
        for at, line in enumerate(lines):
            if line.number in wanted and not (at in cuts and cuts[at].role == "head"):
                item = read_item(line.text, lexicon)
                found[at] = (
                    Cut("head", item.start, item.end, item.body) if item and item.start < item.end else Cut("head")
                )
        return found

    def breaks(self, lines: Sequence[Line]) -> frozenset[int]:
        """Return the indexes of the lines at which a paragraph must begin."""
        wanted = self._lines("split")
        return frozenset(at for at, line in enumerate(lines) if line.number in wanted)

    def drafts(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return the passages split and joined, each with what is said of it.

        Raises:
            ContentError: A wish names a line that is in no passage, or that cannot be split or joined there.
        """
        found = list(drafts)
        for wish in self.wishes:
            if wish.verb not in {"split", "join", "passages"}:
                continue
            at = next((at for at, draft in enumerate(found) if draft.first <= wish.line <= draft.last), None)
            if at is None:
                raise self._refuse(wish, f"line {wish.line} is in no passage", "a line of a passage")
            if wish.verb == "split":
                found[at : at + 1] = self._split(found[at], wish)
            elif wish.verb == "join":
                found[max(at - 1, 0) : at + 1] = [self._join(found[at - 1] if at else None, found[at], wish)]
            else:
                found[at] = replace(found[at], kind=wish.kind or found[at].kind, wishes=(*found[at].wishes, wish))
        return found

    def _split(self, draft: Draft, wish: Wish) -> list[Draft]:
        at = next((at for at, block in enumerate(draft.blocks) if block.first == wish.line), None)
        if at is None or (at == 0 and draft.head is None):
            raise self._refuse(wish, f"a passage begins at line {wish.line} already", "a later line of a passage")
        block = draft.blocks[at]
        headed = block.role == "inner"
        rest = replace(draft, head=block if headed else None, blocks=draft.blocks[at + headed :], wishes=())
        return [replace(draft, blocks=draft.blocks[:at]), rest]

    def _join(self, before: Draft | None, draft: Draft, wish: Wish) -> Draft:
        if before is None:
            raise self._refuse(wish, f"nothing stands before the passage at line {wish.line}", "a later passage")
        head = (replace(draft.head, role="inner"),) if draft.head else ()
        return replace(before, blocks=(*before.blocks, *head, *draft.blocks))
