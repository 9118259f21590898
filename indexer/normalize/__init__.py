"""Turns a source into passages: characters repaired, furniture removed, lines joined, all cut by its own structure.

Every step records what it took or changed; at the end the account must balance (`accounting.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.errors import Complaint, ContentError
from indexer.model import Document
from indexer.normalize.accounting import Edit, Ledger, balance, check_balance, check_nothing_lost
from indexer.normalize.blocks import Page, build_blocks
from indexer.normalize.boilerplate import find_boilerplate
from indexer.normalize.bold import unused_signs
from indexer.normalize.characters import repair_characters
from indexer.normalize.furniture import find_furniture
from indexer.normalize.hand import Hand
from indexer.normalize.language import document_language
from indexer.normalize.layout import joins, measure
from indexer.normalize.lexicon import build_lexicon
from indexer.normalize.lines import cut_lines
from indexer.normalize.parts import split_parts
from indexer.normalize.passages import draft_passages, number_passages, retitled
from indexer.normalize.structure import plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.languages import Language
    from indexer.model import Source
    from indexer.normalize.blocks import Block
    from indexer.normalize.lexicon import Lexicon
    from indexer.normalize.lines import Line

__all__ = ["balance", "normalize"]


def normalize(source: Source, languages: Mapping[str, Language]) -> Document:
    """Return the source as passages, with everything that was removed or repaired.

    Raises:
        ContentError: There is no text, or it is in a language that we do not have.
    """
    text, characters = repair_characters(source.text)
    lines = cut_lines(text)
    if not lines:
        raise ContentError(Complaint(source.file, 0, "empty", "a text", "remove the file or replace it"))
    language = document_language(source.file, text, source.language, languages)
    lexicon = _lexicon(tuple(languages.items()))
    hand = Hand(source)
    rules = hand.furniture(lines, _furniture(lines, dict(source.furniture), lexicon))
    kept = _closed_up(lines, rules)
    if not kept:
        raise ContentError(
            Complaint(source.file, 0, "nothing but boilerplate in it", "a text", "remove the file or replace it")
        )
    page = Page(text, [lines[at] for at in sorted(rules)], language, str(languages[language].ingest.get("joiner", " ")))
    parts = [
        _part(part, page, lexicon, hand, first=at == 0)
        for at, part in enumerate(split_parts(kept, language, languages, lexicon))
    ]
    edits = [edit for part in parts for edit in part.edits]
    edits += [Edit(lines[at].start, lines[at].end, "", rule, removed=True) for at, rule in rules.items()]
    ledger = Ledger(text, [*edits, *unused_signs(source.bold, lines, edits)])
    blocks = [block for part in parts for block in part.blocks]
    check_nothing_lost(source.file, ledger, [(block.start, block.end) for block in blocks])
    title = next((block for block in blocks if block.role == "title"), None)
    drafts = hand.drafts(draft_passages([part.blocks for part in parts], ledger, lexicon))
    return check_balance(
        Document(
            source,
            language,
            ledger.render((title.start, title.end)) if title else "",
            number_passages(drafts, ledger, language, languages),
            ledger.removed(),
            (*characters, *ledger.repaired(), *retitled(drafts, ledger)),
            "; ".join(part.evidence for part in parts if part.evidence),
            (title.first, title.last) if title else (0, 0),
        )
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the text in one language, with its own structure."""

    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]
    evidence: str


def _part(lines: Sequence[Line], page: Page, lexicon: Lexicon, hand: Hand, *, first: bool) -> _Part:
    """Return the blocks of one part; only the first part can have the title of the text."""
    layout = measure(lines)
    structure = plan(lines, layout, lexicon)
    cuts = (
        structure.cuts
        if first
        else {at: replace(cut, role="inner" if cut.role == "title" else cut.role) for at, cut in structure.cuts.items()}
    )
    cuts = hand.cuts(lines, cuts, lexicon)
    items = structure.items | hand.breaks(lines)
    return _Part(*build_blocks(page, lines, layout, cuts, items), structure.evidence)


def _furniture(lines: Sequence[Line], marked: Mapping[int, str], lexicon: Lexicon) -> dict[int, str]:
    """Return the rule for each line, by its index, that is not part of the text.

    Args:
        marked: The rule by the number of a line that the container of the text calls furniture.
    """
    known = {at: marked[line.number] for at, line in enumerate(lines) if line.number in marked}
    rest = [at for at in range(len(lines)) if at not in known]
    return known | {rest[at]: rule for at, rule in _found([lines[at] for at in rest], lexicon).items()}


def _found(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, str]:
    found = find_furniture(lines, lexicon)
    rest = [at for at in range(len(lines)) if at not in found or found[at] == "repeated-title"]
    layout = measure([lines[at] for at in rest])
    paragraphs: list[list[int]] = []
    for at in rest:
        if paragraphs and paragraphs[-1][-1] == at - 1 and joins(lines[at - 1], lines[at], layout):
            paragraphs[-1].append(at)
        else:
            paragraphs.append([at])
    return find_boilerplate(paragraphs, lines, lexicon) | found


def _closed_up(lines: Sequence[Line], rules: Mapping[int, str]) -> tuple[Line, ...]:
    """Return the lines that stay."""
    return tuple(line for at, line in enumerate(lines) if at not in rules)


@lru_cache(maxsize=4)
def _lexicon(languages: tuple[tuple[str, Language], ...]) -> Lexicon:
    return build_lexicon(dict(languages))
