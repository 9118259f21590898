"""What the tests share: the project's own content, indexed once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer import pipeline

if TYPE_CHECKING:
    from indexer.pipeline import Knowledge
    from indexer.search import SearchEngine

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return pipeline.load_knowledge(ROOT)


@pytest.fixture(scope="session")
def engine(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    folder = tmp_path_factory.mktemp("index")
    return pipeline.engine_for(pipeline.build_lexicon(knowledge, folder), folder)
