"""A half-year and what became of it: uploads, corrections, packs, answers, decisions, the next one.

Everybody in it is invented. What is told in files stands here; `tests.test_half_year` asks.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tests.lib.history import (
    NO_ID,
    YUETAO,
    Answered,
    Cells,
    Corrected,
    Decided,
    Event,
    Issued,
    Register,
    Reread,
    Withdrawn,
    decided,
    line,
    recheck_record,
    record,
    records,
    resident,
    row,
    sent,
    told_record,
)

A, B = "南海体检中心", "顺德职业病防治所"
POTTERY: dict[str, Any] = {
    "enterprise": "粤陶陶瓷厂",
    "uscc": YUETAO,
    "district": "顺德区",
    "town": "容桂街道",
}
UNPLACED: dict[str, Any] = {
    "enterprise": "顺昌家具厂",
    "uscc": None,
    "district": None,
    "town": None,
}
OUTSIDE: dict[str, Any] = {
    "enterprise": "穗安装饰部",
    "uscc": None,
    "district": "市外",
    "town": "市外",
}
PEOPLE = (
    *("梁志强", "何嘉欣", "陈家俊", "黄婉仪", "李国雄", "吴小燕", "郑伟明", "钟丽珍", "罗永刚"),
    *("邓超然", "冯秋菊", "谭敏儿", "区雪芬", "蔡明辉", "彭飞燕", "苏琴心", "莫名山"),
)


def person(name: str) -> dict[str, Any]:
    return resident(PEOPLE.index(name) + 1) | {"worker": name}


def at(month: int, day: int, hour: int = 10, year: int = 2025) -> datetime:
    return datetime(year, month, day, hour)  # noqa: DTZ001  wall time of the institute


def on(month: int, day: int, year: int = 2025) -> date:
    return date(year, month, day)


def until(month: int, day: int) -> dict[str, Any]:
    """A deadline that the notice states."""
    return {"deadline_mode": "on", "deadline_on": on(month, day)}


def told(name: str, examined: date, *more: Cells, **cells: Any) -> dict[str, Any]:
    """A row of a recheck list."""
    given = {field: value for one in more for field, value in one.items()}
    return row(**({"exam_date": examined} | person(name) | given | cells))


LIANG = told("梁志强", on(3, 1), delivered_on=on(3, 10), rechecked="no", reason="用人单位未安排")
HE = told(
    "何嘉欣", on(3, 20), until(5, 31), hazards=["苯"], rechecked="yes", rechecked_on=on(5, 20)
)
CHEN = told("陈家俊", on(4, 10), notified_on=on(4, 20))
HUANG = told("黄婉仪", on(4, 15), hazards=["噪声", "苯"])
LI = told("李国雄", on(5, 6), NO_ID, hazards=["铅及其无机化合物"], notified_on=on(5, 16))
WU = told("吴小燕", on(5, 12), rechecked="yes")
ZHENG = told("郑伟明", on(4, 2), POTTERY, hazards=["矽尘"], notified_on=on(4, 12))
ZHONG = told("钟丽珍", on(5, 20), POTTERY, delivered_on=on(5, 25))
LUO = told("罗永刚", on(2, 20), UNPLACED, rechecked="no", reason="失联")
DENG = told("邓超然", on(6, 1), OUTSIDE, until(6, 15), hazards=["高温"])
FENG = told("冯秋菊", on(3, 5), delivered_on=on(3, 12))
OU = told("区雪芬", on(5, 10), POTTERY, until(6, 10), rechecked="yes", rechecked_on=on(6, 15))
CAI = told("蔡明辉", on(6, 20), POTTERY, notified_on=on(6, 25))
STAYING = (LIANG, HE, CHEN, HUANG, LI, ZHENG, LUO, DENG, FENG)

LIST_A = sent(*STAYING, WU, ZHONG, institution=A, arrived=at(7, 10))
RECORDS_A = records(
    told_record(exam_date=on(3, 1), **person("梁志强"), exam_type="在岗期间", scale="小型"),
    record(exam_date=on(3, 20), **person("何嘉欣"), hazards=["苯"], industry="C 制造业"),
    told_record(exam_date=on(6, 5), **person("谭敏儿"), reported_on=on(6, 12)),
    institution=A,
    arrived=at(7, 10),
)
LIST_B = sent(OU, CAI, institution=B, arrived=at(7, 10))
ELSEWHERE = recheck_record(exam_date=on(6, 25), **person("陈家俊"), exam_no="F77")
PARTLY = recheck_record(exam_date=on(6, 20), **person("黄婉仪"), exam_no="F78")
PERIODIC = record(exam_date=on(6, 29), **person("梁志强"), exam_no="F79")
CATCH_UP = record(exam_date=on(6, 28), **person("郑伟明"), visit="supplement", hazards=["矽尘"])
PENG = told_record(exam_date=on(4, 18), **person("彭飞燕") | POTTERY, exam_no="F80")
RECORDS_B = records(
    *(ELSEWHERE, PARTLY, PERIODIC, CATCH_UP, PENG), institution=B, arrived=at(7, 10)
)
SOMEBODY_ELSES = sent(
    told("莫名山", on(4, 1), delivered_on=on(4, 5)), institution=A, arrived=at(7, 10), mode="add"
)
LIST_A_AGAIN = sent(
    *STAYING,
    told("钟丽珍", on(5, 21), POTTERY, delivered_on=on(5, 25)),
    institution=A,
    arrived=at(7, 18),
    mode="replace",
)
FOLLOW_UP_A = sent(
    HUANG | {"case_id": (0, 3), "rechecked_on": on(10, 8)},
    FENG | {"case_id": (0, 8), "reason": "劳动者拒绝"},
    institution=A,
    arrived=at(10, 15, 12),
    mode="add",
)
NEXT_LIST_A = sent(
    LIANG | {"rechecked": "yes", "rechecked_on": on(7, 25), "reason": None},
    told("谭敏儿", on(6, 5), rechecked="yes", rechecked_on=on(9, 9)),
    told("苏琴心", on(9, 2), delivered_on=on(9, 10)),
    period="2025H2",
    institution=A,
    arrived=at(1, 10, year=2026),
)
NEXT_RECORDS_B = records(
    recheck_record(exam_date=on(7, 30), **person("李国雄"), hazards=["铅及其无机化合物"]),
    recheck_record("噪声", exam_date=on(8, 2), **person("蔡明辉") | POTTERY),
    recheck_record(exam_date=on(9, 15), **person("蔡明辉") | POTTERY, hazards=[]),
    period="2025H2",
    institution=B,
    arrived=at(1, 10, year=2026),
)
NEXT_LIST_A_AGAIN = sent(
    *NEXT_LIST_A.rows[:2],
    period="2025H2",
    institution=A,
    arrived=at(1, 13, year=2026),
    mode="replace",
)
NOTHING_B = sent(period="2025H2", institution=B, arrived=at(1, 10, year=2026), nil=True)

FILES = (
    *(LIST_A, RECORDS_A, LIST_B, RECORDS_B, SOMEBODY_ELSES, LIST_A_AGAIN),
    *(FOLLOW_UP_A, NEXT_LIST_A, NEXT_RECORDS_B, NOTHING_B, NEXT_LIST_A_AGAIN),
)


def of(name: str) -> tuple[int, int]:
    """The first row that tells of somebody's exam."""
    return next(
        (entry, number)
        for entry, file in enumerate(FILES)
        for number, cells in enumerate(file.rows)
        if cells["worker"] == name and cells.get("visit") in (None, "told")
    )


def out(
    recipient: str, names: Mapping[str, int], issued: datetime, of_day: tuple[date, datetime]
) -> Issued:
    """A pack of everybody overdue there: name → number of the enterprise in it."""
    return Issued({of(name): seq for name, seq in names.items()}, issued, recipient, "all", of_day)


def back(recipient: str, arrived: datetime, *rows: Cells) -> Answered:
    return Answered(rows, arrived, recipient)


def about(name: str, **cells: Any) -> Cells:
    return {"case": of(name)} | cells


def ruled(verdict: str, name: str, day: date, **cells: Any) -> Decided:
    """Decided about somebody's case at noon of that day."""
    return decided(verdict, day, row=of(name), **({"reason": "录入有误"} | cells))


END, NEXT_END = on(6, 30), on(12, 31)
WITHDRAWN = Withdrawn(FILES.index(SOMEBODY_ELSES), A, at(7, 14))
RIGHT_NUMBER = Corrected(of("李国雄"), resident(PEOPLE.index("李国雄") + 1), at(7, 14))
FIRST_PACKS = (
    out("南海区", {"梁志强": 1, "黄婉仪": 1, "冯秋菊": 1}, at(7, 14), (END, RIGHT_NUMBER.arrived)),
    out("顺德区", {"郑伟明": 1, "钟丽珍": 1, "彭飞燕": 1}, at(7, 14), (END, RIGHT_NUMBER.arrived)),
    out("本所", {"罗永刚": 1, "邓超然": 2}, at(7, 14), (END, RIGHT_NUMBER.arrived)),
)
NANHAI_IN_PART = back(
    *("南海区", at(8, 6)),
    about("梁志强", rechecked_on=on(7, 25), recheck_institution="区医院", evidence="南督1号"),
    about("黄婉仪", reason="劳动者拒绝"),
    about("彭飞燕", rechecked_on=on(7, 20), evidence="南督2号", fate="held"),
)
SHUNDE = back(
    *("顺德区", at(8, 6)),
    {"employer": (2, 1), "reason": "单位已签收未跟进"},
    about("郑伟明", reason="死亡"),
)
PLACED = Register((line(**UNPLACED) | {"district": "顺德区", "town": "容桂街道"},), at(8, 21, 12))
DEAD = ruled("exempt", "郑伟明", on(8, 21), reason="死亡", evidence="死亡证明")
IN_ERROR = ruled("void", "冯秋菊", on(8, 21))
ONE_EXAM = ruled("merge", "钟丽珍", on(8, 21), other=(FILES.index(LIST_A_AGAIN), len(STAYING)))
INSTITUTE = back("本所", at(8, 21, 12), about("罗永刚", reason="失联", evidence="所督1号"))
AFTER_ALL = ruled("reopen", "冯秋菊", on(10, 15))
NEARER = ruled("assign", "邓超然", on(10, 15), place=("南海区", "狮山镇"))
WHOLE = Reread(
    FILES.index(RECORDS_B),
    (ELSEWHERE, PARTLY | {"hazards": ["噪声", "苯"]}, PERIODIC, CATCH_UP, PENG),
    at(1, 13, year=2026),
)
BY_THEN = (NEXT_END, NEXT_LIST_A_AGAIN.arrived)
SECOND_PACKS = (
    out(
        *("南海区", {"冯秋菊": 1, "吴小燕": 1, "苏琴心": 1, "邓超然": 2}),
        *(at(1, 13, year=2026), BY_THEN),
    ),
    out("顺德区", {"钟丽珍": 1, "彭飞燕": 1, "罗永刚": 2}, at(1, 13, year=2026), BY_THEN),
)
SHUNDE_AGAIN = back(
    *("顺德区", at(2, 3, year=2026)),
    about("钟丽珍", rechecked_on=on(1, 20, 2026), recheck_again=True),
    about("彭飞燕", reason="离职", evidence="顺督1号"),
    {"employer": (5, 2), "reason": "暂缓"},
)

EVENTS: tuple[Event, ...] = (
    *(WITHDRAWN, RIGHT_NUMBER, *FIRST_PACKS, NANHAI_IN_PART, SHUNDE, PLACED, DEAD, IN_ERROR),
    *(ONE_EXAM, INSTITUTE, AFTER_ALL, NEARER, WHOLE, *SECOND_PACKS, SHUNDE_AGAIN),
)
