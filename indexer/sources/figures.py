"""Writes the numbers of a list as Word shows them."""

from __future__ import annotations

_HAN = "〇一二三四五六七八九"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def figure(number: int, form: str) -> str:
    """Return a number as Word writes it; in plain digits where the form is none we know."""
    if form in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("A") + (number - 1) % 26)
        return letter if form == "upperLetter" else letter.lower()
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return _han(number) if "hinese" in form or form.startswith("ideograph") else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _han(number: int) -> str:
    tens, units = divmod(number, 10)
    if not tens or tens > len(_HAN) - 1:
        return _HAN[units] if not tens else str(number)
    return f"{_HAN[tens] if tens > 1 else ''}十{_HAN[units] if units else ''}"
