"""The fonts in a real browser: which are loaded, what they weigh, and that nothing moves when they arrive."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

import pytest
from serving import SUB_PATH

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

KILO = 1024
# The longest Chinese text has most of the characters: 4 KB over, and to be taken from here when it is not.
KNOWN_HEAVY = {"zh/principles/story.html"}
SHIFT = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: "layout-shift", buffered: true});
  document.fonts.ready.then(() => setTimeout(() => tell(sum), 300));
})"""

ROOM = """async (family) => {
  const name = document.querySelector(".sp-languages [lang=te]");
  name.style.setProperty("font-family", `"${family}"`);
  await document.fonts.ready;
  const range = document.createRange();
  range.selectNodeContents(name);
  return range.getBoundingClientRect().toJSON();
}"""


def weigh(page: Page, built: Path, address: str, path: str) -> int:
    """Return the bytes that a server that compresses sends for the first view of a page."""
    asked: list[str] = []
    page.on("response", lambda answer: asked.append(answer.url.removeprefix(address)))
    page.goto(f"{address}{path}")
    page.wait_for_load_state("networkidle")
    files = [(built / SUB_PATH / name).read_bytes() for name in dict.fromkeys(asked)]
    return sum(len(data) if data[:4] == b"wOF2" else len(gzip.compress(data, 6)) for data in files)


@pytest.mark.parametrize(
    ("pattern", "budget"), [("en", 120 * KILO), ("te", 120 * KILO), ("cs", 120 * KILO), ("zh", 170 * KILO)]
)
def test_the_first_view_of_every_passage_keeps_to_its_budget(
    page: Page, over_http: str, built: Path, pattern: str, budget: int
) -> None:
    site = built / SUB_PATH
    paths = [path.relative_to(site).as_posix() for path in sorted(site.glob(f"{pattern}/principles/*.html"))]

    heavy = {path: size for path in paths if (size := _fresh(page, built, over_http, path)) > budget}

    assert paths
    assert set(heavy) == {path for path in KNOWN_HEAVY if path.startswith(pattern)}


def _fresh(page: Page, built: Path, address: str, path: str) -> int:
    browser = page.context.browser
    assert browser
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    size = weigh(context.new_page(), built, address, path)
    context.close()
    return size


@pytest.mark.parametrize(
    ("path", "loaded"),
    [
        ("en/principles/smile.html", {"noto-sans-telugu-name"}),
        ("te/principles/reliability.html", {"noto-sans-telugu-name", "noto-sans-telugu"}),
    ],
)
def test_a_page_loads_the_fonts_of_the_scripts_that_it_shows(
    page: Page, over_http: str, path: str, loaded: set[str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{over_http}{path}")
    page.wait_for_load_state("networkidle")

    telugu = {name.rpartition("-")[0] for name in asked if name.startswith("noto-sans-telugu")}
    assert telugu == loaded
    assert len([name for name in asked if name.startswith("noto-sans-sc")]) == 1  # the name of Chinese


@pytest.mark.parametrize("path", ["zh/principles/first-impression.html", "te/principles/reliability.html"])
def test_no_line_moves_when_a_late_font_arrives(page: Page, over_http: str, path: str) -> None:
    def late(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/*.woff2", late)
    page.goto(f"{over_http}{path}")

    assert page.evaluate(SHIFT) < 0.01


def test_the_name_of_telugu_takes_the_room_in_the_small_font_that_it_takes_in_the_whole_one(
    page: Page, over_http: str
) -> None:
    page.goto(f"{over_http}te/principles/reliability.html")
    page.wait_for_load_state("networkidle")
    small = page.evaluate(ROOM, "Noto Sans Telugu name")

    assert page.evaluate(ROOM, "Noto Sans Telugu") == small
