"""`pack` and `packs`: overdue cases go out to districts and towns, and are followed."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recheck import terminal
from recheck.commands.app import command, group
from recheck.commands.asking import asked, opened, put_out
from recheck.commands.surroundings import (
    arrival_of,
    is_whole,
    note_full_identities,
    note_production,
)
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.options import (
    SWITCH,
    Selection,
    Shown,
    Where,
    day,
    moment,
    one_of,
    something,
    words,
)

if TYPE_CHECKING:
    from recheck.model import Arrival
    from recheck.view import View

RECIPIENTS = ("district", "town")
Received = Annotated[
    datetime | None,
    typer.Option(
        parser=moment,
        metavar="TIME",
        help=words(N_("When it happened, for late entry: 2025-07-15; default: now.")),
    ),
]


@command(
    N_("The overdue cases for each district: a workbook to fill in and return, and a PDF to sign."),
    example="recheck pack --as-of 2025-06-30 -o out/督办",
)
def pack(
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help=words(N_("Folder for the files.")))
    ],
    selection: Selection,
    where: Where,
    by: Annotated[
        str,
        typer.Option(
            parser=one_of(RECIPIENTS),
            metavar="WHO",
            help=words(N_("A pack for each: district or town.")),
        ),
    ] = "district",
    received: Received = None,
) -> None:
    """`recheck pack`."""
    from recheck import measures
    from recheck.commands.packing import Issuer

    workspace = where.find()
    arrival = arrival_of(workspace, received)
    with opened(workspace, selection) as view:
        _refuse_future(view, arrival)
        frames = measures.packs(view, by_town=by == "town")
        next_no = measures.last_pack(view) + 1
        question = view.question
    issuer = Issuer.of(workspace, question, by_town=by == "town")
    note_full_identities(workspace, frames["line"].height)
    for one in issuer.issue(frames, next_no, arrival):
        said = N_("{file}: {cases} cases for {recipient}.")
        if one.again:
            said = N_("{file}: {cases} cases for {recipient}; the pack issued before, once more.")
        for path in issuer.write(one, question.as_of, folder):
            terminal.note(said, file=path, cases=one.cases, recipient=one.recipient)
    if is_whole(selection):
        note_production(workspace, "pack", question.as_of)
    if frames["line"].is_empty():
        terminal.note(N_("No case is overdue; there is nothing to issue."))
    else:
        terminal.note(N_("Next: send them; recheck packs ack notes who took one."))


def _refuse_future(view: "View", arrival: "Arrival") -> None:
    if view.question.as_of > arrival.received_at.date():
        raise UsageProblem(
            N_("A pack is of a day that has come; {as_of} is later than the day it is issued."),
            as_of=view.question.as_of,
        )


def packs_alone(
    context: typer.Context,
    selection: Selection,
    shown: Shown,
    where: Where,
    *,
    open_: Annotated[
        bool,
        typer.Option(
            "--open",
            metavar=SWITCH,
            help=words(
                N_(
                    "What somebody must ask about: promises that passed, packs that nobody took,"
                    " cases without answer, closings that rest on the district's word alone."
                )
            ),
        ),
    ] = False,
) -> None:
    """`recheck packs`."""
    from recheck import measures

    if context.invoked_subcommand is None:
        measure = measures.open_packs if open_ else measures.issued_packs
        put_out(asked(where, selection, measure), "packs_open" if open_ else "packs", shown)


packs_command = group(
    "packs", N_("What is out, acknowledged and answered; --open: what needs asking."), packs_alone
)


@packs_command(
    N_("Note that a pack was acknowledged."),
    example="recheck packs ack P0001 --on 2025-07-05 --by 李四",
)
def ack(
    pack: Annotated[str, typer.Argument(metavar="PACK", help=words(N_("Its number: P0001.")))],
    where: Where,
    *,
    on: Annotated[
        date, typer.Option("--on", parser=day, metavar="DATE", help=words(N_("On which day.")))
    ],
    by: Annotated[
        str, typer.Option(parser=something, metavar="NAME", help=words(N_("Who took it.")))
    ],
    received: Received = None,
) -> None:
    """`recheck packs ack`."""
    from recheck import measures, store
    from recheck.issuing import Receipt, append_receipt
    from recheck.supervision import pack_name, pack_number

    workspace = where.find()
    arrival = arrival_of(workspace, received)
    issued = asked(where, Selection(), measures.issued_packs)
    number = pack_number(pack)
    mine = issued.filter(issued["pack"] == pack_name(number or 0))
    if mine.is_empty():
        raise UsageProblem(
            N_("There is no pack {pack}; all there are is shown by: recheck packs"), pack=pack
        )
    line = mine.row(0, named=True)
    _refuse_impossible_day(on, line, arrival)
    with store.writing(workspace.store_path, workspace.key(), workspace.rulebook) as writer:
        append_receipt(writer, Receipt(number or 0, on, by), arrival)
    terminal.note(
        N_("{pack} for {recipient} was acknowledged on {day} by {by}."),
        pack=line["pack"],
        recipient=line["recipient"],
        day=on,
        by=by,
    )


def _refuse_impossible_day(on: date, line: Mapping[str, Any], arrival: "Arrival") -> None:
    issued, last = line["issued_at"].date(), arrival.received_at.date()
    if not issued <= on <= last:
        raise UsageProblem(
            N_(
                "{pack} was issued on {issued}; it can have been acknowledged on that day or"
                " later, up to {last}, but not on {day}."
            ),
            pack=line["pack"],
            issued=issued,
            last=last,
            day=on,
        )
