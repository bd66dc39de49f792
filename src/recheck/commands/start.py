"""Commands that start something: a workspace, and the workbook that institutions fill in."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.app import command
from recheck.commands.asking import opened
from recheck.commands.surroundings import note_full_identities
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.options import Selection, Where, day, words

if TYPE_CHECKING:
    from recheck.model import Period
    from recheck.view import View


@command(N_("Make a workspace in DIR."), example="recheck init 新工作区 --city foshan")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=words(N_("A folder, new or not.")))],
    city: Annotated[
        str, typer.Option(metavar="CITY", help=words(N_("Fills in districts and towns.")))
    ] = "foshan",
    reporters: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=words(
                N_(
                    "The expected institutions: a CSV file with name, aliases (joined with ;),"
                    " district, from, until."
                )
            ),
        ),
    ] = None,
) -> None:
    """`recheck init`."""
    from recheck import workspace

    made = workspace.create(folder, city, reporters)
    terminal.note(
        N_("{folder} is ready. Look through {file}, then go there and run: recheck ingest FOLDER"),
        folder=folder,
        file=made.root.joinpath(workspace.SETTINGS_FILE).name,
    )


@command(
    N_("Write the upload workbook for institutions; or, prefilled, the open cases of one of them."),
    example="recheck template -o 上报模板.xlsx",
)
def template(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help=words(N_("Where to write it.")))
    ],
    where: Where,
    institution: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=words(N_("Its open cases prefilled: full identities, noted in the audit log.")),
        ),
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            parser=day,
            metavar="DATE",
            help=words(N_("With --institution: open on this day; default: today.")),
        ),
    ] = None,
) -> None:
    """`recheck template`."""
    if institution:
        _write_follow_up(output, where, Selection(as_of=as_of, institution=institution))
        return
    if as_of:
        raise UsageProblem(N_("--as-of goes with --institution."))
    from recheck.archive import write_whole
    from recheck.template_book import template_book

    write_whole(output, template_book(where.find().rulebook))
    terminal.note(N_("{file} can be sent to the institutions."), file=output)


def _write_follow_up(output: Path, where: Where, selection: Selection) -> None:
    from recheck import measures
    from recheck.archive import write_whole
    from recheck.packs import follow_up_book

    workspace = where.find()
    with opened(workspace, selection) as view:
        cases = measures.open_cases(view)
        question, period = view.question, _newest_period(view)
    if cases.is_empty():
        raise UsageProblem(
            N_("{institution} has no open case on {day}; check the name and the day."),
            institution=question.institution,
            day=question.as_of,
        )
    note_full_identities(workspace, cases.height)
    lines, name = cases.to_dicts(), question.institution or ""
    book = follow_up_book(lines, name, period, question.as_of, workspace.rulebook)
    write_whole(output, book)
    terminal.note(
        N_("{file}: {cases} open cases of {institution}; what comes back joins its report."),
        file=output,
        cases=cases.height,
        institution=name,
    )


def _newest_period(view: "View") -> "Period":
    """The half-year that the institution reported last: the answers supplement that report."""
    from recheck import measures
    from recheck.model import Period

    lines = measures.submissions(view).filter(status="active", kind="recheck_status")
    newest = lines["period"].max()
    return Period.parse(str(newest)) if newest else Period.of(view.question.as_of)
