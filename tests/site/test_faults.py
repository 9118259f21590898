"""What a reader sees when files of the search are lost, cut, renewed or late: a clear message, never a wrong answer."""

from __future__ import annotations

import json
import re
import shutil
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from serving import SUB_PATH, StrictHandler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

FAILED = re.compile("could not be loaded. Please reload the page")
SHARDS = re.compile(r"assets/search/(?!manifest)[a-z0-9-]+\.js")
_SHARD = re.compile(r'(principlesShard\("manifest",)(.*)(\);\n)', re.DOTALL)


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the site, to be damaged."""
    copied: Path = shutil.copytree(built / SUB_PATH, tmp_path / SUB_PATH)
    return copied


@pytest.fixture(params=["http", "file"])
def damaged(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[str]:
    """The root of that copy, both ways."""
    if request.param == "file":
        yield f"{site.as_uri()}/"
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictHandler, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{SUB_PATH}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page that is allowed to complain: that is the point."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def manifest_of(site: Path) -> dict[str, Any]:
    match = _SHARD.fullmatch((site / "assets/search/manifest.js").read_text(encoding="utf-8"))
    assert match
    manifest: dict[str, Any] = json.loads(match[2])
    return manifest


def shards_of(site: Path, kind: str) -> list[Path]:
    return sorted((site / "assets/search").glob(f"{kind}-*.js"))


def lose(shard: Path) -> None:
    shard.unlink()


def cut(shard: Path) -> None:
    content = shard.read_bytes()
    shard.write_bytes(content[: len(content) // 2])


def answer_with_a_page(shard: Path) -> None:
    """As a server does that answers every unknown address with its front page."""
    shard.write_text("<!doctype html><title>Intranet</title>", encoding="utf-8")


def renew(site: Path) -> None:
    """Put a new version in place of the old: all shards have other names."""
    folder = site / "assets/search"
    old = manifest_of(site)
    text = json.dumps(old, ensure_ascii=False)
    for stamp in [shards["stamp"] for shards in [*old["shards"].values(), *old["numbered"].values()]]:
        text = text.replace(f'"{stamp}"', f'"{stamp[::-1]}0"')
        for file in folder.glob(f"*-{stamp}-*.js"):
            shard = file.read_text(encoding="utf-8").replace(stamp, f"{stamp[::-1]}0", 1)
            file.with_name(file.name.replace(stamp, f"{stamp[::-1]}0")).write_text(shard, encoding="utf-8")
            file.unlink()
    (folder / "manifest.js").write_text(f'principlesShard("manifest",{text});\n', encoding="utf-8")


@pytest.mark.parametrize("kind", ["entries", "concepts", "records"])
@pytest.mark.parametrize("harm", [lose, cut, answer_with_a_page])
def test_a_shard_that_is_lost_or_cut_is_said_to_be_and_nothing_is_answered(
    tab: Page, damaged: str, site: Path, kind: str, harm: Callable[[Path], None]
) -> None:
    for shard in shards_of(site, kind):
        harm(shard)

    tab.goto(f"{damaged}en/search.html?q=smile")

    expect(tab.get_by_role("status")).to_have_text(FAILED)
    expect(tab.locator("li.sp-hit")).to_have_count(0)


@pytest.mark.parametrize("harm", [lose, cut, answer_with_a_page])
def test_a_manifest_that_is_lost_or_cut_is_said_to_be(
    tab: Page, damaged: str, site: Path, harm: Callable[[Path], None]
) -> None:
    harm(site / "assets/search/manifest.js")

    tab.goto(f"{damaged}en/search.html?q=smile")

    expect(tab.get_by_role("status")).to_have_text(FAILED)


def test_one_lost_page_of_many_is_no_shorter_list(tab: Page, damaged: str, site: Path) -> None:
    lose(shards_of(site, "records")[-1])

    tab.goto(f"{damaged}en/search.html?q=smile")

    expect(tab.get_by_role("status")).to_have_text(FAILED)
    expect(tab.locator("li.sp-hit")).to_have_count(0)


def test_the_box_on_every_page_says_it_too(tab: Page, damaged: str, site: Path) -> None:
    for shard in shards_of(site, "entries"):
        cut(shard)
    tab.goto(f"{damaged}en/concepts/honesty.html")

    tab.get_by_role("combobox").type("smile")

    expect(tab.locator(".sp-panel")).to_have_text(FAILED)


def test_a_tab_from_before_the_site_was_renewed_says_to_reload_and_then_works(
    tab: Page, damaged: str, site: Path
) -> None:
    tab.goto(f"{damaged}en/search.html?q=smile")
    expect(tab.locator("li.sp-hit").first).to_be_visible()

    renew(site)
    tab.get_by_role("searchbox").fill("gratitude")

    expect(tab.get_by_role("status")).to_have_text(FAILED)
    tab.reload()
    expect(tab.locator("li.sp-hit").first).to_be_visible()
    expect(tab.get_by_role("status")).not_to_have_text(FAILED)


def test_a_failed_search_does_not_leave_the_answer_to_another_question(tab: Page, damaged: str, site: Path) -> None:
    tab.goto(f"{damaged}en/search.html?q=smile")
    expect(tab.locator("li.sp-hit").first).to_be_visible()

    renew(site)
    tab.get_by_role("searchbox").fill("gratitude")

    expect(tab.get_by_role("status")).to_have_text(FAILED)
    expect(tab.locator("li.sp-hit")).to_have_count(0)


def test_what_was_loaded_before_still_answers(tab: Page, damaged: str, site: Path) -> None:
    tab.goto(f"{damaged}en/search.html?q=smile")
    expect(tab.locator("li.sp-hit").first).to_be_visible()
    before = tab.locator("li.sp-hit h3, li.sp-hit h2").all_inner_texts()

    renew(site)
    tab.get_by_role("searchbox").fill("")
    expect(tab.locator("li.sp-hit")).to_have_count(0)
    tab.get_by_role("searchbox").fill("smile")

    expect(tab.locator("li.sp-hit").first).to_be_visible()
    assert tab.locator("li.sp-hit h3, li.sp-hit h2").all_inner_texts() == before


def test_a_manifest_of_another_version_asks_for_a_reload(tab: Page, damaged: str, site: Path) -> None:
    manifest = site / "assets/search/manifest.js"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(re.sub(r'"version":\d+', '"version":1', text), encoding="utf-8")

    tab.goto(f"{damaged}en/search.html?q=smile")

    expect(tab.get_by_role("status")).to_have_text(FAILED)


def test_a_slow_line_gives_the_answer_late_and_no_other_before(tab: Page, over_http: str) -> None:
    waiting: list[Route] = []
    tab.route(SHARDS, lambda route: waiting.append(route))  # noqa: PLW0108 -- Playwright marks its handlers
    tab.goto(f"{over_http}en/search.html?q=smile", wait_until="domcontentloaded")
    tab.wait_for_timeout(500)

    expect(tab.locator("li.sp-hit")).to_have_count(0)
    expect(tab.get_by_role("status")).not_to_have_text(re.compile("Nothing|" + FAILED.pattern))
    assert waiting
    tab.unroute_all()  # lets them go

    expect(tab.locator("li.sp-hit").first).to_be_visible()


def test_a_line_that_never_answers_is_given_up_after_half_a_minute(tab: Page, over_http: str) -> None:
    tab.clock.install()
    tab.route(SHARDS, lambda _: None)
    tab.goto(f"{over_http}en/search.html?q=smile", wait_until="domcontentloaded")
    expect(tab.locator("head script[src*='assets/search/']:not([src*=manifest])").first).to_be_attached()

    tab.clock.fast_forward(31_000)

    expect(tab.get_by_role("status")).to_have_text(FAILED)
    expect(tab.locator("li.sp-hit")).to_have_count(0)
