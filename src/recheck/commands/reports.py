"""Commands that write the reports and that check the figures."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.app import command
from recheck.commands.asking import opened, put_out
from recheck.commands.surroundings import is_whole, note_production, now, productions
from recheck.errors import InvariantBroken, UsageProblem
from recheck.messages import N_
from recheck.options import Selection, Shown, Where, day, several, words

if TYPE_CHECKING:
    from recheck.invariants import Tested
    from recheck.model import Period
    from recheck.workspace import Workspace

MOST_PLACES = 3  # contradictions named of each broken invariant


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
    from recheck.report import write
    from recheck.report.writing import CITY, verified, wanted

    workspace = where.find()
    period = _period(selection, workspace)
    asked = replace(selection, as_of=_day(selection, period), period=None)
    places = wanted(workspace, _named(only or asked.district or "", workspace))
    written = []
    with opened(workspace, asked) as view, terminal.progress(N_("Writing"), len(places)) as step:
        told = verified(view, workspace, period)
        for place in places:
            written += write(view, workspace, period, folder, [place or CITY], verified=told)
            step()
    if places[0] is None and is_whole(asked):
        note_production(workspace, "report", asked.as_of or period.last_day)
    for path in written:
        terminal.note(N_("{file} written."), file=path)


def _named(only: str, workspace: "Workspace") -> list[str]:
    """The reports named, districts as the rulebook spells them."""
    from recheck.rulebook import normalised

    spelled = workspace.rulebook.region.district_names
    return [spelled.get(normalised(name), name) for name in several(only)]


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


def _day(selection: Selection, period: "Period") -> date:
    """T: the day asked for, else the last of the half-year."""
    as_of = selection.as_of or period.last_day
    if as_of < period.first_day:
        raise UsageProblem(
            N_("{period} begins after {as_of}; give a later day or an earlier half-year."),
            period=period.chinese,
            as_of=as_of,
        )
    return as_of


@command(
    N_("Check what must always hold, and what somebody should look at, with the figures."),
    example="recheck verify --from 2025-06-30 --as-of 2025-12-31 --format json",
)
def verify(
    where: Where,
    shown: Shown,
    from_: Annotated[
        date | None,
        typer.Option(
            "--from",
            parser=day,
            metavar="DATE",
            help=words(N_("Flows are counted from this day; default: the half-year's end before.")),
        ),
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help=words(N_("As of this day; default: today."))),
    ] = None,
) -> None:
    """`recheck verify`."""
    from recheck.invariants import tested
    from recheck.model import Period
    from recheck.watch import as_list, noticed

    workspace = where.find()
    with opened(workspace, Selection(as_of=as_of)) as view:
        since = from_ or Period.of(view.question.as_of).first_day - timedelta(days=1)
        if since > view.question.as_of:
            raise UsageProblem(N_("--from is later than --as-of; no day lies between them."))
        results = list(tested(view, since, kept=True))
        found = list(noticed(view, workspace.duties, productions(workspace)))
    put_out(as_list(results, found), "verify", shown)
    if any(one.labels for one in found):
        terminal.note(N_("What to look at is named one by one with --format csv, json or xlsx."))
    broken = [result for result in results if result.broken.height]
    if broken:
        raise _contradiction(broken)


def _contradiction(broken: "list[Tested]") -> InvariantBroken:
    """The first contradictions, in words."""
    places = [
        f"{result.invariant.rule} {label}: {expected} ≠ {found}"
        for result in broken
        for label, expected, found in result.broken.head(MOST_PLACES).iter_rows()
    ]
    return InvariantBroken(
        N_("The figures contradict each other; keep the store and ask for help: {places}"),
        places="；".join(places),
    )
