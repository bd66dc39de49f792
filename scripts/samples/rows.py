"""What an institution knows of a case on the day it fills in its sheet, and the slips it makes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from samples import numbers
from samples.course import ITEMS, LAST_DAYS, Case, Deadline

Row = dict[str, object]
"""Field (as interface.md names it) → value: text, day, list of hazards, `Deadline`, or None."""

ELSEWHERE = "佛山市云栖谷职业健康检查所"
ADVICE = {"职业禁忌证": "调离原岗位", "疑似职业病": "已报告并安排职业病诊断"}


@dataclass(frozen=True)
class Slip:
    """A mistake of the person who types, how often it happens, and what it does to the row."""

    share: float
    make: Callable[[Row, Random], None]


def filled_on(half_year: int) -> date:
    """The day on which the sheets of a half-year are filled in."""
    return LAST_DAYS[half_year] + timedelta(days=8)


def belongs(case: Case, half_year: int) -> bool:
    """Whether the case stands in its institution's sheet of this half-year."""
    if case.half_year >= half_year:
        return case.half_year == half_year
    before = filled_on(half_year - 1)
    if case.done_by(before):
        return False
    waiting = case.due_on >= before or case.done_by(filled_on(half_year))
    return case.institution.practice.repeats_open_cases or waiting


def case_rows(case: Case, half_year: int, *, flawless: bool = False) -> list[Row]:
    """The rows of one case: one, or one for each hazard; slips only where it stands first."""
    day = filled_on(half_year)
    each = [(hazard,) for hazard in case.hazards]
    groups = each if case.institution.practice.row_per_hazard else [case.hazards]
    rows = [one_row(case, half_year, hazards, day) for hazards in groups]
    if case.half_year == half_year and not flawless:
        for row in rows:
            slip(row, Random(f"slip {case.number}"))
    return rows


def one_row(case: Case, half_year: int, hazards: tuple[str, ...], day: date) -> Row:
    """Everything known on `day` about these hazards of the case."""
    names = [*employer_fields(case), *worker_fields(case), *exam_fields(case, hazards, day)]
    known = {"half_year": half_year, "institution": case.institution.name} | dict(names)
    return known | recheck_fields(case, hazards, day)


def employer_fields(case: Case) -> list[tuple[str, object]]:
    """The block 用人单位."""
    firm = case.enterprise
    return [
        ("enterprise", firm.name), ("uscc", firm.uscc), ("district", firm.district),
        ("town", firm.town), ("address", firm.address), ("scale", firm.scale),
        ("industry", (firm.trade.code, firm.trade.industry)), ("contact", firm.contact),
        ("economic_type", firm.economic_type), ("contact_phone", firm.contact_phone),
        ("user_unit", firm.user_unit), ("user_unit_uscc", firm.user_unit_uscc),
    ]  # fmt: skip


def worker_fields(case: Case) -> list[tuple[str, object]]:
    """The block 劳动者."""
    who = case.worker
    age = (case.exam_date - who.born).days // 365
    return [
        ("worker", who.name), ("id_type", who.id_type), ("id_number", who.id_number),
        ("sex", "男" if who.male else "女"), ("age", age), ("phone", who.phone), ("job", who.job),
        ("exposure_years", max(0, min(age - 18, case.number % 17))),
    ]  # fmt: skip


def exam_fields(case: Case, hazards: tuple[str, ...], day: date) -> list[tuple[str, object]]:
    """The blocks 初检 and 通知, as far as they have happened on `day`."""
    items = [ITEMS.get(hazard, ("肺功能轻度异常", "肺功能")) for hazard in hazards]
    reported, notified, delivered = (
        on if on and on <= day else None
        for on in (case.reported_on, case.notified_on, case.delivered_on)
    )
    return [
        ("exam_no", case.exam_no), ("exam_type", case.exam_type), ("exam_date", case.exam_date),
        ("hazards", hazards), ("abnormal_items", "；".join(item[0] for item in items)),
        ("conclusion", "复查"), ("recheck_items", "、".join(item[1] for item in items)),
        ("reported_on", reported), ("notified_on", notified), ("delivered_on", delivered),
        ("notice_method", ("书面", "电话", "短信", "书面")[case.number % 4] if notified else None),
        ("deadline", case.deadline if reported else None),
    ]  # fmt: skip


def recheck_fields(case: Case, hazards: tuple[str, ...], day: date) -> Row:
    """The block 复查情况: the last visit for these hazards, or the reason why there was none."""
    visit = case.last_recheck(hazards[0], day)
    if visit is None:
        waiting = case.due_on >= day
        return {"rechecked": False, "reason": "未到期" if waiting else case.reason}
    advice = ADVICE.get(visit.conclusion)
    return {
        "rechecked": True,
        "rechecked_on": visit.on,
        "recheck_institution": ELSEWHERE if case.number % 29 == 0 else case.institution.name,
        "recheck_exam_no": f"{case.exam_no}F",
        "recheck_conclusion": visit.conclusion,
        "disposition": advice,
        "disposed_on": min(day, visit.on + timedelta(days=12)) if advice else None,
    }


# --- slips ------------------------------------------------------------------------------------


def wrong_check(row: Row, rng: Random) -> None:
    """Two digits of the identity number change places."""
    del rng
    if row["id_type"] == "居民身份证":
        row["id_number"] = numbers.wrong_id(str(row["id_number"]))


def short_number(row: Row, rng: Random) -> None:
    """The last digit is lost."""
    del rng
    row["id_number"] = str(row["id_number"])[:-1]


def blank(*fields: str) -> Callable[[Row, Random], None]:
    """Some cells are left empty."""

    def leave_empty(row: Row, rng: Random) -> None:
        del rng
        row.update(dict.fromkeys(fields))

    return leave_empty


def claimed(row: Row, rng: Random) -> None:
    """已复查, but nobody says when."""
    del rng
    if row["rechecked"]:
        row.update(rechecked_on=None, recheck_conclusion=None)


def year_before(field: str) -> Callable[[Row, Random], None]:
    """The year is typed wrong: a year too early."""

    def type_wrong(row: Row, rng: Random) -> None:
        del rng
        day = row.get(field)
        if isinstance(day, date):
            row[field] = day - timedelta(days=365)

    return type_wrong


def early_deadline(row: Row, rng: Random) -> None:
    """The deadline is a day before the exam."""
    del rng
    day, deadline = row["exam_date"], case_deadline(row)
    if isinstance(day, date) and deadline:
        row["deadline"] = replace(deadline, text=None, on=day - timedelta(days=9))


def case_deadline(row: Row) -> Deadline | None:
    """The deadline of a row, when it has one."""
    deadline = row["deadline"]
    return deadline if isinstance(deadline, Deadline) else None


def contradiction(row: Row, rng: Random) -> None:
    """否 with a recheck date."""
    del rng
    if row["rechecked"]:
        row["rechecked"] = False


def letter_for_digit(row: Row, rng: Random) -> None:
    """O for 0 in the credit code."""
    del rng
    row["uscc"] = str(row["uscc"]).replace("0", "O", 1)


def wrong_district(row: Row, rng: Random) -> None:
    """A district that is not the town's."""
    row["district"] = rng.choice(["禅城区", "南海区", "顺德区"])


def month_only(row: Row, rng: Random) -> None:
    """An exam date without its day."""
    del rng
    day = row["exam_date"]
    if isinstance(day, date):
        row["exam_date"] = f"{day:%Y}年{day.month}月"


SLIPS = (
    Slip(0.008, wrong_check),
    Slip(0.003, short_number),
    Slip(0.004, blank("id_number")),
    Slip(0.006, claimed),
    Slip(0.003, year_before("rechecked_on")),
    Slip(0.002, early_deadline),
    Slip(0.002, month_only),
    Slip(0.001, blank("exam_date")),
    Slip(0.001, blank("enterprise", "uscc")),
    Slip(0.001, blank("worker", "id_number")),
    Slip(0.004, contradiction),
    Slip(0.005, letter_for_digit),
    Slip(0.006, blank("uscc")),
    Slip(0.005, blank("town")),
    Slip(0.004, blank("district", "town", "address")),
    Slip(0.003, wrong_district),
    Slip(0.006, blank("reason")),
    Slip(0.002, year_before("delivered_on")),
    Slip(0.002, blank("hazards")),
)


def slip(row: Row, rng: Random) -> None:
    """Make at most one of the slips."""
    throw = rng.random()
    for mistake in SLIPS:
        throw -= mistake.share
        if throw < 0:
            mistake.make(row, rng)
            return
