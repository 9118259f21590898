"""Reads PDF files, as far as they can be trusted: what is drawn need not be what is meant.

Poppler's pdftotext reads when it is there, PDFium always; both run as processes of their own, so that a file that
breaks one breaks nothing else. A PDF is refused when its letters are not whole or when the two readers disagree.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import regex

from indexer.errors import Complaint, ContentError
from indexer.sources.sheet import Extract

_SECONDS = 60
_DIFFERING = 0.02  # of letters and words, that two readers may see differently: words cut at line ends
_CHANCE = 4
_SEEN = 10
_LETTER = regex.compile(r"[\p{L}\p{M}\p{N}]")
_WORD = regex.compile(r"(?!\p{Han})\p{L}(?:(?!\p{Han})[\p{L}\p{M}\u200c\u200d])*")
_SHAPED = regex.compile(r"[\p{Telugu}\p{Devanagari}\p{Bengali}\p{Kannada}\p{Malayalam}\p{Tamil}\p{Arabic}]")
# A mark that follows no letter of its script, or a virama and a vowel sign at once: letters in the wrong order.
_BROKEN = regex.compile(
    r"(?<![\p{L}\p{M}\u200c\u200d\u25cc])[\p{M}--\p{Block=Variation_Selectors}]"
    r"|(?<!\p{Telugu})[\p{Telugu}&&\p{M}]|[\u0c3e-\u0c4c][\u0c3e-\u0c4d]|\u0c4d[\u0c3e-\u0c4d]"
    r"|[\ue000-\uf8ff]",
    regex.V1,
)
_PDFIUM = "import sys; from indexer.sources.portable import print_pdfium; print_pdfium(sys.argv[1])"


def read_portable(path: Path) -> Extract:
    """Return the text of a PDF.

    Raises:
        ContentError: It cannot be read, holds no text, or its letters cannot be trusted.
    """
    file = path.name
    popplers = shutil.which("pdftotext")
    second = _run(file, [sys.executable, "-c", _PDFIUM, str(path)])
    text = _run(file, [popplers, "-q", "-enc", "UTF-8", "-eol", "unix", str(path), "-"]) if popplers else second
    text = "\n".join(line.strip() for line in text.replace("\f", "\n").split("\n"))
    if not text.strip():
        raise _refused(file, 0, "no text in it, only pictures", "read it with a program that recognises letters")
    _check_letters(file, text)
    if popplers:
        _check_agreement(file, text, second)
    elif _SHAPED.search(text):
        what = "letters that are drawn in another order than written, and one reader only"
        raise _refused(file, 0, what, "install pdftotext (Debian: poppler-utils), or get the text as .docx")
    return Extract(text)


def print_pdfium(path: str) -> None:
    """Write what PDFium reads to standard output, in UTF-8; the child's side of `read_portable`."""
    import pypdfium2  # noqa: PLC0415, TID251 -- loaded by the child only

    with pypdfium2.PdfDocument(Path(path)) as document:
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_range(errors="replace")
            text = text.replace("\r\n", "\n").replace("\ufffe", "-\n")  # what PDFium writes where a line cut a word
            sys.stdout.buffer.write((text + "\n").encode("utf-8", "replace"))


def _run(file: str, command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 -- a fixed program; the path is an argument of its own
    except subprocess.TimeoutExpired as error:
        raise _refused(
            file, 0, f"reading it took more than {_SECONDS} seconds", "save the text of it as .txt"
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise _refused(
            file, 0, f"no whole PDF, or one with a password: {said[:120]}", "save it anew, without a password"
        )
    return done.stdout.decode("utf-8", "replace")


def _check_letters(file: str, text: str) -> None:
    for pattern, what in (("\ufffd", "a letter without a meaning (U+FFFD)"), (_BROKEN, "a letter that is not whole")):
        match = regex.search(pattern, text)
        if match:
            line = text.count("\n", 0, match.start()) + 1
            around = text[max(match.start() - _SEEN, 0) : match.end() + _SEEN].replace("\n", " ")
            raise _refused(file, line, f"{what} in {around!r}", "get the text from its origin, as .docx or .txt")


def _check_agreement(file: str, one: str, other: str) -> None:
    """Refuse a text of which two readers do not see the same letters and words."""
    for find, what in ((_LETTER.findall, "letters"), (_WORD.findall, "words")):
        first, second = (Counter(find(unicodedata.normalize("NFKC", text))) for text in (one, other))
        only_first, only_second = first - second, second - first
        if only_first.total() + only_second.total() > max(_DIFFERING * (first.total() + second.total()), _CHANCE):
            shown = " and ".join(repr(next(iter(only), "")) for only in (only_first, only_second))
            raise _refused(
                file,
                0,
                f"two readers disagree on its {what}: {shown}",
                "get the text from its origin, as .docx or .txt",
            )


def _refused(file: str, line: int, what: str, do: str) -> ContentError:
    return ContentError(Complaint(file, line, what, "a PDF whose letters can be copied whole", do))
