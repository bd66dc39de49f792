"""`changes`: what moved between two K, and what arrived to move it."""

from datetime import datetime
from typing import Annotated

import typer

from recheck import terminal
from recheck.commands.app import command
from recheck.commands.asking import asked, put_out, with_identities
from recheck.messages import N_
from recheck.options import (
    SWITCH,
    Filters,
    Identities,
    Selection,
    Shown,
    Where,
    known,
    one_of,
    several,
    words,
)


@command(
    N_("What moved because of what arrived between two times: rates, or case by case."),
    example="recheck changes --from 2025-06-30 --to 2025-07-31 --as-of 2025-06-30 --by district",
)
def changes(
    filters: Filters,
    identities: Identities,
    shown: Shown,
    where: Where,
    *,
    from_: Annotated[
        datetime,
        typer.Option(
            "--from",
            parser=known,
            metavar="TIME",
            help=words(N_("What had arrived by then: by the end of a day, or by a time.")),
        ),
    ],
    to: Annotated[
        datetime | None,
        typer.Option(
            parser=known,
            metavar="TIME",
            help=words(N_("Beside what has arrived since, until then; default: the last arrival.")),
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(metavar="G,G", help=words(N_("Groups, as of rates; not enterprise."))),
    ] = "district",
    cases: Annotated[
        bool,
        typer.Option(
            "--cases",
            metavar=SWITCH,
            help=words(N_("Case by case: from what to what, and which file or decision did it.")),
        ),
    ] = False,
) -> None:
    """`recheck changes`."""
    from recheck import changes as measures

    selection = Selection(**vars(filters), known_at=from_)
    if cases:
        rows = asked(where, selection, lambda view: measures.case_changes(view, to))
        put_out(with_identities(rows, identities, where), "case_changes", shown)
        return
    groups = [one_of(measures.GROUPS)(group) for group in several(by)]
    rows = asked(where, selection, lambda view: measures.rate_changes(view, to, groups))
    put_out(rows, "rate_changes", shown)
    if rows.height:
        terminal.note(N_("Which cases that are, and what moved them, is shown by --cases."))
