"""From a view of the store to PDF files."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from recheck import measures
from recheck.archive import write_whole
from recheck.errors import UsageProblem
from recheck.invariants import tested, whole
from recheck.messages import CHINESE, N_, sentence
from recheck.model import Period
from recheck.report.build import build
from recheck.report.figures import gather
from recheck.report.fonts import FontBook
from recheck.report.look import Look, read_look, templates_folder
from recheck.report.pdf import Rendered, render
from recheck.view import View
from recheck.watch import as_list, noticed
from recheck.workspace import Workspace

CITY = "city"
"""What `only` calls the report of the whole city."""

log = logging.getLogger(__name__)


def write_all(
    view: View,
    workspace: Workspace,
    period: Period,
    folder: Path,
    only: Sequence[str],
    *,
    told: pl.DataFrame | None = None,
) -> list[Path]:
    """See `report.write`."""
    told = verified(view, workspace, period) if told is None else told
    look = own_look(workspace)
    fonts = own_fonts(workspace)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for district in wanted(workspace, only):
        figures = gather(view, period, view.question.as_of, district)
        figures = replace(figures, frames={**figures.frames, "verified": told})
        document = build(figures, view.rulebook, workspace.settings.institute, look)
        rendered = render(document, look.style, FontBook(fonts))
        path = folder / f"{_file_name(document.title, figures.filters)}.pdf"
        write_whole(path, rendered.content)
        _tell_missing(rendered, path)
        written.append(path)
    return written


def verified(view: View, workspace: Workspace, period: Period) -> pl.DataFrame:
    """What must hold and what to look at, of everything, with the flows of the half-year."""
    since = period.plus(-1).last_day
    everything = measures.ask(view, whole(view.question))
    found = noticed(everything, workspace.duties, ())
    told = as_list(list(tested(view, since, kept=False)), list(found), CHINESE)
    return told.filter(pl.col("check") != "unproduced")  # this depends on more than T and K


def wanted(workspace: Workspace, only: Sequence[str]) -> list[str | None]:
    """Districts to report on; None is the city."""
    districts = workspace.settings.districts or workspace.rulebook.region.districts
    known = (CITY, *districts)
    for name in only:
        if name not in known:
            raise UsageProblem(
                N_("There is no report “{name}”; the reports are {known}."),
                name=name,
                known=", ".join(known),
            )
    return [None if name == CITY else name for name in known if not only or name in only]


def own_fonts(workspace: Workspace) -> dict[str, Path]:
    """Role of style.toml → the font that recheck.toml names for it."""
    fonts = workspace.settings.fonts
    named = {"serif": fonts.body, "bold": fonts.heading}
    return {role: workspace.root / path for role, path in named.items() if path}


def own_look(workspace: Workspace) -> Look:
    """The words and the looks of reports, those of the workspace before ours."""
    return read_look(templates_folder(), workspace.templates)


def _file_name(title: str, filters: Mapping[str, str]) -> str:
    """The title and what the report is narrowed to, without what no file name may hold."""
    narrowed = f"（{'、'.join(filters.values())}）" if filters else ""
    return re.sub(r'[<>:"/\\|?*\s]', "", title + narrowed)


def _tell_missing(rendered: Rendered, path: Path) -> None:
    for character, place in rendered.missing:
        message = N_("No font has U+{code}; 〓 is printed in {file}, {place}.")
        parameters = {"code": f"{ord(character):04X}", "file": path.name, "place": place}
        log.warning(sentence(message, parameters))
