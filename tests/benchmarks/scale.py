"""Measures the engine beside its peers on generated pages, all in one run, and prints a table.

    python tests/benchmarks/scale.py --pages 1000 [--only ours] [--rounds 2] [--work FOLDER] [--markdown FILE]

Needs Node with npm, Chromium and Linux (`/proc`); the peers are installed into the work folder. With `--markdown` the
page is written from all sizes that the work folder has results of.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]  # so that it runs as a script from anywhere

from benchmarks import figures, peers  # noqa: E402
from benchmarks.asking import Truth  # noqa: E402
from benchmarks.browser import harness  # noqa: E402
from benchmarks.corpus import edit_pages, write_corpus  # noqa: E402
from benchmarks.page import machine, write_page  # noqa: E402
from benchmarks.rendering import write_html, write_json  # noqa: E402
from indexer.pipeline import load_knowledge  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.asking import Query, Slot
    from benchmarks.browser import Harness, Session

# Name → what `engines.js` calls it, whether each language is asked apart, whether the others are merged.
ENGINES = {
    "ours": ("ours", False, False),
    "Pagefind, all four": ("pagefind", False, True),
    "Pagefind, own language": ("pagefind", True, False),
    "MiniSearch": ("minisearch", False, False),
}
_FITS = 10_000  # pages; beyond them MiniSearch is one file of 20 megabytes
_EDITED = 0.01


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[1_000])
    parser.add_argument("--only", nargs="+", choices=("ours", "pagefind", "minisearch"))
    parser.add_argument("--rounds", type=int, default=2, help="sessions of each engine; of times the better one counts")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "principles-scale")
    parser.add_argument("--markdown", type=Path, metavar="FILE")
    given = parser.parse_args()
    engines = {name: each for name, each in ENGINES.items() if not given.only or each[0] in given.only}
    for pages in given.pages:
        fitting = {name: each for name, each in engines.items() if each[0] != "minisearch" or pages <= _FITS}
        result = measure(pages, given.work, fitting, given.rounds)
        name = f"part-{pages}.json" if given.only else f"result-{pages}.json"
        (given.work / name).write_text(json.dumps(result, ensure_ascii=False, indent=1), "utf-8")
        print(f"\n{pages:,} pages\n\n{figures.table(result['engines'])}")
        for kind, (cold, asked, size, count) in result.get("kinds", {}).items():
            print(f"  {kind}: first visit {cold:.1f} KB in {asked:.1f} requests, query {size:.2f} KB in {count:.2f}")
    if given.markdown:
        write_page(given.markdown, given.work)


def measure(pages: int, work: Path, engines: dict[str, tuple[str, bool, bool]], rounds: int) -> dict[str, Any]:
    """Return all figures at one size."""
    folder = work / str(pages)
    project = folder / "project"
    say(f"{pages:,} pages: corpus")
    write_corpus(project, pages)
    knowledge = load_knowledge(project)
    truth = Truth(project, knowledge.pages, knowledge.vocabulary)
    asked = Asked(truth.queries(), truth.slots(), rounds)
    result: dict[str, Any] = {"pages": pages, "date": time.strftime("%Y-%m-%d"), "load": os.getloadavg()[0]}
    result["queries"] = [[query.language, query.kind, query.text, len(query.right)] for query in asked.queries]
    kinds = {kind for kind, _, _ in engines.values()}
    built = {kind: _build(kind, folder, knowledge.pages, work, result) for kind in sorted(kinds)}
    roots = {f"/{kind}/": folder / kind for kind in kinds}
    if "pagefind" in kinds:
        roots["/pagefind-again/"] = folder / "pagefind"
    with harness(roots, work) as browser:
        result["machine"] = machine(browser.version)
        result["engines"] = {
            name: built[engine[0]] | _ask(name, browser, asked, result) for name, engine in engines.items()
        }
    return result


def _build(kind: str, folder: Path, pages: Any, work: Path, result: dict[str, Any]) -> dict[str, float]:  # noqa: ANN401
    """Build an index, then once more after an edit of 1 % of the pages; the first one is asked."""
    say(f"building {kind}")
    if kind == "ours":
        cost = peers.build_ours(folder / "project", folder / kind)
        weight = peers.weigh(folder / kind)
        result["kinds_of_names"] = _kinds_of_names(folder / kind)
        # What is asked is the first build; the second one has its own folder, with what a site has from before.
        shutil.rmtree(folder / "edited", ignore_errors=True)
        shutil.copytree(folder / kind, folder / "edited")
        edit_pages(folder / "project", _EDITED)
        again = peers.build_ours(folder / "project", folder / "edited")
        return figures.cost_figures(cost, again, weight)
    modules = peers.install(work / "peers")
    if kind == "pagefind":
        write_html(pages, folder / "html")
        cost = peers.build_pagefind(modules, folder / "html", folder / kind)
        # Pagefind has no partial build: after any change it costs what it cost before.
        return figures.cost_figures(cost, cost, peers.weigh(folder / kind))
    write_json(pages, folder / "pages.json")
    cost = peers.build_minisearch(modules, folder / "pages.json", folder / kind)
    return figures.cost_figures(cost, cost, peers.weigh(folder / kind))


@dataclass(frozen=True, slots=True)
class Asked:
    """What all engines are asked, and how often."""

    queries: Sequence[Query]
    slots: Sequence[Slot]
    rounds: int


def _ask(name: str, browser: Harness, asked: Asked, result: dict[str, Any]) -> dict[str, float]:
    kind, apart, merged = ENGINES[name]
    sessions: list[Session] = []
    for number in range(asked.rounds):
        say(f"asking {name}, round {number + 1}")
        sessions.append(browser.measure(kind, asked.queries, apart=apart, merged=merged))
    if name == "ours":
        result["kinds"] = figures.kinds_of_files(sessions[0], result.pop("kinds_of_names"))
    result.setdefault("sessions", {})[name] = asdict(sessions[0])
    found = browser.reach(kind, asked.slots, apart=apart, merged=merged)
    return {
        **figures.session_figures(sessions),
        **figures.precision_figures(sessions[0], asked.queries),
        **figures.slot_figures(asked.slots, found),
    }


def _kinds_of_names(site: Path) -> dict[str, str]:
    """Return file name → kind, with which the names begin."""
    names = [file.name for file in (site / "assets/search").glob("*-*.js")]
    return {name: name.partition("-")[0] for name in names}


def say(what: str) -> None:
    """Tell on the error stream how far it is."""
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
