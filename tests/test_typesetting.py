"""What stands between words: spaces at which no line may end, and the signs that a language writes in its own way."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import regex

from indexer.languages import load_languages
from indexer.site import bind_page
from indexer.site.typesetting import bind_words, words_to_bind

ROOT = Path(__file__).parents[1]
THEME = ROOT / "site_config/theme"
LANGUAGES = load_languages(ROOT / "site_config/languages")
VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors/typesetting.json").read_text(encoding="utf-8"))
# `结果: 3`, `微笑(原则)`: signs of half the width beside Chinese letters, with or without a space.
HALF_WIDTH = regex.compile(r"\p{Han}\s*[,;:!?()]|[,;:!?()]\s*\p{Han}")
TEMPLATES = sorted(path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html"))
# Tags, comments and what is worked out; what is left of a template is what it writes itself.
NOT_WRITTEN = re.compile(r"\{#.*?#\}|\{%.*?%\}|<[^>]*>", re.DOTALL)
# A line of a report, which `principles feedback` reads.
FOR_MACHINES = "`${key}: ${value"
# A value beside a sign and a space, in a string of a script: `${row}: `, `, ${lines}`; or a string that is no more.
SIGN_IN_SCRIPT = re.compile(r"""\}[:,;] |[:,;] \$\{| \(\$\{|["`](?:[:,;] | \()["`]""")


@pytest.mark.parametrize("case", VECTORS["bind"], ids=lambda case: case["why"])
def test_a_word_stays_with_the_next_one(case: dict[str, Any]) -> None:
    assert bind_words(case["text"], tuple(VECTORS["words"])) == case["bound"]


def test_czech_words_of_one_letter_end_no_line_and_other_languages_have_no_such_words() -> None:
    assert {code: words_to_bind(language) for code, language in LANGUAGES.items()} == {
        "en": [],
        "te": [],
        "cs": VECTORS["words"],
        "zh": [],
    }


@pytest.mark.parametrize(
    ("page", "bound"),
    [
        ('<p lang="cs">v obchodě</p> <p>v obchodě</p>', '<p lang="cs">v~obchodě</p> <p>v obchodě</p>'),
        (
            '<p lang="cs">v <b lang="en">a shop</b> i v <b>obchodě</b>',
            '<p lang="cs">v~<b lang="en">a shop</b> i~v~<b>obch',
        ),
        ('<p lang="cs">v<br>k domu <img alt="v obchodě">', '<p lang="cs">v<br>k~domu <img alt="v obchodě">'),
        ('<p lang=cs title="a > b">a b', '<p lang=cs title="a > b">a~b'),
        (
            '<i lang="cs"><script>a b</script><!-- a b --><pre>a b</pre> a b',
            "a b</script><!-- a b --><pre>a b</pre> a~b",
        ),
        ('<i lang="cs"></b> a b</i> a b', "</b> a~b</i> a b"),
    ],
)
def test_only_the_running_text_of_a_language_is_bound(page: str, bound: str) -> None:
    assert bound.replace("~", "\N{NO-BREAK SPACE}") in bind_page(f'<html lang="en">{page}', LANGUAGES)


def test_no_chinese_string_has_a_sign_of_half_the_width_beside_a_letter() -> None:
    strings = LANGUAGES["zh"].ui

    assert {key: text for key, text in strings.items() if HALF_WIDTH.search(text)} == {}
    assert [strings[f"sign.{name}"] for name in ("colon", "comma", "open", "close")] == list("：，（）")


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_writes_a_sign_that_languages_write_differently(name: str) -> None:
    written = NOT_WRITTEN.sub("", (THEME / name).read_text(encoding="utf-8"))

    assert re.findall(r".{0,30}(?:\}\}\s*[:,;(]|[:,;)]\s*\{\{).{0,30}", written) == []


@pytest.mark.parametrize("path", sorted((ROOT / "site_config/client").glob("ui*.js")), ids=lambda path: path.name)
def test_no_script_writes_such_a_sign_either(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    strings = re.findall(r"`[^`]*`|\"[^\"\n]*\"", code)

    assert [text for text in strings if SIGN_IN_SCRIPT.search(text) and not text.startswith(FOR_MACHINES)] == []
