"""Finds letters that are no letters: UTF-8 that was taken for Windows-1252, as in `sluÅ¾ba` and `à¤¸à¥‡à¤µà¤¾`.

UTF-8 says itself how its bytes go together, and so does what became of them: a first byte, then as many further ones
as it announces. What such a run would mean is looked up, so that no list of damaged letters is kept for any language.
"""

from __future__ import annotations

import regex

_FURTHER = bytes(range(0x80, 0xC0))
# Bytes that Windows-1252 leaves open are read as in ISO-8859-1, as browsers do.
_BYTES = {
    byte.decode("cp1252", "ignore") or chr(byte[0]): byte for byte in (bytes([value]) for value in range(0x80, 0x100))
}
_CLASS = "".join(regex.escape(sign) for sign, byte in _BYTES.items() if byte in _FURTHER)
_RUN = regex.compile(rf"[Â-ß][{_CLASS}]|[à-ï][{_CLASS}]{{2}}|[ð-ô][{_CLASS}]{{3}}")
_OF_A_SCRIPT = regex.compile(r"[[\p{L}\p{M}]--\p{Script=Inherited}]", regex.V1)
_FEW = 2  # so many may be chance: `„Ä“`
_MOST = 0.5  # of the characters beyond ASCII


def find_mojibake(text: str) -> int:
    """Return the offset of the first damaged letter of a text that is damaged; -1 for one that is not.

    Damaged Latin letters and signs are like nothing else, so that a few of them speak for themselves. What would be
    letters of another script has to make up most of what is beyond ASCII: the end of Czech `„též“` reads as one of
    Chinese.
    """
    runs = [(match, meant) for match in _RUN.finditer(text) if (meant := _meant(match.group()))]
    plain = [match for match, meant in runs if _is_latin_or_sign(meant)]
    if len(plain) > _FEW:
        return plain[0].start()
    letters = [match for match, meant in runs if match not in plain and _OF_A_SCRIPT.match(meant)]
    covered = sum(len(match.group()) for match in letters)
    beyond = sum(character > "\x7f" for character in text)
    return letters[0].start() if len(letters) > _FEW and covered > _MOST * beyond else -1


def _meant(run: str) -> str:
    try:
        return b"".join(_BYTES[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _is_latin_or_sign(character: str) -> bool:
    """Whether a character is of the first Latin blocks, or a sign of typing that all languages use."""
    return character <= "\u017f" or "\u2000" <= character <= "\u206f" or character in "\ufeff\ufffd"
