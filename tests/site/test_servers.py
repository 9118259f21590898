"""The server configurations that we ship, each in its own server, started for the test on this machine only."""

from __future__ import annotations

import gzip
import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect
from serving import POLICY, SUB_PATH
from webservers import SERVERS, Server, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(
    scope="module", params=[f"{name} {path}" for name in ("nginx", "apache2") for path in ("/", "/service/", "/a/b/c/")]
)
def server(request: pytest.FixtureRequest, built: Path) -> Iterator[Server]:
    name, path = request.param.split()
    with running(name, path, lambda site: shutil.copytree(built / SUB_PATH, site)) as server:
        yield server


def one(server: Server, pattern: str) -> str:
    return next(iter(sorted(server.site.glob(pattern)))).relative_to(server.site).as_posix()


@pytest.mark.parametrize(
    ("pattern", "mime"),
    [
        ("te/index.html", "text/html; charset=utf-8"),
        ("assets/css/frame.css", "text/css; charset=utf-8"),
        ("assets/ui.js", "text/javascript; charset=utf-8"),
        ("assets/search/records-*-0.js", "text/javascript; charset=utf-8"),
        ("assets/mark.svg", "image/svg+xml; charset=utf-8"),
        ("assets/vocabulary.ttl", "text/turtle; charset=utf-8"),
        ("assets/fonts/*.woff2", "font/woff2"),
    ],
)
def test_every_kind_of_file_has_its_type(server: Server, pattern: str, mime: str) -> None:
    status, headers, _ = server.get(one(server, pattern))

    assert (status, headers["content-type"].lower()) == (200, mime)


def test_pages_carry_the_policy_and_are_asked_for_each_time(server: Server) -> None:
    _, headers, _ = server.get("en/index.html")
    tag = headers["etag"]

    assert headers["content-security-policy"] == POLICY
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"
    assert server.get("en/index.html", If_None_Match=tag)[0] == 304


def test_browsers_which_take_all_compressed_are_told_that_nothing_changed(server: Server) -> None:
    tag = server.get("en/index.html", Accept_Encoding="gzip")[1]["etag"]

    assert server.get("en/index.html", Accept_Encoding="gzip", If_None_Match=tag)[0] == 304


@pytest.mark.parametrize(
    "pattern", ["assets/search/[0-9a-f]*[0-9a-f].js", "assets/search/records-*-0.js", "assets/fonts/*.woff2"]
)
def test_what_is_named_by_its_content_is_kept_for_ever(server: Server, pattern: str) -> None:
    _, headers, _ = server.get(one(server, pattern))

    assert headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["assets/search/manifest.js", "assets/ui.js", "assets/css/fonts.css"])
def test_what_keeps_its_name_is_asked_for_each_time(server: Server, path: str) -> None:
    assert server.get(path)[1]["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["te/index.html", "assets/search/manifest.js", "assets/css/frame.css"])
def test_text_travels_compressed_and_arrives_whole(server: Server, path: str) -> None:
    _, headers, body = server.get(path, Accept_Encoding="gzip")

    assert headers["content-encoding"] == "gzip"
    assert "accept-encoding" in headers["vary"].lower()
    assert gzip.decompress(body) == (server.site / path).read_bytes()


def test_a_wrong_address_is_answered_by_our_page(server: Server) -> None:
    status, headers, body = server.get("en/no-such-page.html")

    assert (status, headers["content-security-policy"]) == (404, POLICY)
    assert body == (server.site / "404.html").read_bytes()


def test_folders_are_not_listed(server: Server) -> None:
    assert server.get("assets/")[0] in (403, 404)
    assert server.get("")[0] == 200


def test_no_link_of_any_page_leaves_a_404_in_the_log(server: Server) -> None:
    paths = {
        path.relative_to(server.site).as_posix() for path in server.site.rglob("*") if path.suffix in (".html", ".css")
    }
    wanted = set(paths)
    for path in paths:
        text = (server.site / path).read_text(encoding="utf-8")
        links = re.findall(r"""(?:href|src)="([^"]+)"|url\(["']?([^"')]+)""", text)
        wanted |= {
            urldefrag(urljoin(path, link or image)).url
            for link, image in links
            if not (link or image).startswith("data:")
        }
    outside = [path for path in wanted if ":" in path]

    wrong = [path for path in sorted(wanted) if path and server.get(path.partition("?")[0])[0] != 200]

    assert (outside, [unquote(path) for path in wrong]) == ([], [])
    assert [line for line in server.not_found() if "no-such-page" not in line and "/assets/ " not in line] == []


def test_a_reader_goes_from_the_front_page_to_a_hit_and_nothing_is_missing(server: Server, page: Page) -> None:
    before = server.not_found()
    page.goto(server.address)
    page.wait_for_load_state()
    page.goto(f"{server.address}en/search.html?q=smile")
    page.locator("li.sp-hit a").first.click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.startswith(f"{server.address}en/")
    assert server.not_found() == before


def test_web_config_says_to_iis_what_the_others_say() -> None:
    root = ET.parse(SERVERS / "web.config").getroot()  # noqa: S314 -- our own file
    types = {entry.attrib["fileExtension"]: entry.attrib["mimeType"] for entry in root.iter("mimeMap")}
    headers = {entry.attrib["name"]: entry.attrib["value"] for entry in root.iterfind(".//customHeaders/add")}

    assert headers["Content-Security-Policy"] == POLICY
    assert types[".woff2"] == "font/woff2"
    assert {types[ending].partition("; ")[2] for ending in (".html", ".css", ".js", ".svg", ".ttl")} == {
        "charset=utf-8"
    }
    assert [entry.attrib["enabled"] for entry in root.iter("directoryBrowse")] == ["false"]
    assert [entry.attrib["path"] for entry in root.iterfind(".//httpErrors/error")] == ["404.html"]
    assert [entry.attrib["doStaticCompression"] for entry in root.iter("urlCompression")] == ["true"]
    own, fonts = (entry.attrib for entry in root.iter("clientCache"))
    assert own["cacheControlMode"] == "DisableCache"
    assert fonts["cacheControlCustom"] == "immutable"
