"""Asks one engine in Chromium over loopback: what a first answer costs, what further ones, and how long they take."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, BrowserContext, Page

    from benchmarks.asking import Query, Slot

HERE = Path(__file__).parent
SHOWN, DEPTH = 5, 20  # results with excerpts; results looked at for languages
_COLD = 3  # first visits a language
_QUIET = 0.15  # seconds after an answer in which nothing more is asked for
_OPEN = "([engine, language, others]) => bench.open(engine, language, others)"
_ASK = "([query, language, limit]) => bench.ask(query, language, limit)"
# The address bar's own pages would take the processor from the tab.
_ARGUMENTS = ["--no-sandbox", "--js-flags=--expose-gc", "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup"]
_BUSY = "{ const end = performance.now() + 100; while (performance.now() < end); }"
_KIBIBYTES, _NANOSECONDS = 1024 / 1e6, 1e-6


@dataclass(slots=True)
class Session:
    """What one engine cost, in bytes, milliseconds and megabytes; lists are in the order of the queries.

    Attributes:
        cold: For each first visit: bytes, requests, CPU and wall milliseconds, and bytes by file.
        further: Bytes of each query after the first.
        loaded: The files that they loaded, with their bytes.
        new: Milliseconds of each query asked for the first time.
        again: Milliseconds when asked once more.
        cpu: CPU milliseconds of a new query, mean.
        memory: Of the tab after all queries, over that of a blank tab.
        kept: The same after a collection of garbage.
        found: For each query, the paths shown and how many were found.

    """

    cold: list[dict[str, Any]] = field(default_factory=list)
    further: list[int] = field(default_factory=list)
    new: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    loaded: list[list[Any]] = field(default_factory=list)
    cpu: float = 0.0
    memory: float = 0.0
    kept: float = 0.0
    found: dict[str, list[Any]] = field(default_factory=dict)


class Harness:
    """A server and a browser."""

    def __init__(self, port: int, browser: Browser) -> None:
        """Use the server at `port`."""
        self._base = f"http://127.0.0.1:{port}"
        self._browser = browser
        self._cdp = browser.new_browser_cdp_session()
        self.version = browser.version

    def measure(self, engine: str, queries: Sequence[Query], *, apart: bool, merged: bool) -> Session:
        """Return what `engine` costs.

        Args:
            apart: Whether each query is asked from a page in its own language; else all from an English one.
            merged: Whether the engine has to be told of the other languages.

        """
        session = Session()
        languages = sorted({query.language for query in queries})
        others = [language for language in languages if language != "en"] if merged else []
        for language in languages:
            for query in [query for query in queries if query.language == language][:_COLD]:
                session.cold.append(self._visit(engine, query, language if apart else "en", others))
        for language in languages if apart else ["en"]:
            asked = [query for query in queries if not apart or query.language == language]
            self._ask_all(session, engine, asked, language, others)
        session.cpu /= len(queries)
        return session

    def reach(self, engine: str, slots: Sequence[Slot], *, apart: bool, merged: bool) -> list[list[str]]:
        """Return the first paths found for each slot."""
        languages = sorted({slot.language for slot in slots})
        others = [language for language in languages if language != "en"] if merged else []
        found: dict[int, list[str]] = {}
        for language in languages if apart else ["en"]:
            with self._opened(engine, language, others) as page:
                for number, slot in enumerate(slots):
                    if not apart or slot.language == language:
                        found[number] = _ask(page, slot.text, slot.language, DEPTH)["paths"]
        return [found[number] for number in range(len(slots))]

    def _visit(self, engine: str, query: Query, language: str, others: Sequence[str]) -> dict[str, Any]:
        """Return the cost of one first visit: an empty cache, one query."""
        with self._blank(language) as page:
            process = self._process_of(page)
            cpu, start = _spent(process), time.monotonic()
            page.evaluate(
                "([engine, language, others]) => bench.open(engine, language, others)", [engine, language, others]
            )
            _ask(page, query.text, query.language, SHOWN)
            wall = time.monotonic() - start
            time.sleep(_QUIET)
            log = self._log()
            return {
                "query": query.text,
                "bytes": sum(size for _, size in log),
                "requests": len(log),
                "cpu": _spent(process) - cpu,
                "wall": 1000 * wall,
                "files": log,
            }

    def _ask_all(
        self, session: Session, engine: str, queries: Sequence[Query], language: str, others: Sequence[str]
    ) -> None:
        with self._blank(language) as page:
            process = self._process_of(page)
            blank = _memory(process)
            page.evaluate(
                "([engine, language, others]) => bench.open(engine, language, others)", [engine, language, others]
            )
            _ask(page, queries[0].text, queries[0].language, SHOWN)
            time.sleep(_QUIET)
            self._log()
            cpu = _spent(process)
            for query in queries:
                answer = _ask(page, query.text, query.language, SHOWN)
                session.found[f"{query.language} {query.text}"] = [answer["paths"], answer["total"]]
                if query is not queries[0]:
                    session.new.append(answer["milliseconds"])
                    log = self._log()
                    session.further.append(sum(size for _, size in log))
                    session.loaded += log
            session.cpu += _spent(process) - cpu
            time.sleep(_QUIET)
            session.memory = max(session.memory, _memory(process) - blank)
            _collect(page)
            session.kept = max(session.kept, _memory(process) - blank)
            session.again += [_ask(page, query.text, query.language, SHOWN)["milliseconds"] for query in queries]

    @contextmanager
    def _opened(self, engine: str, language: str, others: Sequence[str]) -> Iterator[Page]:
        with self._blank(language) as page:
            page.evaluate(
                "([engine, language, others]) => bench.open(engine, language, others)", [engine, language, others]
            )
            yield page

    @contextmanager
    def _blank(self, language: str) -> Iterator[Page]:
        """Open a tab with nothing in it but `bench`, and nothing in its cache."""
        context: BrowserContext = self._browser.new_context()
        page = context.new_page()
        page.goto(f"{self._base}/blank/{language}.html")
        page.evaluate((HERE / "engines.js").read_text("utf-8"))
        _collect(page)
        time.sleep(_QUIET)
        self._log()
        try:
            yield page
        finally:
            context.close()

    def _log(self) -> list[list[Any]]:
        with urllib.request.urlopen(f"{self._base}/log") as answer:  # noqa: S310 -- our own server
            requests: list[list[Any]] = json.load(answer)
        return [[path, size] for path, size in requests if not path.startswith(("/blank/", "/favicon"))]

    def _renderers(self) -> list[int]:
        processes = self._cdp.send("SystemInfo.getProcessInfo")["processInfo"]
        return [process["id"] for process in processes if process["type"] == "renderer"]

    def _process_of(self, page: Page) -> int:
        """Return the process of the tab: the one that has used as much as the tab says; there are others beside."""
        told = page.context.new_cdp_session(page)
        told.send("Performance.enable")
        page.evaluate(_BUSY)
        metrics = {metric["name"]: metric["value"] for metric in told.send("Performance.getMetrics")["metrics"]}
        told.detach()
        return min(self._renderers(), key=lambda process: abs(_spent(process) - 1000 * metrics["ProcessTime"]))


def _spent(process: int) -> float:
    """Return the CPU milliseconds of all threads of a process."""
    threads = Path(f"/proc/{process}/task").glob("*")
    return sum(int((thread / "schedstat").read_text("ascii").split()[0]) for thread in threads) * _NANOSECONDS


def _memory(process: int) -> float:
    """Return the megabytes that a process has written and shares with no other."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:")) * _KIBIBYTES


def _collect(page: Page) -> None:
    """Collect the garbage of a tab and of its workers."""
    page.evaluate("gc()")
    for worker in page.workers:
        worker.evaluate("gc()")


def _ask(page: Page, query: str, language: str, limit: int) -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate(_ASK, [query, language, limit])
    return answer


@contextmanager
def harness(roots: Mapping[str, Path], work: Path) -> Iterator[Harness]:
    """Start server and browser, and end them."""
    blank = work / "blank"
    blank.mkdir(parents=True, exist_ok=True)
    for language in ("en", "te", "cs", "zh"):
        text = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>-</title><body></body></html>\n'
        (blank / f"{language}.html").write_text(text, "utf-8")
    served = {"/blank/": str(blank), **{prefix: str(folder) for prefix, folder in roots.items()}}
    node = shutil.which("node") or "node"
    with subprocess.Popen([node, HERE / "server.mjs", json.dumps(served)], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            port = int(server.stdout.readline())
            with sync_playwright() as playwright:
                own = shutil.which("chromium") or shutil.which("google-chrome")
                browser = playwright.chromium.launch(executable_path=own, args=_ARGUMENTS)
                yield Harness(port, browser)
                browser.close()
        finally:
            server.terminate()


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def median_cold(session: Session, what: str) -> float:
    """Return the median of a cost over the first visits."""
    return float(statistics.median(visit[what] for visit in session.cold))
