"""Cuts the fonts that the site ships out of the full ones, and writes the style sheet that names them.

What comes in: the built site, and for each language that has one the `font` of its file (`site_config/languages/`).
What goes out: `assets/fonts/*.woff2`, named by content, and `assets/css/fonts.css`. A browser loads a file only when a
page shows one of its characters (`unicode-range`), and shows the reader's own font until then, in lines as high.

A script whose letters join is cut by its block: what a font does with letters side by side does not survive a cut by
the letters in use (fonttools issue 616). Chinese is cut by use, in slices, the commonest characters first.
"""

from __future__ import annotations

import hashlib
import html
import io
from collections import Counter
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any
from unicodedata import category

import regex
from fontTools.subset import Options, Subsetter  # noqa: TID251 -- the one home
from fontTools.ttLib import TTFont  # noqa: TID251
from fontTools.varLib.instancer import instantiateVariableFont  # noqa: TID251

from indexer.errors import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from indexer.languages import Language

# Characters in a slice, and the passages that a common one stands in. Measured: a Chinese passage page shows about 300
# characters and loads about 90 KB of font; slices of 160 in order of frequency made it 125.
SLICE = 60
_COMMON = 2
# What any reader's own fonts have: Latin letters, and the signs that belong to no script.
_SYSTEM = regex.compile(r"[\p{Latin}\p{Common}\p{Inherited}]")
# Copyright and licence travel within the font, as the Open Font License allows.
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
# What only lines from top to bottom need.
_VERTICAL = ["BASE", "VORG", "vhea", "vmtx"]
_REGULAR = 400


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a family: `data` is WOFF2, `characters` are what it is asked for, `height` is set if not its own."""

    family: str
    weight: int
    characters: tuple[int, ...]
    data: bytes
    height: str = ""

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
    pages["site_config/languages"] = _letters(text for language in languages.values() for text in language.ui.values())
    header = _letters(language.name for language in languages.values())
    faces: list[Face] = []
    rules: list[str] = []
    served: set[int] = set()
    for code, language in languages.items():
        if language.font:
            font, ranges = _full_font(language.font), _ranges(language.font["characters"])
            # A script may show a string of the interface on any page: together they are one more page.
            strings = _letters(language.ui.values())
            passages = [strings, *(seen for path, seen in pages.items() if path.startswith(f"{code}/principles/"))]
            slices = cut_slices(passages, pages.values(), header, ranges)
            height = _height(font, language.font.get("lower", 0))
            cutter = _Cutter(font, language.font["cut"] == "block", cache)
            own = [*_faces(language, cutter, slices, sorted(ranges))]
            if "lower" in language.font:
                own = [replace(face, height=height) for face in own]
            served |= covered(font) & ranges
            faces += own
            rules += [*map(_rule, own), _stand_in(height, language.font), *_uses(language)]
    for face in faces:
        path = site / "assets/fonts" / face.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(face.data)
    sheet = site / "assets/css/fonts.css"
    sheet.write_text("\n".join(rules) + "\n", encoding="utf-8", newline="\n")
    return [sheet, *(site / "assets/fonts" / face.name for face in faces)], uncovered(pages, served)


def cut_slices(
    passages: Sequence[set[int]], pages: Iterable[set[int]], header: set[int], ranges: set[int]
) -> list[tuple[int, ...]]:
    """Return the characters in slices, so that a page asks for few.

    First stand those of every page's header, then those of several passages, the commonest first, then the others,
    those of one passage together; last what stands on no passage.

    Args:
        passages: The characters of each page that is read most.
        pages: The characters of every page.
        ranges: The characters that the font is for.

    """
    most, count = (Counter(chain.from_iterable(several)) for several in (passages, pages))

    def place(letter: int) -> tuple[bool, bool, list[bool], int, int, int]:
        common = most[letter] >= _COMMON
        company = [] if common else [letter not in seen for seen in passages]
        return not most[letter], not common, company, -most[letter], -count[letter], letter

    ranked = sorted((set(count) & ranges) - header, key=place)
    cut = [header & ranges, *(ranked[start : start + SLICE] for start in range(0, len(ranked), SLICE))]
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
    return _letters([html.unescape(path.read_text(encoding="utf-8"))])


def _letters(texts: Iterable[str]) -> set[int]:
    return {ord(letter) for text in texts for letter in set(text)}


def _full_font(font: Mapping[str, Any]) -> bytes:
    return files(font["package"]).joinpath(font["file"]).read_bytes()


def _ranges(listed: Sequence[str]) -> set[int]:
    """Return the characters of `["0C00-0C7F", "0020"]`."""
    bounds = [(entry.partition("-")[0], entry.rpartition("-")[2]) for entry in map(str, listed)]
    return {letter for first, last in bounds for letter in range(int(first, 16), int(last, 16) + 1)}


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts one font, unless it has cut the same before."""

    font: bytes
    joining: bool
    cache: Path

    def cut(self, characters: Sequence[int], weight: int) -> bytes:
        key = f"{version('fonttools')} {version('brotli')} {_NAMES} {self.joining} {weight} {characters}"
        digest = hashlib.sha256(self.font + key.encode()).hexdigest()[:16]
        kept = self.cache / f"{digest}.woff2"
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(cut_font(self.font, characters, joining=self.joining, weight=weight))
        return kept.read_bytes()


def _faces(
    language: Language, cutter: _Cutter, slices: Sequence[tuple[int, ...]], block: Sequence[int]
) -> Iterator[Face]:
    """Yield the faces of a language: slices, or for letters that join the whole block and the language's own name.

    The name stands on every page, and takes the same room as in the whole font (tests/site/test_weight.py).
    """
    family = language.font["family"]
    for weight in language.font["weights"]:
        if cutter.joining:
            # With the marks of the block, since room for them moves a letter's own; and with the space, which the
            # browser asks how high a line of this font is.
            marks = {letter for letter in block if category(chr(letter))[0] == "M"}
            name = sorted(_letters([language.name, " "]) | marks)
            yield Face(family, weight, tuple(block), cutter.cut(block, weight))
            yield Face(f"{family} name", weight, tuple(name), cutter.cut(name, weight))
        else:
            for letters in slices:
                yield Face(family, weight, letters, cutter.cut(letters, weight))


def _rule(face: Face) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-display:swap;{face.height}'
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


def _height(font: bytes, lower: float) -> str:
    """Return how high a line is above and below the letters, with these `lower` in it by so many hundredths of the em.

    A font whose letters stand high in their lines (Telugu keeps room for marks below) would look so in a menu beside
    other scripts.
    """
    tables = TTFont(io.BytesIO(font), lazy=True)
    unit, lines = tables["head"].unitsPerEm / 100, tables["hhea"]
    return (
        f"ascent-override:{lines.ascent / unit + lower:.4g}%;descent-override:{-lines.descent / unit - lower:.4g}%;"
        f"line-gap-override:{lines.lineGap / unit:.4g}%;"
    )


def _stand_in(height: str, about: Mapping[str, Any]) -> str:
    """Return a face of the reader's own fonts that is as high as ours, so that no line moves when ours arrives."""
    local = ",".join(f'local("{name}")' for name in about["local"])
    return (
        f'@font-face{{font-family:"{about["family"]} stand-in";src:{local};{height}'
        f"size-adjust:{about.get('adjust', 100)}%;unicode-range:{','.join(f'U+{row}' for row in about['characters'])}}}"
    )


def _uses(language: Language) -> Iterator[str]:
    family = language.font["family"]
    code = language.tag.partition("-")[0]
    yield f':lang({code}){{font-family:"{family}","{family} stand-in",var(--sp-sans)}}'
    if language.font["cut"] == "block":
        yield f'.sp-languages :lang({code}){{font-family:"{family} name","{family} stand-in",var(--sp-sans)}}'
