"""A trainer's tools in a real browser: the flash cards, the report of a wrong sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from indexer.feedback import read_remarks

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "te", "cs", "zh")
REPORT = {"en": "Report a sentence", "te": "తప్పున్న వాక్యం తెలపండి", "cs": "Nahlásit větu", "zh": "报告有误的句子"}


@pytest.mark.parametrize(("front", "back"), [("en", "te"), ("zh", "cs")])
def test_any_two_languages_make_cards_and_the_link_says_which(page: Page, address: str, front: str, back: str) -> None:
    page.goto(f"{address}cs/cards.html?front={front}&back={back}&back-shows=label")
    card = page.locator(".sp-flash__card")
    tags = {"en": "en", "te": "te", "cs": "cs", "zh": "zh-Hans"}

    expect(card.locator("p")).to_have_count(1)
    card.click()

    expect(card.locator(".sp-flash__front")).to_have_attribute("lang", tags[front])
    expect(card.locator(".sp-flash__back")).to_have_attribute("lang", tags[back])
    page.get_by_role("group", name="Rub").get_by_label("Jazyk").select_option("en")
    assert f"front={front}&back=en" in page.url.replace("&front-shows=label", "")


def test_cards_are_learnt_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}en/cards.html")
    card = page.locator(".sp-flash__card")
    card.focus()

    page.keyboard.press("Space")
    expect(card.locator(".sp-flash__back")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#sp-flash-place")).to_have_text("Card 2 of 19")
    expect(card.locator(".sp-flash__back")).to_have_count(0)
    page.keyboard.press("k")

    expect(page.locator("#sp-flash-place")).to_have_text("Card 2 of 18")


def test_who_knows_all_cards_is_told_so(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/cards.html")
    for _ in range(19):
        page.get_by_role("button", name="I knew it").click()
    expect(page.locator(".sp-flash__card")).to_have_text("You knew them all.")

    page.get_by_role("button", name="Start again").click()

    expect(page.locator("#sp-flash-place")).to_have_text("Card 1 of 19")


def test_the_cards_are_downloaded_for_anki(page: Page, address: str, knowledge: Knowledge) -> None:
    page.goto(f"{address}te/cards.html?front=te&back=zh&front-shows=label&back-shows=both")

    with page.expect_download() as download:
        page.locator("[data-does=export]").click()

    assert download.value.suggested_filename == "cards-te-zh.txt"
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["#separator:tab", "#html:false"]
    expected = [
        f"{concept.label('te')}\t{concept.label('zh')} – {concept.definition['zh']}"
        for concept in knowledge.vocabulary.principles
    ]
    assert lines[2:] == expected


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_report_says_which_paragraph_and_the_command_line_reads_it(page: Page, address: str, reader: str) -> None:
    page.goto(f"{address}{reader}/concepts/friendliness.html")
    page.locator("#te-friendliness").get_by_role("button", name=REPORT[reader]).click()
    dialog = page.get_by_role("dialog")

    dialog.locator("textarea").first.fill("alert?\nNo: approachable.")

    (remark,) = read_remarks(dialog.locator("textarea[readonly]").input_value())
    assert remark.values == {
        "page": "te/principles/friendliness",
        "paragraph": "p1",
        "remark": "alert? No: approachable.",
    }
    where, begins, *_ = dialog.locator("textarea[readonly]").input_value().splitlines()
    assert where == f"{address}{reader}/concepts/friendliness.html#te-friendliness-p1"
    paragraph = page.locator("#te-friendliness-p1").text_content() or ""
    assert len(begins) > 40
    assert paragraph.startswith(begins.removesuffix("…"))
    expect(dialog.locator("p.sp-quiet")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_marked_words_go_into_the_report(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/principles/honesty.html")
    page.locator("#p1").evaluate("p1 => getSelection().setBaseAndExtent(p1.firstChild, 0, p1.firstChild, 6)")

    page.get_by_role("button", name=REPORT["cs"]).click()

    (remark,) = read_remarks(page.locator("dialog textarea[readonly]").input_value())
    assert (remark.values["paragraph"], remark.values["sentence"]) == ("p1", "Jedním")
    expect(page.locator("dialog p.sp-quiet")).to_have_count(1)


def test_without_a_clipboard_the_text_is_left_selected(page: Page, over_http: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.goto(f"{over_http}en/principles/smile.html")
    page.get_by_role("button", name=REPORT["en"]).click()

    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_role("alert")).to_contain_text("press Ctrl+C")
    selected = page.locator("dialog textarea[readonly]").evaluate("area => area.selectionEnd - area.selectionStart")
    assert selected > len("[principles feedback]")
