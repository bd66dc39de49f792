"""The pages of docs/reference, made from code and rules so that they cannot fall behind them.

`python -m scripts.reference` (or `make docs`) writes them; a test compares them with what is
committed.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from . import (
    catalogue,
    columns,
    commands,
    deadlines,
    findings,
    hazards,
    places,
    profiles,
    relations,
    settings,
    vocabularies,
)

FOLDER = Path(__file__).parents[2] / "docs" / "reference"

PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "settings.md": settings.page,
    "profiles.md": profiles.page,
    "findings.md": findings.page,
    "catalogue.md": catalogue.page,
    "columns.md": columns.page,
    "vocabularies.md": vocabularies.page,
    "hazards.md": hazards.page,
    "places.md": places.page,
    "deadlines.md": deadlines.page,
    "relations.md": relations.page,
}
"""File in docs/reference → what makes its text."""
