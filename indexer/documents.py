"""Reads and normalizes many sources on several cores; what comes out does not depend on how many.

Reading and normalizing one source needs nothing of the others, and so can be done by another process. Whoever calls
gets the documents in the order of the paths and does the rest, which hangs together, by itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.errors import Complaint, ContentError
from indexer.languages import load_languages
from indexer.normalize import normalize
from indexer.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from indexer.languages import Language
    from indexer.model import Document

    Outcome = Document | tuple[Complaint, ...]

WORTH_A_PROCESS = 48  # texts; a process needs about as long to start
_AHEAD = 8  # texts a process may be ahead of its caller, so that memory stays small


def usable_cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def read_document(path: Path, languages: Mapping[str, Language], language: str = "") -> Outcome:
    """Return a source, normalized, or what is wrong with it.

    Args:
        language: Of the text; what its small file says, or else what is found out, when empty.
    """
    try:
        source = read_source(path, languages)
        return normalize(replace(source, language=language or source.language), languages)
    except ContentError as error:
        return error.complaints
    except (OSError, ValueError, RecursionError) as error:
        return (Complaint(path.name, 0, f"cannot be taken: {error}"),)


def read_documents(paths: Sequence[Path], folder: Path, language: str = "", *, cores: int = 1) -> Iterator[Outcome]:
    """Yield what `read_document` returns for each path, in their order.

    Args:
        folder: Of the language files.
        cores: One is for the caller. With a single one, or few texts, no process is started.
    """
    languages = load_languages(folder)
    done = 0
    if cores > 1 and len(paths) >= WORTH_A_PROCESS:
        try:
            for outcome in _by_processes(paths, folder, language, cores - 1):
                yield outcome
                done += 1
        except BrokenProcessPool:  # a process was ended from outside; what it did not finish is done here
            pass
    for path in paths[done:]:
        yield read_document(path, languages, language)


def _by_processes(paths: Sequence[Path], folder: Path, language: str, processes: int) -> Iterator[Outcome]:
    # Processes that start anew are the same on every system, and share no lock with this one.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(folder,))
    waiting: deque[Future[Outcome]] = deque()
    try:
        for path in paths:
            waiting.append(pool.submit(_read, path, language))
            if len(waiting) >= processes * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_known: dict[str, Language] = {}


def _begin(folder: Path) -> None:
    """Prepare a process; whoever stops the run by Ctrl+C stops its caller, who ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _known.update(load_languages(folder))


def _read(path: Path, language: str) -> Outcome:
    return read_document(path, _known, language)
