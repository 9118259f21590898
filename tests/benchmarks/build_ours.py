"""Builds client and shards of a project, so that a benchmark can measure it: `python build_ours.py PROJECT SITE`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script from anywhere

from indexer import pipeline  # noqa: E402

if __name__ == "__main__":
    project, site = map(Path, sys.argv[1:])
    pipeline.copy_search(pipeline.refresh_index(project), site)
    shutil.copyfile(ROOT / pipeline.CLIENT / "search.js", site / "assets/search.js")
