"""Throws anything at ingest: bytes, mutated texts, mutated containers. Run: python tests/fuzz_ingest.py [cases] [seed].

Law: a source is refused with a `ContentError`, or becomes a document in which not a character is lost, whose pages read
back as they were written and hold nothing alive when they are HTML. A refusal is never a fault of the program.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path

import markdown  # type: ignore[import-untyped]
import yaml
from containers import as_docx, as_html

from indexer.errors import ContentError
from indexer.languages import Language, load_languages
from indexer.normalize import balance, normalize
from indexer.normalize.trace import trace
from indexer.pages import place, read_page, render_page, write_page
from indexer.sources import read_source

ROOT = Path(__file__).parent.parent
CASES, SEED = 10_000, 1
ALIVE = re.compile(
    r"<(script|iframe|img|object|svg|style|form|link|meta)\b|<[^>]*\s(on\w+|href|src|style)\s*=", re.IGNORECASE
)
PIECES = [
    *("<b>", "</b>", "<p><b>One.</b> Two", "<br>", "**", "।"),
    *("<w:r><w:rPr><w:b/></w:rPr><w:t>", "</w:t></w:r>"),
    *(
        "<script>alert(1)</script>",
        "[a](javascript:x)",
        "![a](http://x/y.png)",
        "{{ x }}",
        "{% raw %}",
        "{: #p1 onclick=x }",
    ),
    *(
        "---\n",
        "\0",
        "\x0c",
        "\u200b",
        "\u0301",
        "\ufeff",
        "\ud7ff",
        "\U0001f600\u200d",
        "\u0c4d",
        "&#0;",
        "&amp;",
        "]]>",
    ),
    *(
        "</w:p>",
        "<w:p>",
        "<w:t>",
        "</div>",
        "<div class=share>",
        "<ol start=9>",
        "<br>",
        "<li>",
        "# ",
        "1. ",
        "一、",
        "===\n",
    ),
    *("../../etc/passwd", "CON", "\n\n", "\n", "\t", "  ", "- ", "**", "Page 3\n", "© 2020", "\r", "-\n", "%PDF-1.7"),
]


def main(cases: int, seed: int) -> int:
    """Run the cases, print what came of them, and return how many broke the law."""
    chance = random.Random(seed)  # noqa: S311 -- cases that come again
    languages = load_languages(ROOT / "site_config/languages")
    texts, containers = _stock()
    outcomes: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(cases):
            ending, data = _case(chance, texts, containers)
            path = folder / f"case{ending}"
            path.write_bytes(data)
            try:
                outcomes[_outcome(path, folder, languages)] += 1
            except Exception:  # noqa: BLE001 -- whatever it is, it is a finding
                kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{number}{ending}"
                kept.write_bytes(data)
                sys.stdout.write(f"case {number}, kept as {kept}:\n{traceback.format_exc()}")
                outcomes["BROKEN"] += 1
    spent = time.monotonic() - began
    sys.stdout.write(f"{cases} cases, seed {seed}, {spent:.0f} s: {dict(sorted(outcomes.items()))}\n")
    return outcomes["BROKEN"]


def _stock() -> tuple[list[str], list[tuple[str, bytes]]]:
    corpus = sorted((ROOT / "tests/corpus").iterdir())
    texts = [path.read_bytes().decode("utf-8", "ignore") for path in corpus if path.suffix in {".txt", ".md"}]
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "docs/sources").glob("*.txt"))]
    containers = [(".html", path.read_bytes()) for path in corpus if path.suffix == ".html"]
    for path in corpus:
        if path.suffix == ".yml" and path.stem[:1].isdecimal():
            expected = yaml.safe_load(path.read_text("utf-8"))
            blocks = [
                text for section in expected["sections"] for text in (f"## {section['heading']}", *section["text"])
            ]
            containers += [(".docx", as_docx(blocks)), (".html", as_html(blocks))]
    return texts, containers


def _case(chance: random.Random, texts: list[str], containers: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    kind = chance.random()
    if kind < 0.15:
        return chance.choice([".txt", ".md", ".html", ".docx"]), chance.randbytes(chance.randrange(400))
    if kind < 0.6:
        text = _mutated(chance, chance.choice(texts))
        encoding = chance.choice(["utf-8"] * 6 + ["utf-16", "cp1250", "gb18030", "iso8859-2", "big5"])
        return chance.choice([".txt", ".md", ".html"]), text.encode(encoding, "ignore")
    ending, data = chance.choice(containers)
    if ending == ".html":
        return ending, _mutated(chance, data.decode()).encode()
    how = chance.random()
    if how < 0.2:
        return ending, _damaged(chance, data)
    if how < 0.4:
        return ending, _repacked(chance, data)
    lines = _mutated(chance, chance.choice(texts)).split("\n")
    return ending, as_docx("".join(sign for sign in line if sign.isprintable()) for line in lines)


def _mutated(chance: random.Random, text: str) -> str:
    for _ in range(chance.randrange(1, 12)):
        at, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        change = chance.randrange(5)
        if change == 0:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif change == 1:
            text = text[:at] + text[min(end, at + 80) :]
        elif change == 2:
            text = text[:end] + text[at : min(end, at + 200)] + text[end:]
        elif change == 3:
            text = (
                text[:at]
                + chr(chance.choice([chance.randrange(32, 0xD800), chance.randrange(0xE000, 0x11000)]))
                + text[at:]
            )
        else:
            text = text.replace(
                chance.choice(["\n", " ", ". ", "。", "<p>"]), chance.choice(PIECES), chance.randrange(1, 4)
            )
    return text


def _damaged(chance: random.Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randrange(1, 9)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged[: chance.randrange(len(damaged) // 2, len(damaged) + 1)])


def _repacked(chance: random.Random, data: bytes) -> bytes:
    """Return a whole zip whose main part is mutated as text."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        with zipfile.ZipFile(file) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        file.seek(0)
        file.truncate()
        name = chance.choice([*parts, *["word/document.xml"] * 6])
        parts[name] = _mutated(chance, parts[name].decode()).encode("utf-8", "ignore")
        with zipfile.ZipFile(file, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, content)
        file.seek(0)
        return file.read()


def _outcome(path: Path, folder: Path, languages: dict[str, Language]) -> str:
    """Return what became of a source, or fail."""
    refusal: ContentError | None = None
    try:
        document = normalize(read_source(path, languages), languages)
    except ContentError as error:
        refusal = error
    if refusal:
        assert "fault of the program" not in str(refusal), str(refusal)
        assert all(complaint.file for complaint in refusal.complaints)
        return "refused"
    assert not balance(document)
    pages = place(document, ())
    for line in trace(document, pages, languages):
        assert bool(line.kept or line.removed or line.repaired) or not line.text.strip(), line
    for page in pages:
        write_page(page, folder)
        assert read_page(folder / f"{page.path}.md", folder) == page, page
        body = render_page(page).split("\n---\n", 1)[1]
        built = markdown.markdown(
            body, extensions=["attr_list", "tables", "footnotes", "def_list", "admonition", "abbr"]
        )
        assert not ALIVE.search(built), ALIVE.search(built)
    return f"taken {path.suffix}"


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(bool(main(*given, *(CASES, SEED)[len(given) :])))
