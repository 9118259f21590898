"""From a passage to its lines in the source and back, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge

pytestmark = pytest.mark.browser

CHINESE = "003-0ec85227b0f901ea"


@pytest.mark.parametrize("path", ["zh/principles/first-impression.html", "te/principles/friendliness.html"])
def test_a_passage_leads_to_its_own_lines(page: Page, address: str, knowledge: Knowledge, path: str) -> None:
    (passage,) = [each for each in knowledge.pages if f"{each.path}.html" == path]
    page.goto(f"{address}{path}")

    page.locator(".sp-to-lines").click()

    page.wait_for_url(f"**#line-{passage.lines[0]}")
    line = page.locator(f"#line-{passage.lines[0]}")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text(passage.heading)
    assert line.evaluate("line => line.matches(':target')")


def test_a_line_leads_to_the_paragraph_that_it_stands_in(page: Page, address: str) -> None:
    page.goto(f"{address}cs/lines/{CHINESE}.html#line-21")

    page.locator("#line-21 a").click()

    page.wait_for_url(f"**/cs/texts/{CHINESE}.html#zh-first-impression-p1")
    expect(page.locator("#zh-first-impression-p1")).to_be_in_viewport()


@pytest.mark.parametrize(("reader", "rule"), [("en", "the title once more"), ("zh", "重复的篇名")])
def test_every_line_is_numbered_and_a_missing_one_says_why(page: Page, over_http: str, reader: str, rule: str) -> None:
    page.goto(f"{over_http}{reader}/texts/{CHINESE}.html")
    page.locator(".sp-button").last.click()

    page.wait_for_url(f"**/{reader}/lines/{CHINESE}.html")
    lines = page.locator(".sp-lines > li")
    assert lines.evaluate_all("all => all.every((line, at) => line.value === at + 1 && line.id === `line-${at + 1}`)")
    expect(lines.nth(6)).to_contain_text(rule)


def test_switching_the_language_stays_with_the_lines(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/lines/{CHINESE}.html#line-21")

    page.locator(".sp-languages").get_by_role("link", name="Čeština").click()

    page.wait_for_url(f"**/cs/lines/{CHINESE}.html*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Co se stalo s každým řádkem")
