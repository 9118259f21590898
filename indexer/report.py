"""What `principles ingest` says of one source: in JSON for scripts, in plain words for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.errors import Complaint
from indexer.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.model import Conflict, Document, Page, Section, Tag

_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome for one source.

    Attributes:
        document: None when the source could not be read; then `errors` says why.
        tags: By the ordinal of the section.
        written: Pages that are new or have changed; empty in a dry run.
        dropped: Pages whose passage the source no longer has.
        conflicts: Where people and the source changed the same thing; then nothing of the source is written.
        renamed_from: The name under which its pages knew this very text; empty when that has not changed.
        changed: Whether the text has changed since its pages were written.
        gone: Whether the source is there no longer.
    """

    file: str
    document: Document | None = None
    tags: Mapping[int, tuple[Tag, ...]] | None = None
    written: tuple[Page, ...] = ()
    dropped: tuple[Page, ...] = ()
    errors: tuple[Complaint, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    renamed_from: str = ""
    changed: bool = False
    gone: bool = False

    @property
    def faulty(self) -> bool:
        """Whether somebody has to do something."""
        return bool(self.errors or self.conflicts)

    def complaints(self) -> tuple[Complaint, ...]:
        """Return errors and conflicts, each with its place."""
        return (*self.errors, *(_complaint(conflict) for conflict in self.conflicts))

    def to_json(self) -> dict[str, Any]:
        """Return the report in the shape of the contract (`principles ingest --json`)."""
        document = self.document
        sections = document.sections if document else ()
        intro = next((section for section in sections if section.kind is Kind.INTRODUCTION), None)
        return {
            "file": self.file,
            "encoding": document.source.encoding if document else "",
            "language": document.language if document else "",
            "title": document.title if document else "",
            "intro": [paragraph.text for paragraph in intro.paragraphs] if intro else [],
            "sections": [self._section(section) for section in sections],
            "removed": [vars_of(removed, "line", "text", "rule") for removed in (document.removed if document else ())],
            "repaired": [
                {"line": repaired.line, "from": repaired.before, "to": repaired.after, "rule": repaired.rule}
                for repaired in (document.repaired if document else ())
            ],
            "evidence": document.evidence if document else "",
            "errors": [{"line": error.line, "message": str(error)} for error in self.complaints()],
            "renamed_from": self.renamed_from,
            "written": [page.path for page in self.written],
            "dropped": [page.path for page in self.dropped],
            "conflicts": [vars_of(conflict, "page", "place", "on_page", "in_source") for conflict in self.conflicts],
        }

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            **vars_of(section, "ordinal", "kind", "heading", "language", "text"),
            "tags": [tag.concept for tag in (self.tags or {}).get(section.ordinal, ())],
            "lines": list(section.lines),
        }

    def to_text(self) -> str:
        """Return the report in plain words."""
        if self.gone:
            return "\n".join([f"{self.file}: no longer among the sources", *self._dropped()])
        if not self.document:
            return "\n".join([f"{self.file}: not taken", *(f"  {error}" for error in self.errors)])
        document = self.document
        lines = [
            f"{self.file}: {document.language}, {document.source.encoding}, {document.title or 'no title of its own'}"
        ]
        lines += [f"  cut by: {document.evidence}"] if document.evidence else []
        for section in document.sections:
            first, last = section.lines
            tags = ", ".join(tag.concept for tag in (self.tags or {}).get(section.ordinal, ())[:3])
            heading = section.heading or f"({section.kind.value})"
            lines.append(f"  {section.ordinal}. {heading}  lines {first}–{last}  {tags}")
        for removed in document.removed:
            lines.append(f"  removed line {removed.line}, {removed.rule}: {_short(removed.text)}")
        counts: dict[str, int] = {}
        for repaired in document.repaired:
            counts[repaired.rule] = counts.get(repaired.rule, 0) + 1
        lines += [f"  repaired {count} ×, {rule}" for rule, count in sorted(counts.items())]
        lines += [f"  was {self.renamed_from} before: its pages stay"] if self.renamed_from else []
        lines += ["  the text has changed since the last time"] if self.changed else []
        lines += [f"  wrote docs/{page.path}.md" for page in self.written]
        return "\n".join([*lines, *self._dropped(), *self._conflicts()])

    def _dropped(self) -> list[str]:
        return [f"  dropped docs/{page.path}.md: its passage is gone" for page in self.dropped]

    def _conflicts(self) -> list[str]:
        lines = []
        for conflict in self.conflicts:
            lines += [f"  {_complaint(conflict)}", f"    on the page:   {conflict.on_page or '(nothing)'}"]
            lines += [f"    in the source: {conflict.in_source or '(nothing)'}"]
        return [*lines, "  nothing of this source was written"] if lines else []


def _complaint(conflict: Conflict) -> Complaint:
    where = f"'{conflict.place}' was" if conflict.place else "this page, whose passage is gone from the source, was"
    also = " and changed in the source" if conflict.place else ""
    return Complaint(
        f"docs/{conflict.page}.md",
        0,
        f"{where} edited by hand{also}",
        "one of the two",
        "make the page say what the source says, or run again with --prefer page or --prefer source",
    )


def vars_of(value: object, *names: str) -> dict[str, Any]:
    """Return the named attributes of `value`."""
    return {name: getattr(value, name) for name in names}


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
