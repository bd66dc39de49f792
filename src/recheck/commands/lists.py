"""Commands that list and count what the store holds."""

from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.app import command, group
from recheck.commands.asking import asked, chosen_format, put_out, with_identities
from recheck.commands.surroundings import (
    is_whole,
    note_full_identities,
    note_production,
    now,
)
from recheck.errors import UsageProblem
from recheck.messages import CHINESE, N_, language
from recheck.options import (
    SWITCH,
    Identities,
    KnownAt,
    Selection,
    Shown,
    Span,
    Where,
    number,
    one_of,
    several,
    span,
    words,
)

if TYPE_CHECKING:
    import polars as pl

PERIOD = typer.Option(parser=span, metavar="P", help=words(N_("Half-year 2025H1 or year 2025.")))
INSTITUTION = typer.Option(metavar="NAME", help=words(N_("Only this exam institution.")))


@command(N_("Every case with its state."), example="recheck cases --as-of 2025-12-31 --format csv")
def cases(selection: Selection, identities: Identities, shown: Shown, where: Where) -> None:
    """`recheck cases`."""
    from recheck import measures

    rows = with_identities(asked(where, selection, measures.cases), identities, where)
    put_out(rows, "cases", shown)


@command(
    N_("The cases that are overdue: 逾期未复查清单."),
    example="recheck overdue --as-of 2025-12-31 -o 逾期未复查清单.xlsx",
)
def overdue(
    selection: Selection,
    identities: Identities,
    shown: Shown,
    where: Where,
    *,
    repeat: Annotated[
        bool,
        typer.Option(
            "--repeat",
            metavar=SWITCH,
            help=words(N_("Instead: enterprises overdue at the ends of two or more half-years.")),
        ),
    ] = False,
) -> None:
    """`recheck overdue`."""
    from recheck import measures

    if repeat:
        put_out(asked(where, selection, measures.repeated), "repeated", shown)
        return
    rows, lacking = asked(
        where, selection, lambda view: (measures.overdue(view), measures.lacking(view))
    )
    put_out(with_identities(rows, identities, where), "overdue", shown)
    _tell_lacking(lacking)
    _note_production(selection, shown, where, "overdue")


@command(
    N_("The cases about to become overdue, by institution: whom to remind in time."),
    example="recheck due --within 30 --as-of 2025-04-15 -o 即将到期.xlsx",
)
def due(
    selection: Selection,
    identities: Identities,
    shown: Shown,
    where: Where,
    *,
    within: Annotated[
        int,
        typer.Option(parser=number, metavar="DAYS", help=words(N_("Due within so many days."))),
    ] = 14,
) -> None:
    """`recheck due`."""
    from recheck import measures

    rows = asked(where, selection, lambda view: measures.due(view, within))
    put_out(with_identities(rows, identities, where), "due", shown)
    _note_production(selection, shown, where, "due")


@command(
    N_("Duties that a conclusion opened and nobody has settled: 职业禁忌证, 疑似职业病."),
    example="recheck outcomes --as-of 2025-12-31 -o 待处置清单.xlsx",
)
def outcomes(
    selection: Selection,
    identities: Identities,
    shown: Shown,
    where: Where,
    *,
    everything: Annotated[
        bool, typer.Option("--all", metavar=SWITCH, help=words(N_("Settled ones too.")))
    ] = False,
) -> None:
    """`recheck outcomes`."""
    from recheck import measures

    rows = asked(where, selection, lambda view: measures.outcomes(view, everything))
    put_out(with_identities(rows, identities, where), "outcomes", shown)


def _note_production(selection: Selection, shown: Shown, where: Where, name: str) -> None:
    if shown.output and is_whole(selection):
        workspace = where.find()
        note_production(workspace, name, selection.as_of or now(workspace).date())


@command(
    N_("Rates by group: how many were due, came back, are overdue."),
    example="recheck rates --by district,period --as-of 2025-12-31",
)
def rates(
    selection: Selection,
    shown: Shown,
    where: Where,
    by: Annotated[
        str,
        typer.Option(
            metavar="G,G",
            help=words(
                N_(
                    "Groups: total, period, year, due_period, due_year, district, town, enterprise,"
                    " institution, hazard, hazard_group, exam_type, scale, industry, notice_state,"
                    " reason."
                )
            ),
        ),
    ] = "total",
) -> None:
    """`recheck rates`."""
    from recheck import measures

    groups = [one_of(measures.GROUPS)(group) for group in several(by)]
    rows, lacking = asked(
        where, selection, lambda view: (measures.rates(view, groups), measures.lacking(view))
    )
    if {"hazard", "hazard_group"} & set(groups):
        terminal.note(N_("A case counts once under each of its hazards; the rows do not add up."))
    put_out(rows, "rates", shown)
    _tell_lacking(lacking)


def _tell_lacking(lacking: "pl.DataFrame") -> None:
    """Which reporters the figures lack, half-year by half-year."""
    from recheck.model import Period

    for (period,), missing in lacking.group_by("period", maintain_order=True):
        terminal.note(
            N_("{period}: {institutions} did not report; the figures lack them."),
            period=Period.parse(str(period)).chinese,
            institutions="、".join(missing["institution"]),
        )


def submissions(
    context: typer.Context,
    shown: Shown,
    where: Where,
    identities: Identities,
    *,
    period: Annotated[Span | None, PERIOD] = None,
    institution: Annotated[str | None, INSTITUTION] = None,
    known_at: KnownAt = None,
    history: Annotated[
        bool,
        typer.Option(
            "--history",
            metavar=SWITCH,
            help=words(N_("Every version: what it changed, what replaced it, who withdrew it.")),
        ),
    ] = False,
    cases: Annotated[
        bool,
        typer.Option(
            "--cases",
            metavar=SWITCH,
            help=words(N_("Case by case: what each version added, changed or lacks.")),
        ),
    ] = False,
) -> None:
    """`recheck submissions`."""
    from recheck import measures

    if context.invoked_subcommand:
        return
    selection = Selection(period=period, institution=institution, known_at=known_at)
    if cases:
        rows = asked(where, selection, measures.history_cases)
        put_out(_changes_with_identities(rows, identities, where), "history_cases", shown)
    elif history:
        rows = asked(where, selection, measures.history).drop("version_no", "file_no")
        put_out(rows, "history", shown)
    else:
        put_out(asked(where, selection, measures.submissions), "submissions", shown)


submissions_command = group(
    "submissions",
    N_("Who has reported, in which versions, and who is missing; what each version changed."),
    submissions,
    example="recheck submissions --period 2025H1 --history",
)


def _changes_with_identities(
    rows: "pl.DataFrame", identities: Identities, where: Where
) -> "pl.DataFrame":
    """The values of changed fields are masked too."""
    from recheck.masks import masked_values

    rows = with_identities(rows, identities, where)
    return masked_values(rows) if identities.identities == "masked" else rows


@command(
    N_(
        "The findings with their places: what institutions must correct; or, for institutions that"
        " answer by telephone, a workbook to type the corrections into."
    ),
    example="recheck findings --period 2025H1 --format csv -o 问题清单.csv",
)
def findings(
    shown: Shown,
    where: Where,
    *,
    institution: Annotated[str | None, INSTITUTION] = None,
    period: Annotated[Span | None, PERIOD] = None,
    known_at: KnownAt = None,
    everything: Annotated[
        bool,
        typer.Option("--all", metavar=SWITCH, help=words(N_("Those of replaced versions too."))),
    ] = False,
    for_correction: Annotated[
        bool,
        typer.Option(
            "--for-correction",
            metavar=SWITCH,
            help=words(
                N_(
                    "As an xlsx to fill in and ingest: full identities, noted in the audit log;"
                    " needs -o FILE."
                )
            ),
        ),
    ] = False,
) -> None:
    """`recheck findings`."""
    from recheck import measures
    from recheck.words import with_messages

    selection = Selection(period=period, institution=institution, known_at=known_at)
    if for_correction:
        _write_for_correction(selection, shown, where)
        return
    rows = asked(where, selection, lambda view: measures.findings(view, everything))
    wanted = language() if chosen_format(shown) == "table" else CHINESE
    put_out(with_messages(rows, wanted), "findings", shown)
    if period or institution:
        terminal.note(
            N_("Refused files belong to no half-year and institution; see them without filters.")
        )


def _write_for_correction(selection: Selection, shown: Shown, where: Where) -> None:
    from recheck import measures
    from recheck.archive import write_whole
    from recheck.commands.correction_lists import as_workbook

    if shown.output is None or chosen_format(shown) != "xlsx":
        raise UsageProblem(
            N_("The correction workbook is an xlsx; add -o with a name that ends in .xlsx.")
        )
    workspace = where.find()
    book, lines = as_workbook(asked(where, selection, measures.correctable), workspace)
    note_full_identities(workspace, lines)
    write_whole(shown.output, book)
    terminal.note(N_("{rows} rows written to {file}."), rows=lines, file=shown.output)
    terminal.note(N_("Next: fill in 更正值, 依据 and 核实人, then recheck ingest that file."))
