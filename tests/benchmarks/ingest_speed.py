"""Prints how fast ingest is, on new texts of two pages and on the same once more. Run with PYTHONPATH=. [texts [cores]]

The texts are made of the seeds, the sentences of each line in another order, so that no two are the same to a cache.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import regex

from indexer.documents import usable_cores
from indexer.ingest import Options, ingest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = 1000
TWO_PAGES = 5000  # characters of a Latin text; a Chinese one says as much in 1,500
SENTENCE = regex.compile(r"(?<=\p{STerm})\s*(?=\S)", regex.V1)


def main(count: int, cores: int) -> None:
    """Ingest `count` texts made of the seeds, twice, and print the times."""
    seeds = [path.read_text("utf-8").strip() for path in sorted((ROOT / "docs/sources").glob("*.txt"))]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "site_config").symlink_to(ROOT / "site_config")
        folder = root / "docs/sources"
        folder.mkdir(parents=True)
        characters = 0
        for number in range(count):
            text = _text(seeds[number % len(seeds)], random.Random(number))  # noqa: S311 -- the same texts each time
            characters += len(text)
            (folder / f"t{number:04}.txt").write_text(text, "utf-8")
        for what in ("new texts", "the same again"):
            wall, spent = time.monotonic(), _spent()
            reports = list(ingest(root, [folder], Options(cores=cores)))
            faulty = sum(report.faulty for report in reports)
            own, others = (now - before for now, before in zip(_spent(), spent, strict=True))
            sys.stdout.write(
                f"{what}: {len(reports)} of {characters // count} characters in {time.monotonic() - wall:.1f} s"
                f" ({own:.1f} s of one core and {others:.1f} s of others), {faulty} refused\n"
            )


def _spent() -> tuple[float, float]:
    """Return the seconds that this process has worked, and those that processes did which it started."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime


def _text(seed: str, chance: random.Random) -> str:
    """Return the seed as often as it takes to fill two pages, with the sentences of each line in another order."""
    copies = TWO_PAGES // len(seed) + 1 if seed.isascii() else 1
    lines = []
    for line in (f"{seed}\n\n" * copies).split("\n"):
        sentences = SENTENCE.split(line)
        chance.shuffle(sentences)
        lines.append(" ".join(sentences))
    return "\n".join(lines)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main((given[:1] or [TEXTS])[0], (given[1:2] or [usable_cores()])[0])
