"""Makes a screenshot small enough to be committed: a PNG of at most 256 colours, with the standard library alone."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST = 256  # colours that one byte tells apart


def reduce_colours(png: bytes, colours: int = MOST) -> bytes:
    """Return the picture in at most `colours` colours; every other one becomes the nearest of these.

    A picture that has no more colours keeps each of its points.

    Args:
        png: As Chromium writes a screenshot: 8 bits a channel, red, green and blue, opaque, not interlaced.
        colours: At most 256.

    """
    width, height, pixels = _read(png)
    palette = _choose(pixels, colours)
    numbers = {colour: number for number, colour in enumerate(palette)}
    for colour in set(pixels) - numbers.keys():
        numbers[colour] = min(range(len(palette)), key=lambda number: _distance(palette[number], colour))
    rows = (pixels[start : start + width] for start in range(0, width * height, width))
    # Runs of flat colour compress best without a filter, and so each row begins with filter 0.
    packed = zlib.compress(b"".join(b"\0" + bytes(map(numbers.__getitem__, row)) for row in rows), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", packed), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def _choose(pixels: list[bytes], colours: int) -> list[bytes]:
    """Return the most frequent colours as one half, and as the other the most frequent of each remaining kind.

    Papers that hardly differ are frequent, shades between letter and paper are of one kind, and a small badge is of
    a kind of its own: each stays.
    """
    ranked = [colour for colour, _ in Counter(pixels).most_common()]
    chosen = ranked if len(ranked) <= colours else ranked[: colours // 2]
    kinds = {_kind(colour) for colour in chosen}
    for colour in ranked:
        if len(chosen) < colours and _kind(colour) not in kinds:
            kinds.add(_kind(colour))
            chosen.append(colour)
    return chosen


def _kind(colour: bytes) -> tuple[int, ...]:
    return tuple(channel >> 5 for channel in colour)


def _distance(one: bytes, other: bytes) -> int:
    return sum((first - second) ** 2 for first, second in zip(one, other, strict=True))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _read(png: bytes) -> tuple[int, int, list[bytes]]:
    """Return width, height, and the colour of each point, row by row, three bytes each."""
    chunks = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
    assert (depth, interlaced) == (8, 0)
    step = {2: 3, 6: 4}[kind]
    raw = zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT"))
    above = bytearray(width * step)
    pixels: list[bytes] = []
    for start in range(0, len(raw), width * step + 1):
        above = _unfilter(raw[start], raw[start + 1 : start + 1 + width * step], above, step)
        pixels += [bytes(above[at : at + 3]) for at in range(0, width * step, step)]
    return width, height, pixels


def _paeth(before: int, above: int, corner: int) -> int:
    middle = before + above - corner
    return min((before, above, corner), key=lambda value: abs(middle - value))


# What the byte of a picture is guessed from, by the filter of its row: the point before it, above it, and above that.
_GUESSES: tuple[Callable[[int, int, int], int], ...] = (
    lambda _before, _above, _corner: 0,
    lambda before, _above, _corner: before,
    lambda _before, above, _corner: above,
    lambda before, above, _corner: (before + above) // 2,
    _paeth,
)


def _unfilter(kind: int, row: bytes, above: bytearray, step: int) -> bytearray:
    """Return the bytes of a row, of which a PNG holds the differences from what was guessed."""
    guess = _GUESSES[kind]
    done = bytearray(step) + row
    corners = bytearray(step) + above
    for at in range(step, len(done)):
        done[at] = (done[at] + guess(done[at - step], corners[at], corners[at - step])) & 255
    return done[step:]
