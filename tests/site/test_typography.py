"""Lines and letters: small words that stay with the next one, Telugu in menus, paragraphs that a link leads to."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# Czech words of one letter with a space behind them, at which a line may end.
LOOSE_WORDS = r"""(within) => {
  const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
  const loose = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest("[lang]").lang !== "cs" || parent.closest("script, [data-typed]")) continue;
    loose.push(...(walker.currentNode.data.match(/(?<![\p{L}\p{M}\p{N}])[ksvzouai] \S*/giu) ?? []));
  }
  return loose;
}"""
# Where the line's middle and the middle of most letters are, in hundredths of the em above the base line. Telugu's
# letters reach from the base line to where Latin capitals do; its marks reach below.
MIDDLES = """async (family) => {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.font = `100px "${family}"`;
  await document.fonts.load(canvas.font, "క");
  const of = (text) => canvas.measureText(text);
  const letters = [...'కటచసమరతనలహణ'].map((letter) => of(letter)).map((one) => one.actualBoundingBoxAscent);
  const line = of("క");
  return {
    line: (line.fontBoundingBoxAscent - line.fontBoundingBoxDescent) / 2,
    letters: letters.reduce((sum, height) => sum + height, 0) / letters.length / 2,
  };
}"""
# Telugu whose letters or marks reach out of the pill, button or entry of a menu that holds them.
CLIPPED = """() => {
  const canvas = document.createElement("canvas").getContext("2d");
  const holders = document.querySelectorAll(
    "nav a, .sp-tag, .sp-chips li, .sp-badge, .sp-tool, .sp-action, .sp-filter button");
  const clipped = [];
  for (const holder of holders) {
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!/\\p{Script=Telugu}/u.test(text.data) || !holder.offsetParent) continue;
      const style = getComputedStyle(text.parentElement);
      canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const ink = canvas.measureText(text.data.trim());
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = holder.getBoundingClientRect();
      const [first] = range.getClientRects();
      const base = first.top + ink.fontBoundingBoxAscent;
      const last = [...range.getClientRects()].at(-1).top + ink.fontBoundingBoxAscent;
      if (base - ink.actualBoundingBoxAscent < box.top || last + ink.actualBoundingBoxDescent > box.bottom) {
        clipped.push(text.data.trim());
      }
    }
  }
  return {clipped, holders: holders.length};
}"""
LANGUAGES = ("en", "te", "cs", "zh")


@pytest.mark.parametrize(
    "path", ["cs/index.html", "cs/help.html", "cs/principles/honesty.html", "en/concepts/honesty.html"]
)
def test_a_line_of_czech_does_not_end_with_a_small_word(page: Page, over_http: str, path: str) -> None:
    page.goto(f"{over_http}{path}")

    assert page.evaluate(LOOSE_WORDS, "body") == []
    assert page.evaluate("/[vsk]\\u00a0/.test(document.body.innerText)")


def test_a_hit_in_czech_keeps_its_small_words_together(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/search.html?q=zákazník")
    expect(page.locator("li.sp-hit[data-language=cs]").first).to_be_visible()

    assert page.evaluate(LOOSE_WORDS, "#sp-results") == []


def test_the_browser_finds_words_across_such_a_space_and_the_index_has_none(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/index.html")
    assert page.locator(".sp-definition").evaluate("words => words.textContent.includes('péče o\\u00a0zákazníka')")

    assert page.evaluate("window.find('péče o zákazníka')")
    assert page.evaluate("getSelection().anchorNode.parentElement.className") == "sp-definition"
    script = page.request.get(f"{over_http}cs/principles/honesty.js").text()
    assert "\N{NO-BREAK SPACE}" not in script


@pytest.mark.parametrize("family", ["Noto Sans Telugu", "Noto Sans Telugu name"])
def test_telugu_letters_stand_in_the_middle_of_their_line(page: Page, over_http: str, family: str) -> None:
    page.goto(f"{over_http}te/index.html")

    middles = page.evaluate(MIDDLES, family)

    assert abs(middles["line"] - middles["letters"]) <= 6


@pytest.mark.parametrize("width", [390, 1300])
@pytest.mark.parametrize(
    "path", ["te/index.html", "te/concepts/smile.html", "te/cards.html", "te/topics/index.html", "en/index.html"]
)
def test_no_mark_of_telugu_reaches_out_of_a_pill_or_a_menu(page: Page, over_http: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{over_http}{path}")
    page.wait_for_load_state("networkidle")

    found = page.evaluate(CLIPPED)

    assert found["holders"] > 5
    assert found["clipped"] == []


@pytest.mark.parametrize("width", [390, 1024, 1300])
@pytest.mark.parametrize("reader", LANGUAGES)
def test_what_a_link_leads_to_is_seen_below_the_header(page: Page, over_http: str, reader: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("concepts/smile.html#zh-story-p4", "concepts/smile.html#zh-story", "topics/index.html#letter-5"):
        page.goto(f"{over_http}{reader}/{path}")
        page.wait_for_load_state("networkidle")

        expect(page.locator(":target")).to_be_in_viewport()
        covered = page.locator(".sp-header").evaluate(
            "header => getComputedStyle(header).position === 'sticky' ? header.getBoundingClientRect().bottom : 0"
        )
        top = page.locator(":target").evaluate("target => target.getBoundingClientRect().top")
        assert covered + 4 <= top <= covered + 60
