"""What `principles ingest` says of one source: in JSON for scripts, in plain words for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.errors import Complaint
    from indexer.model import Document, Page, Section, Tag

_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome for one source.

    Attributes:
        document: None when the source could not be read; then `errors` says why.
        tags: By the ordinal of the section.
        written: Pages that are new or have changed; empty in a dry run.
        dropped: Pages whose passage the source no longer has.
    """

    file: str
    document: Document | None = None
    tags: Mapping[int, tuple[Tag, ...]] | None = None
    written: tuple[Page, ...] = ()
    dropped: tuple[Page, ...] = ()
    errors: tuple[Complaint, ...] = ()

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
            "errors": [{"line": error.line, "message": str(error)} for error in self.errors],
        }

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            **vars_of(section, "ordinal", "kind", "heading", "language", "text"),
            "tags": [tag.concept for tag in (self.tags or {}).get(section.ordinal, ())],
            "lines": list(section.lines),
        }

    def to_text(self) -> str:
        """Return the report in plain words."""
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
        lines += [f"  wrote docs/{page.path}.md" for page in self.written]
        lines += [f"  dropped docs/{page.path}.md: its passage is gone" for page in self.dropped]
        return "\n".join(lines)


def vars_of(value: object, *names: str) -> dict[str, Any]:
    """Return the named attributes of `value`."""
    return {name: getattr(value, name) for name in names}


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
