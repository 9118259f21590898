"""Leaving of a style sheet what a site uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.site.styles import look, prune, prune_site

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    """<html dir="ltr" lang="en"><body class=plain><p class="note first" id='top'>a</p><input type="search"></body>"""
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "assets/vendor").mkdir(parents=True)
    (tmp_path / "en").mkdir()
    (tmp_path / "en/index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "assets/ui.js").write_text('x.className = "panel"', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".note{a:b}.gone{a:b}", ".note{a:b}"),
        ("p .gone,p .note,.first.gone{a:b}", "p .note{a:b}"),
        (".plain>p{a:b}.panel{a:b}", ".plain>p{a:b}.panel{a:b}"),  # without quotes; from a script
        ("#top{a:b}#bottom{a:b}[type=search]{a:b}[open]{a:b}", "#top{a:b}[type=search]{a:b}"),
        ("[dir=rtl] p{a:b}[dir=ltr] p{a:b}", "[dir=ltr] p{a:b}"),
        ("p:not(.gone){a:b}p:is(.gone,:not(.x)){a:b}", "p:not(.gone){a:b}p:is(.gone,:not(.x)){a:b}"),
        (r".sm\:wide{a:b}", r".sm\:wide{a:b}"),
        ("@media print{.gone{a:b}.note{a:b}}@media print{.gone{a:b}}", "@media print{.note{a:b}}"),
        ("@supports (a:b){@media print{.gone{a:b}}}", ""),
        (
            '@charset "UTF-8";@font-face{a:b}@keyframes x{to{a:b}}',
            '@charset "UTF-8";@font-face{a:b}@keyframes x{to{a:b}}',
        ),
        ('p{content:"}.gone{";a:url(x;y)}.gone{a:b}', 'p{content:"}.gone{";a:url(x;y)}'),
        (":root{--a:1;--b:var(--c);--c:2;--d:3}p{x:var(--a)}", ":root{--a:1}p{x:var(--a)}"),
        (":root{--e:1}", ":root{--e:1}"),
    ],
)
def test_what_no_page_can_match_goes(site: Path, sheet: str, left: str) -> None:
    assert prune([sheet], look(site), ["p{x:var(--e)}"]) == [left]


def test_only_the_sheets_of_the_folder_change_and_each_may_ask_for_what_another_says(site: Path) -> None:
    sheets = {
        "vendor/a.css": ":root{--a:1;--b:2;--c:3}",
        "vendor/b.css": "p{x:var(--a)}",
        "own.css": ".gone{x:var(--b)}",
    }
    for name, text in sheets.items():
        (site / "assets" / name).write_text(text, encoding="utf-8")

    prune_site(site, "assets/vendor")

    assert (site / "assets/vendor/a.css").read_text(encoding="utf-8") == ":root{--a:1;--b:2}"
    assert (site / "assets/own.css").read_text(encoding="utf-8") == sheets["own.css"]
