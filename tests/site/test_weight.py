"""The fonts in a real browser: which are loaded, what they weigh, and that nothing moves when they arrive."""

from __future__ import annotations

import gzip
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from programs import missing
from serving import SUB_PATH

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from indexer.pipeline import Knowledge

pytestmark = pytest.mark.browser

KILO = 1024
MATERIAL = find_spec("material")
HAS_ONE = """(names) => Promise.any(names.map((name) => new FontFace("probe", `local("${name}")`).load()))
  .then(() => true, () => false)"""
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


# How elements look, with what is drawn before and after them, as numbers; the first of those that stand in elements of
# the same names and classes. Custom properties are not seen.
LOOKS = """() => {
  const looks = new Map();
  for (const element of document.querySelectorAll("*")) {
    let place = "";
    for (let at = element; at; at = at.parentElement) place = `${at.tagName}.${at.getAttribute("class")}>${place}`;
    for (const part of looks.has(place) ? [] : ["", "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const seen = [...style].filter((name) => !name.startsWith("--")).map((name) => `${name}: ${style[name]}`).join();
      let number = 0;
      for (let at = 0; at < seen.length; at++) number = (number * 31 + seen.charCodeAt(at)) | 0;
      looks.set(place + part, number);
    }
  }
  return [...looks];
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
    assert heavy == {}


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


@pytest.mark.parametrize(
    ("path", "package"),
    [("zh/principles/first-impression.html", "fonts-noto-cjk"), ("te/principles/reliability.html", "fonts-noto-core")],
)
def test_no_line_moves_when_a_late_font_arrives(
    page: Page, over_http: str, knowledge: Knowledge, path: str, package: str
) -> None:
    """A reader of Telugu or Chinese has some font for it: one that may stand in until ours arrives."""
    stand_ins = knowledge.languages[path[:2]].font["local"]
    page.goto(f"{over_http}index.html")
    if not page.evaluate(HAS_ONE, stand_ins):
        missing(f"font like {stand_ins[0]}", package)

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


@pytest.mark.parametrize(("media", "scheme"), [("screen", "light"), ("screen", "dark"), ("print", "light")])
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "te/index.html",
        "cs/concepts/smile.html?side=en,te",
        "zh/principles/story.html",
        "en/help.html",
        "en/search.html?q=smile",
        "en/quality.html",
        "en/cards.html",
        "en/handout.html",
        "te/topics/index.html",
    ],
)
def test_nothing_looks_otherwise_for_what_was_left_out_of_the_style_sheets(
    page: Page, over_http: str, path: str, media: Literal["screen", "print"], scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme, media=media)
    page.goto(f"{over_http}{path}")
    page.wait_for_load_state("networkidle")
    lean = page.evaluate(LOOKS)

    page.route("**/assets/stylesheets/*.css", whole_sheet)
    page.goto("about:blank")
    page.goto(f"{over_http}{path}")
    page.wait_for_load_state("networkidle")

    assert len(lean) > 100
    assert page.evaluate(LOOKS) == lean


def whole_sheet(route: Route) -> None:
    """Answer with the sheet as Material has it."""
    assert MATERIAL
    assert MATERIAL.origin
    name = route.request.url.rpartition("/")[2]
    text = (Path(MATERIAL.origin).parent / "templates/assets/stylesheets" / name).read_text(encoding="utf-8")
    route.fulfill(body=text, content_type="text/css")
