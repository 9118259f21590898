"""The handout in a real browser: chosen, arranged and printed."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from programs import program

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.pipeline import Knowledge

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "te", "cs", "zh")
CHOSEN = [
    {"page": "en/principles/smile", "concept": "smile"},
    {"page": "zh/principles/efficiency", "concept": "smile"},
    {"page": "te/principles/friendliness", "concept": "friendliness"},
    {"page": "cs/principles/honesty", "concept": "honesty"},
]
ADD = {"en": "Add to handout", "te": "కరపత్రంలో చేర్చండి", "cs": "Přidat k tisku", "zh": "加入讲义"}


def choose(page: Page, address: str, choices: list[dict[str, str]]) -> None:
    page.goto(f"{address}en/help.html")
    page.evaluate("choices => localStorage.setItem('sp-basket', JSON.stringify(choices))", choices)


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_passage_goes_from_its_page_into_the_handout_and_stays_there(page: Page, address: str, reader: str) -> None:
    page.goto(f"{address}{reader}/concepts/smile.html")
    page.locator("#zh-efficiency").get_by_role("button", name=ADD[reader]).click()

    expect(page.locator(".sp-count")).to_have_text("1")
    page.locator(".sp-menu__handout").click()
    page.reload()

    sheet = page.locator("#sp-sheet")
    expect(sheet.locator("h4")).to_have_attribute("lang", "zh-Hans")
    expect(sheet).to_contain_text("003_0ec85227b0f901ea.txt")


def test_a_hit_goes_into_the_handout_under_what_was_asked_for(page: Page, address: str) -> None:
    page.goto(f"{address}en/search.html?q=smile")
    page.locator(".sp-hit", has_text="提高工作效率").get_by_role("button").click()

    page.goto(f"{address}en/handout.html")

    expect(page.locator("#sp-sheet h3")).to_contain_text("Smile")


def test_taking_everything_out_can_be_undone(page: Page, address: str) -> None:
    choose(page, address, CHOSEN)
    page.goto(f"{address}en/handout.html")
    page.get_by_role("button", name="Empty the handout").click()
    expect(page.get_by_text("Nothing chosen yet.")).to_be_visible()

    page.get_by_role("button", name="Bring back what was there").click()

    expect(page.locator(".sp-sheet__passage")).to_have_count(4)


def test_an_emptied_handout_has_no_title_and_gets_it_back(page: Page, address: str) -> None:
    choose(page, address, CHOSEN)
    page.goto(f"{address}en/handout.html")
    title, usual = page.get_by_label("Title on the sheet"), page.title()
    title.fill("Training on Monday")
    expect(page.locator(".sp-sheet__title")).to_have_text("Training on Monday")

    page.get_by_role("button", name="Empty the handout").click()
    expect(title).to_have_value("")
    expect(page).to_have_title(usual)
    page.get_by_role("button", name="Bring back what was there").click()
    expect(title).to_have_value("Training on Monday")
    expect(page).to_have_title("Training on Monday")
    page.get_by_role("button", name="Empty the handout").click()
    page.reload()

    expect(title).to_have_value("")


@pytest.mark.parametrize("reader", LANGUAGES)
def test_an_empty_handout_says_what_its_links_are_for(page: Page, over_http: str, reader: str) -> None:
    page.goto(f"{over_http}{reader}/handout.html")

    links = page.locator("#sp-handout-empty ul")
    expect(links.locator("a")).to_have_count(19)
    assert links.get_attribute("aria-labelledby") == "begin"
    assert page.locator("#begin").inner_text().strip()


@pytest.mark.parametrize("reader", LANGUAGES)
def test_languages_that_cannot_stand_side_by_side_are_said_not_to(page: Page, over_http: str, reader: str) -> None:
    choose(page, over_http, CHOSEN[2:])
    page.goto(f"{over_http}{reader}/handout.html")
    why = page.locator(".sp-apart")
    expect(why).to_be_visible()

    page.locator("[name=layout][value=below]").check()
    expect(page.locator(".sp-sheet__passage")).to_have_count(2)
    expect(why).to_be_hidden()
    page.locator("[name=layout][value=side]").check()
    page.emulate_media(media="print")
    expect(why).to_be_hidden()
    choose(page, over_http, CHOSEN)
    page.goto(f"{over_http}{reader}/handout.html")
    expect(page.locator(".sp-sheet__passage")).to_have_count(4)
    expect(why).to_be_hidden()


def test_principles_are_moved_and_passages_taken_out(page: Page, over_http: str) -> None:
    choose(page, over_http, CHOSEN)
    page.goto(f"{over_http}cs/handout.html")
    names = page.locator("#sp-sheet h3")

    page.get_by_role("button", name="Posunout nahoru").first.click()
    expect(names.first).to_contain_text("Přátelskost")
    page.locator(".sp-sheet__passage").first.get_by_role("button", name="Odebrat z tisku").click()

    expect(names).to_have_count(2)
    expect(page.locator(".sp-count")).to_have_text("3")


def test_languages_stand_side_by_side_or_one_after_the_other(page: Page, over_http: str) -> None:
    choose(page, over_http, CHOSEN)
    page.goto(f"{over_http}en/handout.html")
    columns = page.locator(".sp-sheet__group").first.locator(".sp-sheet__column")
    tops = "columns => columns.map(column => column.getBoundingClientRect().top)"
    expect(columns).to_have_count(2)
    side = columns.evaluate_all(tops)

    page.get_by_label("one after the other").check()
    expect(page.locator("#sp-sheet")).not_to_have_class(re.compile("side"))
    below = columns.evaluate_all(tops)

    assert side[0] == side[1]
    assert below[0] < below[1]
    page.reload()
    expect(page.get_by_label("one after the other")).to_be_checked()


def test_a_passage_that_has_gone_from_the_site_is_said_to_be_gone(page: Page, built: Path) -> None:
    site = f"{next(built.rglob('404.html')).parent.as_uri()}/"
    # A file that is missing is a line in the console; here it is what the test is about.
    fake = "principlesPassage('en/other', {});"
    page.route("**/en/principles/gone.js", lambda route: route.fulfill(body=fake, content_type="text/javascript"))
    choose(page, site, [{"page": "en/principles/gone", "concept": "smile"}, *CHOSEN])
    page.goto(f"{site}en/handout.html")

    expect(page.get_by_text("This passage is no longer on the site: en/principles/gone")).to_be_visible()
    expect(page.locator(".sp-sheet__passage")).to_have_count(4)


def test_what_is_kept_in_the_browser_is_not_believed_blindly(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/help.html")
    page.evaluate("localStorage.setItem('sp-basket', '[null, 3, {\"page\": 1}]')")

    page.goto(f"{over_http}en/handout.html")

    expect(page.get_by_text("Nothing chosen yet.")).to_be_visible()


@pytest.mark.parametrize("reader", LANGUAGES)
def test_the_printed_handout_says_what_the_passages_say(
    page: Page, over_http: str, knowledge: Knowledge, keep: Path, reader: str
) -> None:
    poppler = program("pdftotext", "poppler-utils")
    choose(page, over_http, CHOSEN)
    page.goto(f"{over_http}{reader}/handout.html")
    page.locator("[name=title]").fill("Training")
    expect(page.locator(".sp-sheet__passage")).to_have_count(4)
    expect(page).to_have_title("Training")
    keep.parent.mkdir(exist_ok=True)

    pdf = keep.with_suffix(".pdf")
    page.pdf(path=pdf, prefer_css_page_size=True)

    paper = squeezed(subprocess.run([poppler, "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode())
    shown = squeezed(page.locator("#sp-sheet").inner_text())
    by_path = {each.path: each for each in knowledge.pages}
    for choice in CHOSEN:
        passage = by_path[choice["page"]]
        assert all(squeezed(paragraph.text) in shown for paragraph in passage.paragraphs)
        if passage.language in ("en", "cs"):
            assert all(squeezed(paragraph.text) in paper for paragraph in passage.paragraphs)
        assert passage.source in paper
    assert b"/Title (Training)" in pdf.read_bytes()
    assert squeezed(page.locator(".sp-menu").inner_text()) not in paper


@pytest.mark.parametrize("layout", ["side", "below"])
def test_on_paper_the_source_stands_on_the_page_where_its_words_end(
    page: Page, over_http: str, knowledge: Knowledge, tmp_path: Path, layout: str
) -> None:
    poppler = program("pdftotext", "poppler-utils")
    choose(page, over_http, [{"page": each.path, "concept": ""} for each in knowledge.pages])
    page.goto(f"{over_http}en/handout.html")
    page.locator(f"[name=layout][value={layout}]").check()
    expect(page.locator(".sp-sheet__passage")).to_have_count(len(knowledge.pages))

    page.pdf(path=tmp_path / "all.pdf", prefer_css_page_size=True)

    words = subprocess.run([poppler, "-layout", tmp_path / "all.pdf", "-"], capture_output=True, check=True).stdout
    sheets = words.decode().split("\f")
    assert len(sheets) > 5
    assert [sheet for sheet in sheets if sheet.lstrip().startswith("Source:")] == []


def squeezed(text: str) -> str:
    """The letters alone: a printed line may break anywhere."""
    return re.sub(r"\s+", "", text)


def test_what_was_kept_is_nothing_but_the_choice(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/principles/smile.html")
    page.get_by_role("button", name="Add to handout").click()

    kept = page.evaluate("localStorage.getItem('sp-basket')")

    assert json.loads(kept) == [{"page": "en/principles/smile", "concept": "smile"}]
