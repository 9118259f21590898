"""Tells how far a long run has come: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from typing import Self, TextIO

_PATIENCE = 2.0  # seconds before anything is shown
_ON_A_TERMINAL, _ELSEWHERE = 0.1, 10.0  # seconds between two signs of life
_WIDTH = 30


class Progress:
    """Counts what is done; a context, so that a bar never stays behind."""

    def __init__(self, stream: TextIO, what: str = "texts") -> None:
        self.stream = stream
        self.what = what
        self.terminal = stream.isatty()
        self.began = self.told = time.monotonic()
        self.shown = False

    def __call__(self, done: int, total: int) -> None:
        """Show how many are done, when that is worth telling."""
        now = time.monotonic()
        pause = _ON_A_TERMINAL if self.terminal else _ELSEWHERE
        if now - self.began < _PATIENCE or now - self.told < pause or done >= total:
            return
        self.told = now
        if not self.terminal:
            print(f"{done} of {total} {self.what}", file=self.stream, flush=True)
            return
        filled = _WIDTH * done // max(total, 1)
        self.stream.write(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {done} of {total} {self.what}")
        self.stream.flush()
        self.shown = True

    def clear(self) -> None:
        """Take the bar away, so that other lines can be printed."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
