"""A trainer's tools in a real browser: the handout, the flash cards, the report of a wrong sentence."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from indexer.feedback import read_remarks

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "te", "cs", "zh")
CHOSEN = [
    {"page": "en/principles/smile", "concept": "smile"},
    {"page": "zh/principles/efficiency", "concept": "smile"},
    {"page": "te/principles/friendliness", "concept": "friendliness"},
    {"page": "cs/principles/honesty", "concept": "honesty"},
]
ADD = {"en": "Add to handout", "te": "కరపత్రంలో చేర్చండి", "cs": "Přidat k tisku", "zh": "加入讲义"}
REPORT = {"en": "Report a sentence", "te": "తప్పున్న వాక్యం తెలపండి", "cs": "Nahlásit větu", "zh": "报告有误的句子"}


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
    poppler = shutil.which("pdftotext")
    if not poppler:
        pytest.skip("no poppler; get it by `apt install poppler-utils`")
    choose(page, over_http, CHOSEN)
    page.goto(f"{over_http}{reader}/handout.html")
    expect(page.locator(".sp-sheet__passage")).to_have_count(4)
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
    assert squeezed(page.locator(".sp-menu").inner_text()) not in paper


def squeezed(text: str) -> str:
    """The letters alone: a printed line may break anywhere."""
    return re.sub(r"\s+", "", text)


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
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_marked_words_go_into_the_report(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/principles/honesty.html")
    page.locator("#p1").evaluate("p1 => getSelection().setBaseAndExtent(p1.firstChild, 0, p1.firstChild, 6)")

    page.get_by_role("button", name=REPORT["cs"]).click()

    (remark,) = read_remarks(page.locator("dialog textarea[readonly]").input_value())
    assert (remark.values["paragraph"], remark.values["sentence"]) == ("p1", "Jedním")


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


def test_what_was_kept_is_nothing_but_the_choice(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/principles/smile.html")
    page.get_by_role("button", name="Add to handout").click()

    kept = page.evaluate("localStorage.getItem('sp-basket')")

    assert json.loads(kept) == [{"page": "en/principles/smile", "concept": "smile"}]
