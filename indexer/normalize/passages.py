"""Makes sections of blocks: what heads one, what belongs to it, its kind, its language, its place in the count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.model import Kind, Paragraph, Repaired, Section
from indexer.normalize.endings import find_endings, kind_by_heading, kind_by_opening
from indexer.normalize.language import part_language
from indexer.normalize.structure import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.languages import Language
    from indexer.model import Wish
    from indexer.normalize.accounting import Ledger
    from indexer.normalize.blocks import Block
    from indexer.normalize.lexicon import Lexicon

_WORDS_OF_A_SECTION = 25
_WORDS_OF_A_PARAGRAPH = 8
_WORDS_OF_A_HEADING = 6


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage before it has a number.

    Attributes:
        wishes: What its maintainer says of it.
    """

    kind: Kind
    head: Block | None
    blocks: tuple[Block, ...]
    wishes: tuple[Wish, ...] = ()

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """The heading, where there is one, and what stands below it."""
        return (*([self.head] if self.head else []), *self.blocks)

    @property
    def first(self) -> int:
        """The first line."""
        return min(block.first for block in self.all_blocks)

    @property
    def last(self) -> int:
        """The last line."""
        return max(block.last for block in self.all_blocks)


def draft_passages(parts: Sequence[Sequence[Block]], ledger: Ledger, lexicon: Lexicon) -> tuple[Draft, ...]:
    """Return the passages of all parts in order; every block but the title is in one."""
    return tuple(
        draft
        for part in parts
        for draft in _with_endings(
            _by_heads([block for block in part if block.role != "title"], ledger, lexicon), ledger, lexicon
        )
    )


def number_passages(
    drafts: Sequence[Draft], ledger: Ledger, language: str, languages: Mapping[str, Language]
) -> tuple[Section, ...]:
    """Return the passages as sections, counted through."""
    sections: list[Section] = []
    ordinal = 0
    for draft in drafts:
        ordinal += draft.kind is not Kind.INTRODUCTION
        sections.append(_section(draft, 0 if draft.kind is Kind.INTRODUCTION else ordinal, ledger, language, languages))
    return tuple(sections)


def retitled(drafts: Sequence[Draft], ledger: Ledger) -> tuple[Repaired, ...]:
    """Return the headings that a maintainer replaced."""
    found: list[Repaired] = []
    for draft in drafts:
        old, new = _own_heading(draft, ledger), _heading(draft, ledger)
        if old != new:
            found.append(Repaired(draft.first, old, new, "retitled-by-hand"))
    return tuple(found)


def _own_heading(draft: Draft, ledger: Ledger) -> str:
    return _text(draft.head, ledger) if draft.head else ""


def _heading(draft: Draft, ledger: Ledger) -> str:
    given = [wish.heading for wish in draft.wishes if wish.heading is not None]
    return given[-1] if given else _own_heading(draft, ledger)


def _by_heads(blocks: Sequence[Block], ledger: Ledger, lexicon: Lexicon) -> list[Draft]:
    starts = [at for at, block in enumerate(blocks) if block.role == "head"]
    drafts: list[Draft] = []
    if blocks and (not starts or starts[0] > 0):
        before = tuple(blocks[: starts[0] if starts else len(blocks)])
        headed = before[0].role == "inner" and kind_by_heading(_text(before[0], ledger), lexicon) is Kind.INTRODUCTION
        drafts.append(Draft(Kind.INTRODUCTION, before[0] if headed else None, before[headed:]))
    announced = [kind_by_heading(_text(blocks[at], ledger), lexicon) for at in starts]
    for at, end, kind in zip(starts, [*starts[1:], len(blocks)][: len(starts)], kinds(announced), strict=True):
        drafts.append(Draft(kind, blocks[at], tuple(blocks[at + 1 : end])))
    return drafts


def _with_endings(drafts: list[Draft], ledger: Ledger, lexicon: Lexicon) -> list[Draft]:
    """Return the drafts with a story and a closing cut off the last principle, or recognised as such."""
    principles = [at for at, draft in enumerate(drafts) if draft.kind is Kind.PRINCIPLE]
    if not principles:
        return drafts
    at = principles[-1]
    others = [drafts[index] for index in principles[:-1]]
    if (
        len(others) > 1
        and drafts[at].blocks
        and kind_by_opening(_text(drafts[at].blocks[0], ledger), lexicon) is Kind.STORY
    ):
        return [*drafts[:at], replace(drafts[at], kind=Kind.STORY), *drafts[at + 1 :]]
    introduction = [
        _text(block, ledger) for draft in drafts if draft.kind is Kind.INTRODUCTION for block in draft.blocks
    ]
    cut = _headed_ending(drafts[at], others, ledger, lexicon) or _plain_ending(
        drafts[at], others, introduction, ledger, lexicon
    )
    return [*drafts[:at], *cut, *drafts[at + 1 :]]


def _headed_ending(last: Draft, others: Sequence[Draft], ledger: Ledger, lexicon: Lexicon) -> list[Draft]:
    """Return the last passage cut at a heading such as no other passage has inside; empty when there is none."""
    inner = [at for at, block in enumerate(last.blocks) if block.role == "inner" and 0 < at < len(last.blocks) - 1]
    alike = any(block.role == "inner" for draft in others for block in draft.blocks)
    for at in inner:
        head = last.blocks[at]
        opening = kind_by_opening(_text(last.blocks[at + 1], ledger), lexicon)
        kind = kind_by_heading(_text(head, ledger), lexicon) or (opening if opening is Kind.STORY else None)
        if kind is None and len(inner) == 1 and len(others) > 1 and not alike:
            kind = Kind.CLOSING
        if kind:
            tail = Draft(kind, head, last.blocks[at + 1 :])
            return [replace(last, blocks=last.blocks[:at]), *(_headed_ending(tail, [last], ledger, lexicon) or [tail])]
    return []


def _plain_ending(
    last: Draft, others: Sequence[Draft], introduction: Sequence[str], ledger: Ledger, lexicon: Lexicon
) -> list[Draft]:
    """Return the last passage with a story and a closing cut off that have no heading."""
    texts = [_text(block, ledger) for block in last.blocks]
    found = find_endings(texts, introduction, [len(draft.blocks) for draft in others], lexicon)
    starts = [start for start, _ in found]
    tail = [
        Draft(kind, None, last.blocks[start:end])
        for (start, kind), end in zip(found, [*starts[1:], len(texts)][: len(found)], strict=True)
    ]
    return [replace(last, blocks=last.blocks[: starts[0]] if starts else last.blocks), *tail]


def _section(draft: Draft, ordinal: int, ledger: Ledger, language: str, languages: Mapping[str, Language]) -> Section:
    texts = [_text(block, ledger) for block in draft.blocks]
    heading = _heading(draft, ledger)
    given = next((wish.language for wish in draft.wishes if wish.language), "")
    own = given or part_language("\n".join(texts) or heading, language, languages, least=_WORDS_OF_A_SECTION)
    paragraphs = tuple(
        Paragraph(
            text,
            (block.first, block.last),
            ""
            if given
            else _differing(
                text, own, languages, _WORDS_OF_A_HEADING if block.role == "inner" else _WORDS_OF_A_PARAGRAPH
            ),
            block.role == "inner",
        )
        for block, text in zip(draft.blocks, texts, strict=True)
    )
    marker = draft.head.marker if draft.head else ""
    return Section(
        ordinal,
        draft.kind,
        heading,
        own,
        paragraphs,
        (draft.first, draft.last),
        marker,
        "" if given else _differing(heading, own, languages, _WORDS_OF_A_HEADING),
        next((wish.status for wish in draft.wishes if wish.status), None),
    )


def _differing(text: str, around: str, languages: Mapping[str, Language], least: int) -> str:
    own = part_language(text, around, languages, least=least)
    return own if own != around else ""


def _text(block: Block, ledger: Ledger) -> str:
    return ledger.render((block.start, block.end))
