"""Cuts the fonts that the site ships out of the full ones, and writes the style sheet that names them.

What comes in: the built site, and for each language that has one the `font` of its file (`site_config/languages/`).
What goes out: `assets/fonts/*.woff2`, named by content, and `assets/css/fonts.css`. A browser loads a file only when a
page shows one of its characters (`unicode-range`), and shows the reader's own font until then, in lines of equal height.

A script whose letters join is cut by its block: what a font does with letters side by side does not survive a cut by the
letters in use (fonttools issue 616). Chinese is cut by use, in slices, the commonest characters first.
"""

from __future__ import annotations

import hashlib
import html
import io
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import regex
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from indexer.errors import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from indexer.languages import Language

# A Chinese page shows about 300 characters, the common ones among them; a character weighs about 150 bytes.
SLICE = 160
# What any reader's own fonts have: Latin letters, and the signs that belong to no script.
_SYSTEM = regex.compile(r"[\p{Latin}\p{Common}\p{Inherited}]")
# Copyright and licence travel within the font, as the Open Font License allows.
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
# What only lines from top to bottom need.
_VERTICAL = ["BASE", "VORG", "vhea", "vmtx"]
_REGULAR = 400


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a family: `data` is WOFF2, `characters` are what it is asked for."""

    family: str
    weight: int
    characters: tuple[int, ...]
    data: bytes

    @property
    def name(self) -> str:
        """Return the file's name, which changes with its content."""
        return f"{self.family.lower().replace(' ', '-')}-{hashlib.sha256(self.data).hexdigest()[:10]}.woff2"


def write_fonts(site: Path, languages: Mapping[str, Language], cache: Path) -> tuple[list[Path], list[Complaint]]:
    """Write the fonts of a built site and their style sheet; return the files, and what no font can show.

    Args:
        cache: A folder that keeps what was cut, by what it was cut from; cutting takes seconds.

    """
    pages = {path.relative_to(site).as_posix(): _characters(path) for path in sorted(site.rglob("*.html"))}
    strings = set(chain.from_iterable("".join(language.ui.values()) for language in languages.values()))
    words = {ord(letter) for letter in strings}.union(*map(_characters, sorted(site.glob("assets/search/*.js"))))
    header = {ord(letter) for language in languages.values() for letter in language.name}
    written, rules, served = [], [], set()
    for language in languages.values():
        if not language.font:
            continue
        font, ranges = _full_font(language.font), _ranges(language.font["characters"])
        own = [seen & ranges for seen in pages.values()]
        slices = (
            cut_slices(own, header & ranges, words & ranges)
            if language.font["cut"] == "use"
            else [tuple(sorted(ranges))]
        )
        faces = _cached_faces(font, language.font, slices, cache)
        served |= covered(font) & ranges
        rules += [*map(_rule, faces), _stand_in(font, language.font), _use(language)]
        for face in faces:
            written.append(site / "assets/fonts" / face.name)
            written[-1].parent.mkdir(exist_ok=True)
            written[-1].write_bytes(face.data)
    written.append(site / "assets/css/fonts.css")
    written[-1].write_text("\n".join(rules) + "\n", encoding="utf-8", newline="\n")
    return written, uncovered({**pages, "assets/search": words}, served)


def cut_slices(pages: Iterable[set[int]], header: set[int], words: set[int]) -> list[tuple[int, ...]]:
    """Return the characters in slices, so that a page asks for few: those of every page's header, then by use.

    Args:
        pages: The characters of each page; those on most pages come first.
        words: Characters that only an answer of the search may show; they come last.

    """
    count = Counter(chain.from_iterable(pages))
    ranked = sorted(set(count) - header, key=lambda letter: (-count[letter], letter))
    rest = sorted(words - set(count) - header)
    cut = [header, *_batches(ranked), *_batches(rest)]
    return [tuple(sorted(letters)) for letters in cut if letters]


def cut_font(font: bytes, characters: Iterable[int], *, joining: bool, weight: int = _REGULAR) -> bytes:
    """Return the font with these characters only, as WOFF2, at one weight; the same bytes for the same font.

    A character that the font does not have is left out.

    Args:
        joining: Whether letters change beside each other; if not, all rules for that are left out.

    """
    options = Options(
        layout_features=["*"] if joining else ["locl"],
        hinting=False,
        desubroutinize=True,
        name_IDs=list(_NAMES),
        notdef_outline=True,
    )
    options.drop_tables += _VERTICAL
    cut = TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(cut)
    if "fvar" in cut:
        own = {axis.axisTag: axis.defaultValue for axis in cut["fvar"].axes}
        cut = instantiateVariableFont(cut, own | {"wght": weight})
    cut.flavor = "woff2"
    out = io.BytesIO()
    cut.save(out)
    return out.getvalue()


def covered(font: bytes) -> set[int]:
    """Return the characters that a font has."""
    return set(TTFont(io.BytesIO(font), lazy=True).getBestCmap())


def uncovered(places: Mapping[str, set[int]], served: set[int]) -> list[Complaint]:
    """Return a complaint for each character that is in no font of ours, nor surely in the reader's."""
    first: dict[int, str] = {}
    for place, letters in places.items():
        for letter in letters - served:
            first.setdefault(letter, place)
    return [
        Complaint(
            place,
            0,
            f"no font covers '{chr(letter)}' (U+{letter:04X})",
            "a character of a `font` in site_config/languages/",
            "write it otherwise, or widen `characters` there",
        )
        for letter, place in sorted(first.items())
        if not _SYSTEM.match(chr(letter))
    ]


def _characters(path: Path) -> set[int]:
    return {ord(letter) for letter in html.unescape(path.read_text(encoding="utf-8"))}


def _full_font(font: Mapping[str, Any]) -> bytes:
    return files(font["package"]).joinpath(font["file"]).read_bytes()


def _ranges(listed: Sequence[str]) -> set[int]:
    """Return the characters of `["0C00-0C7F", "0020"]`."""
    bounds = [(entry.partition("-")[0], entry.rpartition("-")[2]) for entry in map(str, listed)]
    return {letter for first, last in bounds for letter in range(int(first, 16), int(last, 16) + 1)}


def _batches(letters: Sequence[int]) -> Iterator[Sequence[int]]:
    for start, end in pairwise([*range(0, len(letters), SLICE), len(letters)]):
        yield letters[start:end]


def _cached_faces(font: bytes, about: Mapping[str, Any], slices: Sequence[tuple[int, ...]], cache: Path) -> list[Face]:
    """Return the faces of all weights and slices. What was cut before is read from the cache."""
    joining = about["cut"] == "block"
    tools = f"{version('fonttools')} {version('brotli')} {_NAMES} {joining} {hashlib.sha256(font).hexdigest()}"
    faces = []
    rough: dict[int, bytes] = {}
    for weight in about["weights"]:
        for letters in slices:
            kept = cache / f"{hashlib.sha256(f'{tools} {weight} {letters}'.encode()).hexdigest()[:16]}.woff2"
            if not kept.exists():
                # Many slices of one font: cutting twice is quicker than reading the whole font for each.
                if weight not in rough:
                    rough[weight] = cut_font(font, chain.from_iterable(slices), joining=joining, weight=weight)
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(rough[weight] if joining else cut_font(rough[weight], letters, joining=False))
            faces.append(Face(about["family"], weight, letters, kept.read_bytes()))
    return faces


def _rule(face: Face) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-display:swap;'
        f'src:url("../fonts/{face.name}") format("woff2");unicode-range:{_unicode_range(face.characters)}}}'
    )


def _unicode_range(letters: Sequence[int]) -> str:
    """Return sorted characters as CSS writes them: `U+20,U+C00-C7F`."""
    runs: list[list[int]] = []
    for letter in letters:
        if runs and letter == runs[-1][1] + 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


def _stand_in(font: bytes, about: Mapping[str, Any]) -> str:
    """Return a face of the reader's own fonts that is as high as ours, so that no line moves when ours arrives."""
    tables = TTFont(io.BytesIO(font), lazy=True)
    unit, lines = tables["head"].unitsPerEm / 100, tables["hhea"]
    local = ",".join(f'local("{name}")' for name in about["local"])
    return (
        f'@font-face{{font-family:"{about["family"]} stand-in";src:{local};ascent-override:{lines.ascent / unit:.4g}%;'
        f"descent-override:{-lines.descent / unit:.4g}%;line-gap-override:{lines.lineGap / unit:.4g}%;"
        f"size-adjust:{about.get('adjust', 100)}%;unicode-range:{','.join(f'U+{row}' for row in about['characters'])}}}"
    )


def _use(language: Language) -> str:
    family = language.font["family"]
    code = language.tag.partition("-")[0]
    return f':lang({code}){{font-family:"{family}","{family} stand-in",var(--sp-sans)}}'
