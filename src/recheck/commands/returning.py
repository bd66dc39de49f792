"""`feedback`: each institution's own workbook goes back to it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.app import command
from recheck.commands.asking import asked
from recheck.commands.lists import INSTITUTION, PERIOD
from recheck.commands.surroundings import note_full_identities, now
from recheck.commands.taking import Password
from recheck.messages import N_, sentence
from recheck.options import Selection, Span, Where, day, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recheck.feedback import Refused, Returned, Sender, Sent

Folder = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="DIR", help=words(N_("Write the workbooks into this folder."))
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="DATE",
        help=words(N_("The state of the cases is that of the end of this day; default: today.")),
    ),
]
HEADINGS = (
    N_("Institution"),
    N_("Half-year"),
    N_("Rows"),
    N_("Held"),
    N_("Cells to correct"),
    N_("Cells to check"),
    N_("Workbook"),
)
LOCKED = N_(
    "{file} is protected with a password, so nothing could be marked in it and 回执 goes back"
    " alone. Give the password with --password to return the workbook itself."
)


@command(
    N_("Each institution's own workbook, marked, with a sheet 回执 that says what to correct."),
    example="recheck feedback --period 2025H1 -o out/退回",
)
def feedback(
    output: Folder,
    where: Where,
    *,
    period: Annotated[Span | None, PERIOD] = None,
    institution: Annotated[str | None, INSTITUTION] = None,
    as_of: AsOf = None,
    password: Password = None,
) -> None:
    """`recheck feedback`."""
    from recheck import measures
    from recheck.feedback import refused_files, returned_files, sender

    workspace = where.find()
    day_asked = as_of or now(workspace).date()
    selection = Selection(as_of=day_asked, period=period, institution=institution)
    frames = asked(where, selection, measures.returns)
    refused = [] if period or institution else refused_files(frames)
    returned = list(returned_files(frames, day_asked))
    note_full_identities(workspace, sum(len(one.rows) for one in returned))
    sending = sender(output, workspace.archive, workspace.rulebook, password or ())
    sent = _written(sending, returned, refused)
    _tell(sent, refused, output)
    if period or institution:
        terminal.note(
            N_("Refused files belong to no half-year and institution; see them without filters.")
        )
    raise typer.Exit(exit_code(sent, refused))


def _written(
    sending: "Sender", returned: "Sequence[Returned]", refused: "Sequence[Refused]"
) -> "list[Sent]":
    with terminal.progress(N_("Writing"), len({one.file_no for one in returned})) as step:
        sent = sending.send(returned, step)
    sending.refuse(refused)
    return sent


def _tell(sent: "Sequence[Sent]", refused: "Sequence[Refused]", folder: Path) -> None:
    lines = [
        (
            one.institution or "—", one.period, one.rows, one.held, one.errors, one.warnings,
            one.path.name,
        )
        for one in sent
    ]  # fmt: skip
    if lines:
        terminal.summary(N_("What goes back"), HEADINGS, lines)
    for one in refused:
        reason = sentence(one.message, one.parameters)
        terminal.complain(N_("{file} was not taken: {reason}"), file=one.file, reason=reason)
    for file in dict.fromkeys(one.file for one in sent if one.locked):
        terminal.complain(LOCKED, file=file)
    total = len(sent) + len(refused)
    if total:
        terminal.note(N_("{files} workbooks written to {folder}."), files=total, folder=folder)
    else:
        terminal.note(N_("There is nothing to send back; check the names and the half-year."))


def exit_code(sent: "Sequence[Sent]", refused: "Sequence[Refused]") -> int:
    """0, 1, 10 or 11, as for `ingest`."""
    if refused and not sent:
        return min(one.exit_code for one in refused)
    wanting = any(one.errors or one.held for one in sent)
    return 1 if refused or wanting else 0
