"""The site on a phone: what a thumb reaches, and what has room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.pipeline import Knowledge

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "te", "cs", "zh")
HEIGHT = 844
# The header may take a fifth of the window.
HEADER = HEIGHT / 5
LINES = """names => names.map((name) => {
  const range = document.createRange();
  range.selectNodeContents(name);
  return range.getClientRects().length;
})"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": HEIGHT}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("reader", LANGUAGES)
def test_the_menu_is_the_same_on_every_page_and_the_header_low(phone: Page, over_http: str, reader: str) -> None:
    menus = set()
    for path in ("index", "search", "concepts/smile", "texts/index", "handout", "help"):
        phone.goto(f"{over_http}{reader}/{path}.html")
        menus.add(tuple(phone.locator(".sp-menu a:visible").evaluate_all("all => all.map(one => one.pathname)")))
        header = phone.locator(".sp-header").bounding_box()
        assert header
        assert header["height"] <= HEADER, path

    (menu,) = menus
    assert len(menu) == 7


def test_what_is_found_while_typing_has_the_whole_width(phone: Page, over_http: str) -> None:
    phone.goto(f"{over_http}cs/concepts/smile.html")
    phone.locator("#sp-q").fill("usmev")
    phone.locator(".sp-panel .sp-hit").first.wait_for()

    panel = phone.locator(".sp-panel").bounding_box()
    assert panel
    assert (panel["x"], panel["width"]) == (20, 350)


@pytest.mark.parametrize("reader", LANGUAGES)
def test_where_columns_do_not_fit_one_chooses_which_languages_are_shown(
    phone: Page, over_http: str, reader: str
) -> None:
    phone.goto(f"{over_http}{reader}/concepts/smile.html")
    names = phone.locator(".sp-side-choice button")
    expect(phone.locator(".sp-side-toggle")).to_be_hidden()
    expect(phone.locator(".sp-voice:visible")).to_have_count(4)

    second = phone.locator(".sp-voice").nth(1).get_attribute("id")
    names.nth(1).click()
    expect(phone.locator(".sp-voice:visible")).to_have_count(1)
    expect(phone.locator(f"#{second}")).to_be_visible()
    expect(names.nth(1)).to_have_attribute("aria-pressed", "true")
    names.nth(1).click()

    expect(phone.locator(".sp-voice:visible")).to_have_count(4)


def test_nothing_is_offered_where_one_language_alone_speaks(page: Page, over_http: str, knowledge: Knowledge) -> None:
    speaking = {
        concept.id: {each.language for each in knowledge.pages for tag in each.tags if tag.concept == concept.id}
        for concept in knowledge.vocabulary.concepts
    }
    alone = [concept for concept, languages in speaking.items() if len(languages) == 1]
    several = [concept for concept, languages in speaking.items() if len(languages) > 1]
    for concept in (alone[0], alone[-1]):
        page.goto(f"{over_http}en/concepts/{concept}.html?side=en,te")
        expect(page.locator(".sp-side-toggle, .sp-side-choice")).to_have_count(0)
        expect(page.locator(".sp-voice:visible")).to_have_count(4)
    page.goto(f"{over_http}en/concepts/{several[0]}.html")
    expect(page.locator(".sp-side-toggle")).to_be_visible()


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("width", [320, 390])
def test_no_name_of_a_language_is_broken_in_the_atlas_and_no_title_cut(
    phone: Page, over_http: str, reader: str, width: int
) -> None:
    phone.set_viewport_size({"width": width, "height": HEIGHT})
    phone.goto(f"{over_http}{reader}/index.html")

    assert phone.locator("thead .sp-atlas__language").evaluate_all(LINES) == [1, 1, 1, 1]
    expect(phone.locator("thead .sp-atlas__text:visible")).to_have_count(0)
    titles = phone.locator(".sp-atlas__texts a")
    expect(titles).to_have_text(phone.locator("thead .sp-atlas__text").all_text_contents())
    for title in titles.all():
        expect(title).to_be_visible()
        assert title.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_where_there_is_room_the_titles_stand_over_their_columns_alone(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/index.html")

    expect(page.locator("thead .sp-atlas__text:visible")).to_have_count(4)
    expect(page.locator(".sp-atlas__texts")).to_be_hidden()


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_flash_card_and_the_buttons_that_turn_it_are_on_the_first_screen(
    phone: Page, over_http: str, reader: str
) -> None:
    phone.goto(f"{over_http}{reader}/cards.html")

    expect(phone.locator(".sp-flash__card")).to_be_in_viewport(ratio=1)
    expect(phone.locator("[data-does=turn]")).to_be_in_viewport(ratio=1)


def test_keys_are_spoken_of_only_where_there_may_be_some(phone: Page, page: Page, over_http: str) -> None:
    for path in ("index", "cards"):
        page.goto(f"{over_http}cs/{path}.html")
        expect(page.locator(".sp-keys")).to_be_visible()
        phone.goto(f"{over_http}cs/{path}.html")
        expect(phone.locator(".sp-keys")).to_be_hidden()
