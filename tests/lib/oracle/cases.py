"""Definitions §3 to §6: the cases known at K, and what each of them is at T."""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.lib.history import Decided, Event, Judging, Sent, Told
from tests.lib.oracle.answers import Answer, answers_about, confirms, verified
from tests.lib.oracle.employers import (
    Enterprise,
    EnterpriseKey,
    enterprise_keys,
    enterprises,
    known_lines,
)
from tests.lib.oracle.exams import Exam, same_exams, same_phone, united
from tests.lib.oracle.obligations import Obligation, obligations
from tests.lib.oracle.rows import (
    Fill,
    Overlay,
    Row,
    Submission,
    Version,
    accepted_rows,
    last_arrivals,
    newest,
    newest_value,
    overlays,
)

Worker = tuple[Any, ...]
"""("id", type, number), or ("weak", name, enterprise, phone)."""

UNKNOWN = "不详"
FINAL = ("离职", "失联", "单位停产/注销/搬迁")


@dataclass(frozen=True)
class Case:
    """The duty to come back that one exam creates, from everything known at K."""

    rows: tuple[Row, ...]  # that feed it, by order
    exam: tuple[Row, ...]  # all of them, as they were entered
    institution: str
    exam_date: date
    worker: Worker
    person: Worker | int  # the worker, or the number of those decided to be one person
    enterprise_key: EnterpriseKey
    enterprise: Enterprise
    obligations: tuple[Obligation, ...]
    unexplained: bool
    unreported: bool  # no recheck list tells of it
    answers: tuple[Answer, ...] = ()
    decisions: tuple[Decided, ...] = ()  # by arrival

    @property
    def newest_sent(self) -> Row:
        """The newest row of an upload among those that feed it."""
        return [row for row in self.rows if not isinstance(row, Overlay)][-1]

    @property
    def reason(self) -> str | None:
        """The newest of its rows and of what was answered about it."""
        told: list[Row | Answer] = [*self.rows, *self.answers]
        giving = [one for one in told if one["reason"]]
        return max(giving, key=lambda one: one.order)["reason"] if giving else None

    @property
    def has_confirmed_reason(self) -> bool:
        """Whether somebody found out that nobody can come back."""
        return self.reason in FINAL and confirms(self.answers, self.reason)

    def newest(self, field: str) -> Any:
        """The newest non-empty value of its rows."""
        return newest_value(self.rows, field)


def known_cases(
    files: Sequence[Sent],
    known_at: datetime | None = None,
    judging: Judging | None = None,
    events: Sequence[Event] = (),
) -> list[Case]:
    """All cases known at K, whatever the day of their exam."""
    rows = accepted_rows(files, known_at, events)
    lines = known_lines(events, known_at)
    one_person = _one_person(rows, events, known_at)
    enterprise_of = enterprise_keys(rows, lines)
    decisions = _decisions(events, known_at)
    one_exam = _one_exam(rows, decisions)
    arrivals = last_arrivals(files, known_at, events)
    looked_at = taking_part(rows)
    exams = [
        exam
        for exam in same_exams(
            looked_at, enterprise_of, _among(one_person, looked_at), _among(one_exam, looked_at)
        )
        if any(row.tells and not row.withdrawn for row in exam)
    ]
    sending, feeding = [], []
    for exam in exams:
        sent = feeding_rows(exam)
        ranked = _ranked(sent)
        enterprise_of |= {new: enterprise_of[old] for old, new in zip(sent, ranked, strict=True)}
        ranked.sort(key=lambda row: row.order)
        told = overlays(exam, files, events, known_at)
        enterprise_of |= dict.fromkeys(told, enterprise_of[ranked[-1]])
        sending.append(sent + told)
        feeding.append(ranked + told)
    of_cases = {row: enterprise_of[row] for fed in sending for row in fed}
    examined = {
        row: enterprise_of[row]
        for row in rows
        if row.kind == "exam_records" and row.active and enterprise_of[row] in of_cases.values()
    }
    employers = enterprises(of_cases | examined, rows, lines)
    workers = _workers(feeding, enterprise_of)
    people = _people(exams, workers, one_person)
    elsewhere = _rechecks_of({worker: people.get(worker, worker) for worker in workers}, rows)
    answers = [
        answers_about(((row.entry, row.number) for row in exam), len(files), events, known_at)
        for exam in exams
    ]
    return [
        Case(
            rows=tuple(fed),
            exam=tuple(sorted((row for row in exam if row.tells), key=_by_entry)),
            institution=fed[-1].institution,
            exam_date=newest_value(fed, "exam_date"),
            worker=worker,
            person=people.get(worker, worker),
            enterprise_key=enterprise_of[fed[-1]],
            enterprise=employers[enterprise_of[fed[-1]]],
            obligations=tuple(
                obligations(
                    fed,
                    newest_value(fed, "exam_date"),
                    judging or Judging(),
                    elsewhere.get(people.get(worker, worker), []),
                    verified(told, newest_value(fed, "exam_date")),
                )
            ),
            unreported=all(row.kind == "exam_records" for row in fed),
            answers=tuple(told),
            unexplained=_is_unexplained(exam, _about(exam, decisions), arrivals),
            decisions=_about(exam, decisions),
        )
        for exam, fed, worker, told in zip(exams, feeding, workers, answers, strict=True)
    ]


def _by_entry(row: Row) -> tuple[int, int]:
    return (row.entry, row.number)


def _decisions(events: Sequence[Event], known_at: datetime | None) -> list[Decided]:
    """Those known at K, by arrival and entry."""
    known = [one for one in events if isinstance(one, Decided)]
    return sorted(
        (one for one in known if known_at is None or one.arrived <= known_at),
        key=lambda one: one.arrived,
    )


def _one_exam(rows: Sequence[Row], decisions: Sequence[Decided]) -> list[tuple[Row, Row]]:
    """Rows that were merged, and not parted since."""
    at = {(row.entry, row.number): row for row in rows}
    last = {
        frozenset((one.row, one.other)): one
        for one in decisions
        if one.verdict in ("merge", "part") and one.other
    }
    return [
        (at[one.row], at[one.other])
        for one in last.values()
        if one.verdict == "merge" and one.other and one.row in at and one.other in at
    ]


def _about(exam: Exam, decisions: Sequence[Decided]) -> tuple[Decided, ...]:
    places = {(row.entry, row.number) for row in exam}
    return tuple(one for one in decisions if {one.row, one.other} & places)


def _is_unexplained(
    exam: Exam, decisions: Sequence[Decided], arrivals: dict[Submission, datetime]
) -> bool:
    """Its newest row was replaced, and since then nobody merged it or declared it void."""
    last = _last_told(exam)
    explaining = [one.arrived for one in decisions if one.verdict in ("merge", "void")]
    missing_since = arrivals.get(last.submission)
    is_explained = any(missing_since is None or day >= missing_since for day in explaining)
    return not last.active and not is_explained


def taking_part(rows: Sequence[Row]) -> list[Row]:
    """The rows that are looked at for being one exam (decision 35): those that tell to come back,
    and other exams of the same institution and day under the same number or name."""

    def marks(row: Row) -> set[tuple[Any, ...]]:
        number = (row["id_type"], row["id_number"]) if row.has_valid_id else None
        known = [one for one in (number, row["worker_key"]) if one]
        return {(row.institution, row.exam_date, one) for one in known}

    told = {mark for row in rows if row.tells for mark in marks(row)}
    return [row for row in rows if row.tells or (row["visit"] == "plain" and marks(row) & told)]


def _last_told(exam: Exam) -> Row:
    """The newest row of a recheck list, else of exam records."""
    known = [row for row in exam if row.tells and not row.withdrawn]
    return newest([row for row in known if row.kind == "recheck_status"] or known)


def _ranked(sent: Sequence[Row]) -> list[Row]:
    """Exam records that only fill, as such, in the same order."""
    is_listed = any(row.kind == "recheck_status" for row in sent)
    return [
        Fill(**vars(row)) if not row.tells or (is_listed and row.kind == "exam_records") else row
        for row in sent
    ]


def _rechecks_of(people: dict[Worker, Any], rows: Sequence[Row]) -> dict[Any, list[Row]]:
    """Person → the rechecks that exam records of any institution tell of."""
    found = defaultdict(list)
    for row in rows:
        if row["visit"] == "recheck" and row.active and row.has_valid_id:
            worker = ("id", row["id_type"], row["id_number"])
            if worker in people:
                found[people[worker]].append(row)
    return found


def feeding_rows(exam: Exam) -> list[Row]:
    """Rows of active versions; without any, those of the newest versions that held the case.

    Exams that tell nobody to come back are there while they are active.
    """
    known = [row for row in exam if row.tells and not row.withdrawn]
    others = [row for row in exam if not row.tells and row.active]
    active = [row for row in known if row.active]
    last: dict[Submission, Version] = {}
    for row in known:
        last[row.submission] = max(last.get(row.submission, row.version), row.version)
    held_last = [row for row in known if row.version == last[row.submission]]
    return sorted((active or held_last) + others, key=lambda row: row.order)


def _workers(feeding: list[list[Row]], enterprise_of: dict[Row, EnterpriseKey]) -> list[Worker]:
    """A valid identity as soon as one row has it; weak ones are told apart by phone."""
    workers = {number: _valid_worker(fed) for number, fed in enumerate(feeding)}
    alike: dict[Worker, list[int]] = defaultdict(list)
    for number, worker in workers.items():
        if worker is None:
            fed = feeding[number]
            alike[(newest_value(fed, "worker_key"), enterprise_of[fed[-1]])].append(number)
    for name, numbers in alike.items():
        same = same_phone(numbers, lambda number: newest_value(feeding[number], "phone"))
        for which, group in enumerate(same):
            workers.update(dict.fromkeys(group, ("weak", *name, which)))
    return [worker or () for worker in workers.values()]


def _valid_worker(fed: list[Row]) -> Worker | None:
    valid = [row for row in fed if row.has_valid_id]
    if not valid:
        return None
    row = newest(valid)
    return ("id", row["id_type"], row["id_number"])


def _one_person(
    rows: Sequence[Row], events: Sequence[Event], known_at: datetime | None
) -> list[tuple[Row, Row]]:
    """Rows whose people were decided to be one; of several decisions on a pair the newest."""
    known = [
        (event.arrived, entry, event)
        for entry, event in enumerate(events)
        if isinstance(event, Told) and (known_at is None or event.arrived <= known_at)
    ]
    newest_on = {frozenset((one.one, one.other)): one for *_, one in sorted(known, key=_by_order)}
    at = {(row.entry, row.number): row for row in rows}
    return [
        (at[one.one], at[one.other])
        for one in newest_on.values()
        if one.same and one.one in at and one.other in at
    ]


def _by_order(known: tuple[datetime, int, Told]) -> tuple[datetime, int]:
    return known[:2]


def _people(
    exams: Sequence[Exam], workers: Sequence[Worker], one_person: Sequence[tuple[Row, Row]]
) -> dict[Any, int]:
    """Worker → the number of the people decided to be one, for those that a decision is about."""
    worker_of = {row: worker for exam, worker in zip(exams, workers, strict=True) for row in exam}

    def own(row: Row) -> Worker:
        return _valid_worker([row]) or worker_of[row]

    return united((own(one), own(other)) for one, other in _among(one_person, worker_of))


def _among(pairs: Sequence[tuple[Row, Row]], rows: Container[Row]) -> list[tuple[Row, Row]]:
    """A decision about a row that makes no case decides nothing."""
    return [(one, other) for one, other in pairs if one in rows and other in rows]
