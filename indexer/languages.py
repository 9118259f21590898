"""Reads what differs by language: one file `<code>.yml` a language; a language exists when its file does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from indexer.errors import Complaint, ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Safe, and in C where PyYAML was built so: eight times as fast.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEYS = ("name", "tag", "order", "scripts", "ingest", "analysis", "ui")


@dataclass(frozen=True, eq=False)
class Language:
    """What is known of one language.

    Attributes:
        code: As in `docs/<code>/`.
        name: In the language itself.
        tag: For the `lang` attribute (BCP 47): `zh-Hans`.
        scripts: Unicode names of the scripts its words are written in.
        ingest: What reading a text in this language needs: sentence ends, numbering words, phrase lists.
        analysis: What searching in it needs: function words, endings, the sources of its word forms.
        ui: The strings of the interface.
        font: The font that the site ships for its script (see `indexer.fonts`); empty when readers have one.

    """

    code: str
    name: str
    tag: str
    scripts: tuple[str, ...]
    ingest: Mapping[str, Any]
    analysis: Mapping[str, Any]
    ui: Mapping[str, str]
    font: Mapping[str, Any] = field(default_factory=dict)


def load_languages(folder: Path) -> dict[str, Language]:
    """Return the languages by code, in the order they give themselves.

    Raises:
        ContentError: A file is not YAML, or a key is missing.

    """
    read = [(path.stem, _load(path)) for path in sorted(folder.glob("*.yml"))]
    read.sort(key=lambda pair: (pair[1]["order"], pair[0]))
    return {
        code: Language(
            code,
            raw["name"],
            raw["tag"],
            tuple(raw["scripts"]),
            raw["ingest"],
            raw["analysis"],
            raw["ui"],
            raw.get("font", {}),
        )
        for code, raw in read
    }


def _load(path: Path) -> Mapping[str, Any]:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 -- a safe one
    except yaml.YAMLError as error:
        raise ContentError(Complaint(path.as_posix(), 0, f"not YAML: {error}")) from error
    missing = [key for key in _KEYS if not isinstance(raw, dict) or key not in raw]
    if missing:
        raise ContentError(Complaint(path.as_posix(), 0, f"no {', '.join(missing)}", f"the keys {', '.join(_KEYS)}"))
    return dict(raw)
