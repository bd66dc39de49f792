"""`letters`: who has not reported is written to, step by step."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.app import command
from recheck.commands.asking import asked
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.options import KnownAt, Selection, Span, Where, day, span, words

if TYPE_CHECKING:
    from recheck.report.letters import Letter
    from recheck.workspace import Workspace

NOBODY = N_("Nobody is to be written to: as of {as_of} nobody is missing.")
NOT_LATE = N_("Nobody is to be written to: as of {as_of} no letter to those missing is due yet.")
HEADINGS = (N_("Institution"), N_("Half-year"), N_("Days late"), N_("Letter"))


@command(
    N_("Letters to the institutions that have not reported: the step of the ladder due on a day."),
    example="recheck letters --period 2025H1 --as-of 2025-07-20 -o out/催报",
)
def letters(
    folder: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="DIR", help=words(N_("Folder for the letters, PDF and text."))
        ),
    ],
    where: Where,
    *,
    period: Annotated[
        Span,
        typer.Option(parser=span, metavar="P", help=words(N_("Half-year 2025H1 or year 2025."))),
    ],
    as_of: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="DATE", help=words(N_("The day of the letters; default: today."))
        ),
    ] = None,
    known_at: KnownAt = None,
    institution: Annotated[
        str | None, typer.Option(metavar="NAME", help=words(N_("Only this exam institution.")))
    ] = None,
) -> None:
    """`recheck letters`."""
    from recheck import measures, names
    from recheck.commands.surroundings import now
    from recheck.report.letters import due_letters

    workspace = where.find()
    if not workspace.settings.reporters:
        raise UsageProblem(names.NO_REPORTERS)
    selection = Selection(
        as_of=as_of or now(workspace).date(),
        known_at=known_at,
        period=period,
        institution=institution and names.reporter(institution, workspace.settings),
    )
    standing = asked(where, selection, measures.reporters)
    due = due_letters(standing, workspace.duties)
    if not due:
        why = NOT_LATE if "missing" in standing["status"] else NOBODY
        terminal.note(why, as_of=selection.as_of)
        return
    _write(due, workspace, folder)
    terminal.summary(N_("Letters due"), HEADINGS, [_line(one) for one in due])
    terminal.note(N_("{letters} letters written to {folder}."), letters=len(due), folder=folder)


def _write(due: "tuple[Letter, ...]", workspace: "Workspace", folder: Path) -> None:
    from recheck.archive import write_whole
    from recheck.report.fonts import FontBook
    from recheck.report.letters import written
    from recheck.report.writing import own_fonts, own_look

    look = own_look(workspace)
    folder.mkdir(parents=True, exist_ok=True)
    for letter in due:
        institute = workspace.settings.institute
        pdf, text = written(letter, institute, look, FontBook(own_fonts(workspace)))
        write_whole(folder / f"{letter.name}.pdf", pdf)
        write_whole(folder / f"{letter.name}.txt", text.encode())


def _line(letter: "Letter") -> tuple[object, ...]:
    return (
        "、".join(letter.institutions),
        letter.period.chinese,
        letter.days_late,
        letter.step.label,
    )
