"""Programs from outside that some tests need, and what becomes of a test where they are missing."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def program(name: str, package: str) -> str:
    """Return the path of a program; without it skip the test, or fail it where all programs are required.

    Args:
        package: What Debian calls the package that has it.
    """
    # Servers are where only root looks by himself.
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    return found or missing(name, package)


def missing(name: str, package: str) -> NoReturn:
    """Skip the test, or fail it where `PRINCIPLES_PROGRAMS` says `required`."""
    what = f"no {name}; get it by `apt install {package}`"
    if os.environ.get("PRINCIPLES_PROGRAMS") == "required":
        pytest.fail(what)
    pytest.skip(what)
