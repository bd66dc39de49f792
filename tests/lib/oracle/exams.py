"""Definitions §1, *same exam*: which rows speak about one visit."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from tests.lib.oracle.employers import EnterpriseKey
from tests.lib.oracle.rows import Row

T = TypeVar("T")
Key = Hashable | None
Exam = list[Row]


class Groups:
    """Rows joined into exams, step by step."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._group_of: dict[Row, Exam] = {row: [row] for row in rows}

    def join(self, rows: Sequence[Row]) -> None:
        """All these rows are of one exam, and so are the rows that they were joined with."""
        for row in rows[1:]:
            kept, gone = self._group_of[rows[0]], self._group_of[row]
            if kept is not gone:
                kept.extend(gone)
                self._group_of.update(dict.fromkeys(gone, kept))

    def join_equal(self, rows: Iterable[Row], key: Callable[[Row], Key]) -> None:
        """Rows with an equal key are of one exam; a key None says nothing."""
        for alike in _by(rows, key).values():
            self.join(alike)

    def exams(self) -> list[Exam]:
        """The groups as they are now."""
        return list({id(group): group for group in self._group_of.values()}.values())


def same_exams(
    rows: Sequence[Row],
    enterprise_of: dict[Row, EnterpriseKey],
    one_person: Sequence[tuple[Row, Row]] = (),
    one_exam: Sequence[tuple[Row, Row]] = (),
) -> list[Exam]:
    """Every row in exactly one exam; `one_person`: rows whose people were decided to be one.

    `one_exam`: rows that were decided to be one exam.
    """
    groups = Groups(rows)
    groups.join_equal(rows, _valid_worker)  # (a)
    groups.join_equal(rows, lambda row: _weak_marks(row, enterprise_of))  # (a), told twice
    groups.join_equal(rows, _exam_number)  # (b)
    _join_corrected_dates(groups, rows)  # (d)
    _join_issued_ids(groups, rows)  # (e)
    _join_as_sent(groups, rows, enterprise_of)  # what was corrected, with what was not
    for pair in one_exam:
        groups.join(pair)
    _join_decided_people(groups, rows, enterprise_of, one_person)  # (a), by decision
    _join_weak_workers(groups, enterprise_of)  # (a) and (c), weak with weak
    _join_weak_with_valid(groups, enterprise_of)  # (c), weak with valid
    return groups.exams()


def _by(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Hashable, list[Row]]:
    grouped: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        value = key(row)
        if value is not None:
            grouped[value].append(row)
    return grouped


def _valid_worker(row: Row) -> Key:
    if not row.has_valid_id:
        return None
    return (row.institution, row.exam_date, row["id_type"], row["id_number"])


def _weak_marks(row: Row, enterprise_of: dict[Row, EnterpriseKey]) -> Key:
    """Everything that a row without valid ID tells about who it is."""
    who = None if row.has_valid_id else _who_and_when(row, enterprise_of)
    return who and (who, row["phone"], row["exam_no"], row["case_id"])


def _numbered(row: Row) -> Key:
    if not (row["exam_no"] and row["worker_key"]):
        return None
    return (row["exam_no"], row["worker_key"])


def _exam_number(row: Row) -> Key:
    numbered = _numbered(row)
    return numbered and (row.institution, row.exam_date, numbered)


def _join_corrected_dates(groups: Groups, rows: Sequence[Row]) -> None:
    """Across versions of a submission, when each of them gives the number one single date."""

    def key(row: Row) -> Key:
        numbered = _numbered(row)
        return numbered and (row.submission, numbered)

    for alike in _by(rows, key).values():
        versions = _by(alike, lambda row: row.version).values()
        if all(len({row.exam_date for row in rows}) == 1 for rows in versions):
            groups.join(alike)


def _join_as_sent(
    groups: Groups, rows: Sequence[Row], enterprise_of: dict[Row, EnterpriseKey]
) -> None:
    """A corrected row is of one exam with the rows that say of it what it said when it was sent."""
    for row in rows:
        if row.sent is not None:
            alike = [other for other in rows if _says_as_sent(other, row, enterprise_of)]
            groups.join([row, *alike])


def _says_as_sent(other: Row, row: Row, enterprise_of: dict[Row, EnterpriseKey]) -> bool:
    sent = row.sent or {}
    named = other["worker_key"] in (sent.get("worker_key"), row["worker_key"])
    if not named or (other.institution, other.exam_date) != (row.institution, sent["exam_date"]):
        return False
    if sent.get("id_valid") or other.has_valid_id:
        number = (sent.get("id_type"), sent.get("id_number"), sent.get("id_valid"))
        return number == (other["id_type"], other["id_number"], other["id_valid"])
    same_phone_said = other["phone"] == sent.get("phone")
    return same_phone_said and enterprise_of[other] == enterprise_of[row]


def _join_issued_ids(groups: Groups, rows: Sequence[Row]) -> None:
    """Here a `case_id` is the (file, row) that the case was issued for."""
    at = {(row.entry, row.number): row for row in rows}
    for row in rows:
        first = at.get(row["case_id"]) if row["case_id"] else None
        if first and first.institution == row.institution:
            groups.join([first, row])


def _join_decided_people(
    groups: Groups,
    rows: Sequence[Row],
    enterprise_of: dict[Row, EnterpriseKey],
    one_person: Sequence[tuple[Row, Row]],
) -> None:
    """A number stands for all its rows, a row without a valid one for rows that say the same."""

    def marks(row: Row) -> Hashable:
        number = (row["id_type"], row["id_number"])
        return number if row.has_valid_id else _weak_marks(row, enterprise_of)

    people = united((marks(one), marks(other)) for one, other in one_person)
    known = [row for row in rows if marks(row) in people]
    groups.join_equal(known, lambda row: (row.institution, row.exam_date, people[marks(row)]))


def united(pairs: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, int]:
    """Each thing that a pair names → the number of the group it is in, also through others."""
    groups: list[set[Hashable]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched]
        groups.append(set(pair).union(*touched))
    return {thing: number for number, group in enumerate(groups) for thing in group}


def _is_weak(exam: Exam) -> bool:
    return not any(row.has_valid_id for row in exam)


def _join_weak_workers(groups: Groups, enterprise_of: dict[Row, EnterpriseKey]) -> None:
    rows = [row for exam in groups.exams() if _is_weak(exam) for row in exam]
    for alike in _by(rows, lambda row: _who_and_when(row, enterprise_of)).values():
        for same_worker in same_phone(alike, lambda row: row["phone"]):
            groups.join(same_worker)


def same_phone(alike: Iterable[T], phone_of: Callable[[T], str | None]) -> list[list[T]]:
    """Weak workers of one name and enterprise, told apart by their phones."""
    by_phone: dict[str | None, list[T]] = defaultdict(list)
    for one in alike:
        by_phone[phone_of(one)].append(one)
    without = by_phone.pop(None, [])
    workers = list(by_phone.values())
    if len(workers) == 1:
        return [workers[0] + without]
    return [*workers, without] if without else workers


def _who_and_when(row: Row, enterprise_of: dict[Row, EnterpriseKey]) -> Key:
    if not row["worker_key"]:
        return None
    return (row.institution, row.exam_date, row["worker_key"], enterprise_of[row])


def _join_weak_with_valid(groups: Groups, enterprise_of: dict[Row, EnterpriseKey]) -> None:
    """A weak exam fits one valid exam only, and no other weak exam fits there by that name."""
    exams = groups.exams()
    fits = [
        (one, other, name)
        for one in exams
        if _is_weak(one)
        for other in exams
        if not _is_weak(other)
        for name in _names(one, enterprise_of) & _names(other, enterprise_of)
    ]
    alone = {
        id(one)
        for one, other, name in fits
        for rival, elsewhere, by in fits
        if (rival is one and elsewhere is not other)
        or (rival is not one and elsewhere is other and by == name)
    }
    for one, other, _ in fits:
        if id(one) not in alone:
            groups.join([other[0], one[0]])


def _names(exam: Exam, enterprise_of: dict[Row, EnterpriseKey]) -> set[Key]:
    return {_who_and_when(row, enterprise_of) for row in exam} - {None}
