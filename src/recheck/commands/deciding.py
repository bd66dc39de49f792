"""`recheck case`: what people decide about cases is kept for good, with who, why and evidence."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recheck import terminal
from recheck.commands.app import group
from recheck.commands.asking import asked, opened, put_out, with_identities
from recheck.commands.surroundings import arrival_of
from recheck.messages import N_, sentence
from recheck.options import (
    Arrived,
    ByWhom,
    Evidence,
    Identities,
    Selection,
    Shown,
    Where,
    WordedReason,
    day,
    words,
)

if TYPE_CHECKING:
    from recheck.decisions import Verdict

command = group("case", N_("One case: its whole history, and what people decide about it."))

Codes = Annotated[
    list[str],
    typer.Argument(metavar="CASE...", help=words(N_("个案编号, old ones of merged cases too."))),
]


def _on(meaning: str) -> Any:  # noqa: ANN401  as typer declares its options
    return typer.Option("--on", parser=day, metavar="DATE", help=words(meaning))


@dataclass(frozen=True)
class Said:
    """Who decides what on which day, why, and by which document."""

    on: Annotated[date, _on(N_("The day of the decision; it holds for earlier days too."))]
    reason: WordedReason
    by: ByWhom
    evidence: Evidence = None
    received: Arrived = None


@dataclass(frozen=True)
class SaidSince(Said):
    """What holds from a day on."""

    on: Annotated[date, _on(N_("From which day on it holds."))]


@dataclass(frozen=True)
class SaidSinceDeath(Said):
    """What holds from the day of a death on, or of what else exempts."""

    on: Annotated[date, _on(N_("From which day on it holds: of the death, of the decision."))]


@command(
    N_("Take cases out of all rates from a day on, for a reason that the policy lists."),
    example="recheck case exempt R00000000195 --on 2025-06-01 --reason 死亡 --evidence 死亡证明12号"
    " --by 陈芳",
)
def exempt(codes: Codes, said: SaidSinceDeath, where: Where) -> None:
    """`recheck case exempt`."""
    from recheck.decisions import Verdict

    _decide(where, Verdict.EXEMPT, codes, said)


@command(
    N_("Declare cases entered in error: they are in no rate, on no list of overdue cases, ever."),
    example="recheck case void R00000000195 --on 2025-07-15 --reason 误录 --evidence 机构说明3号"
    " --by 陈芳",
)
def void(codes: Codes, said: Said, where: Where) -> None:
    """`recheck case void`."""
    from recheck.decisions import Verdict

    _decide(where, Verdict.VOID, codes, said)


@command(
    N_("Take an exemption or a void back: from a day on the duty to come back stands again."),
    example="recheck case reopen R00000000195 --on 2025-07-20 --reason 证据不实 --by 陈芳",
)
def reopen(codes: Codes, said: SaidSince, where: Where) -> None:
    """`recheck case reopen`."""
    from recheck.decisions import Verdict

    _decide(where, Verdict.REOPEN, codes, said)


@command(
    N_(
        "Confirm by a document why somebody has not come (left, lost, closed): the case stays"
        " overdue, and is left out of 剔除离职失联后脱漏率 only."
    ),
    example="recheck case confirm R00000000583 --on 2025-07-20 --reason 离职 --evidence 离职证明5号"
    " --by 陈芳",
)
def confirm(codes: Codes, said: SaidSince, where: Where) -> None:
    """`recheck case confirm`."""
    from recheck.decisions import Verdict

    _decide(where, Verdict.CONFIRM, codes, said)


@command(
    N_("Say which district or town shall follow cases up; rates stay with the enterprise's place."),
    example="recheck case assign R00000000195 --district 南海 --on 2025-07-15 --reason 单位已搬迁"
    " --by 陈芳",
)
def assign(
    codes: Codes,
    said: SaidSince,
    where: Where,
    *,
    district: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=words(N_("The district; 待核实 gives it back to the institute."))
        ),
    ] = None,
    town: Annotated[str | None, typer.Option(metavar="NAME", help=words(N_("The town.")))] = None,
) -> None:
    """`recheck case assign`."""
    from recheck import names
    from recheck.decisions import Verdict

    place = names.place(district, town, where.find().rulebook)
    _decide(where, Verdict.ASSIGN, codes, said, place)


@command(
    N_("Join cases that are one exam, split by a corrected date or number; the earliest id stays."),
    example="recheck case merge R00000000195 R00000000292 --on 2025-07-15 --reason 重复登记"
    " --by 陈芳",
)
def merge(codes: Codes, said: Said, where: Where) -> None:
    """`recheck case merge`."""
    from recheck.decisions import Verdict

    _decide(where, Verdict.MERGE, codes, said)


@command(
    N_("Take a merge back: the two 个案编号 stand for two cases again."),
    example="recheck case part R00000000195 R00000000292 --on 2025-07-20 --reason 两次检查"
    " --by 陈芳",
)
def part(codes: Codes, said: Said, where: Where) -> None:
    """`recheck case part`."""
    from recheck.decisions import Verdict

    _decide(where, Verdict.PART, codes, said)


@command(
    N_("Pairs of cases that may be one exam, split by a corrected date or number."),
    example="recheck case candidates --format csv",
)
def candidates(
    identities: Identities,
    shown: Shown,
    where: Where,
    *,
    institution: Annotated[
        str | None, typer.Option(metavar="NAME", help=words(N_("Only this exam institution.")))
    ] = None,
) -> None:
    """`recheck case candidates`."""
    from recheck import candidates as asking

    rows = asked(where, Selection(institution=institution), asking.merges)
    put_out(with_identities(rows, identities, where), "merge_candidates", shown)
    if rows.height:
        terminal.note(N_("Next: recheck case merge CASE CASE with --on, --reason and --by."))


@command(
    N_("How many cases decisions took out of the rates, by group: exemption must be no way out."),
    example="recheck case decided --by enterprise --as-of 2025-12-31",
)
def decided(
    selection: Selection,
    shown: Shown,
    where: Where,
    by: Annotated[
        str,
        typer.Option(
            metavar="GROUP",
            help=words(N_("Group: total, institution, enterprise, district, town or reason.")),
        ),
    ] = "institution",
) -> None:
    """`recheck case decided`."""
    from recheck import measures

    put_out(asked(where, selection, lambda view: measures.decided(view, by)), "decided", shown)


DONE = {
    "exempt": N_("{case} is exempt from {day} on and in no rate; case reopen takes it back."),
    "void": N_("{case} is void and in no rate; case reopen takes it back."),
    "reopen": N_("{case} stands again from {day} on."),
    "confirm": N_("{case}: {reason} is confirmed; the case stays overdue until somebody comes."),
    "assign": N_("{case} is followed up by {place} from {day} on; it is counted where it was."),
    "merge": N_("{other} now stands for {case}; case part takes it back."),
    "part": N_("{case} and {other} are two cases again."),
}


def _decide(
    where: Where,
    verdict: "Verdict",
    codes: list[str],
    said: Said,
    place: tuple[str | None, str | None] = (None, None),
) -> None:
    from recheck import cases, names, store
    from recheck.decisions import Decision

    workspace = where.find()
    arrival = arrival_of(workspace, said.received)
    reason = names.reason(said.reason, verdict.value, workspace.rulebook)
    draft = Decision(verdict, "", said.on, reason, said.by, None, said.evidence, *place)
    with opened(workspace, Selection()) as view:
        decisions = cases.decisions_on(view, codes, draft, arrival)
    with store.writing(workspace.store_path, workspace.key(), workspace.rulebook) as writer:
        writer.decide(decisions, arrival)
        writer.settle()
    assigned = _followers(*place)
    for one in decisions:
        told = {"case": one.subject, "other": one.other, "day": one.decided_on, "reason": reason}
        terminal.note(DONE[verdict.value], **told, place=assigned)


def _followers(district: str | None, town: str | None) -> str:
    """Who follows a case up; where its district is not one of ours, the institute itself."""
    from recheck.rulebook import OUTSIDE, UNCONFIRMED

    if district in (OUTSIDE, UNCONFIRMED):
        return sentence(N_("the institute ({district})"), {"district": district})
    if town == UNCONFIRMED:
        return sentence(N_("{district} (town to be confirmed)"), {"district": district})
    return f"{district or ''}{town or ''}"
