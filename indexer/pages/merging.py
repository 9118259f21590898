"""Brings together what people changed on a page and what the source says now, against what ingest wrote last.

Only one side changed: that side is taken. Both did, and differ: a conflict, which shows both and changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from indexer.model import Conflict, Kind, Status
from indexer.pages.placing import next_id
from indexer.pages.record import FIELDS, Written, fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.model import Page, Paragraph

PAGE, SOURCE = "page", "source"
_TYPES: dict[str, Any] = {"kind": Kind, "status": Status}


def merge(mine: Page, theirs: Page, base: Written, prefer: str = "") -> tuple[Page, tuple[Conflict, ...]]:
    """Return the page with the changes of both sides, and the conflicts; with one, the page counts for nothing.

    Args:
        mine: The page as it stands.
        theirs: The page as the source has it now; it carries what people said about it already.
        base: What ingest wrote last; one without fields or blocks makes every difference a conflict.
        prefer: `page` or `source`, to settle conflicts; empty leaves them.
    """
    merger = _Merger(mine, theirs, base, prefer)
    fields = {name: merger.field(name) for name in FIELDS}
    return replace(theirs, **fields, paragraphs=merger.paragraphs()), tuple(merger.conflicts)


def is_edited(page: Page, base: Written) -> bool:
    """Whether people changed the text of a page since ingest wrote it."""
    blocks = {paragraph.id: fingerprint(paragraph) for paragraph in page.paragraphs}
    return blocks != dict(base.blocks) or page.heading != base.fields.get("heading", "")


class _Merger:
    """Collects conflicts; lives no longer than `merge`."""

    def __init__(self, mine: Page, theirs: Page, base: Written, prefer: str) -> None:
        self.mine, self.theirs, self.base, self.prefer = mine, theirs, base, prefer
        self.conflicts: list[Conflict] = []

    def field(self, name: str) -> Any:  # noqa: ANN401 -- as many types as a page has
        mine, theirs = str(getattr(self.mine, name)), str(getattr(self.theirs, name))
        kept = self._choose(name, mine, theirs, (mine, theirs, self.base.fields.get(name)))
        return _TYPES.get(name, str)(mine if kept else theirs)

    def _choose(self, place: str, mine: str, theirs: str, prints: tuple[str | None, str | None, str | None]) -> bool:
        """Return whether the page's own version stays; note a conflict where nobody can say."""
        on_page, in_source, written = prints
        if on_page in (in_source, written):
            return False
        if in_source == written:
            return True
        if not self.prefer:
            self.conflicts.append(Conflict(self.mine.path, place, mine, theirs))
        return self.prefer == PAGE

    def paragraphs(self) -> tuple[Paragraph, ...]:
        mine = self._identified()
        theirs = {each.id: each for each in self.theirs.paragraphs}
        chosen: dict[str, Paragraph] = {}
        for name in {**mine, **theirs}:
            one, other = mine.get(name), theirs.get(name)
            if one is not None and other is None and name not in self.base.blocks and self._by_hand(one):
                chosen[name] = one
                continue
            prints = (
                fingerprint(one) if one else None,
                fingerprint(other) if other else None,
                self.base.blocks.get(name),
            )
            kept = self._choose(name, one.text if one else "", other.text if other else "", prints)
            if kept and one is not None:
                chosen[name] = replace(one, lines=other.lines if other else one.lines)
            elif not kept and other is not None:
                chosen[name] = other
        written = [name for name in self.base.blocks if name in theirs]
        moved = [name for name in theirs if name in self.base.blocks] != written
        order = _weave(list(theirs), list(mine)) if moved else _weave(list(mine), list(theirs))
        return tuple(chosen[name] for name in order if name in chosen)

    def _by_hand(self, paragraph: Paragraph) -> bool:
        """Whether people added a paragraph: it has no lines in the source."""
        return bool(self.base.blocks) or paragraph.lines == (0, 0)

    def _identified(self) -> dict[str, Paragraph]:
        """Return the paragraphs of the page by id; those added by hand get one."""
        taken = [f"{letter}{number}" for letter, number in self.base.last.items()]
        taken += [each.id for page in (self.mine, self.theirs) for each in page.paragraphs if each.id]
        found: dict[str, Paragraph] = {}
        for paragraph in self.mine.paragraphs:
            name = paragraph.id or next_id("h" if paragraph.heading else "p", taken)
            taken.append(name)
            found[name] = replace(paragraph, id=name)
        return found


def _weave(spine: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return `spine` with what only `other` has, each behind the one it follows there."""
    woven = list(spine)
    known = set(spine)
    before = ""
    for name in other:
        if name not in known:
            woven.insert(woven.index(before) + 1 if before else 0, name)
        before = name
    return woven
