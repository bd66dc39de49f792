"""Where the words and the looks of reports are found, and what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.report.specs import CHARTS_FILE, TABLES_FILE, Specs, read_specs
from recheck.report.style import STYLE_FILE, Style, read_style
from recheck.report.template import Templates
from recheck.spelling import did_you_mean

PACKAGE = Path(__file__).parent.parent
CANDIDATES = (
    PACKAGE / "reports" / "templates",  # installed from a wheel
    PACKAGE.parent.parent
    / "reports"
    / "templates",  # in the repository, editable installs included
)
KINDS = (".md", ".toml")
"""What a file of templates ends in."""


@dataclass(frozen=True)
class Look:
    """The words and the looks of reports."""

    templates: Templates
    specs: Specs
    style: Style


def templates_folder(candidates: Sequence[Path] = CANDIDATES) -> Path:
    """The first candidate that exists."""
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def read_look(folder: Path, own: Path | None = None) -> Look:
    """Templates, tables, charts and style of a folder; raises ConfigurationInvalid.

    A file of the folder `own`, if there is such a folder, takes the place of its namesake.
    """
    folders = [folder]
    if own and own.is_dir():
        _refuse_strangers(own, folder)
        folders = [own, folder]
    tables, charts, style = (
        next(one / name for one in folders if (one / name).is_file() or one == folder)
        for name in (TABLES_FILE, CHARTS_FILE, STYLE_FILE)
    )
    return Look(Templates(*folders), read_specs(tables, charts), read_style(style))


def _refuse_strangers(own: Path, folder: Path) -> None:
    """A misspelt name would leave its words unused without anybody noticing."""
    known = [one.name for one in folder.iterdir()]
    for path in sorted(own.iterdir()):
        if path.suffix.lower() in KINDS and path.name not in known:
            raise ConfigurationInvalid(
                N_("{file} takes the place of no template.{question}"),
                file=f"{own.name}/{path.name}",
                question=did_you_mean(path.name, known),
            )
