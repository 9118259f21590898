"""WCAG 2.2 AA, as far as a machine can tell: axe-core's rules, languages of parts, keyboard, zoom, targets, motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# One of each kind of page, in turn in each language.
KINDS = {
    "root": "index.html",
    "home": "en/index.html",
    "principles": "zh/concepts/index.html",
    "principle": "te/concepts/smile.html",
    "side by side": "cs/concepts/smile.html?side=en,te,zh",
    "texts": "te/texts/index.html",
    "text": "en/texts/003-0ec85227b0f901ea.html",
    "lines": "te/lines/001-6c815672b4763d16.html",
    "lines left out": "cs/lines/003-0ec85227b0f901ea.html",
    "topics": "zh/topics/index.html",
    "topic": "cs/concepts/telephone.html",
    "passage": "zh/principles/first-impression.html",
    "machine-translated passage": "te/principles/friendliness.html",
    "search": "cs/search.html?q=usmev",
    "cards": "te/cards.html",
    "handout": "zh/handout.html",
    "help": "cs/help.html",
    "nothing found": "te/search.html?q=qwrtzpsdfg",
    "not found": "404.html",
}
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": _STANDARDS, "resultTypes": ["violations"]}
# Every text that is shown, under the language it is said to be in: te and zh in their own scripts, Latin letters in
# neither, but for a word alone (Chinese says Email). Names of files, addresses and what a reader typed are in no
# language.
MISPLACED = r"""() => {
  const scripts = {te: /\p{Script=Telugu}/u, "zh-Hans": /\p{Script=Han}/u};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const misplaced = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const parent = walker.currentNode.parentElement;
    if (!text || parent.closest("script, style, noscript, template, code, [data-typed]")) continue;
    const lang = parent.closest("[lang]").lang;
    const foreign = Object.keys(scripts).some((tag) => scripts[tag].test(text) && tag !== lang);
    const latin = /\p{Script=Latin}{3}.* \p{Script=Latin}{3}/su.test(text) && !/[./@]\p{L}|\d/u.test(text);
    const unwritten = latin && lang in scripts && !scripts[lang].test(text);
    if (foreign || unwritten) misplaced.push(`${lang}: ${text.slice(0, 60)}`);
  }
  return misplaced;
}"""
# WCAG 2.5.8: links within a sentence are excepted.
SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")]
  .filter((target) => target.offsetParent && getComputedStyle(target).display !== "inline")
  .filter((target) => !target.matches(".md-toggle, .md-skip, [type=checkbox], [type=radio]"))
  .filter((target) => Math.min(target.getBoundingClientRect().width, target.getBoundingClientRect().height) < 24)
  .map((target) => target.outerHTML.slice(0, 120))"""
FOCUSED = """() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  return {what: at.outerHTML.slice(0, 90), body: at === document.body, seen: box.width > 0 && box.height > 0,
    marked: style.outlineStyle !== "none" || style.boxShadow !== "none"};
}"""


@pytest.fixture
def show(browser: Browser, over_http: str) -> Iterator[Callable[..., Page]]:
    """Open a page at a width and in a colour scheme."""
    contexts = []

    def opened(path: str, width: int = 1300, scheme: Literal["light", "dark"] = "light") -> Page:
        # axe-core is put into the page by the test, which the policy would forbid.
        contexts.append(
            browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
        )
        page = contexts[-1].new_page()
        page.goto(f"{over_http}{path}")
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1300])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_axe_finds_nothing(show: Callable[..., Page], path: str, width: int, scheme: Literal["light", "dark"]) -> None:
    assert violations(show(path, width, scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1300])
def test_axe_finds_nothing_while_the_search_is_open(
    show: Callable[..., Page], width: int, scheme: Literal["light", "dark"]
) -> None:
    page = show("te/concepts/smile.html", width, scheme)
    page.get_by_role("combobox").or_(page.get_by_role("searchbox")).first.fill("usmev")
    page.locator(".sp-hit").first.wait_for()

    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1300])
def test_axe_finds_nothing_while_results_are_narrowed_down(
    show: Callable[..., Page], width: int, scheme: Literal["light", "dark"]
) -> None:
    page = show("te/search.html?q=usmev", width, scheme)
    page.locator(".sp-narrow summary").click()
    page.locator(".sp-narrow button").first.click()
    page.locator(".sp-narrow [aria-pressed=true]").wait_for()

    assert violations(page) == []
    assert page.evaluate(MISPLACED) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_every_text_is_in_the_language_it_is_said_to_be_in(show: Callable[..., Page], path: str) -> None:
    assert show(path).evaluate(MISPLACED) == []


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_the_keyboard_goes_everywhere_and_shows_where_it_is(show: Callable[..., Page], path: str) -> None:
    page = show(path)
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["body"]:
            break
        stops.append(stop)

    assert [stop["what"] for stop in stops if not (stop["seen"] and stop["marked"])] == []
    assert path == "404.html" or "md-skip" in stops[0]["what"]


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_at_four_hundred_per_cent_nothing_is_cut_off_and_every_target_is_large(
    show: Callable[..., Page], path: str
) -> None:
    page = show(path, 320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("path", ["en/index.html", "te/concepts/smile.html", "cs/search.html?q=usmev"])
def test_nothing_moves_for_readers_who_ask_for_rest(browser: Browser, over_http: str, path: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(f"{over_http}{path}")
    page.wait_for_load_state("networkidle")

    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const moves = parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
      return moves || style.scrollBehavior === "smooth";
    }).map((element) => element.outerHTML.slice(0, 80))""")
    page.close()
    assert moving == []
