"""What can be measured of a page's look, and screenshots of what cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

PAGES = [
    "index.html",
    "en/index.html",
    "te/concepts/smile.html",
    "cs/topics/index.html",
    "zh/texts/index.html",
    "te/principles/friendliness.html",
    "cs/search.html?q=usmev",
    "te/cards.html",
    "zh/handout.html",
    "cs/help.html",
]
# WCAG 2.2, 2.5.8: links within a sentence are excepted.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input")]
  .filter((target) => target.offsetParent && getComputedStyle(target).display !== "inline")
  .filter((target) => Math.min(target.getBoundingClientRect().width, target.getBoundingClientRect().height) < 24)
  .filter((target) => !target.matches(".md-toggle, .md-skip"))
  .map((target) => target.outerHTML)"""


@pytest.mark.parametrize("width", [320, 390, 1300])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(page: Page, over_http: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{over_http}{path}")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_a_finger_can_hit_every_target(page: Page, over_http: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{over_http}{path}")

    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize(
    "path",
    ["cs/concepts/smile.html", "en/texts/003-0ec85227b0f901ea.html", "en/index.html", "te/principles/reliability.html"],
)
def test_every_foreign_word_carries_its_language(page: Page, over_http: str, stray_letters: str, path: str) -> None:
    page.goto(f"{over_http}{path}")

    assert page.evaluate(stray_letters) == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}te/index.html")
    page.keyboard.press("Tab")

    expect(page.locator(":focus")).to_have_text("నేరుగా విషయానికి వెళ్లండి")


@pytest.mark.parametrize("view", [(390, "light"), (390, "dark"), (1300, "light"), (1300, "dark")], ids=str)
@pytest.mark.parametrize("path", PAGES)
def test_screenshots_are_kept(
    browser: Browser, over_http: str, keep: Path, path: str, view: tuple[int, Literal["light", "dark"]]
) -> None:
    width, scheme = view
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"{over_http}{path}")
    page.wait_for_load_state("networkidle")

    picture = page.screenshot(path=keep.with_suffix(".png"))

    page.close()
    assert picture
