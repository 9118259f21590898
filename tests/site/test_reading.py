"""Reading in a real browser: principles, passages, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge

pytestmark = pytest.mark.browser

LANGUAGES = {"en": "en", "te": "te", "cs": "cs", "zh": "zh-Hans"}
BY_EDITORS = {"en": "title by the editors", "te": "రచన పేరు సంపాదకులది", "cs": "název doplnila redakce"}
GAP = {
    "en": "No Czech text speaks of this.",
    "te": "ఏ చెక్ రచనా ఈ విషయం చెప్పడం లేదు.",
    "cs": "Žádný český text o tom nepíše.",
    "zh": "没有捷克文文章谈到这一点。",
}


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_principle_is_read_in_all_languages_under_every_interface(page: Page, over_http: str, reader: str) -> None:
    page.goto(f"{over_http}{reader}/concepts/smile.html")

    assert page.locator("html").get_attribute("lang") == LANGUAGES[reader]
    expect(page.locator("#en-smile .sp-words")).to_have_attribute("lang", "en")
    expect(page.locator("#zh-first-impression .sp-words")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#en-smile mark").first).to_be_visible()
    expect(page.locator("#in-cs .sp-gap")).to_have_text(GAP[reader])


def test_a_machines_translation_is_called_one_before_it_is_read(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/concepts/honesty.html")

    expect(page.locator("#in-cs .sp-badge")).to_have_text("machine-translated")
    expect(page.locator("#in-cs .sp-status")).to_contain_text("some sentences may be wrong")


def test_switching_the_language_keeps_the_passage(page: Page, address: str) -> None:
    page.goto(f"{address}zh/principles/first-impression.html")

    page.get_by_role("navigation", name="界面语言").get_by_role("link", name="తెలుగు").click()

    page.wait_for_url("**/te/concepts/first-impression.html#zh-first-impression")
    expect(page.locator("#zh-first-impression")).to_be_in_viewport()


def test_a_heading_in_another_language_says_so(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}te/principles/friendliness.html")

    expect(page.get_by_role("heading", level=1)).to_have_text("Approachability")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "en")


def test_a_passage_leads_to_its_principle_its_tags_and_its_neighbours(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/principles/smile.html")

    expect(page.locator("a[rel=prev]")).to_contain_text("Embrace the Power of a Greeting")
    expect(page.locator("a[rel=next]")).to_contain_text("Cultivate a Friendly Attitude")
    page.locator(".sp-button").click()
    page.wait_for_url("**/en/concepts/smile.html")


def test_every_cell_of_the_atlas_leads_to_its_passage(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}cs/index.html")

    page.get_by_role("row", name="Úsměv").locator("a.sp-sign").first.click()

    page.wait_for_url("**/cs/concepts/smile.html#en-smile")


def test_languages_stand_side_by_side_and_the_link_remembers_which(page: Page, address: str) -> None:
    page.goto(f"{address}en/concepts/smile.html?side=en,zh")

    english, chinese = page.locator("#in-en").bounding_box(), page.locator("#in-zh").bounding_box()
    assert english
    assert chinese
    assert english["y"] == chinese["y"]
    expect(page.locator("#in-te")).to_be_hidden()

    page.get_by_role("group", name="Languages to show").get_by_role("button", name="Telugu").click()

    expect(page.locator("#in-te")).to_be_visible()
    assert page.url.endswith("?side=en,te,zh")


def test_the_root_asks_for_the_language_and_sends_nobody_away(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")

    assert [door.get_attribute("lang") for door in page.locator(".sp-doors li").all()] == list(LANGUAGES.values())


def test_dark_colours_are_remembered(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/index.html")
    page.get_by_role("button", name="Switch to dark colours").click()

    page.goto(f"{over_http}te/index.html")

    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_received_texts_are_not_published(page: Page, over_http: str) -> None:
    answer = page.request.get(f"{over_http}sources/001_6c815672b4763d16.txt")

    assert answer.status == 404


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("path", ["en/smile", "te/friendliness", "cs/honesty", "zh/efficiency"])
def test_every_passage_is_read_under_every_interface_by_a_link(
    page: Page, over_http: str, knowledge: Knowledge, path: str, reader: str
) -> None:
    language, slug = path.split("/")
    (passage,) = [each for each in knowledge.pages if each.path == f"{language}/principles/{slug}"]
    page.goto(f"{over_http}{language}/principles/{slug}.html")
    page.locator(f".sp-languages [lang={LANGUAGES[reader]}]").click()

    assert page.locator("html").get_attribute("lang") == LANGUAGES[reader]
    words = page.locator(".sp-words--own" if reader == language else f"#{language}-{slug} .sp-words")
    expect(words).to_have_attribute("lang", LANGUAGES[language])
    for paragraph in passage.paragraphs:
        expect(words).to_contain_text(paragraph.text)


def test_switching_the_language_keeps_the_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}zh/principles/story.html#p3")

    page.locator(".sp-languages").get_by_role("link", name="Čeština").click()

    page.wait_for_url("**/cs/concepts/smile.html#zh-story-p3")
    expect(page.locator("#zh-story-p3")).to_be_in_viewport()


@pytest.mark.parametrize("chosen", ["en,te", "te,cs,zh", "en,te,cs,zh"])
def test_names_and_first_passages_of_all_columns_begin_at_the_same_height(
    page: Page, over_http: str, chosen: str
) -> None:
    page.goto(f"{over_http}en/concepts/friendliness.html?side={chosen}")

    for part in ("h2", ":scope > div:last-child"):
        tops = page.locator(".sp-voice:visible").evaluate_all(
            "(voices, part) => voices.map(voice => voice.querySelector(part).getBoundingClientRect().top)", part
        )
        assert len(tops) == len(chosen.split(","))
        assert max(tops) - min(tops) <= 2


def test_on_a_phone_the_languages_stand_below_each_other_each_under_its_name(page: Page, over_http: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{over_http}cs/concepts/friendliness.html?side=te,zh")

    lefts = page.locator(".sp-voice:visible h2").evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
    assert len(lefts) == 2
    assert lefts[0] == lefts[1]
    expect(page.locator("#in-te h2")).to_have_text("Telugsky")
    expect(page.locator("#in-te .sp-relation").first).to_be_visible()


def test_arrows_lead_through_the_atlas_and_say_what_each_mark_is(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/index.html")
    page.get_by_role("row", name="Smile").locator("a.sp-sign").first.focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")

    row = page.get_by_role("row", name="Friendliness")
    expect(row.locator("a.sp-sign").first).to_be_focused()
    expect(page.locator(".sp-atlas__readout")).to_have_text("Friendliness: Cultivate a Friendly Attitude, main subject")


def test_every_gap_of_the_atlas_says_that_it_is_one(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/index.html")

    cells = page.locator(".sp-atlas tbody td")
    gaps = page.locator(".sp-atlas__gap")
    assert cells.count() == 19 * 4
    assert gaps.count() == cells.filter(has_text="not in this text").count()
    assert gaps.locator("a").count() == 0


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_text_says_where_it_is_from_and_leads_to_each_passage(page: Page, over_http: str, reader: str) -> None:
    page.goto(f"{over_http}{reader}/texts/001-6c815672b4763d16.html")

    expect(page.locator(".sp-facts dt")).to_have_count(5)
    expect(page.locator(".sp-facts")).to_contain_text("001_6c815672b4763d16.txt")
    page.locator(".sp-contents li > a").nth(4).click()
    expect(page.locator("#te-friendliness")).to_be_in_viewport()


@pytest.mark.parametrize("reader", LANGUAGES)
def test_help_is_there_in_every_language(page: Page, over_http: str, reader: str) -> None:
    page.goto(f"{over_http}{reader}/index.html")
    page.locator(".sp-menu a").last.click()

    page.wait_for_url(f"**/{reader}/help.html")
    expect(page.locator(".sp-help section")).to_have_count(10)
    assert "help." not in page.locator(".sp-help").inner_text()


@pytest.mark.parametrize(
    ("reader", "names"),
    [
        ("en", ["English", "Telugu", "Czech", "Chinese"]),
        ("te", ["తెలుగు", "ఇంగ్లీషు", "చెక్", "చైనీస్"]),
        ("cs", ["čeština", "angličtina", "telugština", "čínština"]),
        ("zh", ["中文", "英文", "泰卢固文", "捷克文"]),
    ],
)
def test_languages_are_called_as_the_reader_calls_them_but_in_the_switch(
    page: Page, over_http: str, reader: str, names: list[str]
) -> None:
    own = {"English", "తెలుగు", "Čeština", "中文"}
    for path in ("index", "concepts/smile", "texts/index", "cards", "search"):
        page.goto(f"{over_http}{reader}/{path}.html?q=smile")
        page.wait_for_load_state("networkidle")

        assert set(page.locator(".sp-languages a").all_inner_texts()) == own
        elsewhere = "#content :is(.sp-jump__name, .sp-chips li, .sp-kicker, .sp-hit__language, option, thead span)"
        said = {text.strip() for text in page.locator(elsewhere).all_inner_texts()}
        assert said & (own - set(names)) == set()
    page.goto(f"{over_http}{reader}/concepts/smile.html")
    expect(page.locator(".sp-jump__name")).to_have_text(names)


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_card_of_a_foreign_or_translated_passage_has_the_editors_summary(
    page: Page, over_http: str, knowledge: Knowledge, reader: str
) -> None:
    page.goto(f"{over_http}{reader}/concepts/telephone.html")
    cards = page.locator(".sp-brief")
    pages = {passage.path.replace("/principles/", "-"): passage for passage in knowledge.pages}

    assert cards.count() > 1
    for card in cards.all():
        passage = pages[card.get_attribute("id") or ""]
        foreign = passage.language != reader or passage.status.value != "human"
        expect(card.locator(".sp-summary")).to_have_count(int(foreign and reader in passage.summaries))
        if foreign:
            expect(card.locator(".sp-summary")).to_contain_text(passage.summaries[reader])
            expect(card.locator(".sp-label")).to_be_visible()
            assert card.locator(".sp-summary").evaluate("one => one.closest('[lang]').lang") == LANGUAGES[reader]


@pytest.mark.parametrize(
    "path",
    ["cs/principles/honesty", "en/concepts/honesty", "en/texts/index", "en/index", "te/texts/002-887ea02123fa091e"],
)
def test_a_title_of_the_editors_says_so_wherever_it_stands(page: Page, over_http: str, path: str) -> None:
    page.goto(f"{over_http}{path}.html")

    for title in ("Etika v zákaznickém servisu", "అద్భుతమైన కస్టమర్ సేవ లక్షణాలు"):
        for place in page.locator("#content").get_by_text(title, exact=True).all():
            beside = place.locator("xpath=ancestor::*[self::p or self::th or self::li or self::header][1]")
            expect(beside).to_contain_text(BY_EDITORS[path[:2]])
    assert page.locator("#content").get_by_text(BY_EDITORS[path[:2]]).count() > 0


def test_a_title_of_the_text_itself_is_nobody_elses(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/principles/smile.html")

    expect(page.locator(".sp-whence")).to_contain_text("The Power of Genuine Customer Service")
    expect(page.locator("#content")).not_to_contain_text(BY_EDITORS["en"])
    expect(page.locator("#content")).not_to_contain_text("000_b35712e67982c676.txt")


def test_the_keys_of_the_cards_need_no_click_first_and_leave_other_controls_alone(page: Page, address: str) -> None:
    page.goto(f"{address}en/cards.html")
    place, back = page.locator("#sp-flash-place"), page.locator(".sp-flash__back")

    page.keyboard.press("ArrowRight")
    expect(place).to_have_text("Card 2 of 19")
    page.keyboard.press("Space")
    expect(back).to_be_visible()
    page.keyboard.press("k")
    expect(place).to_have_text("Card 2 of 18")

    page.get_by_role("combobox").first.focus()
    page.keyboard.type("a k")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("combobox").first).to_have_value("a k")
    page.get_by_label("Content").first.focus()
    page.keyboard.press("ArrowRight")
    page.locator(".sp-deck summary").focus()
    page.keyboard.press("Space")
    expect(page.locator(".sp-deck li").first).to_be_visible()
    expect(place).to_have_text("Card 2 of 18")
    expect(back).to_have_count(0)


def test_a_letter_alone_does_nothing_while_no_card_has_the_focus(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/cards.html")

    page.keyboard.press("k")

    expect(page.locator("#sp-flash-place")).to_have_text("Card 1 of 19")
