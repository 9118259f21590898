"""The guides, and their pictures: each is made here, from the built site, and shows what its guide says.

`PRINCIPLES_PICTURES=renew` writes the committed pictures anew. Points are never compared: letters look a little
different on every machine.
"""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from palette import reduce_colours
from pictures import SCENES, frame
from signs_shown import SCENES as SIGN_SCENES
from signs_shown import SIGNS

from indexer.grammar import parse
from indexer.signs import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from indexer.pipeline import Knowledge
    from indexer.signs import Node

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "site_config/pictures"
GUIDES = [
    *sorted((ROOT / "site_config/guides").glob("*.md")),
    ROOT / "README.md",
    ROOT / "site_config/servers/README.md",
]
FOR_READERS = ("trainee", "trainer", "admin", "maintainer")
PICTURES = SCENES | SIGN_SCENES
COLOURS = 48  # with fewer, small spots lose their hue; with more, letters look no better
LARGEST, ALL_TOGETHER = 48 * 1024, 720 * 1024
LONGEST = 75  # lines of a guide

IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
# What Chromium reads of a picture, point by point.
DECODE = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return [...context.getImageData(0, 0, image.width, image.height).data];
}"""


def read(guide: Path) -> str:
    """Return a guide without its examples, in which brackets are no links."""
    return FENCED.sub("", guide.read_text(encoding="utf-8"))


def images() -> Iterator[tuple[Path, str, str]]:
    for guide in GUIDES:
        for alt, target in IMAGE.findall(read(guide)):
            yield guide, alt, target


def anchors(document: Path) -> set[str]:
    """Return what a `#` may name in a Markdown file, as code hosts make it of the headings."""
    headings = HEADING.findall(read(document))
    return {re.sub(r"[^a-z0-9 -]", "", heading.casefold()).replace(" ", "-") for heading in headings}


@pytest.mark.browser
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_its_guide_says(page: Page, over_http: str, keep: Path, name: str) -> None:
    scene = PICTURES[name]
    page.set_viewport_size({"width": scene.width, "height": 900})

    parts = scene.play(page, over_http)
    page.evaluate("document.fonts.ready.then(() => true)")
    png = page.screenshot(full_page=True, clip=frame(parts), path=keep.with_suffix(".png"))

    if os.environ.get("PRINCIPLES_PICTURES") == "renew":
        (FOLDER / f"{name}.png").write_bytes(reduce_colours(png, COLOURS))


def test_the_guides_show_the_pictures_that_are_made_and_no_others() -> None:
    shown = {(guide.parent / target).resolve() for guide, _, target in images()}

    assert shown == {FOLDER / f"{name}.png" for name in PICTURES}
    assert shown == set(FOLDER.iterdir())


def test_every_picture_is_told_to_who_cannot_see_it() -> None:
    told = [alt for _, alt, _ in images()]

    assert len(set(told)) == len(told) >= len(PICTURES)
    assert [alt for alt in told if len(alt.split()) < 4] == []


def test_the_pictures_are_light() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}

    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) <= ALL_TOGETHER


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(ROOT)))
def test_every_link_of_a_guide_leads_somewhere(guide: Path) -> None:
    broken = []
    for link in LINK.findall(read(guide)):
        path, _, anchor = link.partition("#")
        target = guide.parent / path if path else guide
        if ":" not in link and not (target.exists() and (not anchor or anchor in anchors(target))):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("group", FOR_READERS)
def test_a_guide_is_short(group: str) -> None:
    text = (ROOT / f"site_config/guides/{group}.md").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= LONGEST


def test_every_guide_is_in_the_list_of_guides() -> None:
    folder = ROOT / "site_config/guides"
    listed = set(LINK.findall(read(folder / "README.md")))

    assert {path.name for path in folder.glob("*.md")} - {"README.md"} <= listed


def test_every_sign_of_a_query_has_its_picture(knowledge: Knowledge) -> None:
    operators = {
        word: kind
        for language in knowledge.languages.values()
        for kind, words in language.analysis.get("operators", {}).items()
        for word in words
    }
    guide = (ROOT / "site_config/guides/trainer.md").read_text(encoding="utf-8")
    pictured = {kind for sign in SIGNS.values() for kind in kinds(parse(sign.query, operators).tree)}

    assert pictured == {"words", "phrase", "prefix", "not", "all", "any", "beside", *FIELDS}
    entries = {name: rf"^- `{re.escape(sign.query)}` .+\\\n  !.+/sign-{name}\.png\)$" for name, sign in SIGNS.items()}
    assert [name for name, entry in entries.items() if not re.search(entry, guide, re.MULTILINE)] == []
    assert [word for word in operators if f"`{word}`" not in guide and f" {word} " not in guide] == []


def kinds(node: Node | None) -> Iterator[str]:
    if node:
        yield node.kind
        for part in node.parts:
            yield from kinds(part)


@pytest.mark.browser
def test_fewer_colours_leave_every_point_where_there_are_few(page: Page, over_http: str) -> None:
    page.goto(f"{over_http}index.html")
    png = page.screenshot(clip={"x": 0, "y": 0, "width": 90, "height": 56})

    def points(picture: bytes) -> list[tuple[int, ...]]:
        channels = page.evaluate(DECODE, base64.b64encode(picture).decode())
        return list(zip(*[iter(channels)] * 4, strict=True))

    before = points(png)
    assert points(reduce_colours(png, len(set(before)))) == before
    assert len(set(points(reduce_colours(png, 8)))) == 8
