"""Prints how fast ingest is, on new texts of two pages and on the same once more. Run with PYTHONPATH=. [texts]."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from indexer.ingest import Options, ingest

ROOT = Path(__file__).parents[2]
TEXTS = 1000
TWO_PAGES = 5000  # characters of a Latin text; a Chinese one says as much in 1,500


def main(count: int) -> None:
    """Ingest `count` texts made of the seeds, twice, and print the times."""
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "docs/sources").glob("*.txt"))]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "site_config").symlink_to(ROOT / "site_config")
        folder = root / "docs/sources"
        folder.mkdir(parents=True)
        characters = 0
        for number in range(count):
            seed = seeds[number % len(seeds)]
            text = f"{seed.strip()}\n\n{number}\n" * (TWO_PAGES // len(seed) + 1 if seed.isascii() else 1)
            characters += len(text)
            (folder / f"t{number:04}.txt").write_text(text, "utf-8")
        for what in ("new texts", "the same again"):
            wall, spent = time.monotonic(), time.process_time()
            reports = list(ingest(root, [folder], Options()))
            faulty = sum(report.faulty for report in reports)
            sys.stdout.write(
                f"{what}: {len(reports)} of {characters // count} characters in {time.monotonic() - wall:.1f} s"
                f" ({time.process_time() - spent:.1f} s of one core), {faulty} refused\n"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TEXTS)
