"""Turns bytes into text: Unicode by its marks, older encodings by charset-normalizer and the letters of our languages.

charset-normalizer cannot tell Windows-1250 from ISO-8859-2, which differ in six Czech letters; the alphabets can.
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

from indexer.errors import Complaint, ContentError
from indexer.sources.mojibake import find_mojibake

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.languages import Language

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_OURS = 0.75  # of the letters beyond ASCII, for a decoding to be believed
_CONTROLS = 0.01  # of a text; more of them is no text
_UNMARKED_16 = 0.3  # of every second byte, zero in Latin text in UTF-16
_FEW = 2
_SHOWN = 6  # characters of what is damaged


def decode(file: str, data: bytes, languages: Mapping[str, Language], declared: str = "") -> tuple[str, str]:
    """Return the text, each line ended by a line feed, and the name of its encoding.

    Args:
        declared: The encoding that the text names itself; believed where it gives letters of our languages.

    Raises:
        ContentError: The file is empty, or no text in any encoding of our languages, or its letters are damaged.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ContentError(Complaint(file, 0, "empty", "a text", "remove the file or replace it"))
    text, encoding = _unicode(file, data) or _declared(data, languages, declared) or _legacy(file, data, languages)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    check_text(file, text)
    return text, encoding


def _declared(data: bytes, languages: Mapping[str, Language], name: str) -> tuple[str, str] | None:
    alphabets = [frozenset(str(language.ingest.get("letters", ""))) for language in languages.values()]
    try:
        text = data.decode(name) if name else ""
    except (UnicodeError, LookupError):
        return None
    return (text, name) if text and _score(text, alphabets) >= _OURS and _is_text(text) else None


def _unicode(file: str, data: bytes) -> tuple[str, str] | None:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    try:
        if marked:
            return data.decode(marked), marked
        if (unmarked := _unmarked_utf16(data)) and _is_text(text := data.decode(unmarked)):
            return text, unmarked
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if marked:
            line = data[: error.start].count(b"\n") + 1
            raise ContentError(
                Complaint(file, line, f"bytes that are not {marked}", do="save the file anew as UTF-8")
            ) from error
        return None


def _unmarked_utf16(data: bytes) -> str:
    sample = data[:_SAMPLE]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > half * _UNMARKED_16 and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > half * _UNMARKED_16 and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _legacy(file: str, data: bytes, languages: Mapping[str, Language]) -> tuple[str, str]:
    """Return the decoding whose letters are those of one of our languages; charset-normalizer decides a tie."""
    names = sorted({name for language in languages.values() for name in language.ingest.get("encodings", ())})
    alphabets = [frozenset(str(language.ingest.get("letters", ""))) for language in languages.values()]
    ranked = [match.encoding for match in from_bytes(data[:_SAMPLE], cp_isolation=names)] if names else []
    best: tuple[float, int, str, str] | None = None
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        rank = -ranked.index(name) if name in ranked else -len(names)
        scored = (_score(text, alphabets), rank, name, text)
        best = max(best or scored, scored, key=lambda each: each[:2])
    if best is None or best[0] < _OURS or not _is_text(best[3]):
        tried = ", ".join(["UTF-8", "UTF-16", *names])
        raise ContentError(Complaint(file, 0, "no text in any encoding we know", tried, "save the file anew as UTF-8"))
    return best[3], best[2]


def _score(text: str, alphabets: list[frozenset[str]]) -> float:
    """Return the share of the characters beyond ASCII that one language has, or that are punctuation."""
    beyond = [character for character in text[:_SAMPLE].casefold() if character > "\x7f"]
    if not beyond:
        return 1.0
    marks = [character for character in beyond if unicodedata.category(character)[0] in "PZ"]
    letters = len(beyond) - len(marks)
    if not letters:
        return 1.0 if len(marks) < len(text) / _FEW else 0.0
    held = max(sum(character in alphabet for character in beyond) for alphabet in alphabets)
    common = held / letters
    han = sum("\u4e00" <= character <= "\u9fff" for character in beyond)
    return max(common, min(1.0, common * 2) if han > letters * _OURS else 0.0)


def _is_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = sum(
        unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"} and character not in "\t\n\r\f"
        for character in sample
    )
    return controls <= len(sample) * _CONTROLS


def check_text(file: str, text: str) -> None:
    """Return when the text can be published undamaged.

    Raises:
        ContentError: It holds control characters, lost letters or mojibake.
    """
    at = find_mojibake(text[: 4 * _SAMPLE])
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        shown = text[at : at + _SHOWN].split(maxsplit=1)[0]
        raise ContentError(
            Complaint(
                file,
                line,
                f"letters such as {shown!r}: UTF-8 that was read as something else",
                "plain letters",
                "get the text anew from its origin",
            )
        )
    if "\x00" in text or not _is_text(text):
        at = max(text.find("\x00"), 0)
        raise ContentError(
            Complaint(
                file,
                text.count("\n", 0, at) + 1,
                "control characters: this is no text",
                "a text",
                "save the file anew as UTF-8",
            )
        )
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise ContentError(
            Complaint(
                file,
                line,
                "a letter was lost before (U+FFFD)",
                "the original letter",
                "get the text anew from its origin",
            )
        )
