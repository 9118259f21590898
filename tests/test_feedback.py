"""Reports of wrong sentences, laid beside the pages."""

from __future__ import annotations

from indexer.errors import Complaint
from indexer.feedback import Finding, Remark, compare, read_remarks
from indexer.model import Kind, Page, Paragraph, Status

PAGE = Page(
    path="cs/principles/honesty",
    kind=Kind.PRINCIPLE,
    ordinal=4,
    heading="Poctivost",
    language="cs",
    status=Status.MACHINE,
    source="text.txt",
    sha256="",
    lines=(8, 9),
    paragraphs=(Paragraph("Poctivost se vyplácí.", (9, 9), id="p1"),),
)
MAILED = """Dobrý den,
> [principles feedback]
> page: cs/principles/honesty
> paragraph: p1
> sentence: Poctivost
> se vyplácí.
> remark: chybí:
>   slovo
> [end]
S pozdravem
[principles feedback]
page: cs/principles/honesty
remark: nadpis
"""


def test_reports_are_found_within_a_mail_that_quotes_and_breaks_them() -> None:
    first, second = read_remarks(MAILED)

    assert first == Remark(
        2,
        {
            "page": "cs/principles/honesty",
            "paragraph": "p1",
            "sentence": "Poctivost se vyplácí.",
            "remark": "chybí: slovo",
        },
    )
    assert second == Remark(11, {"page": "cs/principles/honesty", "remark": "nadpis"})


def test_a_report_stands_beside_what_the_page_says_now() -> None:
    (found,) = compare("mail.txt", read_remarks(MAILED)[:1], [PAGE])

    assert isinstance(found, Finding)
    assert found.to_text().splitlines() == [
        "docs/cs/principles/honesty.md, paragraph p1 (text.txt, lines 9–9)",
        "  now:      Poctivost se vyplácí.",
        "  sentence: Poctivost se vyplácí.",
        "  remark:   chybí: slovo",
    ]


def test_a_sentence_that_has_been_changed_since_is_said_to_be_gone() -> None:
    remark = Remark(1, {"page": PAGE.path, "paragraph": "p1", "sentence": "Lež se vyplácí.", "remark": ""})

    (found,) = compare("mail.txt", [remark], [PAGE])

    assert isinstance(found, Finding)
    assert "Lež se vyplácí.  (no longer there)" in found.to_text()


def test_a_report_without_a_paragraph_is_about_the_passage() -> None:
    (found,) = compare("mail.txt", read_remarks(MAILED)[1:], [PAGE])

    assert isinstance(found, Finding)
    assert found.to_text().startswith("docs/cs/principles/honesty.md (text.txt, lines 8–9)\n  now:      Poctivost\n")


def test_unknown_pages_and_paragraphs_are_complaints_with_their_place() -> None:
    remarks = [Remark(3, {"page": "cs/principles/honest"}), Remark(9, {"page": PAGE.path, "paragraph": "p7"})]

    assert list(map(str, compare("mail.txt", remarks, [PAGE]))) == [
        (
            "mail.txt:3: unknown page 'cs/principles/honest'; expected the path of a page under docs/; "
            "do: the nearest is 'cs/principles/honesty'"
        ),
        "mail.txt:9: cs/principles/honesty has no paragraph 'p7'; expected one of p1",
    ]


def test_a_file_without_reports_is_a_complaint() -> None:
    (found,) = compare("mail.txt", read_remarks("Dobrý den"), [PAGE])

    assert isinstance(found, Complaint)
    assert found.what == "no report in it"
