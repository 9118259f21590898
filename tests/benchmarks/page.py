"""Writes the page of the docs that tells the figures, with all that somebody needs to get them again."""

from __future__ import annotations

import json
import os
import platform
import shutil
from typing import TYPE_CHECKING, Any

from benchmarks import figures, peers
from benchmarks.goals import goals_table

if TYPE_CHECKING:
    from pathlib import Path

_ABOUT = """---
title: How the search scales
---

# How the search scales

The same generated pages, the same 100 queries (25 a language) and the same browser for our search and for its peers, in
one run. A quarter of the pages are in each of the four languages; each has about 160 words and three sections, and its
words are as many, and as unequal, as in texts of that language.

- **Cold** is a first visit with an empty cache, until the five best results stand there with their excerpts:
  everything the engine loads, as gzip sends it. **Further** is what each later query of the same visit adds.
- **New** queries are asked for the first time, so that they wait for files, here over loopback; **repeated** ones are
  asked again. **CPU** is that of the tab's process, **memory** what this has written for itself, over a blank tab.
- **Precision@3**: the share of the first three results that are right. A page is right if it has each word asked in
  some form, or its translation, or is about the concept that the word names or leads to; in the stricter rows, only
  the first two.
- **Slots**: a label of a concept is asked, and each language that has a page about the concept is a slot; it is
  reached when such a page is among the first 20 results. Concepts and labels are drawn by chance.
- **All four** is Pagefind with the indexes of the other languages merged into that of an English page; **own
  language** is Pagefind asked from a page in the language of the query, which finds pages of that language only.
  MiniSearch has no excerpts here: it would have to load all texts.

Bytes, requests, precision and slots are the same in every run; times and memory depend on the machine, and are to be
compared within a table only. A ratio below 1 is in favour of our search, but for precision, slots and languages.
"""

_LIMITS = """## Where it ends

- **Building** takes several times the CPU of Pagefind, because Whoosh does it, in Python: its writer and reading its
  postings out are about half of it. The rest is the analysis of words and finding concepts and dictionary words; the
  tables of word forms cost the same for any number of pages. Pages that have not changed are not analysed again; but
  Whoosh writes each index anew, because one that is added to sums up rounded lengths, and its scores drift from those
  of a full build.
- **Memory** of a build: pages are described, indexed and shipped one at a time, and postings pass by packed. What stays
  are the pages as they were read (7 KB each, which MkDocs holds as well), the words of the texts with their forms, of
  which these generated texts have ever new ones, and Whoosh's own buffer.
- **New queries** take somewhat longer than with Pagefind: they wait for files that load after one another (words, then
  concepts, then records), and score every page of a concept in four languages, where a peer scores the words of one.
  Ranking in lists of numbers instead of objects, once all files are here, made it three times as quick; repeated
  queries cost only that. Fewer rounds would need larger files.
- **On disk** there are more than ten thousand small files, each compressed by itself. Larger shards would take less
  room, and every visitor more bytes.
- **Precision** falls short in Telugu: of words that a generator made up, the light stemmer takes some for forms of
  others. It cuts endings by rule, since no table of Telugu forms with a free licence is known to us.
- **Pages**: no page holds the navigation of the site. The page of a concept shows 25 passages of a language and names
  the others; of more than 12 texts the atlas has one column for each language. At a thousand pages MkDocs renders
  some 25 a second, most of the time in Jinja and Markdown.
"""


def machine(chromium: str) -> str:
    """Return what the figures were measured on: kind of machine and versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    node = peers.run([shutil.which("node") or "node", "--version"])[1].strip()
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}; "
        f"Chromium {chromium}, Pagefind {peers.PAGEFIND}, MiniSearch {peers.MINISEARCH}, "
        f"Python {platform.python_version()}, Node {node.removeprefix('v')}"
    )


def write_page(file: Path, work: Path) -> None:
    """Write the page from the results in `work`, the smallest size first."""
    results: list[dict[str, Any]] = [json.loads(path.read_text("utf-8")) for path in work.glob("result-*.json")]
    by_pages = {int(result["pages"]): result["engines"] for result in results}
    parts = [_ABOUT, "## What was aimed at\n\n" + "\n".join(goals_table(by_pages)) + "\n", _LIMITS]
    for result in sorted(results, key=lambda result: int(result["pages"])):
        parts.append(f"## {result['pages']:,} pages\n\n{figures.table(result['engines'])}\n")
        parts.append(
            f"Measured on {result['date']}: {result['machine']}; load when it began {result['load']:.1f}.\n\n"
            f"    python tests/benchmarks/scale.py --pages {result['pages']}\n"
        )
    file.write_text("\n".join(parts), "utf-8", newline="\n")
