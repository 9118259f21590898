"""The pictures of the guides: what each shows, and how a reader gets there.

A scene goes to its page, asserts that what the picture is for can be seen there, and returns the parts that it spans.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect

CHINESE = "003-0ec85227b0f901ea"
CZECH = "002-887ea02123fa091e"
MARGIN = 14

Play = Callable[[Page, str], list[Locator]]


class Scene(NamedTuple):
    """A picture: how wide the window is, and what happens in it, given the page and the address of the site's root."""

    width: int
    play: Play


SCENES: dict[str, Scene] = {}


def scene(width: int) -> Callable[[Play], Play]:
    """Return a decorator that lists a scene under its function's name."""

    def enlist(play: Play) -> Play:
        SCENES[play.__name__.replace("_", "-")] = Scene(width, play)
        return play

    return enlist


def frame(parts: list[Locator]) -> FloatRect:
    """Return the least part of the page that holds all `parts`, and a margin."""
    boxes = [part.bounding_box() for part in parts]
    assert all(boxes), "a part of the picture is not on the page"
    scrolled = parts[0].page.evaluate("[scrollX, scrollY]")
    seen = [box for box in boxes if box]
    width = parts[0].page.evaluate("document.documentElement.clientWidth")
    left = max(0, min(box["x"] for box in seen) - MARGIN) + scrolled[0]
    top = max(0, min(box["y"] for box in seen) - MARGIN) + scrolled[1]
    right = min(width, max(box["x"] + box["width"] for box in seen) + MARGIN) + scrolled[0]
    bottom = max(box["y"] + box["height"] for box in seen) + MARGIN + scrolled[1]
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def languages(hits: list[Locator]) -> set[str]:
    return {hit.get_attribute("data-language") or "" for hit in hits}


def results(page: Page, address: str) -> list[Locator]:
    """Return the hits of the search page at `address`."""
    page.goto(address)
    expect(page.locator("li.sp-hit").first).to_be_visible()
    return page.locator("li.sp-hit").all()


def choice(page: Page) -> Locator:
    return page.get_by_role("group", name="Languages to show")


@scene(760)
def search(page: Page, root: str) -> list[Locator]:
    hits = results(page, f"{root}en/search.html?q=zdvorilost")
    assert languages(hits[:3]) == {"cs", "te", "zh"}
    for hit in hits[:3]:
        expect(hit.locator(".sp-hit__why")).to_contain_text("zdvorilost →")
    return [page.locator(".sp-search--page"), *hits[:3]]


@scene(760)
def home(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}zh/index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("优质服务原则")
    expect(page.locator(".sp-languages [aria-current]")).to_have_text("中文")
    return [page.locator(".sp-header"), page.locator("article .sp-card").nth(1)]


@scene(940)
def two_languages(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}en/concepts/first-impression.html?side=en,zh")
    expect(page.locator(".sp-voice:visible")).to_have_count(2)
    return [choice(page), page.locator("#in-zh h2"), page.locator("#zh-first-impression-p1")]


@scene(1240)
def four_languages(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}en/concepts/smile.html?side=en,te,cs,zh")
    expect(page.locator(".sp-voice:visible")).to_have_count(4)
    expect(page.locator("#in-cs")).to_contain_text("No Czech text speaks of this.")
    return [choice(page), page.locator("#in-zh h2"), page.locator("#en-smile-p1")]


@scene(700)
def machine_translated(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}en/concepts/honesty.html")
    expect(page.locator("#in-cs .sp-badge")).to_have_text("machine-translated")
    return [page.locator("#in-cs h2"), page.locator("#in-cs .sp-status")]


@scene(390)
def phone(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}cs/principles/respect.html")
    page.locator(".sp-theme").click()
    page.mouse.move(0, 700)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    return [page.locator(".sp-header"), page.locator("#p1")]


@scene(640)
def heard(page: Page, root: str) -> list[Locator]:
    hits = results(page, f"{root}en/search.html?q=chirunavu")
    expect(page.locator("#sp-results")).to_contain_text("chirunavu → చిరునవ్వు")
    return [page.locator(".sp-search--page"), hits[0]]


@scene(640)
def telugu(page: Page, root: str) -> list[Locator]:
    hits = results(page, f"{root}te/search.html?q=చిరునవ్వు")
    assert languages(hits) == {"en", "te", "cs", "zh"}
    return [page.locator(".sp-search--page"), *hits[:2]]


@scene(640)
def filtered(page: Page, root: str) -> list[Locator]:
    results(page, f"{root}en/search.html?q=smile")
    page.get_by_role("button", name="Chinese").click()
    expect(page.get_by_role("button", name="Chinese")).to_have_attribute("aria-pressed", "true")
    hits = page.locator("li.sp-hit")
    assert languages(hits.all()) == {"zh"}
    return [page.locator(".sp-search--page"), hits.nth(1)]


@scene(640)
def cards(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}en/cards.html?front=en&back=te&back-shows=label")
    card = page.locator(".sp-flash__card")
    card.click()
    expect(card.locator(".sp-flash__back")).to_have_attribute("lang", "te")
    return [page.locator("#sp-flash-place"), card, page.get_by_role("button", name="I knew it")]


@scene(700)
def report(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}cs/principles/honesty.html")
    page.locator("#p1").evaluate(
        "p1 => getSelection().setBaseAndExtent(p1.firstChild, 0, p1.firstChild, p1.firstChild.data.indexOf('.') + 1)"
    )
    page.get_by_role("button", name="Nahlásit větu").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea").first.fill("Spíš „ztratit zákazníka“.")
    expect(dialog.locator("textarea[readonly]")).to_have_value(
        re.compile(r"page: cs/principles/honesty.*remark: Spíš", re.DOTALL)
    )
    # What is sent begins with the address of the server, which is another one in each test.
    dialog.locator("textarea[readonly]").evaluate("area => { area.scrollTop = area.scrollHeight; }")
    # Without its edges, beyond which the page shows through.
    return [dialog.get_by_role("heading"), dialog.get_by_role("combobox"), dialog.get_by_role("button").last]


@scene(1000)
def handout(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}en/concepts/smile.html")
    for passage in ("#en-smile", "#zh-efficiency"):
        page.locator(passage).get_by_role("button", name="Add to handout").click()
    page.goto(f"{root}en/handout.html")
    page.get_by_label("Title on the sheet").fill("Monday: the smile")
    passages = page.locator("#sp-sheet .sp-sheet__passage")
    expect(passages).to_have_count(2)
    expect(passages.last).to_contain_text("003_0ec85227b0f901ea.txt")
    page.get_by_label("With the editors’ summaries and notes").uncheck()
    return [page.locator("#sp-handout"), passages.first.locator("p").nth(1)]


@scene(700)
def doors(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}index.html")
    expect(page.locator(".sp-doors li")).to_have_count(4)
    return [page.locator(".sp-header"), page.locator(".sp-doors"), page.get_by_role("search")]


@scene(760)
def lines(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}en/lines/{CHINESE}.html")
    expect(page.locator("#line-3")).to_contain_text("left out: invitation to download or sign in")
    return [page.locator("article .sp-kicker"), page.locator("#line-1"), page.locator("#line-5")]


@scene(760)
def text(page: Page, root: str) -> list[Locator]:
    page.goto(f"{root}en/texts/{CZECH}.html")
    expect(page.locator("article")).to_contain_text("002_887ea02123fa091e.txt")
    return [page.locator(".sp-lead"), page.locator(".sp-contents")]
