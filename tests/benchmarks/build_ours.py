"""Builds index and shards of a project, as a site's build does, without MkDocs: `build_ours.py PROJECT SITE`.

Prints the CPU seconds of each step as JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script from anywhere

from indexer import pipeline  # noqa: E402
from indexer.export import write_search  # noqa: E402
from indexer.languages import load_languages  # noqa: E402


def build(project: Path, site: Path) -> dict[str, float]:
    """Write client and shards into `site` and return step → CPU seconds."""
    spent = {}
    start = time.process_time()
    made = pipeline.refresh_index(project)
    spent["index"] = time.process_time() - start
    start = time.process_time()
    lexicon = pipeline.read_lexicon(made)
    spent["reading"] = time.process_time() - start
    start = time.process_time()
    names = {code: {"name": language.name} for code, language in load_languages(ROOT / "site_config/languages").items()}
    write_search(lexicon, names, site / "assets/search")
    spent["shards"] = time.process_time() - start
    shutil.copyfile(ROOT / pipeline.CLIENT / "search.js", site / "assets/search.js")
    return spent


if __name__ == "__main__":
    print(json.dumps(build(Path(sys.argv[1]), Path(sys.argv[2]))))
