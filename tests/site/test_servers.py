"""The server configurations that we ship, each in its own server, started for the test on this machine only."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree as ET

import pytest
from serving import POLICY, SUB_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

SERVERS = Path(__file__).parents[2] / "site_config/servers"
MODULES = Path("/usr/lib/apache2/modules")
NGINX = """daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; events {{}}
http {{
  access_log {folder}/access.log; client_body_temp_path {folder}/t; proxy_temp_path {folder}/t;
  fastcgi_temp_path {folder}/t; uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
  server {{ listen 127.0.0.1:{port}; absolute_redirect off; include {folder}/ours.conf; }}
}}
"""
APACHE = "\n".join(
    [
        "ServerRoot {folder}",
        "ServerName localhost",
        "PidFile {folder}/pid",
        "Listen 127.0.0.1:{port}",
        "ErrorLog {folder}/error.log",
        'CustomLog {folder}/access.log "%h %l %u %t \\"%r\\" %>s %b"',
        *(
            f"LoadModule {name}_module {MODULES}/mod_{name}.so"
            for name in ("mpm_event", "authz_core", "alias", "dir", "mime", "filter", "deflate", "headers")
        ),
        "TypesConfig /dev/null",
        "Include {folder}/ours.conf",
    ]
)
TEMPLATES = {"nginx": NGINX, "apache2": APACHE}


@dataclass(frozen=True)
class Server:
    """A server that runs, and the folder that it serves under `path`."""

    folder: Path
    port: int
    path: str

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(
            "GET", f"{self.path}{path}", headers={name.replace("_", "-"): headers[name] for name in headers}
        )
        answer = connection.getresponse()
        got = (answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return got

    @property
    def site(self) -> Path:
        return self.folder / "www" / self.path.strip("/")


@pytest.fixture(scope="module", params=["nginx /service/", "nginx /a/b/c/", "apache2 /service/", "apache2 /a/b/c/"])
def server(request: pytest.FixtureRequest, built: Path) -> Iterator[Server]:
    name, path = request.param.split()
    program = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        if os.environ.get("PRINCIPLES_BROWSER") == "required":
            pytest.fail(f"no {name}")
        pytest.skip(f"no {name}; get one by `apt install nginx apache2`")
    # The server runs as nobody, who may not look into pytest's folders.
    folder = Path(tempfile.mkdtemp(prefix="principles-"))
    shutil.copytree(built / SUB_PATH, folder / "www" / path.strip("/"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ours = (SERVERS / {"nginx": "nginx.conf", "apache2": "apache.conf"}[name]).read_text(encoding="utf-8")
    ours = ours.replace("/srv/www", "WWW").replace("/service", path.rstrip("/")).replace("WWW", f"{folder}/www")
    (folder / "ours.conf").write_text(ours, encoding="utf-8")
    (folder / "main.conf").write_text(TEMPLATES[name].format(folder=folder, port=port), encoding="utf-8")
    nobody: dict[str, Any] = {}
    if os.geteuid() == 0:
        subprocess.run(["/bin/chown", "-R", "nobody", str(folder)], check=True)
        nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    start = {"nginx": ["-e", f"{folder}/error.log", "-c", f"{folder}/main.conf"]}
    start["apache2"] = ["-X", "-f", f"{folder}/main.conf"]
    with subprocess.Popen([program, *start[name]], stderr=subprocess.PIPE, text=True, **nobody) as running:
        running_server = Server(folder, port, path)
        _wait_for(running_server, running)
        yield running_server
        running.terminate()
    shutil.rmtree(folder)


def _wait_for(server: Server, running: subprocess.Popen[str]) -> None:
    for _ in range(100):
        if running.poll() is not None:
            pytest.fail(f"the server ended: {running.stderr.read() if running.stderr else ''}")
        try:
            server.get("index.html")
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")


def one(server: Server, pattern: str) -> str:
    return next(iter(sorted(server.site.glob(pattern)))).relative_to(server.site).as_posix()


@pytest.mark.parametrize(
    ("pattern", "mime"),
    [
        ("te/index.html", "text/html; charset=utf-8"),
        ("assets/css/frame.css", "text/css; charset=utf-8"),
        ("assets/ui.js", "text/javascript; charset=utf-8"),
        ("assets/search/*-te-0.js", "text/javascript; charset=utf-8"),
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


@pytest.mark.parametrize(
    "pattern", ["assets/search/[0-9a-f]*[0-9a-f].js", "assets/search/*-te-0.js", "assets/fonts/*.woff2"]
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
    log = (server.folder / "access.log").read_text(encoding="utf-8")
    assert {
        line for line in log.splitlines() if '" 404 ' in line and "no-such-page" not in line and "/assets/ " not in line
    } == set()


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
