"""Definitions §6: obligations and cases at the end of day T."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.lib.history import Judging
from tests.lib.oracle import days
from tests.lib.oracle.cases import Case
from tests.lib.oracle.obligations import Deadline, Obligation, Recheck


@dataclass(frozen=True)
class Duty:
    """An obligation at T."""

    obligation: Obligation
    deadline: Deadline  # the one that holds at T
    recheck: Recheck | None  # the one that closed it
    in_time: bool  # it met every deadline that it had

    @property
    def open(self) -> bool:
        return self.recheck is None

    @property
    def claimed(self) -> bool:
        return self.open and self.obligation.says_yes and not self.obligation.rechecks


@dataclass(frozen=True)
class Standing:
    """What some obligations of a case amount to at T: all of them, or those of one hazard group."""

    due_on: date
    deadline: Deadline
    duty: Duty  # whose deadline it is
    rechecked: bool
    state: str


@dataclass(frozen=True)
class CaseAt:
    """A case at T."""

    case: Case
    duties: tuple[Duty, ...]
    standing: Standing
    ruling: str | None  # what decisions make of it

    @property
    def state(self) -> str:
        return self.ruling or self.standing.state


PLAIN_FIELDS = ("worker", "phone", "exam_no", "exam_type", "abnormal_items", "address")
"""Fields of which the newest non-empty value counts, and nothing else."""


def cases_at(cases: Sequence[Case], as_of: date, judging: Judging | None = None) -> list[CaseAt]:
    """Every case whose exam lies on or before T."""
    rules = judging or Judging()
    return [_case_at(case, as_of, rules) for case in cases if case.exam_date <= as_of]


def _case_at(case: Case, as_of: date, judging: Judging) -> CaseAt:
    duties = tuple(_duty(obligation, as_of, judging) for obligation in case.obligations)
    ruling = _ruling(case, duties, as_of, judging)
    return CaseAt(case, duties, standing(duties, as_of, judging), ruling)


def _ruling(case: Case, duties: Sequence[Duty], as_of: date, judging: Judging) -> str | None:
    """Void whatever T; exempt by T, unless rechecked by the day of the exemption."""
    entered = [one.verdict for one in case.decisions if one.verdict in ("void", "reopen")]
    if entered and entered[-1] == "void":
        return "void"
    since = _exempt_since(case, as_of, judging)
    rechecked = since and all(duty.recheck and duty.recheck.on <= since for duty in duties)
    return "exempt" if since and not rechecked else None


def _exempt_since(case: Case, as_of: date, judging: Judging) -> date | None:
    """Go through the decisions in time; those of one day as they arrived."""
    since: date | None = None
    for one in sorted(case.decisions, key=lambda one: one.on):
        if one.on > as_of:
            break
        if one.verdict == "reopen":
            since = None
        if one.verdict == "exempt" and one.evidence and one.reason in judging.exempt_reasons:
            since = since or one.on
    return since


def confirms(case: Case, as_of: date) -> bool:
    """Whether somebody confirmed the newest reason by a document."""
    return any(
        one.verdict == "confirm" and one.evidence and one.on <= as_of and one.reason == case.reason
        for one in case.decisions
    )


def _assigned(case: Case, as_of: date) -> dict[str, Any]:
    given = [one for one in case.decisions if one.verdict == "assign" and one.on <= as_of]
    last = sorted(given, key=lambda one: one.on)[-1:]
    district, town = last[0].place if last else (None, None)
    return {"assigned_district": district, "assigned_town": town}


def _duty(obligation: Obligation, as_of: date, judging: Judging) -> Duty:
    """Go through the rechecks in time: each meets or misses the deadline that then held."""
    deadline, in_time = obligation.deadline, True
    for recheck in obligation.rechecks:
        if recheck.on > as_of:
            break
        in_time = in_time and recheck.on <= _last_day(deadline, judging)
        if not recheck.again:
            return Duty(obligation, deadline, recheck, in_time)
        again_due = days.plus_days(recheck.on, days.days_for(obligation.hazard))
        deadline = Deadline(again_due, "rule", recheck.on, "rechecked")
    return Duty(obligation, deadline, None, in_time)


def _last_day(deadline: Deadline, judging: Judging) -> date:
    return days.plus_days(deadline.due_on, judging.grace_days)


def standing(duties: Sequence[Duty], as_of: date, judging: Judging) -> Standing:
    """Due: the earliest open deadline, or of all when none is open. Rechecked: all of them."""
    waiting = [duty for duty in duties if duty.open]
    first = min(waiting or duties, key=_by_deadline)
    return Standing(
        due_on=first.deadline.due_on,
        deadline=first.deadline,
        duty=first,
        rechecked=not waiting,
        state=_state(duties, as_of, _last_day(first.deadline, judging)),
    )


def _by_deadline(duty: Duty) -> tuple[date, bool, str]:
    """The earliest; among equals a stated one."""
    return (duty.deadline.due_on, duty.deadline.due_basis != "stated", duty.obligation.hazard)


def _state(duties: Sequence[Duty], as_of: date, last_day: date) -> str:
    if any(duty.open for duty in duties):
        return "not_due" if as_of <= last_day else "overdue"
    return "done_on_time" if all(duty.in_time for duty in duties) else "done_late"


def described(at: CaseAt, as_of: date, judging: Judging) -> dict[str, Any]:
    """The columns of `cases` (interface §3) that these rules decide."""
    case, now = at.case, at.standing
    return {
        "state": at.state,
        "institution": case.institution,
        "enterprise": case.enterprise.name,
        "uscc": case.enterprise.uscc,
        "district": case.enterprise.district,
        "town": case.enterprise.town,
        **{field: case.newest(field) for field in PLAIN_FIELDS},
        "weak_identity": case.worker[0] == "weak",
        "exam_date": case.exam_date,
        "period": days.half_year(case.exam_date),
        "hazards": ";".join(duty.obligation.hazard for duty in at.duties),
        "due_on": now.due_on,
        "due_basis": now.deadline.due_basis,
        "base_on": now.deadline.base_on,
        "base_kind": now.deadline.base_kind,
        "due_period": days.half_year(days.plus_days(now.due_on, judging.grace_days)),
        "days_overdue": (as_of - now.due_on).days if at.state == "overdue" else None,
        "unexplained": case.unexplained,
        "unreported": case.unreported,
        "notice_state": notice_state(now.duty.obligation),
        "source_row": case.newest_sent.number + 2,  # as a sheet with one heading row shows it
        **_assigned(case, as_of),
        **_closing(at),
        **_while_open(at),
    }


def _closing(at: CaseAt) -> dict[str, Any]:
    """The latest recheck, once the case is closed."""
    rechecks = [duty.recheck for duty in at.duties if duty.recheck]
    last = max(rechecks, key=_lateness) if at.standing.rechecked else None
    return {
        "rechecked_on": last.on if last else None,
        "recheck_source": last.source if last else None,
        "recheck_institution": last.institution if last else None,
        "recheck_conclusion": last.conclusion if last else None,
    }


SOURCES = ("supervision", "cross_match", "reported")


def _lateness(recheck: Recheck) -> tuple[date, int]:
    return recheck.on, SOURCES.index(recheck.source)


def _while_open(at: CaseAt) -> dict[str, Any]:
    is_open = not at.standing.rechecked
    return {
        "claimed": any(duty.claimed for duty in at.duties),
        "partial": is_open and any(not duty.open for duty in at.duties),
        "reason": at.case.reason if is_open else None,
    }


def notice_state(obligation: Obligation) -> str:
    """What is documented about the notice."""
    if obligation.delivered_on:
        return "已签收"
    return "已通知无签收" if obligation.notified_on else "无通知记录"
