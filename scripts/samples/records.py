"""职业健康检查个案 of two institutions: exams, rechecks, cases that lists left out."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from samples.course import LAST_DAYS, Case, after, new_case
from samples.places import BY_CODE, Institution
from samples.spelling import period_name
from samples.workbook import Cell, Grid

SENDERS = ("CX", "WL")
FROM_HALF_YEAR = 2
LEFT_OUT, ORDINARY, ELSEWHERE = 7, 60, 12
TOLD_ABOUT = 4
"""Every so many cases of the list stand in the records too: the samples stay small."""
HEADINGS = (
    "体检机构名称", "上报期", "用人单位名称", "统一社会信用代码", "所属区", "所属镇街",
    "姓名", "证件类型", "证件号码", "联系电话", "体检编号", "体检类别", "检查类型",
    "体检日期", "危害因素", "体检结论", "是否复查", "初检体检编号", "报告日期",
)  # fmt: skip
DAY_COLUMN, ID_COLUMN = HEADINGS.index("体检日期"), HEADINGS.index("证件号码")
FOUND = ("目前未见异常", "目前未见异常", "目前未见异常", "其他疾病或异常", "职业禁忌证")
FIRST, RECHECK, SUPPLEMENT = ("初检", "否"), ("复查", "是"), ("补检", "补检")


def record_sheet(place: Institution, half_year: int, cases: list[Case]) -> Grid:
    """One sheet; its rows are in the order of the exams."""
    rows = sorted(_rows(place, half_year, cases), key=lambda row: str(row[DAY_COLUMN]))
    return Grid("体检个案", [HEADINGS, *rows], [], [1], [ID_COLUMN + 1], len(rows))


def _rows(place: Institution, half_year: int, cases: list[Case]) -> Iterator[list[Cell]]:
    rng = Random(f"records {place.code} {half_year}")
    own = [case for case in cases if case.institution == place and case.half_year == half_year]
    yield from (_exam(case, _told(case)) for case in own if case.number % TOLD_ABOUT == 0)
    others = [_invented(rng, place, half_year, own) for _ in range(LEFT_OUT + ORDINARY)]
    yield from (_exam(case, _told(case)) for case in others[:LEFT_OUT])
    yield from (_exam(case, FOUND[case.number % 3]) for case in others[LEFT_OUT:])
    yield _row(others[-1], others[-1].exam_date + timedelta(days=3), "复查", SUPPLEMENT)
    waiting = [
        case
        for case in cases
        if case.institution != place
        and half_year - 1 <= case.half_year <= half_year
        and not case.done_by(LAST_DAYS[half_year])
        and case.exam_date < LAST_DAYS[half_year] - timedelta(days=60)
    ]
    for case in rng.sample(waiting, ELSEWHERE):
        earliest = max(case.exam_date, LAST_DAYS[half_year - 1]) + timedelta(days=1)
        day = min(after(rng, earliest, 5, 55), LAST_DAYS[half_year])
        yield _row(case, day, rng.choice(FOUND), RECHECK, at=place)


def _invented(rng: Random, place: Institution, half_year: int, own: list[Case]) -> Case:
    number = rng.randrange(90000, 99999)
    return new_case(rng, number, place, half_year, rng.choice(own).enterprise)


def _told(case: Case) -> str:
    """复查, hazard by hazard where there are several."""
    several = len(case.hazards) > 1
    return "；".join(f"{hazard}：复查" for hazard in case.hazards) if several else "复查"


def _exam(case: Case, conclusion: str) -> list[Cell]:
    return _row(case, case.exam_date, conclusion, FIRST)


def _row(
    case: Case,
    day: date,
    conclusion: str,
    said: tuple[str, str],
    *,
    at: Institution | None = None,
) -> list[Cell]:
    """A visit of the worker of a case, of its own institution or of another."""
    firm, who, place = case.enterprise, case.worker, at or case.institution
    half_year = next(index for index, last in enumerate(LAST_DAYS) if day <= last)
    kind, is_recheck = said
    number = f"{place.code}F{case.number:05d}" if said == RECHECK else case.exam_no
    first = case.exam_no if said == RECHECK else None
    return [
        place.name, period_name(half_year), firm.name, firm.uscc, firm.district, firm.town,
        who.name, who.id_type, who.id_number, who.phone, number, case.exam_type, kind, day,
        "、".join(case.hazards), conclusion, is_recheck, first, day + timedelta(days=12),
    ]  # fmt: skip


def write_names(half_year: int) -> dict[str, str]:
    """Institution → file name of its records."""
    name = "{}{}职业健康检查个案.xlsx"
    return {code: name.format(BY_CODE[code].name, period_name(half_year)) for code in SENDERS}
