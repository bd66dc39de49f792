"""Where the words and the looks of reports are found, and what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recheck.report.specs import Specs, read_specs
from recheck.report.style import STYLE_FILE, Style, read_style
from recheck.report.template import Templates

PACKAGE = Path(__file__).parent.parent
CANDIDATES = (
    PACKAGE / "reports" / "templates",  # installed from a wheel
    PACKAGE.parent.parent
    / "reports"
    / "templates",  # in the repository, editable installs included
)


@dataclass(frozen=True)
class Look:
    """The words and the looks of reports, read from one folder."""

    templates: Templates
    specs: Specs
    style: Style


def templates_folder(candidates: Sequence[Path] = CANDIDATES) -> Path:
    """The first candidate that exists."""
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def read_look(folder: Path) -> Look:
    """Templates, tables, charts and style of a folder; raises ConfigurationInvalid."""
    return Look(Templates(folder), read_specs(folder), read_style(folder / STYLE_FILE))
