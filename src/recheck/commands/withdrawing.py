"""`withdraw`: an upload that was wrong counts no longer."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recheck import terminal
from recheck.commands.app import command
from recheck.commands.asking import asked
from recheck.commands.surroundings import arrival_of
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.options import SWITCH, ByWhom, Selection, Where, moment, one_of, something, words

if TYPE_CHECKING:
    from recheck.model import Arrival, Period
    from recheck.workspace import Workspace

STANDING = ("active", "nil")
KINDS = ("recheck_status", "exam_records")
Line = dict[str, Any]
"""A version, with the columns of `measures.history`."""


@command(
    N_("Withdraw an upload that was wrong: it counts no longer, the version before it does again."),
    example="recheck withdraw 佛山市第一医院 2025H1 --reason 传错文件 --by 王五",
)
def withdraw(
    institution: Annotated[
        str, typer.Argument(metavar="INSTITUTION", help=words(N_("Whose upload it is.")))
    ],
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help=words(N_("The half-year it reports on.")))
    ],
    where: Where,
    *,
    reason: Annotated[
        str, typer.Option(parser=something, metavar="TEXT", help=words(N_("Why it was wrong.")))
    ],
    by: ByWhom,
    version: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help=words(
                N_("Which version, as submissions --history numbers them; default: active.")
            ),
        ),
    ] = None,
    whole_file: Annotated[
        bool,
        typer.Option(
            "--whole-file",
            metavar=SWITCH,
            help=words(N_("All institutions that the file reports for, not only this one.")),
        ),
    ] = False,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="K",
            parser=one_of(KINDS),
            help=words(
                N_("Which of the tables of that half-year: recheck_status or exam_records.")
            ),
        ),
    ] = None,
    received: Annotated[
        datetime | None,
        typer.Option(
            parser=moment,
            metavar="TIME",
            help=words(N_("From when on it counts no longer; default: now.")),
        ),
    ] = None,
) -> None:
    """`recheck withdraw`."""
    from recheck import names
    from recheck.model import Period

    workspace = where.find()
    arrival = arrival_of(workspace, received)
    half_year = Period.parse(period)
    official = names.institution(institution, workspace.settings.official_names) or institution
    lines = _versions(where)
    own = [one for one in lines if _is_of(one, official, half_year, kind)]
    chosen = _chosen(own, version, official, half_year)
    told_by_file = [one for one in lines if one["file_no"] == chosen["file_no"]]
    gone = [one for one in told_by_file if one["status"] != "withdrawn"] if whole_file else [chosen]
    _refuse_before_arrival(chosen, arrival)
    _decide(workspace, gone, arrival, reason, by)
    _tell(gone, _versions(where))
    staying = {one["institution"] for one in told_by_file} - {one["institution"] for one in gone}
    if staying:
        terminal.note(
            N_("The file also reports for {institutions}; that stays. --whole-file withdraws all."),
            institutions="、".join(sorted(staying)),
        )


def _versions(where: Where) -> list[Line]:
    """All versions of uploads; corrections by the institute are corrected by newer ones."""
    from recheck import measures

    lines = asked(where, Selection(), measures.history).to_dicts()
    return [line for line in lines if line["kind"] != "correction"]


def _is_of(line: Line, institution: str, period: "Period", kind: str | None) -> bool:
    told = line["institution"], line["period"]
    return told == (institution, str(period)) and kind in (None, line["kind"])


def _chosen(own: Sequence[Line], version: int | None, institution: str, period: "Period") -> Line:
    """The version that is meant; what is not there or not clear is refused."""
    if version is None:
        found = [one for one in own if one["status"] in STANDING]
    else:
        found = [one for one in own if one["version"] == version]
    if not found:
        raise UsageProblem(
            N_(
                "There is no such upload of {institution} for {period}; all there are is shown by:"
                " recheck submissions --history"
            ),
            institution=institution,
            period=period.chinese,
        )
    if len({one["kind"] for one in found}) > 1:
        raise UsageProblem(
            N_("Tables of several kinds count: {kinds}. Say which one with --kind."),
            kinds="、".join(sorted({one["kind"] for one in found})),
        )
    if len(found) > 1:
        raise UsageProblem(
            N_("Several files count together: {versions}. Say which one with --version."),
            versions=_numbered(found),
        )
    _refuse_twice(found[0])
    return found[0]


def _refuse_twice(line: Line) -> None:
    if line["status"] == "withdrawn":
        raise UsageProblem(
            N_("{file} was withdrawn on {day} already ({reason}); nothing has changed."),
            file=line["file"],
            day=line["withdrawn_on"],
            reason=line["withdrawn_reason"],
        )


def _refuse_before_arrival(line: Line, arrival: "Arrival") -> None:
    if arrival.received_at < line["received_at"]:
        raise UsageProblem(
            N_("{file} arrived on {arrived}; it cannot be withdrawn before that."),
            file=line["file"],
            arrived=line["received_at"],
        )


def _decide(
    workspace: "Workspace", gone: Sequence[Line], arrival: "Arrival", reason: str, by: str
) -> None:
    from recheck import store
    from recheck.decisions import Decision, Verdict

    day = arrival.received_at.date()
    decisions = [
        Decision(Verdict.WITHDRAW, str(one["version_no"]), day, reason, by) for one in gone
    ]
    with store.writing(workspace.store_path, workspace.key(), workspace.rulebook) as writer:
        writer.decide(decisions, arrival)
        writer.settle()


def _tell(gone: Sequence[Line], lines: Sequence[Line]) -> None:
    """What counts now, and what became of the cases."""
    from recheck.model import Period

    for one in gone:
        period = Period.parse(one["period"])
        counting = [
            line
            for line in lines
            if _is_of(line, one["institution"], period, one["kind"]) and line["status"] in STANDING
        ]
        message = (
            N_("{file} is withdrawn. Of {institution} for {period} now counts: {versions}.")
            if counting
            else N_("{file} is withdrawn. {institution} has not reported for {period} any more.")
        )
        terminal.note(
            message,
            file=one["file"],
            institution=one["institution"],
            period=period.chinese,
            versions=_numbered(counting),
        )
    numbers = {one["version_no"] for one in gone}
    orphaned = sum(line["withdrawn_cases"] for line in lines if line["version_no"] in numbers)
    if orphaned:
        terminal.note(
            N_(
                "{cases} cases were named by nothing else and count no longer; they are listed by:"
                " recheck submissions --cases"
            ),
            cases=orphaned,
        )


def _numbered(lines: Sequence[Line]) -> str:
    return "、".join(f"{one['version']}（{one['file']}）" for one in lines)
