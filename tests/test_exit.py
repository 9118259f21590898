"""What ties us to Material and MkDocs: the templates that ours replace, and what another builder makes of the tree."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ROOT / "site_config/theme"
UPSTREAM = Path(str(files("material"))) / "templates"
# `base.html` is not replaced but extended: our blocks stand in its frame.
KNOWN: dict[str, str] = json.loads((Path(__file__).parent / "upstream_templates.json").read_text(encoding="utf-8"))
TEXT = re.compile(r"<script.*?</script>|<head>.*?</head>|<[^>]*>", re.DOTALL)
IDS = re.compile(r'\sid="([^"]*)"')


@pytest.mark.parametrize("name", KNOWN)
def test_an_upstream_template_that_ours_replaces_is_the_one_that_we_read(name: str) -> None:
    """Compare the new with the old, carry over what matters, and put the new hash into upstream_templates.json."""
    assert hashlib.sha256((UPSTREAM / name).read_bytes()).hexdigest() == KNOWN[name]


def test_every_template_that_replaces_one_of_materials_is_on_the_list() -> None:
    replaced = {
        path.relative_to(OURS).as_posix()
        for path in OURS.rglob("*.html")
        if (UPSTREAM / path.relative_to(OURS)).exists()
    }

    assert replaced | {"base.html"} == set(KNOWN)


def content(site: Path) -> dict[str, tuple[str, list[str]]]:
    """Return each page's text and ids."""
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    return {path: (" ".join(TEXT.sub(" ", page).split()), IDS.findall(page)) for path, page in pages.items()}


def test_properdocs_builds_the_same_pages(tmp_path: Path) -> None:
    for builder in ("mkdocs", "properdocs"):
        command = [sys.executable, "-m", builder, "build", "-f", "mkdocs.yml", "--site-dir", str(tmp_path / builder)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    assert content(tmp_path / "properdocs") == content(tmp_path / "mkdocs")
