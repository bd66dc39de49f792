"""`recheck identities`: who may be one person; what people decide about it is kept for good."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.app import group
from recheck.commands.asking import asked, opened, put_out, with_identities
from recheck.commands.surroundings import arrival_of
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.options import (
    SWITCH,
    Arrived,
    ByWhom,
    DecidedOn,
    Identities,
    Selection,
    Shown,
    Where,
    something,
    words,
)

if TYPE_CHECKING:
    from recheck.decisions import Verdict
    from recheck.workspace import Workspace

command = group("identities", N_("People who may stand under two identities: find and decide."))

CaseCode = Annotated[str, typer.Argument(metavar="CASE", help=words(N_("A 个案编号 of the one.")))]
OtherCode = Annotated[
    str, typer.Argument(metavar="CASE", help=words(N_("A 个案编号 of the other.")))
]
Reason = Annotated[
    str,
    typer.Option(
        parser=something,
        metavar="TEXT",
        help=words(N_("Why: who was asked, which card was seen.")),
    ),
]


@dataclass(frozen=True)
class When:
    """The day on which something was decided, and when that arrived."""

    on: DecidedOn = None
    received: Arrived = None


@command(
    N_("Pairs of cases whose workers may be one person, the strongest evidence first."),
    example="recheck identities list --format csv",
)
def list_(
    identities: Identities,
    shown: Shown,
    where: Where,
    *,
    institution: Annotated[
        str | None, typer.Option(metavar="NAME", help=words(N_("Only this exam institution.")))
    ] = None,
    enterprise: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=words(N_("Only this enterprise: its name or its USCC."))),
    ] = None,
    decided: Annotated[
        bool,
        typer.Option(
            "--decided", metavar=SWITCH, help=words(N_("What was decided, by whom and why."))
        ),
    ] = False,
) -> None:
    """`recheck identities list`."""
    from recheck import candidates

    selection = Selection(institution=institution, enterprise=enterprise)
    if decided:
        put_out(asked(where, selection, candidates.identity_decisions), "decisions", shown)
        return
    rows = asked(where, selection, candidates.identities)
    put_out(with_identities(rows, identities, where), "identities", shown)
    if rows.height:
        terminal.note(
            N_(
                "Next: recheck identities confirm CASE CASE, or reject, with --reason TEXT and --by"
                " NAME."
            )
        )


@command(
    N_("Decide that the workers of two cases are one person."),
    example="recheck identities confirm R00000000195 R00000000292 --reason 看了证件 --by 陈芳",
)
def confirm(
    one: CaseCode, other: OtherCode, when: When, where: Where, *, reason: Reason, by: ByWhom
) -> None:
    """`recheck identities confirm`."""
    from recheck.decisions import Verdict

    _decide(where.find(), Verdict.SAME_PERSON, (one, other), (reason, by), when)


@command(
    N_("Decide that the workers of two cases are two people; the pair is not shown again."),
    example="recheck identities reject R00000000195 R00000000292 --reason 同名不同人 --by 陈芳",
)
def reject(
    one: CaseCode, other: OtherCode, when: When, where: Where, *, reason: Reason, by: ByWhom
) -> None:
    """`recheck identities reject`."""
    from recheck.decisions import Verdict

    _decide(where.find(), Verdict.OTHER_PERSON, (one, other), (reason, by), when)


def _decide(
    workspace: "Workspace",
    verdict: "Verdict",
    codes: tuple[str, str],
    said: tuple[str, str],
    when: When,
) -> None:
    from recheck import store
    from recheck.decisions import Decision, day_of

    arrival = arrival_of(workspace, when.received)
    on = day_of(when.on, arrival)
    pair = _pair(workspace, verdict, codes)
    if pair is None:
        terminal.note(N_("That is so already; nothing has changed."))
        return
    decision = Decision(verdict, pair[0], on, *said, other=pair[1])
    with store.writing(workspace.store_path, workspace.key(), workspace.rulebook) as writer:
        writer.decide([decision], arrival)
        writer.settle()
    terminal.note(DONE[verdict.value], one=pair[0], other=pair[1])


DONE = {
    "same_person": N_("{one} and {other} now count as one person; reject takes it back."),
    "other_person": N_("{one} and {other} count as two people; the pair is not shown again."),
}


def _pair(
    workspace: "Workspace", verdict: "Verdict", codes: tuple[str, str]
) -> tuple[str, str] | None:
    """The 个案编号 under which the decision is kept; None when it stands already.

    A decision on the same two people is answered under its own codes, so that it is replaced.
    Raises UsageProblem when there is nothing to decide.
    """
    from recheck import candidates
    from recheck.decisions import Verdict
    from recheck.rulebook import normalised

    one, other = (normalised(code) for code in codes)
    with opened(workspace, Selection()) as view:
        known = candidates.identity_asked(view, one, other)
    if known.is_empty() or one == other:
        raise UsageProblem(
            N_("{one} and {other} are not two 个案编号 of the store; look them up and try again."),
            one=one,
            other=other,
        )
    line = known.row(0, named=True)
    wanted = verdict is Verdict.SAME_PERSON
    standing = known.filter(known["subject"].is_not_null())
    if standing.height and standing["same"].eq(wanted).all():
        return None
    if line["one_worker"]:
        return _taken_back(standing.rows(named=True), wanted=wanted)
    if standing.height:
        return line["subject"], line["other"]
    return line["case_id"], line["other_case_id"]


def _taken_back(standing: list[dict[str, str]], *, wanted: bool) -> tuple[str, str] | None:
    """Of one person: the decision that made one of two, when somebody takes it back."""
    confirmed = [(line["subject"], line["other"]) for line in standing if line["same"]]
    if wanted:
        return None
    if not confirmed:
        raise UsageProblem(
            N_(
                "By the rules these cases are one person's (the same ID number, or the same name"
                " and employer without one); no decision made them so, and none can part them."
            )
        )
    return confirmed[0]
