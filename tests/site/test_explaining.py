"""What a reader is told about an answer: guesses, mistakes, words to try instead, summaries of foreign passages."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OFFERED = "#sp-results a[href^='?q=']"

# A stand-in that is never sure, and whose heading would do harm if it were taken for markup.
GUESSING_ENGINE = """globalThis.openSearch = async () => ({
  labels: async () => ({}),
  search: async (query) => ({query, confident: false, total: 1, languages: {zh: 1}, hits: [{
    rank: 1, score: 1, page: "zh/principles/closing", language: "zh", kind: "closing", tags: [],
    heading: "<b>结语</b> & more", snippet: "微笑", marks: [[0, 2]], why: []}],
    interpretation: [{typed: "smyle", as: "smile", reason: "typo"}]}),
});"""


def test_a_guess_is_called_a_guess(page: Page, over_http: str) -> None:
    page.route("**/assets/search.js", lambda route: route.fulfill(status=200, body=GUESSING_ENGINE))

    page.goto(f"{over_http}zh/search.html?q=smyle")

    expect(page.get_by_text("没有哪一段明确讲这个，以下只是猜测。")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("没有哪一段明确讲这个，以下只是猜测。结果：1")
    expect(page.locator("li.sp-hit h2")).to_have_text("<b>结语</b> & more")


def test_what_is_not_known_is_named_and_not_offered(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/search.html?q=qwrtz zxcvb")

    expect(page.locator("#sp-results")).to_contain_text("Not known here: qwrtz · zxcvb")
    expect(page.locator(OFFERED)).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("smile AND qwrtz", ["smile"]),
        ('"honesty smile"', ["honesty", "smile"]),
        ("(úsměv qwrtz) AND NOT úsměv", ["úsměv"]),
        ('"微笑 诚实"', ["微笑", "诚实"]),
        ("lang:te AND lang:zh", []),
    ],
)
def test_each_word_that_is_offered_finds_something(page: Page, address: str, query: str, words: list[str]) -> None:
    page.goto(f"{address}cs/search.html?q={quote(query)}")

    expect(page.get_by_role("status")).to_contain_text("se nic nenašlo")
    expect(page.locator(OFFERED)).to_have_text(words)
    for word in words:
        page.goto(f"{address}cs/search.html?q={quote(word)}")
        expect(page.locator("li.sp-hit").first).to_be_visible()


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        ("en", "These signs make no sense here and were read as plain text: ( · AND"),
        ("te", "ఈ గుర్తులకు ఇక్కడ అర్థం లేదు, మామూలు మాటలుగా చదివాం: ( · AND"),
        ("cs", "Tyto znaky tu nedávají smysl, čteme je jako obyčejný text: ( · AND"),
        ("zh", "这些符号在此处没有意义，已按普通文字处理：( · AND"),
    ],
)
def test_a_mistake_in_a_query_is_told_wherever_results_are_shown(
    page: Page, over_http: str, reader: str, told: str
) -> None:
    page.goto(f"{over_http}{reader}/search.html?q={quote('(smile AND')}")
    expect(page.locator("li.sp-hit").first).to_be_visible()
    expect(page.locator("#sp-results")).to_contain_text(told)

    page.get_by_role("searchbox").fill("(qwrtz AND")
    expect(page.locator("li.sp-hit")).to_have_count(0)
    expect(page.locator("#sp-results")).to_contain_text(told)

    page.goto(f"{over_http}{reader}/index.html")
    page.get_by_role("combobox").fill("(smile AND")
    expect(page.locator(".sp-panel__note")).to_contain_text(told)
    expect(page.locator(".sp-search [role=status]")).to_contain_text(told)


def test_hits_in_other_languages_get_the_editors_summary_when_a_reader_asks_for_it(page: Page, address: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{address}te/search.html?q=smile")
    summaries = page.locator("li.sp-hit .sp-summary")
    expect(page.locator("li.sp-hit").first).to_be_visible()
    expect(summaries).to_have_count(0)
    assert [url for url in loaded if "/principles/" in url] == []

    page.get_by_role("button", name="సంపాదకుల సారాంశాలు చూపించు").click()

    # By a machine into the reader's own language, by a person in another one.
    for language in ("te", "zh"):
        hit = page.locator(f"li.sp-hit[data-language={language}]").first
        expect(hit.locator(".sp-summary")).to_contain_text("సంపాదకుల సారాంశం")
        assert hit.locator(".sp-summary").evaluate("summary => summary.closest('[lang]').lang") == "te"
    page.reload()
    expect(summaries.first).to_be_visible()
    page.get_by_role("button", name="సంపాదకుల సారాంశాలు చూపించు").click()
    expect(summaries).to_have_count(0)


def test_what_a_person_wrote_in_the_readers_language_needs_no_summary(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}en/search.html?q=smile")
    page.get_by_role("button", name="Show the editors’ summaries").click()

    expect(page.locator("li.sp-hit[data-language=zh] .sp-summary").first).to_be_visible()
    expect(page.locator("li.sp-hit[data-language=en] .sp-summary")).to_have_count(0)
