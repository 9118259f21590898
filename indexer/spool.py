"""Holds texts on disk until it is known how they are to be cut."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Spool:
    """Texts under keys, in a file that nobody else sees; in memory is only where each stands. A context.

    Attributes:
        size: Bytes of all texts.

    """

    def __init__(self, folder: Path) -> None:
        """Open the file in `folder`."""
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 -- closed by the context that this is
        self._places: list[tuple[str, int, int]] = []
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def add(self, text: str, key: str = "") -> None:
        """Take a text."""
        written = text.encode()
        self._file.write(written)
        self._places.append((key, self.size, len(written)))
        self.size += len(written)

    def sort(self, order: Callable[[str], bytes]) -> None:
        """Put the texts in the order of their keys."""
        self._places.sort(key=lambda place: order(place[0]))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield (key, text), in the order in which they came or were put."""
        for key, start, size in self._places:
            self._file.seek(start)
            yield key, self._file.read(size).decode()
