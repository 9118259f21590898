"""How the tests serve the site: the strict policy, and a sub-path."""

from __future__ import annotations

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
)
SUB_PATH = "intranet/service"
