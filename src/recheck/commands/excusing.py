"""`submissions excuse` and `expect`: who need not report on a half-year, by decision."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.asking import asked
from recheck.commands.lists import submissions_command
from recheck.commands.surroundings import arrival_of
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.options import (
    Arrived,
    ByWhom,
    DecidedOn,
    Evidence,
    Selection,
    Where,
    WordedReason,
    words,
)

if TYPE_CHECKING:
    from recheck.decisions import Verdict

Institution = Annotated[
    str, typer.Argument(metavar="INSTITUTION", help=words(N_("Who should report.")))
]
HalfYear = Annotated[
    str, typer.Argument(metavar="PERIOD", help=words(N_("The half-year it reports on.")))
]
REFUSED = {
    ("excuse", "excused"): N_("{institution} is excused for {period} already."),
    ("excuse", "active"): N_("{institution} has reported for {period}; nothing is to be excused."),
    ("excuse", "nil"): N_("{institution} has reported for {period}; nothing is to be excused."),
    ("expect", "missing"): N_("{institution} is not excused for {period}; nothing has changed."),
    ("expect", "active"): N_("{institution} is not excused for {period}; nothing has changed."),
    ("expect", "nil"): N_("{institution} is not excused for {period}; nothing has changed."),
}
"""Decision and how the reporter stands → why it is not legal."""
DONE = {
    "excuse": N_("{institution} need not report for {period}; submissions expect takes it back."),
    "expect": N_("{institution} shall report for {period} again."),
}


@dataclass(frozen=True)
class Told:
    """Who decides so, why, and when."""

    reason: WordedReason
    by: ByWhom
    evidence: Evidence = None
    on: DecidedOn = None
    received: Arrived = None


@submissions_command(
    N_("Excuse a reporter from a half-year, for a reason: excused instead of missing."),
    example="recheck submissions excuse 佛山市第三医院 2025H1 --reason 停诊 --by 陈芳",
)
def excuse(institution: Institution, period: HalfYear, told: Told, where: Where) -> None:
    """`recheck submissions excuse`."""
    from recheck.decisions import Verdict

    _decide(where, Verdict.EXCUSE, (institution, period), told)


@submissions_command(
    N_("Take an excuse back: the reporter shall report on the half-year."),
    example="recheck submissions expect 佛山市第三医院 2025H1 --reason 决定有误 --by 陈芳",
)
def expect(institution: Institution, period: HalfYear, told: Told, where: Where) -> None:
    """`recheck submissions expect`."""
    from recheck.decisions import Verdict

    _decide(where, Verdict.EXPECT, (institution, period), told)


def _decide(where: Where, verdict: "Verdict", about: tuple[str, str], told: Told) -> None:
    from recheck import names, store
    from recheck.decisions import Decision, day_of
    from recheck.model import Period

    workspace = where.find()
    arrival = arrival_of(workspace, told.received)
    reason = names.reason(told.reason, verdict.value, workspace.rulebook)
    institution = names.reporter(about[0], workspace.settings)
    period = Period.parse(about[1])
    said = {"institution": institution, "period": period.chinese}
    refused = REFUSED.get((verdict.value, _standing(where, institution, period)))
    if refused:
        raise UsageProblem(refused, **said)
    on = day_of(told.on, arrival)
    decision = Decision(verdict, institution, on, reason, told.by, str(period), told.evidence)
    with store.writing(workspace.store_path, workspace.key(), workspace.rulebook) as writer:
        writer.decide([decision], arrival)
        writer.settle()
    terminal.note(DONE[verdict.value], **said)


def _standing(where: Where, institution: str, period: object) -> str:
    """active, nil, missing or excused; empty where nobody is expected yet."""
    from recheck import measures

    lines = asked(where, Selection(institution=institution), measures.submissions).to_dicts()
    own = [one["status"] for one in lines if one["period"] == str(period)]
    return next((one for one in ("active", "nil", "excused", "missing") if one in own), "")
