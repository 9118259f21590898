"""Updating and rolling back as `site_config/servers/README.md` says, while readers have pages open.

Two versions are packed, unpacked, and copied by the README's own commands, under nginx and Apache as we configure them.
A reader's browser keeps its cache all the while, as it would anywhere.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from programs import program
from serving import SUB_PATH
from updates import COMMANDS, DAY, PLACE, age, copy, unpack
from webservers import SERVERS, Server, running

from indexer import pipeline
from indexer.archive import write_archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from indexer import model
    from indexer.pipeline import Knowledge

pytestmark = pytest.mark.browser

# Version 1 is the built site. In version 2 one word of one passage is another, as long, so that no changed file betrays
# itself by its size.
PASSAGE, OLD, NEW = "en/principles/gratitude", "underestimate", "zorbulentiate"
WORDS = {"1": OLD, "2": NEW}
QUERIES = ["patience", "úsměv", "微笑", "gratitude", "listening"]
FAILED = re.compile("could not be loaded. Please reload the page")
SHARD = re.compile(r"GET \S+/assets/search/(?!manifest)(\S+\.js) ")
SHARDS_FIRST, THEN_PAGES, THEN_MANIFEST, CLEANING = COMMANDS


@pytest.fixture(scope="module")
def archives(built: Path, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("versions")
    sites = {version: Path(shutil.copytree(built / SUB_PATH, folder / version)) for version in WORDS}
    changed = replace(knowledge, pages=tuple(_reworded(page) for page in knowledge.pages))
    pipeline.build_lexicon(changed, folder / "index")
    pipeline.copy_search(folder / "index", sites["2"])
    html = sites["2"] / f"{PASSAGE}.html"
    html.write_text(html.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    # Commonly two manifests differ in names only. Here one may be shorter: fill it up with spaces.
    manifests = [site / "assets/search/manifest.js" for site in sites.values()]
    size = max(manifest.stat().st_size for manifest in manifests)
    for manifest in manifests:
        manifest.write_bytes(manifest.read_bytes().ljust(size))
    return {version: write_archive(site, SERVERS, folder / f"{version}.zip") for version, site in sites.items()}


def _reworded(page: model.Page) -> model.Page:
    if page.path != PASSAGE:
        return page
    return replace(
        page,
        paragraphs=tuple(replace(paragraph, text=paragraph.text.replace(OLD, NEW)) for paragraph in page.paragraphs),
        tags=tuple(replace(tag, evidence=tag.evidence.replace(OLD, NEW)) for tag in page.tags),
    )


@pytest.fixture(scope="module")
def unpacked(archives: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("unpacked")
    return {version: unpack(archive, folder / version) for version, archive in archives.items()}


@pytest.fixture(params=["nginx", "apache2"])
def server(request: pytest.FixtureRequest, unpacked: dict[str, Path]) -> Iterator[Server]:
    """A server on which version 1 has been put up."""
    with running(request.param, "/service/", lambda site: shutil.copytree(unpacked["1"] / "site", site)) as server:
        yield server


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture(scope="module")
def answers(browser: Browser, over_http: str) -> dict[str, list[str]]:
    """What version 1 answers to the queries when nobody updates anything."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{over_http}en/search.html")
    found = {query: ask(tab, query) or [] for query in QUERIES}
    context.close()
    return found


def open_tab(context: BrowserContext, server: Server) -> Page:
    tab = context.new_page()
    tab.goto(f"{server.address}en/search.html")
    return tab


def ask(tab: Page, query: str) -> list[str] | None:
    """Return the hits as the reader sees them, none where none were found; None where the page asks to be reloaded."""
    _type(tab, query)
    status = tab.get_by_role("status")
    none, failed = status.filter(has_text=f"Nothing found for “{query}”"), status.filter(has_text=FAILED)
    tab.locator("li.sp-hit").or_(none).or_(failed).first.wait_for()
    hits = tab.locator("li.sp-hit").all_text_contents()
    if failed.count() == 0:
        return hits
    assert hits == []
    return None


def _type(tab: Page, query: str) -> None:
    box = tab.get_by_role("searchbox")
    for typed in ("", query):  # what was answered before must go first
        box.fill(typed)
        box.press("Enter")  # asks at once; without it the page waits whether one types on


def version_in(tab: Page) -> str:
    """Return the version that a tab answers from: it finds that version's word, and not the other's."""
    found = [version for version, word in WORDS.items() if any(word in hit for hit in ask(tab, word) or ())]
    assert len(found) == 1
    return found[0]


def passage_in(context: BrowserContext, server: Server) -> str:
    """Return the version of the passage's page that a new tab shows."""
    tab = context.new_page()
    tab.goto(f"{server.address}{PASSAGE}.html")
    text = tab.locator("article").inner_text()
    return next(version for version, word in WORDS.items() if word in text)


def shards(folder: Path) -> set[str]:
    return {file.name for file in (folder / "assets/search").iterdir()} - {"manifest.js"}


def asked_shards(server: Server) -> list[str]:
    return SHARD.findall((server.folder / "access.log").read_text(encoding="utf-8"))


def update(server: Server, unpacked: dict[str, Path], version: str) -> None:
    age(server.site)
    for command in (SHARDS_FIRST, THEN_PAGES, THEN_MANIFEST):
        copy(command, unpacked[version], server.site)


def as_in(version: str, hits: list[str]) -> list[str]:
    """Return the hits of version 1 as another version has them."""
    return [hit.replace(OLD, WORDS[version]) for hit in hits]


def walk_through_an_update(
    server: Server, context: BrowserContext, unpacked: dict[str, Path], answers: dict[str, list[str]], after: str
) -> None:
    """Update step by step to the version `after`, and see what tabs answer at each."""
    before = "1" if after == "2" else "2"
    age(server.site)
    old, silent = open_tab(context, server), open_tab(context, server)
    assert version_in(old) == before

    copy(SHARDS_FIRST, unpacked[after], server.site)
    assert (version_in(open_tab(context, server)), passage_in(context, server)) == (before, before)
    assert ask(old, QUERIES[0]) == as_in(before, answers[QUERIES[0]])
    copy(THEN_PAGES, unpacked[after], server.site)
    assert (version_in(open_tab(context, server)), passage_in(context, server)) == (before, after)
    assert ask(old, QUERIES[1]) == as_in(before, answers[QUERIES[1]])
    copy(THEN_MANIFEST, unpacked[after], server.site)
    known = len(asked_shards(server))
    for query in QUERIES[2:]:
        assert ask(old, query) == as_in(before, answers[query])
    gone = shards(unpacked[before] / "site") - shards(unpacked[after] / "site")
    assert gone & set(asked_shards(server)[known:])  # the old tab did ask for what only its own version has

    assert version_in(old) == before
    assert (version_in(open_tab(context, server)), passage_in(context, server)) == (after, after)
    assert version_in(silent) == after
    old.reload()
    assert version_in(old) == after
    assert ask(old, "gratitude") == as_in(after, answers["gratitude"])


def test_open_tabs_and_new_ones_answer_all_through_an_update(
    server: Server, context: BrowserContext, unpacked: dict[str, Path], answers: dict[str, list[str]]
) -> None:
    walk_through_an_update(server, context, unpacked, answers, "2")

    assert server.not_found() == []


def test_rolling_back_is_an_update_with_the_last_archive(
    server: Server, context: BrowserContext, unpacked: dict[str, Path], answers: dict[str, list[str]]
) -> None:
    assert version_in(open_tab(context, server)) == "1"
    update(server, unpacked, "2")

    walk_through_an_update(server, context, unpacked, answers, "1")

    assert server.not_found() == []
    assert max(Counter(asked_shards(server)).values()) == 1  # what is kept for a year is not asked for again


def test_after_the_cleaning_an_old_tab_asks_to_be_reloaded_and_then_works(
    server: Server, context: BrowserContext, unpacked: dict[str, Path], answers: dict[str, list[str]]
) -> None:
    old, patient = open_tab(context, server), open_tab(context, server)
    assert (version_in(old), version_in(patient)) == ("1", "1")
    update(server, unpacked, "2")
    age(server.site)
    copy(CLEANING, unpacked["2"], server.site)
    assert shards(server.site) == shards(unpacked["2"] / "site")

    for tab in (old, patient):
        assert ask(tab, QUERIES[0]) is None
        assert version_in(tab) == "1"  # what it had loaded before is still right
    old.reload()
    assert version_in(old) == "2"
    assert ask(old, "gratitude") == as_in("2", answers["gratitude"])

    update(server, unpacked, "1")
    assert ask(patient, QUERIES[0]) == answers[QUERIES[0]]  # no browser remembers that the shard was missing
    assert (version_in(open_tab(context, server)), passage_in(context, server)) == ("1", "1")


@pytest.mark.parametrize("name", ["nginx", "apache2"])
def test_a_link_changes_the_version_there_and_back(
    name: str, context: BrowserContext, archives: dict[str, Path], answers: dict[str, list[str]]
) -> None:
    def put(site: Path) -> None:
        for version, archive in archives.items():
            age(site.parent)
            unpack(archive, site.parent / version)
        site.symlink_to(site.parent / "1/site")

    with running(name, "/service/", put) as server:
        tab = open_tab(context, server)
        assert version_in(tab) == "1"
        told = []
        for before, version, query in zip("12", "21", QUERIES, strict=False):
            subprocess.run(["/bin/ln", "-sfn", server.site.parent / version / "site", server.site], check=True)

            told.append(ask(tab, query))
            assert told[-1] in (None, as_in(before, answers[query]))  # the cache may hold all that the answer needs
            assert (version_in(open_tab(context, server)), passage_in(context, server)) == (version, version)
            tab.reload()
            assert version_in(tab) == version
        assert None in told
        assert ask(tab, "gratitude") == answers["gratitude"]


def test_the_commands_do_here_what_rsync_does(unpacked: dict[str, Path], tmp_path: Path) -> None:
    rsync = program("rsync", "rsync")
    ours, theirs = (Path(shutil.copytree(unpacked["1"] / "site", tmp_path / name)) for name in ("ours", "theirs"))
    for command in COMMANDS:
        copy(command, unpacked["2"], ours)
        words = [rsync, *shlex.split(command.replace(PLACE, str(theirs)), comments=True)]
        subprocess.run(words, cwd=unpacked["2"], check=True)

        held = [{file.relative_to(site): _state(file) for file in site.rglob("*")} for site in (ours, theirs)]
        assert held[0] == held[1]


def _state(file: Path) -> tuple[bytes, bool]:
    """Return what is in a file, and whether it was copied by now: an archive's own times are years old."""
    return (file.read_bytes(), file.stat().st_mtime > time.time() - DAY) if file.is_file() else (b"", False)
