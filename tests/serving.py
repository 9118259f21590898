"""How the tests serve the site: with the strict policy, under a sub-path."""

from __future__ import annotations

from http.server import SimpleHTTPRequestHandler

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
)
SUB_PATH = "intranet/service"


class StrictHandler(SimpleHTTPRequestHandler):
    """Serves files with the policy, and says nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class calls it so
        """Keep the test's output clean."""
