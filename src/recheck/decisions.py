"""What people decide about things in the store."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.model import Arrival


class Verdict(StrEnum):
    """What a decision says about its subject."""

    WITHDRAW = "withdraw"  # subject: the version_no that counts no longer
    SAME_PERSON = "same_person"  # subject, other: 个案编号 of the two people
    OTHER_PERSON = "other_person"
    EXEMPT = "exempt"  # from here on, subject: a 个案编号 of the case
    VOID = "void"
    REOPEN = "reopen"  # neither exempt nor void any more
    CONFIRM = "confirm"  # the reason why the worker has not come
    ASSIGN = "assign"  # to the district that shall follow it up
    MERGE = "merge"  # subject, other: 个案编号 that stand for one exam
    PART = "part"  # they stand for two
    EXCUSE = "excuse"  # subject: the institution, other: the half-year that it need not report on
    EXPECT = "expect"  # it shall report after all


@dataclass(frozen=True)
class Decision:
    """What somebody decided about things in the store, on which day, and why."""

    verdict: Verdict
    subject: str
    decided_on: date
    reason: str
    decided_by: str
    other: str | None = None
    evidence: str | None = None
    district: str | None = None
    town: str | None = None


def day_of(told: date | None, arrival: Arrival) -> date:
    """The day that is told, else that of arrival; raises UsageProblem for a later one."""
    arrived_on = arrival.received_at.date()
    if told and told > arrived_on:
        raise UsageProblem(
            N_("The day {day} lies after the decision arrived ({received}); correct one of them."),
            day=told,
            received=arrived_on,
        )
    return told or arrived_on
