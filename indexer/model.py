"""The values that travel between the stages. All are frozen; a stage knows these and never another stage.

The words are those of the content model: a *source* is a text as received, a *passage* is one principle as one source
puts it (a `Page` once it has a place), a *tag* ties a passage to a concept, with the sentence that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

PASSAGE_ID = "passage"  # the anchor of a passage's own heading


class Kind(StrEnum):
    """What a passage is within its text."""

    INTRODUCTION = "introduction"
    PRINCIPLE = "principle"
    STORY = "story"
    CLOSING = "closing"


class Status(StrEnum):
    """Who wrote the words, as far as anybody has said."""

    HUMAN = "human"
    MACHINE = "machine-translated"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How near a passage is to a concept: about it, about nearly the same, or touching it."""

    SAME = "same"
    CLOSE = "close"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Tag:
    """A concept that a passage speaks of; the first tag of a passage is its central one.

    Attributes:
        concept: A concept id.
        evidence: A verbatim sentence of the passage (heading, paragraph, or part of one).
        proposed: True when a machine proposed it and nobody has confirmed it.

    """

    concept: str
    relation: Relation
    evidence: str
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of running text.

    Attributes:
        text: One line, cleaned; never empty.
        lines: First and last line of the source, 1-based, inclusive.
        language: Language code, where it differs from that of the passage; else empty.
        heading: True for a heading that stands inside the passage.
        id: ASCII anchor, stable under insertions; empty until the passage has a page.

    """

    text: str
    lines: tuple[int, int]
    language: str = ""
    heading: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a maintainer asks of one line of a source, in the small file beside it.

    Attributes:
        verb: `keep`, `remove`, `headings`, `split`, `join` or `passages`.
        line: Of the source.
        place: Line of the small file, for complaints.
        heading: Instead of the one that the text has; None leaves it.
        kind: None leaves it, as it does in `status`; so does an empty `language`.

    """

    verb: str
    line: int
    place: int
    heading: str | None = None
    kind: Kind | None = None
    language: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One passage as cut from its source, before it has a page.

    Attributes:
        ordinal: Introductions 0, principles from 1; what follows the last principle counts on.
        heading: As the source has it, without its numbering; empty when the source has none.
        marker: The numbering that was cut off the heading (`1.`, `一、`); empty when there was none.
        heading_language: Language code, where it differs from that of the section; else empty.
        status: Where a maintainer gave this passage one of its own; else None.

    """

    ordinal: int
    kind: Kind
    heading: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[int, int]
    marker: str = ""
    heading_language: str = ""
    status: Status | None = None

    @property
    def text(self) -> str:
        """The paragraphs, joined by a blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of the source that is on no page, and the rule that took it."""

    line: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A piece of the source that stands on a page in another form, and the rule that changed it."""

    line: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Source:
    """A text as received, decoded, with what its small file says.

    Attributes:
        file: Name within `docs/sources/`, for instance `handbook.txt`.
        sha256: Of the bytes, hexadecimal.
        text: Decoded; line ends are line feeds. Of a container (.html, .docx, .pdf), the text in it, as lines.
        title: As the small file gives it; empty when it does not.
        language: As the small file or the caller gives it; empty means: find out.
        furniture: Lines of `text` (1-based) that a container itself calls furniture, each with the rule.
        bold: Lines in which `**` stands for the bold type of a container, at the beginning, and is no sign of the text.
        wishes: What the small file asks for, line by line.

    """

    file: str
    sha256: str
    encoding: str
    text: str
    title: str = ""
    language: str = ""
    status: Status = Status.UNKNOWN
    status_by: str = ""
    origin: str = ""
    licence: str = ""
    furniture: tuple[tuple[int, str], ...] = ()
    bold: tuple[int, ...] = ()
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source, normalized: what was kept, removed and repaired; together they are the source.

    Attributes:
        evidence: Which manner of marking cut it into sections, and how sure that is; empty when it has no structure.
        title_lines: First and last line of the title; (0, 0) when the text has none.

    """

    source: Source
    language: str
    title: str
    sections: tuple[Section, ...]
    removed: tuple[Removed, ...] = ()
    repaired: tuple[Repaired, ...] = ()
    evidence: str = ""
    title_lines: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """A passage with a place of its own, as it stands under `docs/<language>/principles/`.

    Attributes:
        path: Under `docs/`, without `.md`: `cs/principles/honesty`.
        heading: Verbatim from the source; empty for a passage that has none there.
        source: Name within `docs/sources/`.
        source_title: Of the whole text, as the text or its small file gives it; empty when neither does.
        sha256: Of the source when this page was last written from it.
        lines: Of the source, 1-based, inclusive.
        summaries: Editors' summaries by language code.
        signed: Who has read each summary as a native speaker, by language code.
        notes: Editors' notes by language code.

    """

    path: str
    kind: Kind
    ordinal: int
    heading: str
    language: str
    status: Status
    source: str
    sha256: str
    lines: tuple[int, int]
    paragraphs: tuple[Paragraph, ...]
    marker: str = ""
    heading_language: str = ""
    source_title: str = ""
    tags: tuple[Tag, ...] = ()
    summaries: dict[str, str] = field(default_factory=dict)
    signed: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that people and the source changed differently.

    Attributes:
        page: Path under `docs/`, without `.md`.
        place: The id of a paragraph, or the name of a field.
        on_page: What stands there; empty when people took it away.
        in_source: What the source says; empty when it says nothing any more.
    """

    page: str
    place: str
    on_page: str
    in_source: str


@dataclass(frozen=True, slots=True)
class TracedLine:
    """What became of one line of a source.

    Attributes:
        number: 1-based.
        text: As the source has it; of a container, as it was read out of it.
        language: Its language code; that of the text where the line tells none.
        kept: Where it stands: (path of the page, anchor on it). The path is empty for the title of the text.
        removed: The rule that took it; empty when none did.
        repaired: What was changed in it, by which rules.

    """

    number: int
    text: str
    language: str
    kept: tuple[tuple[str, str], ...] = ()
    removed: str = ""
    repaired: tuple[Repaired, ...] = ()

    @property
    def used_up(self) -> bool:
        """Whether repairs left nothing of it, as of a line that underlines a heading."""
        return any(not each.after and each.before.strip() == self.text.strip() for each in self.repaired)
