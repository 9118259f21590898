"""The command line: `principles ingest | build | serve | search | check | feedback`. It calls `pipeline` and prints."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from indexer import pipeline
from indexer.check import check, missing_summaries
from indexer.documents import usable_cores
from indexer.errors import ContentError, UsageError
from indexer.facets import CHOICES
from indexer.feedback import Finding, compare, read_remarks
from indexer.ingest import Options, ingest
from indexer.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.answer import Answer
    from indexer.search import SearchEngine

FINE, CONTENT, USAGE = 0, 1, 2
_SAID = {"unknown": "Not known here", "mistake": "Read as plain text", "excluded": "Only pages without"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 the content is at fault, 2 the call is."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Telugu must not stop the command.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    options = _parser().parse_args(_query_last(sys.argv[1:] if arguments is None else arguments))
    try:
        return int(options.run(options))
    except ContentError as error:
        print(error, file=sys.stderr)
        return CONTENT
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python must not complain of it again when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except UsageError as error:
        print(f"principles: {error}", file=sys.stderr)
        return USAGE


def _query_last(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with a query that begins with a minus at their end, behind `--`: it is no option."""
    for place, word in enumerate(arguments if "search" in arguments[:1] and "--" not in arguments else ()):
        if word[:1] == "-" and word[:2] != "--" and word != "-h":
            return [*arguments[:place], *arguments[place + 1 :], "--", word]
    return list(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="principles", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")

    take = verbs.add_parser("ingest", help="make pages of texts, and report what was kept, removed and tagged")
    take.add_argument("paths", nargs="+", metavar="PATH", help="a text, or a folder of texts")
    take.add_argument("--dry-run", action="store_true", help="report only; write nothing")
    take.add_argument("--json", action="store_true", help="report as JSON Lines, one object a source")
    take.add_argument("--lang", metavar="CODE", help="the language of the texts; found out when left out")
    take.add_argument(
        "--prefer",
        choices=["page", "source"],
        help="which side wins where a page was edited by hand and its source changed; without it nothing is written",
    )
    take.set_defaults(run=_ingest)

    build = verbs.add_parser("build", help="build the site from the pages: index, shards, site/")
    build.add_argument("--strict", action="store_true", help="fail on warnings")
    build.set_defaults(run=_build)

    pack = verbs.add_parser("package", help="build the site and pack it for a web server: site, servers, hashes")
    pack.add_argument("--output", metavar="FILE", default="build/principles.zip", help="default: build/principles.zip")
    pack.set_defaults(run=_package)

    serve = verbs.add_parser("serve", help="build the site and serve it on this machine, anew at each change")
    serve.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default: 8000)")
    serve.set_defaults(run=_serve)

    search = verbs.add_parser("search", help="search as the site does")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--lang", metavar="CODE", default="", help="the reader's language; prefers and never filters")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="at most so many hits (default: 10)")
    search.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    search.add_argument("--facets", action="store_true", help="count languages, principles, topics, sources, statuses")
    search.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="KIND=VALUE",
        help="keep what is so: language=te, tag=smile, source=handbook.txt, status=human; may be given several times",
    )
    search.set_defaults(run=_search)

    verify = verbs.add_parser("check", help="check pages, vocabulary, links, provenance and staleness")
    verify.set_defaults(run=_check)

    heed = verbs.add_parser("feedback", help="list readers' reports of wrong sentences beside the pages they are about")
    heed.add_argument("file", metavar="FILE", help="a text file into which reports were pasted")
    heed.set_defaults(run=_feedback)
    return parser


def _root() -> Path:
    return pipeline.find_root(Path.cwd())


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _ingest(options: argparse.Namespace) -> int:
    failed = False
    paths = [Path(path) for path in options.paths]
    how = Options(options.dry_run, options.lang or "", options.prefer or "", usable_cores())
    with Progress(sys.stderr) as progress:
        for report in ingest(_root(), paths, how, progress=progress):
            failed |= report.faulty
            progress.clear()
            print(json.dumps(report.to_json(), ensure_ascii=False) if options.json else report.to_text())
    return CONTENT if failed else FINE


def _build(options: argparse.Namespace) -> int:
    return pipeline.run_mkdocs(_root(), ["build"] + (["--strict"] if options.strict else []))


def _package(options: argparse.Namespace) -> int:
    if failed := pipeline.run_mkdocs(_root(), ["build", "--strict"]):
        return failed
    print(pipeline.package(_root(), _root() / options.output))
    return FINE


def _serve(options: argparse.Namespace) -> int:
    return pipeline.run_mkdocs(_root(), ["serve", "--dev-addr", f"127.0.0.1:{options.port}"])


def _search(options: argparse.Namespace) -> int:
    with Progress(sys.stderr, "pages") as progress:

        def told(done: int, total: int) -> None:
            if not done:
                _note("Building the index …")
            progress(done, total)

        engine = pipeline.open_engine(_root(), told)
    if options.lang and options.lang not in engine.interpreter.reader.analysis.by_code:
        known = ", ".join(engine.interpreter.reader.analysis.by_code)
        raise UsageError(f"--lang {options.lang}: unknown language; expected one of {known}")
    if options.limit < 1:
        raise UsageError(f"--limit {options.limit}: expected a number from 1")
    only = _only(options.only, engine)
    answer = engine.search(options.query, language=options.lang, limit=options.limit, facets=options.facets, only=only)
    print(json.dumps(answer.to_json(), ensure_ascii=False) if options.json else _as_text(answer))
    return FINE


def _only(given: Sequence[str], engine: SearchEngine) -> dict[str, list[str]]:
    """Return what `--only` leaves, by kind."""
    only: dict[str, list[str]] = {}
    for choice in given:
        kind, _, value = choice.partition("=")
        if kind not in CHOICES:
            raise UsageError(f"--only {choice}: expected one of {', '.join(f'{each}=…' for each in CHOICES)}")
        values = engine.facets.values(kind, engine.records)
        if value not in values:
            raise UsageError(f"--only {choice}: no such {kind}; expected one of {', '.join(values)}")
        only.setdefault(kind, []).append(value)
    return only


def _as_text(answer: Answer) -> str:
    lines = [
        f"{_SAID[why.reason]}: {why.typed}" if why.reason in _SAID else f"{why.typed} → {why.matched} ({why.reason})"
        for why in answer.interpretation
    ]
    if not answer.hits:
        return "\n".join([*lines, f"Nothing found for '{answer.query}'."])
    lines += [] if answer.confident else ["Guessing: no passage is clearly about this."]
    for hit in answer.hits:
        reasons = ", ".join(f"{why.typed} → {why.matched} ({why.reason})" for why in hit.why)
        lines += ["", f"{hit.rank:>2}. [{hit.record['language']}] {hit.record['heading'] or hit.record['kind']}"]
        lines += [f"    {hit.excerpt.text}", f"    {hit.page}  {reasons}"]
    for name, counts in (answer.facets or {}).items():
        lines += ["", f"{name}: " + ", ".join(f"{value} {count}" for value, count in counts.items())]
    return "\n".join(lines)


def _check(_: argparse.Namespace) -> int:
    complaints = check(_root())
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        print("1 complaint." if len(complaints) == 1 else f"{len(complaints)} complaints.")
        return CONTENT
    print("\n".join(["All fine.", *missing_summaries(_root())]))
    return FINE


def _feedback(options: argparse.Namespace) -> int:
    path = Path(options.file)
    if not path.is_file():
        raise UsageError(f"{path}: no such file; expected a text file into which reports were pasted")
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    failed = False
    for found in compare(path.as_posix(), read_remarks(text), pipeline.load_knowledge(_root()).pages):
        if isinstance(found, Finding):
            print(found.to_text(), end="\n\n")
        else:
            failed = True
            print(found, file=sys.stderr)
    return CONTENT if failed else FINE
