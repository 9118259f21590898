"""Texts that mean harm, or were never texts: what is refused, and that what is taken does nothing on a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import markdown  # type: ignore[import-untyped]
import pytest

from indexer.errors import ContentError
from indexer.languages import load_languages
from indexer.normalize import balance, normalize
from indexer.pages import place, read_page, render_page, write_page
from indexer.pages.escaping import escape
from indexer.sources import read_source

if TYPE_CHECKING:
    from indexer.model import Document

ROOT = Path(__file__).parent.parent
LANGUAGES = load_languages(ROOT / "site_config/languages")
SENTENCE = "A greeting costs nothing at all and is worth a lot to every guest who comes in."
EXTENSIONS = ["attr_list", "tables", "footnotes", "def_list", "admonition", "abbr", "md_in_html", "toc"]
ALIVE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[press here](javascript:alert(1))",
    "![a picture](http://example.org/spy.png)",
    "[link]: http://example.org 'title'",
    "<iframe src='http://example.org'></iframe>",
    "text {: onclick=alert(1) .red #stolen }",
    "{{ config.items() }} {% include '/etc/passwd' %}",
    "---",
    "title: stolen",
    "--8<-- '/etc/passwd'",
    "<!-- comment --> <?php echo 1 ?> <![CDATA[x]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;b&#62;",
]
HEADINGS = ["../../etc/passwd", "CON", "NUL.txt", "x" * 500, "😀😀😀", "index", "..", "Same", "Same", "a/b\\c", "-rf"]


def _take(folder: Path, text: str | bytes, name: str = "text.txt") -> Document:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    document = normalize(read_source(path, LANGUAGES), LANGUAGES)
    assert not balance(document)
    return document


@pytest.mark.parametrize("name", ["text.txt", "text.md", "text.html"])
@pytest.mark.parametrize("alive", ALIVE)
def test_nothing_in_a_text_is_alive_on_its_page(alive: str, name: str, tmp_path: Path) -> None:
    text = f"Our Way\n\n{SENTENCE}\n\n1. {alive}\n{SENTENCE}\n\n2. Next\n{alive}\n\n{SENTENCE} {alive}\n"
    if name.endswith(".html"):
        text = "".join(f"<p>{line}</p>" for line in text.split("\n"))

    for page in place(_take(tmp_path, text, name), ()):
        write_page(page, tmp_path)
        assert read_page(tmp_path / f"{page.path}.md", tmp_path) == page
        built = markdown.markdown(render_page(page).split("\n---\n", 1)[1], extensions=EXTENSIONS)
        assert set(re.findall(r"<([a-z0-9]+)", built)) <= {"h1", "h2", "p"}
        attributes = {name for tag in re.findall(r"<[a-z][^>]*>", built) for name in re.findall(r"\s([\w-]+)=", tag)}
        assert attributes <= {"id", "lang", "data-lines"}


def test_a_heading_never_becomes_a_path(tmp_path: Path) -> None:
    text = "Our Way\n\n" + "\n\n".join(f"## {heading}\n\n{SENTENCE}" for heading in HEADINGS)

    pages = place(_take(tmp_path, text, "text.md"), ())

    assert all(re.fullmatch(r"en/principles/[a-z]+(-\d+)?", page.path) for page in pages)
    assert len({page.path for page in pages}) == len(pages)
    shown = "\n".join(render_page(page) for page in pages)
    assert all(escape(heading) in shown for heading in HEADINGS)


@pytest.mark.parametrize(
    ("why", "data", "message"),
    [
        ("nothing", b"", "empty"),
        ("64 KB of one byte", b"\xff" * 65536, "no text"),
        ("a program under a text's name", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40, "no text|control"),
        ("zero bytes inside", ("\0".join([SENTENCE] * 40)).encode(), "control characters|no text"),
        (
            "a language we do not have",
            "Le client est toujours accueilli avec un sourire. " * 3,
            "this text is in French",
        ),
    ],
)
def test_what_is_no_text_of_ours_is_refused_with_its_name(
    why: str, data: bytes | str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError, match=message) as caught:
        _take(tmp_path, data)

    assert caught.value.complaints[0].file == "text.txt", why


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(SENTENCE, "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("run by root, who may read anything")

    with pytest.raises(ContentError, match="check its permissions"):
        read_source(path, LANGUAGES)


@pytest.mark.parametrize("name", ["text.txt", "text.md", "text.html"])
def test_a_line_of_five_megabytes_takes_seconds_and_no_more_than_500_megabytes(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(f"{SENTENCE} " * (5_000_000 // len(SENTENCE)), "utf-8")
    # In a process of its own, started by a small one: a program begins with the peak memory of the one that starts it.
    program = (
        "import resource, sys; from pathlib import Path; from indexer.languages import load_languages\n"
        "from indexer.normalize import normalize; from indexer.sources import read_source\n"
        "languages = load_languages(Path(sys.argv[2]))\n"
        "normalize(read_source(Path(sys.argv[1]), languages), languages)\n"
        "used = resource.getrusage(resource.RUSAGE_SELF); print(used.ru_utime, used.ru_maxrss)\n"
    )
    starter = "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', *sys.argv[1:]]).returncode)"

    command = [sys.executable, "-c", starter, program, str(tmp_path / name), str(ROOT / "site_config/languages")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True, timeout=120)

    seconds, kilobytes = map(float, done.stdout.split())
    assert seconds < 10
    assert kilobytes < 500 * 1024
