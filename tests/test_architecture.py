"""The architecture is a contract that a tool checks: kept as it is, broken by what would break it."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "indexer", tmp_path / "indexer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def contract(folder: Path) -> int:
    lint = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([lint, "--no-cache"], cwd=folder, env={"PYTHONPATH": str(folder)}, check=False).returncode


def test_imports_point_one_way(copy: Path) -> None:
    assert contract(copy) == 0


def test_an_import_against_the_direction_breaks_the_contract(copy: Path) -> None:
    with (copy / "indexer/model.py").open("a", encoding="utf-8") as file:
        file.write("\nfrom indexer import search\n")

    assert contract(copy) == 1


def test_a_module_without_a_place_breaks_the_contract(copy: Path) -> None:
    (copy / "indexer/utils.py").write_text('"""What fits nowhere."""\n', encoding="utf-8")

    assert contract(copy) == 1


def test_every_module_stands_in_the_table_of_the_architecture() -> None:
    table = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    modules = [path.stem for path in (ROOT / "indexer").glob("*.py") if not path.stem.startswith("__")]
    packages = [path.parent.name for path in (ROOT / "indexer").glob("*/__init__.py")]

    assert not [name for name in modules + packages if not re.search(rf"\b{name}\b", table)]


def test_one_home_each_for_whoosh_langdetect_and_mkdocs() -> None:
    homes = {
        "whoosh": "indexer/index.py",
        "langdetect": "indexer/normalize/language.py",
        "mkdocs": "site_config/hooks.py",
    }
    for library, home in homes.items():
        pattern = re.compile(rf"^\s*(from|import) {library}\b", re.MULTILINE)
        files = [*(ROOT / "indexer").rglob("*.py"), *(ROOT / "site_config").glob("*.py")]
        users = {
            path.relative_to(ROOT).as_posix() for path in files if pattern.search(path.read_text(encoding="utf-8"))
        }
        assert users == {home}


def test_only_one_distribution_brings_a_package_called_whoosh() -> None:
    names = {name.lower() for name in importlib.metadata.packages_distributions().get("whoosh", [])}

    assert names == {"whoosh-reloaded"}
