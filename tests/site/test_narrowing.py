"""What the search page tells of its hits, and how a reader narrows them down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

READERS = ("en", "te", "cs", "zh")
MACHINE = {"en": "machine-translated", "te": "యంత్ర అనువాదం", "cs": "strojový překlad", "zh": "机器翻译"}
NARROW = {"en": "Narrow down", "te": "ఫలితాలను వడపోయండి", "cs": "Zúžit výběr", "zh": "缩小范围"}
SHOWN = {
    "en": "Results: {n} of {all}",
    "te": "ఫలితాలు: {all}లో {n}",
    "cs": "Zobrazeno: {n} z {all}",
    "zh": "结果：共 {all} 条，显示 {n} 条",
}

# A stand-in that has found more pages than it shows, and tells in the heading what it was asked to leave.
MANY = """globalThis.openSearch = async () => ({
  labels: async () => ({}),
  search: async (query, {facets, only}) => ({query, confident: true, total: 70, languages: {zh: 40, en: 30},
    interpretation: [], hits: [{rank: 1, score: 1, page: "zh/principles/closing", language: "zh", kind: "closing",
    heading: JSON.stringify(only), tags: [], source: "a.txt", status: "human", snippet: "微笑", marks: [], why: []}],
    ...(facets ? {facets: {language: {zh: 40, en: 30}, principle: {}, topic: {}, source: {"a b.txt": 40, "c.txt": 30},
      status: {human: 60, unknown: 10}}} : {})}),
});"""


def search(page: Page, address: str, reader: str, query: str) -> Locator:
    """Return the hits."""
    page.goto(f"{address}{reader}/search.html?q={quote(query)}")
    hits = page.locator("li.sp-hit")
    expect(hits.first).to_be_visible()
    return hits


def asked(page: Page) -> dict[str, list[str]]:
    """Return what the address holds."""
    return parse_qs(urlsplit(page.url).query)


def total(page: Page) -> int:
    return int(re.findall(r"\d+", page.get_by_role("status").inner_text())[0])


@pytest.mark.parametrize("reader", READERS)
def test_each_hit_says_whether_a_machine_translated_it_and_which_text_it_is_from(
    page: Page, over_http: str, reader: str
) -> None:
    search(page, over_http, reader, "smile")

    for language, badges in (("en", 0), ("te", 1), ("zh", 0)):
        hit = page.locator(f"li.sp-hit[data-language={language}]").first
        expect(hit.locator(".sp-badge--machine")).to_have_count(badges)
    expect(page.locator(".sp-badge--machine").first).to_have_text(MACHINE[reader])
    source = page.locator("li.sp-hit[data-language=zh] .sp-hit__source span").first
    expect(source).to_have_attribute("lang", "zh-Hans")
    told = source.inner_text()
    page.goto(f"{over_http}{reader}/texts/index.html")
    expect(page.locator(".sp-texts h2[lang=zh-Hans]")).to_have_text(told)


@pytest.mark.parametrize("reader", READERS)
def test_a_choice_narrows_all_pages_found_to_as_many_as_it_says(page: Page, address: str, reader: str) -> None:
    search(page, address, reader, "smile")
    everything = total(page)
    page.locator("summary", has_text=NARROW[reader]).click()
    for condition in ("tag:friendliness", "source:003_0ec85227b0f901ea.txt"):
        choice = page.locator(f".sp-narrow [value='{condition}']")
        promised = int(choice.inner_text().rpartition(" ")[2])

        choice.click()

        expect(choice).to_have_attribute("aria-pressed", "true")
        expect(choice).to_be_focused()
        assert total(page) == promised < everything
        assert page.locator("li.sp-hit").count() == promised
    assert asked(page) == {"q": ["smile"], "tag": ["friendliness"], "source": ["003_0ec85227b0f901ea.txt"]}
    page.reload()
    expect(page.locator("li.sp-hit")).to_have_count(promised)

    # A choice that came by a link or a reload is seen without a click.
    for condition in ("tag:friendliness", "source:003_0ec85227b0f901ea.txt"):
        page.locator(f".sp-narrow [value='{condition}']").click()
        expect(page.locator(f".sp-narrow [value='{condition}']")).to_have_attribute("aria-pressed", "false")
    assert asked(page) == {"q": ["smile"]}
    assert total(page) == everything
    page.go_back()
    page.go_back()
    expect(page.locator("li.sp-hit")).to_have_count(promised)


def test_counting_costs_nothing_before_somebody_wants_to_know(page: Page, over_http: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    search(page, over_http, "en", "smile")
    page.wait_for_load_state("networkidle")
    before = len(loaded)

    page.locator(".sp-narrow summary").press("Enter")

    expect(page.locator(".sp-narrow button").first).to_be_visible()
    assert any("facet" in url for url in loaded[before:])
    assert not any("facet" in url for url in loaded[:before])


def test_one_page_alone_cannot_be_narrowed_down(page: Page, over_http: str) -> None:
    search(page, over_http, "en", "title:poctivost")

    expect(page.get_by_role("status")).to_have_text("Results: 1")
    expect(page.locator(".sp-narrow")).to_have_count(0)


def test_a_long_list_of_choices_is_shown_whole_on_demand(page: Page, over_http: str) -> None:
    search(page, over_http, "cs", "smile")
    page.locator(".sp-narrow summary").click()
    topics = page.get_by_role("group", name="Téma")
    more = topics.get_by_role("button", name=re.compile(r"Zobrazit vše \(\d+\)"))
    promised = int(re.findall(r"\d+", more.inner_text())[0])

    more.click()

    expect(topics.get_by_role("button")).to_have_count(promised)
    expect(topics.get_by_role("button").nth(8)).to_be_focused()


@pytest.mark.parametrize(
    "query",
    [
        "courtesy OR respect",
        "微笑 或 电话",
        "smile -phone",
        "గౌరవం మరియు మర్యాద",  # plain words, as long as no sign stands beside them
        "skupina A zákazníků",
        "SMILE AND PHONE",
        "smile NOT",
        "(smile AND",
        "smile source:00",
    ],
)
def test_a_choice_leaves_the_query_as_it_is_understood(page: Page, over_http: str, query: str) -> None:
    search(page, over_http, "en", query)
    page.locator(".sp-narrow summary").click()
    for kind in ("tag", "source", "status"):
        last = page.locator(f".sp-narrow [value^='{kind}:']").last
        choice = page.locator(f".sp-narrow [value='{last.get_attribute('value')}']")
        promised = choice.inner_text().rpartition(" ")[2]

        choice.click()

        expect(choice).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("searchbox")).to_have_value(query)
        expect(page.get_by_role("status")).to_have_text(re.compile(rf"Results: {promised}$"))
        choice.click()
        expect(choice).to_have_attribute("aria-pressed", "false")


def test_the_choices_count_the_passages_of_the_language_that_is_chosen(page: Page, over_http: str) -> None:
    search(page, over_http, "en", "smile")
    page.locator(".sp-narrow summary").click()
    everywhere = page.locator(".sp-narrow [value='tag:friendliness']").inner_text()

    page.locator(".sp-filter--only [value=zh]").click()

    choice = page.locator(".sp-narrow [value='tag:friendliness']")
    expect(choice).not_to_have_text(everywhere)
    promised = int(choice.inner_text().rpartition(" ")[2])
    choice.click()
    expect(page.locator("li.sp-hit[data-language=zh]")).to_have_count(promised)
    expect(page.locator("li.sp-hit")).to_have_count(promised)


def test_another_query_keeps_the_language_and_no_other_choice(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/search.html?q=smile&only=zh&tag=friendliness&source=003_0ec85227b0f901ea.txt")
    expect(page.locator("li.sp-hit").first).to_be_visible()

    page.get_by_role("searchbox").fill("courtesy")

    expect(page).to_have_url(re.compile(r"\?q=courtesy&only=zh$"))


def test_a_link_with_choices_that_leave_nothing_shows_everything(page: Page, over_http: str) -> None:
    everything = search(page, over_http, "en", "smile").count()

    page.goto(f"{over_http}en/search.html?q=smile&tag=smile&tag=honesty&source=gone.txt")

    expect(page.locator("li.sp-hit")).to_have_count(everything)
    expect(page).to_have_url(re.compile(r"\?q=smile$"))


def test_choices_hold_for_pages_that_are_not_shown(page: Page, over_http: str) -> None:
    page.route("**/assets/search.js", lambda route: route.fulfill(status=200, body=MANY))
    search(page, over_http, "en", "service")
    expect(page.get_by_role("status")).to_have_text("Results: 1 of 70")
    page.locator(".sp-narrow summary").click()

    page.get_by_role("button", name="Chinese 40").click()
    expect(page.locator("li.sp-hit")).to_contain_text('{"language":["zh"]}')
    page.locator(".sp-narrow").get_by_role("button", name="a b.txt 40").click()
    expect(page.locator("li.sp-hit")).to_contain_text('{"language":["zh"],"source":["a b.txt"]}')
    page.locator(".sp-narrow").get_by_role("button", name="not known 10").click()
    expect(page.locator("li.sp-hit")).to_contain_text('"status":["unknown"]')


@pytest.mark.parametrize("reader", ["en", "zh"])
def test_the_readers_own_language_can_come_first(page: Page, over_http: str, reader: str) -> None:
    languages = [hit.get_attribute("data-language") for hit in search(page, over_http, reader, "customer").all()]
    page.locator(".sp-filter--order [value=mine]").click()

    expect(page.locator(".sp-group")).to_have_count(0)
    hits = page.locator("li.sp-hit:not(.sp-related *)")
    first = [hit.get_attribute("data-language") == reader for hit in hits.all()]
    assert first == sorted(first, reverse=True)
    assert first[0]
    assert not first[-1]
    assert page.locator("li.sp-hit").count() == len(languages)


@pytest.mark.parametrize("reader", READERS)
def test_with_one_language_alone_the_count_says_how_many_of_how_many(page: Page, over_http: str, reader: str) -> None:
    everything = search(page, over_http, reader, "smile").count()
    chinese = page.locator("li.sp-hit[data-language=zh]").count()

    page.locator(".sp-filter--only button").nth(READERS.index("zh") + 1).click()

    expect(page.get_by_role("status")).to_have_text(SHOWN[reader].format(n=chinese, all=everything))
    page.locator(".sp-filter--only button").first.click()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"\D{everything}$"))


@pytest.mark.parametrize(
    ("reader", "query", "offered"),
    [
        ("en", "listening but not telephone", "listening -telephone"),
        ("cs", "poslouchat ale ne telefon", "poslouchat -telefon"),
        ("te", "smile not first impression", 'smile -"first impression"'),
        ("en", "smile but not phone", "smile -phone"),  # which together are an idea of their own
    ],
)
def test_who_leaves_a_word_out_in_plain_words_is_offered_the_sign(
    page: Page, address: str, reader: str, query: str, offered: str
) -> None:
    search(page, address, reader, query)
    link = page.locator("#sp-results").get_by_role("link", name=offered, exact=True)

    link.click()

    page.wait_for_load_state()
    expect(page.get_by_role("searchbox")).to_have_value(offered)
    expect(page.locator("li.sp-hit").first).to_be_visible()


@pytest.mark.parametrize(
    "query", ["listening NOT telephone", "listening -telephone", "not telephone", "what not to do", "smile"]
)
def test_who_needs_no_sign_is_offered_none(page: Page, over_http: str, query: str) -> None:
    page.goto(f"{over_http}en/search.html?q={quote(query)}")
    expect(page.get_by_role("status")).not_to_be_empty()

    expect(page.get_by_text("To leave a word out")).to_have_count(0)


@pytest.mark.parametrize("reader", READERS)
def test_the_signs_of_a_query_are_a_link_away(page: Page, address: str, reader: str) -> None:
    page.goto(f"{address}{reader}/search.html")

    page.locator("a[href*='help.html#']").click()

    page.wait_for_url(f"**/{reader}/help.html#*")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator("section", has=page.locator(":target")).locator(".sp-signs")).to_be_visible()


@pytest.mark.parametrize("order", ["", "&order=rank"])
def test_what_is_only_related_stands_apart_at_the_end_and_nothing_is_hidden(
    page: Page, over_http: str, order: str
) -> None:
    everything = total_of(page, f"{over_http}cs/search.html?q={quote('úsměv')}{order}")

    apart = page.locator(".sp-related")
    expect(apart.locator("h2")).to_have_text(re.compile(r"^Příbuzné myšlenky \d+$"))
    reasons = page.locator("li.sp-hit").evaluate_all(
        "hits => hits.map((hit) => [...hit.querySelectorAll('.sp-hit__why')].map((why) => why.textContent).join(''))"
    )
    related = [bool(why) and why.count("(") == why.count("(příbuzná myšlenka)") for why in reasons]
    assert related == sorted(related)
    assert any(related)
    assert len(reasons) == everything
    assert apart.locator("li.sp-hit").count() == sum(related)


def total_of(page: Page, address: str) -> int:
    page.goto(address)
    expect(page.locator("li.sp-hit").first).to_be_visible()
    return total(page)
