"""Cutting fonts."""

from __future__ import annotations

import io
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont  # noqa: TID251 -- reads what our home of it wrote

from indexer.fonts import cut_font, cut_slices, uncovered

TELUGU = files("fontpkg_noto_sans_telugu").joinpath("files/NotoSansTelugu[wdth,wght].ttf").read_bytes()
CHINESE = files("pylopdf_fonts_zh_cn").joinpath("NotoSansSC-Regular.otf").read_bytes()


def letters(text: str) -> set[int]:
    return {ord(letter) for letter in text}


@pytest.mark.parametrize(("font", "text", "joining"), [(TELUGU, "తెలుగు", True), (CHINESE, "微笑", False)])
def test_a_cut_font_has_its_characters_and_its_licence_and_always_the_same_bytes(
    font: bytes, text: str, *, joining: bool
) -> None:
    first, second = (cut_font(font, letters(text), joining=joining) for _ in range(2))

    cut = TTFont(io.BytesIO(first))
    assert first == second
    assert set(cut.getBestCmap()) == letters(text)
    assert "Open Font License" in cut["name"].getDebugName(13)
    assert "fvar" not in cut


def test_slices_hold_each_character_once_and_those_of_one_page_together() -> None:
    passages = [letters("微笑服务员"), letters("微笑诚实守信")]

    header, rest = cut_slices(passages, [*passages, letters("业主smile")], letters("中文"), set(range(0x4E00, 0xA000)))

    assert header == tuple(sorted(letters("中文")))
    assert rest == tuple(sorted(letters("微笑服务员诚实守信业主")))


def test_a_character_that_no_font_has_is_named_with_its_page() -> None:
    places = {"te/index.html": letters("ꯀ abc నవ్వు → 😀"), "zh/index.html": letters("ꯀ")}

    (complaint,) = uncovered(places, letters("నవ్వు"))

    assert str(complaint).startswith("te/index.html: no font covers 'ꯀ' (U+ABC0); expected")
