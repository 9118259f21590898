"""Where a reader is: changing the language keeps the place; what is missing, and what is the editors', says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "te", "cs", "zh")
READ = "passage => passage.scrollIntoView()"


def switch(page: Page, name: str) -> None:
    # A click by the mouse would first scroll to the header, which a phone does not keep in view.
    page.locator(".sp-languages").get_by_role("link", name=name).evaluate("link => link.click()")
    page.wait_for_load_state()


@pytest.mark.parametrize("width", [390, 1300])
def test_the_passage_that_one_has_scrolled_to_is_kept_and_stays_when_changing_again(
    page: Page, over_http: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for passage in ("zh-efficiency", "en-introduction", "en-smile"):
        page.goto(f"{over_http}cs/concepts/smile.html")
        page.locator(f"#{passage}").evaluate(READ)
        for name, code in (("English", "en"), ("中文", "zh"), ("తెలుగు", "te"), ("Čeština", "cs")):
            switch(page, name)
            page.wait_for_url(f"**/{code}/concepts/smile.html#{passage}")
        expect(page.locator(f"#{passage}")).to_be_in_viewport()


def test_a_place_that_one_has_left_is_not_kept(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/concepts/smile.html#en-smile")
    page.locator("#zh-efficiency").evaluate(READ)
    switch(page, "English")
    page.wait_for_url("**/en/concepts/smile.html#zh-efficiency")

    page.evaluate("scrollTo(0, 0)")
    switch(page, "Čeština")

    page.wait_for_url("**/cs/concepts/smile.html")


def test_of_columns_the_one_that_is_read_first_is_kept(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/concepts/friendliness.html?side=te,zh")
    first = page.locator("#in-te :is(.sp-passage, .sp-brief)").first
    first.evaluate(READ)

    switch(page, "Čeština")

    page.wait_for_url(f"**/cs/concepts/friendliness.html?side=te,zh#{first.get_attribute('id')}")


@pytest.mark.parametrize(("path", "place"), [("texts/000-b35712e67982c676", "en-gratitude"), ("help", "help-labels")])
def test_texts_and_help_keep_the_place_as_well(page: Page, over_http: str, path: str, place: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{over_http}en/{path}.html")
    page.locator(f"#{place}").evaluate(READ)

    switch(page, "తెలుగు")

    page.wait_for_url(f"**/te/{path}.html#{place}")


@pytest.mark.parametrize("reader", LANGUAGES)
def test_the_principles_on_which_no_text_of_ones_language_speaks_are_listed(
    page: Page, over_http: str, knowledge: Knowledge, reader: str
) -> None:
    spoken = {tag.concept for each in knowledge.pages if each.language == reader for tag in each.tags}
    expected = [concept.label(reader) for concept in knowledge.vocabulary.principles if concept.id not in spoken]
    page.goto(f"{over_http}{reader}/concepts/index.html")

    expect(page.locator("[aria-labelledby=silent] a")).to_have_text(expected)
    expect(page.locator("#silent")).to_be_visible()


@pytest.mark.parametrize("reader", LANGUAGES)
def test_the_editors_summary_stands_before_the_words_in_every_passage(page: Page, over_http: str, reader: str) -> None:
    before = """(summary) => {
      const words = summary.parentElement.querySelector(".sp-words, blockquote");
      return !words || summary.compareDocumentPosition(words) === Node.DOCUMENT_POSITION_FOLLOWING;
    }"""
    page.goto(f"{over_http}{reader}/concepts/friendliness.html")

    for kind in (".sp-passage", ".sp-brief"):
        summaries = page.locator(f"{kind} > .sp-summary")
        assert summaries.count() > 0
        assert all(summary.evaluate(before) for summary in summaries.all())


@pytest.mark.parametrize("reader", LANGUAGES)
def test_the_way_to_an_english_page_says_so(page: Page, over_http: str, reader: str) -> None:
    said = {"en": "", "te": "ఇంగ్లీషు", "cs": "anglicky", "zh": "英文"}
    page.goto(f"{over_http}{reader}/help.html")
    link = page.locator("#content a[href$='quality.html']")

    expect(link).to_have_attribute("hreflang", "en")
    expect(link).to_contain_text(said[reader])
