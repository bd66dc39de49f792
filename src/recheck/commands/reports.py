"""Commands that write the reports and that check the figures."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.app import command
from recheck.commands.asking import opened
from recheck.commands.surroundings import now
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.options import Selection, Where, words

if TYPE_CHECKING:
    from recheck.model import Period
    from recheck.workspace import Workspace


@command(
    N_("The technical reports as PDF: for the city and for each district."),
    example="recheck report --period 2025H2 --as-of 2025-12-31 -o out --only city",
)
def report(
    folder: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help=words(N_("Folder for the PDF files."))),
    ],
    selection: Selection,
    where: Where,
    only: Annotated[
        str,
        typer.Option(metavar="NAME,…", help=words(N_("Only these: city, or names of districts."))),
    ] = "",
) -> None:
    """`recheck report`."""
    from recheck import report as reports

    workspace = where.find()
    period = _period(selection, workspace)
    asked = replace(selection, as_of=selection.as_of or period.last_day, period=None)
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    with opened(workspace, asked) as view:
        written = reports.write(view, workspace, period, folder, wanted)
    for path in written:
        terminal.note(N_("{file} written."), file=path)


def _period(selection: Selection, workspace: "Workspace") -> "Period":
    """The half-year asked for, else the one that ended last before T."""
    from recheck.model import Period

    if selection.from_ or selection.to:
        raise UsageProblem(N_("A report is about a half-year; give --period like 2025H1."))
    if selection.period is None:
        today = selection.as_of or now(workspace).date()
        current = Period.of(today)
        return current if today == current.last_day else current.plus(-1)
    first, last = Period.of(selection.period.first), Period.of(selection.period.last)
    if first != last:
        raise UsageProblem(N_("A report is about a half-year; give --period like 2025H1."))
    return first
