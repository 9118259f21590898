"""A built site, served as an admin would serve it, and a real browser that minds what goes wrong.

The site stands under a sub-path with the strict policy of DESIGN's non-goals, and once more as plain files.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright
from programs import missing
from serving import SUB_PATH, StrictHandler

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SCREENSHOTS = Path(__file__).parent / "screenshots"
# Letters of a script that stand in no element of a language that is written in it.
STRAY_LETTERS = """() => {
  const scripts = [["te", /[\\u0c00-\\u0c7f]/], ["zh", /[\\u4e00-\\u9fff]/]];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const stray = [];
  while (walker.nextNode()) {
    const lang = walker.currentNode.parentElement.closest("[lang]").lang;
    for (const [code, letters] of scripts) {
      if (letters.test(walker.currentNode.data) && !lang.startsWith(code)) stray.push(walker.currentNode.data.trim());
    }
  }
  return stray;
}"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the site under its sub-path."""
    web = tmp_path_factory.mktemp("web")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(web / SUB_PATH)]
    build = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert build.returncode == 0, build.stderr
    return web


@pytest.fixture(scope="session")
def over_http(built: Path) -> Iterator[str]:
    handler = partial(StrictHandler, directory=str(built))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{SUB_PATH}/"
        server.shutdown()
        thread.join()


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, built: Path, over_http: str) -> str:
    """The site's root, both ways."""
    return over_http if request.param == "http" else f"{(built / SUB_PATH).as_uri()}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        own = shutil.which("chromium") or shutil.which("google-chrome")
        try:
            browser = playwright.chromium.launch(executable_path=own, args=["--no-sandbox"])
        except Error:
            missing("Chromium", "chromium")
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which no script fails, no policy is violated, and every request is answered by the site itself."""
    context = browser.new_context(viewport={"width": 1300, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status not in (0, 200, 304) else None)
    page.on(
        "request",
        lambda asked: wrong.append(asked.url) if "127.0.0.1" not in asked.url and asked.url[:5] != "file:" else None,
    )
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Path:
    """Where a test keeps its screenshots, to be looked at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    name: str = request.node.name
    return SCREENSHOTS / name.replace("/", "-")


@pytest.fixture
def stray_letters() -> str:
    """A script that finds letters in no element of a language that is written in them."""
    return STRAY_LETTERS
