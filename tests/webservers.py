"""nginx and Apache with the configurations that we ship, started for a test on this machine only."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from programs import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERVERS = Path(__file__).parents[1] / "site_config/servers"
_MODULES = Path("/usr/lib/apache2/modules")
_NGINX = """daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; events {{}}
http {{
  access_log {folder}/access.log; client_body_temp_path {folder}/t; proxy_temp_path {folder}/t;
  fastcgi_temp_path {folder}/t; uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
  server {{ listen 127.0.0.1:{port}; absolute_redirect off; include {folder}/ours.conf; }}
}}
"""
_APACHE = "\n".join(
    [
        "ServerRoot {folder}",
        "ServerName localhost",
        "PidFile {folder}/pid",
        "Listen 127.0.0.1:{port}",
        "ErrorLog {folder}/error.log",
        'CustomLog {folder}/access.log "%h %l %u %t \\"%r\\" %>s %b"',
        *(
            f"LoadModule {name}_module {_MODULES}/mod_{name}.so"
            for name in ("mpm_event", "authz_core", "alias", "dir", "mime", "filter", "deflate", "headers")
        ),
        "TypesConfig /dev/null",
        "Include {folder}/ours.conf",
    ]
)
_TEMPLATES = {"nginx": _NGINX, "apache2": _APACHE}


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

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    def not_found(self) -> list[str]:
        """Return the lines of the log that are about addresses where nothing is."""
        log = (self.folder / "access.log").read_text(encoding="utf-8")
        return [line for line in log.splitlines() if '" 404 ' in line]


@contextmanager
def running(name: str, path: str, put: Callable[[Path], object]) -> Iterator[Server]:
    """Run a server, or skip the test where it is missing; `put` is given the folder of the site, to be made."""
    served_by = program(name, {"nginx": "nginx-light", "apache2": "apache2-bin"}[name])
    # The server runs as nobody, who may not look into pytest's folders.
    folder = Path(tempfile.mkdtemp(prefix="principles-"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server(folder, port, path)
    server.site.parent.mkdir(parents=True, exist_ok=True)
    put(server.site)
    (folder / "ours.conf").write_text(_adapted(name, path, folder / "www"), encoding="utf-8")
    (folder / "main.conf").write_text(_TEMPLATES[name].format(folder=folder, port=port), encoding="utf-8")
    nobody: dict[str, Any] = {}
    if os.geteuid() == 0:
        subprocess.run(["/bin/chown", "-R", "nobody", str(folder)], check=True)
        nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    start = {"nginx": ["-e", f"{folder}/error.log", "-c", f"{folder}/main.conf"]}
    start["apache2"] = ["-X", "-f", f"{folder}/main.conf"]
    with subprocess.Popen([served_by, *start[name]], stderr=subprocess.PIPE, text=True, **nobody) as process:
        try:
            _wait_for(server, process)
            yield server
        finally:
            process.terminate()
    shutil.rmtree(folder)


def _adapted(name: str, path: str, www: Path) -> str:
    """Return the configuration with path and folder changed, as its first lines tell an admin to."""
    ours = (SERVERS / {"nginx": "nginx.conf", "apache2": "apache.conf"}[name]).read_text(encoding="utf-8")
    if path == "/" and name == "nginx":
        ours = "".join(line for line in ours.splitlines(keepends=True) if "return 301" not in line)
    if path == "/" and name == "apache2":
        ours = ours.replace('Alias "${SERVICE_PATH}"', "DocumentRoot").replace("${SERVICE_PATH}/404", "/404")
    return ours.replace("/srv/www", "WWW").replace("/service", path.rstrip("/")).replace("WWW", str(www))


def _wait_for(server: Server, process: subprocess.Popen[str]) -> None:
    for _ in range(100):
        if process.poll() is not None:
            pytest.fail(f"the server ended: {process.stderr.read() if process.stderr else ''}")
        try:
            server.get("index.html")
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")
