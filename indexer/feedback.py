"""Lays readers' reports of wrong sentences beside the pages they are about.

A report is what the site's "Report a sentence" composes (site_config/client/ui-report.js); people paste one or many
into a text file, often out of an e-mail:

    [principles feedback]
    page: te/principles/friendliness
    paragraph: p1
    sentence: అప్రమత్తంగా ఉన్న
    remark: The word means "alert".
    [end]

A mail program's `>` and broken lines are mended; what stands between the reports is left alone.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.errors import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.model import Page, Paragraph

_BEGIN, _END = "[principles feedback]", "[end]"
_QUOTED = re.compile(r"^[>\s]+")
_KEY = re.compile(r"(page|paragraph|sentence|remark):\s*(.*)")


@dataclass(frozen=True)
class Remark:
    """One report.

    Attributes:
        line: Where it begins in the file, 1-based.
        values: `page` and `remark`; `paragraph` and `sentence` where the reader gave them.

    """

    line: int
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A report beside what it is about. `paragraph` is None when the passage as a whole is meant."""

    remark: Remark
    page: Page
    paragraph: Paragraph | None

    def to_text(self) -> str:
        """Return where, what stands there now, and what the reader says of it."""
        first, last = self.paragraph.lines if self.paragraph else self.page.lines
        place = f"docs/{self.page.path}.md" + (f", paragraph {self.paragraph.id}" if self.paragraph else "")
        now = self.paragraph.text if self.paragraph else self.page.heading or f"({self.page.kind.value})"
        sentence = self.remark.values.get("sentence", "")
        lines = [f"{place} ({self.page.source}, lines {first}–{last})", f"  now:      {now}"]
        if sentence:
            changed = "" if sentence in now else "  (no longer there)"
            lines.append(f"  sentence: {sentence}{changed}")
        return "\n".join([*lines, f"  remark:   {self.remark.values.get('remark') or '(none)'}"])


def read_remarks(text: str) -> tuple[Remark, ...]:
    """Return the reports in `text`, in their order; none where it holds none."""
    remarks: list[Remark] = []
    key = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = _QUOTED.sub("", raw).rstrip()
        if line in (_BEGIN, _END):
            key = "open" if line == _BEGIN else ""
            remarks += [Remark(number)] if key else []
        elif key and (match := _KEY.fullmatch(line)):
            key = match[1]
            remarks[-1].values[key] = match[2]
        elif key in _values(remarks) and line:
            remarks[-1].values[key] = f"{remarks[-1].values[key]} {line}".strip()
    return tuple(remarks)


def compare(file: str, remarks: Sequence[Remark], pages: Sequence[Page]) -> Iterator[Finding | Complaint]:
    """Yield each report beside its page, or a complaint where there is no such page or paragraph."""
    by_path = {page.path: page for page in pages}
    if not remarks:
        yield Complaint(file, 0, "no report in it", f"a block that begins with {_BEGIN}")
    for remark in remarks:
        path, wanted = remark.values.get("page", ""), remark.values.get("paragraph", "")
        page = by_path.get(path)
        if not page:
            near = difflib.get_close_matches(path, by_path, n=1, cutoff=0.0)
            do = f"the nearest is '{near[0]}'" if near else ""
            yield Complaint(file, remark.line, f"unknown page '{path}'", "the path of a page under docs/", do)
            continue
        paragraphs = {paragraph.id: paragraph for paragraph in page.paragraphs}
        if wanted and wanted != "passage" and wanted not in paragraphs:
            yield Complaint(file, remark.line, f"{path} has no paragraph '{wanted}'", f"one of {', '.join(paragraphs)}")
            continue
        yield Finding(remark, page, paragraphs.get(wanted))


def _values(remarks: Sequence[Remark]) -> dict[str, str]:
    return remarks[-1].values if remarks else {}
