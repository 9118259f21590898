"""The pictures of the signs of a query: what is typed, and what is true of the hits if the sign has worked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from pictures import Scene
from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[1]

Ask = Callable[[str], list[str]]


class Sign(NamedTuple):
    """A query, whether pages are right for it (it may ask other queries to compare), and how many hits are pictured."""

    reader: str
    query: str
    right: Callable[[list[str], Ask], bool]
    shown: int = 1


def content(page: str) -> str:
    """Return a page's Markdown, with its front matter, in small letters."""
    return (ROOT / f"docs/{page}.md").read_text(encoding="utf-8").casefold()


def words(page: str) -> str:
    """Return what the text itself says, without tags and summaries."""
    return content(page).split("\n---\n", 1)[1]


def same_as(query: str) -> Callable[[list[str], Ask], bool]:
    return lambda pages, ask: pages == ask(query)


def in_languages(pages: list[str]) -> set[str]:
    return {page.partition("/")[0] for page in pages}


SIGNS = {
    "words": Sign(
        "en",
        "patience respect",
        lambda pages, ask: (
            pages[0] in ask("patience AND respect") and {*ask("tag:patience"), *ask("tag:respect")} <= set(pages)
        ),
        shown=2,
    ),
    "phrase": Sign("en", '"thank you"', lambda pages, _: all("thank you" in words(page) for page in pages)),
    "and": Sign(
        "en",
        "smile AND phone",
        lambda pages, _: all("smile" in words(page) and "phone" in words(page) for page in pages),
    ),
    "or": Sign(
        "en",
        "honesty OR gratitude",
        lambda pages, ask: {*ask("tag:honesty"), *ask("tag:gratitude")} <= set(pages),
    ),
    "not": Sign(
        "en",
        "tag:smile NOT lang:zh",
        lambda pages, ask: set(pages) == {page for page in ask("tag:smile") if not page.startswith("zh/")},
    ),
    "minus": Sign(
        "en",
        "smile -phone",
        lambda pages, ask: not set(pages) & set(ask("smile AND phone")) and pages == ask("smile NOT phone"),
    ),
    "parentheses": Sign(
        "en",
        "(greeting OR smile) AND phone",
        lambda pages, ask: set(pages) == {*ask("greeting AND phone"), *ask("smile AND phone")},
    ),
    "prefix": Sign("en", "friend*", lambda pages, _: all("friend" in words(page) for page in pages)),
    "title": Sign(
        "en", "title:smile", lambda pages, _: all("# smile" in words(page) for page in pages) and bool(pages)
    ),
    "tag": Sign("en", "tag:úsměv", lambda pages, _: all("concept: smile" in content(page) for page in pages)),
    "lang": Sign("en", "courtesy lang:cs", lambda pages, _: in_languages(pages) == {"cs"}),
    "source": Sign(
        "en", "source:000_b", lambda pages, _: all("file: 000_b35712e67982c676.txt" in content(page) for page in pages)
    ),
    "full-width": Sign("zh", "（微笑　或　问候）　lang：en", same_as("(微笑 OR 问候) lang:en")),
    "czech": Sign("cs", "(pozdrav NEBO úsměv) A telefon", same_as("(pozdrav OR úsměv) AND telefon")),
    "telugu": Sign("te", "(పలకరింపు లేదా చిరునవ్వు) మరియు ఫోన్", same_as("(పలకరింపు OR చిరునవ్వు) AND ఫోన్")),
    "chinese": Sign("zh", "微笑 非 电话", same_as("微笑 NOT 电话")),
    "mistake": Sign("en", "(smile AND", same_as("smile")),
}


def found(page: Page, root: str, reader: str, query: str) -> list[str]:
    """Return the pages that the search page lists for `query`, from above."""
    page.goto(f"{root}{reader}/search.html?q={quote(query)}")
    expect(page.locator("li.sp-hit").first).to_be_visible()
    return [hit.get_attribute("data-page") or "" for hit in page.locator("li.sp-hit").all()]


def play(sign: Sign, page: Page, root: str) -> list[Locator]:
    ask = partial(found, page, root, sign.reader)
    pages = ask(sign.query)
    assert sign.right(pages, ask), f"{sign.query} finds {pages}"
    found(page, root, sign.reader, sign.query)
    expect(page.get_by_role("searchbox")).to_have_value(sign.query)
    return [page.locator(".sp-search--page"), page.locator("li.sp-hit").nth(sign.shown - 1)]


SCENES = {f"sign-{name}": Scene(640, partial(play, sign)) for name, sign in SIGNS.items()}
