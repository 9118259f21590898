"""Searching in a real browser: what a trainer types, sees, and does next."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

LABELS = {"en": "Smile", "te": "చిరునవ్వు", "cs": "Úsměv", "zh": "微笑"}


@pytest.mark.parametrize("query", ["smile", "úsměv", "usmev", "微笑", "చిరునవ్వు"])
def test_one_word_finds_the_principle_in_every_language(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}te/search.html?q={query}")

    hits = page.locator("li.sp-hit")
    expect(hits.first).to_be_visible()
    languages = {hit.get_attribute("data-language") for hit in hits.all()}
    assert {"en", "te", "zh"} <= languages
    expect(page.locator("li.sp-hit mark").first).to_be_visible()


def test_every_hit_says_its_language_and_speaks_in_it(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/search.html?q=微笑")

    hit = page.locator("li.sp-hit[data-language=zh]").first
    expect(hit.locator(".sp-hit__language")).to_have_text("Chinese")
    expect(hit.locator("[lang=zh-Hans]").first).to_be_visible()


def test_the_reason_is_told_in_the_readers_language(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/search.html?q=usmev")

    expect(page.locator(".sp-hit__why").first).to_contain_text("usmev → ")
    assert "reason." not in page.locator("#sp-results").inner_text()


def test_nothing_found_is_said_with_a_place_to_begin(page: Page, address: str) -> None:
    page.goto(f"{address}cs/search.html?q=qwrtzpsdfg")

    expect(page.get_by_role("status")).to_have_text("Na dotaz „qwrtzpsdfg“ se nic nenašlo.")
    expect(page.locator("#sp-results a").first).to_be_visible()


def test_the_hits_of_one_language_can_be_had_alone(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/search.html?q=smile")

    page.get_by_role("button", name="Chinese").click()

    expect(page.locator("li.sp-hit[data-language=zh]").first).to_be_visible()
    expect(page.locator("li.sp-hit[data-language=en]")).to_have_count(0)
    assert page.url.endswith("?q=smile&only=zh")
    page.reload()
    expect(page.locator("li.sp-hit[data-language=zh]").first).to_be_visible()
    expect(page.locator("li.sp-hit[data-language=en]")).to_have_count(0)


def test_the_address_follows_the_query_so_that_it_can_be_sent(page: Page, address: str) -> None:
    page.goto(f"{address}en/search.html")
    page.get_by_role("searchbox").fill("honesty")

    expect(page.locator("li.sp-hit").first).to_be_visible()
    assert page.url.endswith("?q=honesty")


def test_changing_the_language_keeps_the_query(page: Page, address: str) -> None:
    page.goto(f"{address}en/search.html?q=honesty")
    page.get_by_role("navigation").get_by_role("link", name="Čeština").click()

    page.wait_for_url("**/cs/search.html?q=honesty")
    expect(page.locator("li.sp-hit").first).to_be_visible()


def test_the_keyboard_alone_leads_from_any_page_to_a_passage(page: Page, address: str) -> None:
    page.goto(f"{address}en/concepts/honesty.html")
    box = page.get_by_role("combobox")

    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("smile")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_text("Go straight to Smile")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/concepts/smile.html")


def test_escape_closes_the_results_and_keeps_the_words_and_an_arrow_opens_them_again(
    page: Page, over_http: str
) -> None:
    page.goto(f"{over_http}en/index.html")
    box = page.get_by_role("combobox")
    box.type("smile")
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("Escape")

    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("smile")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")


def test_enter_while_an_input_method_composes_goes_nowhere(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}zh/index.html")
    box = page.get_by_role("combobox")
    box.type("weixiao")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")

    box.evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )

    assert page.url.endswith("zh/index.html")


COMPOSE = """(box, [text, ended]) => {
  box.value = text;
  box.dispatchEvent(new InputEvent("input", {data: text, isComposing: !ended, bubbles: true}));
  if (ended) box.dispatchEvent(new CompositionEvent("compositionend", {data: text, bubbles: true}));
}"""


@pytest.mark.parametrize("place", ["index", "search"])
def test_what_an_input_method_composes_is_searched_when_it_is_done(page: Page, over_http: str, place: str) -> None:
    """Pinyin stands in the box on its way to characters, parted as nobody would type it."""
    page.goto(f"{over_http}zh/{place}.html")
    box = page.locator("#sp-q")
    box.focus()
    for text in ("w", "wei", "wei'x", "wei'xiao"):
        box.evaluate(COMPOSE, [text, False])
        page.wait_for_timeout(150)
    page.wait_for_timeout(400)
    assert "wei" not in page.url
    assert "wei" not in "".join(page.locator("[role=status]").all_inner_texts())

    box.evaluate(COMPOSE, ["微笑", True])

    found = page.locator("[role=option].sp-hit, li.sp-hit").first
    expect(found).to_be_visible()
    expect(found).to_contain_text("微笑")


def test_an_older_search_that_fails_says_nothing_of_a_newer_one(page: Page, over_http: str) -> None:
    held: list[Route] = []
    page.goto(f"{over_http}en/index.html")
    box = page.get_by_role("combobox")

    def hold(route: Route) -> None:  # Playwright marks handlers, and a bound method takes no marks
        held.append(route)

    page.route("**/assets/search/records-*", hold)
    box.fill("smile")
    page.wait_for_timeout(500)
    assert held
    box.fill("xyzzy")
    expect(page.locator(".sp-panel__note")).to_contain_text("xyzzy")

    for route in held:
        route.fulfill(status=200, body="")
    page.wait_for_timeout(300)

    expect(page.locator(".sp-panel__note")).to_contain_text("xyzzy")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("女孩", "No passage is about this, but these mention it."),
        ("It is time for a collective awakening", "No passage is about this, but these mention it."),
        ("zdvo", "No passage is clearly about this. These are guesses."),
    ],
)
def test_what_stands_there_word_by_word_is_no_guess(page: Page, over_http: str, query: str, said: str) -> None:
    page.goto(f"{over_http}en/search.html?q={quote(query)}")

    expect(page.locator(".sp-guess")).to_have_text(said)


def test_what_is_left_out_is_told_and_nothing_is_the_best_match_of_nothing(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/search.html?q={quote('-phone')}")

    expect(page.locator("#sp-results")).to_contain_text("Only passages without: phone")
    expect(page.locator("li.sp-hit").first).to_be_visible()
    expect(page.locator(".sp-badge--best")).to_have_count(0)


def test_a_reader_who_does_not_search_does_not_pay_for_it(page: Page, over_http: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))

    page.goto(f"{over_http}te/concepts/smile.html")

    assert [url for url in loaded if "search" in url.rpartition("/")[2] and url.endswith(".js")] == []


def test_without_the_engine_the_box_says_so(page: Page, over_http: str) -> None:
    page.route("**/assets/search.js", lambda route: route.fulfill(status=200, body=""))
    page.goto(f"{over_http}en/index.html")

    page.get_by_role("combobox").type("smile")

    expect(page.locator(".sp-panel")).to_contain_text("could not be loaded")


@pytest.mark.parametrize("reader", LABELS)
def test_hits_stand_together_by_principle_the_readers_language_first(page: Page, address: str, reader: str) -> None:
    page.goto(f"{address}{reader}/search.html?q=smile")

    group = page.locator(".sp-group").first
    expect(group.locator("h2 a")).to_have_text(LABELS[reader])
    languages = [hit.get_attribute("data-language") for hit in group.locator("li.sp-hit").all()]
    assert reader not in languages[languages.count(reader) :]
    expect(group.locator(".sp-badge--best")).to_have_count(1)


def test_the_plain_order_is_there_for_those_who_want_it(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}te/search.html?q=smile")
    page.get_by_role("button", name="ఎక్కువగా సరిపోయేవి ముందు").click()

    expect(page.locator(".sp-group")).to_have_count(0)
    expect(page.locator("li.sp-hit").first.locator(".sp-badge")).to_be_visible()
    assert page.url.endswith("?q=smile&order=rank")


def test_a_hit_in_another_language_opens_in_the_readers_interface_at_its_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}cs/search.html?q=微笑迎客")
    page.locator("li.sp-hit[data-language=zh] h3 a, li.sp-hit[data-language=zh] h2 a").first.click()

    page.wait_for_url(re.compile(r"/cs/concepts/[a-z-]+\.html#zh-[a-z0-9-]+$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_language_of_a_heading_is_told_by_its_script(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/search.html?q=approachability")

    heading = page.locator("li.sp-hit[data-language=te] a", has_text="Approachability").locator("span")
    expect(heading).to_have_attribute("lang", "en")


def test_half_a_word_suggests_principles_by_their_names_in_any_language(page: Page, address: str) -> None:
    page.goto(f"{address}zh/index.html")
    page.get_by_role("combobox").type("usm")

    expect(page.get_by_role("option").first).to_have_text("直接前往 Úsměv → 微笑")
    expect(page.get_by_role("option").first.locator("[lang=cs]")).to_have_text("Úsměv")


def test_half_a_word_suggests_passages_by_their_headings(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/index.html")
    page.get_by_role("combobox").type("Approachab")

    expect(page.locator("[role=option] strong [lang=en]")).to_have_text("Approachability")


def test_arrows_walk_through_the_results_and_escape_leads_back(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/search.html?q=smile")
    expect(page.locator("li.sp-hit").first).to_be_visible()
    page.keyboard.press("/")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    expect(page.locator("#sp-results :is(h2, h3) a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("reader", LABELS)
def test_no_word_of_the_results_stands_under_a_language_that_cannot_write_it(
    page: Page, over_http: str, stray_letters: str, reader: str
) -> None:
    for query in ("smile", "微笑", "చిరునవ్వు"):
        page.goto(f"{over_http}{reader}/search.html?q={query}")
        expect(page.locator("li.sp-hit").first).to_be_visible()

        assert page.evaluate(stray_letters) == []


def test_the_key_that_leads_to_the_box_can_be_turned_off(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/help.html")
    page.get_by_label("Use / to go to the search box").uncheck()

    page.goto(f"{over_http}en/concepts/smile.html")
    page.keyboard.press("/")

    expect(page.get_by_role("combobox")).not_to_be_focused()
