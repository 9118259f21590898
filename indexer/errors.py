"""What can go wrong, said so that a reader can mend it: where, what, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Complaint:
    """One fault in the content. `str()` is `file:line: what; expected …; do …`.

    Attributes:
        file: Path relative to the project, with forward slashes.
        line: 1-based; 0 when the whole file is meant.
        what: What was found.
        expected: What should stand there; empty when `what` says it.
        do: What the reader can do about it; empty when there is nothing to choose.

    """

    file: str
    line: int
    what: str
    expected: str = ""
    do: str = ""

    def __str__(self) -> str:
        """Return the complaint as one line."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [self.what]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.do:
            parts.append(f"do: {self.do}")
        return f"{place}: {'; '.join(parts)}"


class ContentError(Exception):
    """The content is at fault (exit code 1)."""

    def __init__(self, *complaints: Complaint) -> None:
        """Carry one or more complaints, each with its place."""
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints


class UsageError(Exception):
    """The call is at fault (exit code 2)."""
