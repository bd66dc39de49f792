"""What happened to each invented case: exam, notice, deadline, rechecks, or why there was none."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from samples.places import Institution, Practice
from samples.world import Enterprise, Worker, worker

HALF_YEARS = ("2024H1", "2024H2", "2025H1", "2025H2")
FIRST_DAYS = (date(2024, 1, 2), date(2024, 7, 1), date(2025, 1, 2), date(2025, 7, 1))
LAST_DAYS = (date(2024, 6, 30), date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31))

NEGLECT = (0.26, 0.247, 0.198, 0.157, 0.15)
"""Share of the cases due in each half-year whose employer lets the deadline pass."""

DISTRICT_FACTOR = {"禅城区": 0.75, "南海区": 1.0, "顺德区": 0.9, "三水区": 1.2, "高明区": 1.3}
SCALE_FACTOR = {"大型": 0.6, "中型": 0.8, "小型": 1.05, "微型": 1.4}

DAYS = {
    "苯": 14,
    "铅及其无机化合物": 90,
    "高温": 14,
    "电工作业": 14,
    "高处作业": 14,
    "压力容器作业": 14,
}
ITEMS = {
    "噪声": ("双耳高频平均听阈42dB", "纯音听阈测试"),
    "矽尘": ("胸片示两肺纹理增多", "高千伏胸片"),
    "电焊烟尘": ("FVC 74%", "肺功能"),
    "苯": ("WBC 3.6×10⁹/L", "血常规"),
    "铅及其无机化合物": ("血铅 420μg/L", "血铅"),
    "高温": ("血压152/96mmHg", "血压"),
}
REASONS = (
    ("用人单位未安排", 38), ("单位已签收未跟进", 18), ("离职", 16), ("劳动者拒绝", 7), ("失联", 7),
    ("转岗", 3), ("已在其他机构复查", 3), ("暂缓", 3), ("通知未送达", 3),
    ("单位停产/注销/搬迁", 2), ("已复查待出报告", 1),
)  # fmt: skip
OUTCOMES = (
    ("目前未见异常", 56), ("职业禁忌证", 20), ("其他疾病或异常", 18), ("疑似职业病", 2),
    ("复查", 4),
)  # fmt: skip


@dataclass(frozen=True)
class Deadline:
    """What the notice says; `due` is the day that follows from it, None when the rule must tell."""

    text: str | None
    due: date | None
    on: date | None = None  # the text is this day, spelled as the institution spells days


@dataclass(frozen=True)
class Recheck:
    """A visit that covers some hazards of the case."""

    on: date
    hazards: tuple[str, ...]
    conclusion: str


@dataclass(frozen=True)
class Case:
    """The whole truth about one case."""

    number: int
    institution: Institution
    half_year: int
    worker: Worker
    enterprise: Enterprise
    exam_no: str
    exam_type: str
    exam_date: date
    hazards: tuple[str, ...]
    reported_on: date
    notified_on: date | None
    delivered_on: date | None
    deadline: Deadline
    due_on: date
    rechecks: tuple[Recheck, ...]
    reason: str

    def done_by(self, day: date) -> bool:
        """Whether every hazard was rechecked up to `day`, for good."""
        return all(self.recheck_of(hazard, day) for hazard in self.hazards)

    def recheck_of(self, hazard: str, day: date) -> Recheck | None:
        """The final recheck of one hazard up to `day`; one that says 复查 again is not final."""
        last = self.last_recheck(hazard, day)
        return last if last and last.conclusion != "复查" else None

    def last_recheck(self, hazard: str, day: date) -> Recheck | None:
        """The last visit for one hazard up to `day`."""
        visits = [visit for visit in self.rechecks if visit.on <= day and hazard in visit.hazards]
        return visits[-1] if visits else None


def weekday(day: date) -> date:
    """The day itself or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def after(rng: Random, day: date, low: int, high: int) -> date:
    """A working day `low` to `high` days later."""
    return weekday(day + timedelta(days=rng.randint(low, high)))


def choose_hazards(rng: Random, enterprise: Enterprise) -> tuple[str, ...]:
    """Four of five rows are about noise; every sixth names a second hazard."""
    own = enterprise.trade.hazards
    first = "噪声" if rng.random() < 0.8 else rng.choice(own)
    second = rng.choice(own) if rng.random() < 0.17 else first
    return (first,) if first == second else (first, second)


def choose_deadline(
    rng: Random, practice: Practice, base: date, hazards: tuple[str, ...]
) -> Deadline:
    """How this institution words a deadline, and the day it means."""
    style = rng.choices(tuple(practice.deadlines), tuple(practice.deadlines.values()))[0]
    if style in ("无", "尽快", "及时复查"):
        return Deadline(None if style == "无" else style, None)
    days = min(DAYS.get(hazard, 30) for hazard in hazards)
    if style == "日期":
        due = base + timedelta(days=days)
        return Deadline(None, due, due)
    if style == "脱离噪声48小时后复查":
        return Deadline(style, base + timedelta(days=32))
    words = {14: ("两周内", "14天内", "2周内"), 90: ("3个月内", "每3个月复查一次")}
    text = rng.choice(words.get(days, ("30日内", "30天内", "一个月内")))
    return Deadline(text, base + timedelta(days=days))


def base_day(case: Case) -> date:
    """Where the days of the rule begin."""
    return case.delivered_on or case.notified_on or case.reported_on


def due_day(hazards: tuple[str, ...], deadline: Deadline, base: date) -> date:
    """The stated day, else the earliest day of the rule."""
    by_rule = base + timedelta(days=min(DAYS.get(hazard, 30) for hazard in hazards))
    return deadline.due or by_rule


def neglect(case: Case) -> float:
    """How likely it is that the employer lets the deadline pass."""
    if case.enterprise.stubborn:
        return 0.93
    index = sum(case.due_on > day for day in LAST_DAYS)
    factor = DISTRICT_FACTOR.get(case.enterprise.district, 1.0)
    return min(0.9, NEGLECT[index] * factor * SCALE_FACTOR[case.enterprise.scale])


def recheck_day(rng: Random, case: Case) -> date | None:
    """When the worker came, if ever."""
    if rng.random() < neglect(case):
        came_at_last = rng.random() < (0.1 if case.enterprise.stubborn else 0.4)
        return after(rng, case.due_on, 30, 260) if came_at_last else None
    if rng.random() < 0.86:
        span = max(3, (case.due_on - base_day(case)).days)
        return min(after(rng, base_day(case), 2, span), case.due_on)
    return after(rng, case.due_on, 1, 35)


def visits(rng: Random, case: Case) -> tuple[Recheck, ...]:
    """None, one for all or for some hazards, or one more after 复查 again."""
    day = recheck_day(rng, case)
    if day is None:
        return ()
    conclusion = rng.choices([word for word, _ in OUTCOMES], [weight for _, weight in OUTCOMES])[0]
    covered = case.hazards
    if case.institution.practice.row_per_hazard and len(covered) > 1 and rng.random() < 0.25:
        covered = covered[:1]
    first = Recheck(day, covered, conclusion)
    if conclusion == "复查" and rng.random() < 0.5:
        return first, Recheck(after(rng, day, 7, 60), covered, "目前未见异常")
    return (first,)


def exam_type(rng: Random) -> str:
    """Mostly periodic exams."""
    return rng.choices(("上岗前", "在岗期间", "离岗时", "应急"), (10, 80, 9.7, 0.3))[0]


def notice(rng: Random, practice: Practice, reported: date) -> tuple[date | None, date | None]:
    """Day of the notice and day of its receipt, as far as the institution keeps them."""
    if rng.random() >= practice.notifies:
        return None, None
    notified = after(rng, reported, 0, 4)
    delivered = after(rng, notified, 1, 9) if rng.random() < practice.delivers else None
    return notified, delivered


def new_case(
    rng: Random, number: int, institution: Institution, half_year: int, employer: Enterprise
) -> Case:
    """One exam with the conclusion 复查, and all that followed."""
    practice = institution.practice
    span = (LAST_DAYS[half_year] - FIRST_DAYS[half_year]).days
    exam = weekday(FIRST_DAYS[half_year] + timedelta(days=rng.randrange(span - 2)))
    kind, hazards = exam_type(rng), choose_hazards(rng, employer)
    reported = after(rng, exam, 6, 24)
    notified, delivered = notice(rng, practice, reported)
    base = delivered or notified or reported
    deadline = choose_deadline(rng, practice, base, hazards)
    case = Case(
        number, institution, half_year, worker(rng, exam, kind, employer.trade), employer,
        f"{institution.code}{exam:%y%m}{number:05d}", kind, exam, hazards, reported, notified,
        delivered, deadline, due_day(hazards, deadline, base), (), choose_reason(rng),
    )  # fmt: skip
    return replace(case, rechecks=visits(rng, case))


def choose_reason(rng: Random) -> str:
    """What the institution writes while the worker has not come."""
    return rng.choices([word for word, _ in REASONS], [weight for _, weight in REASONS])[0]


def renewed(case: Case, earlier: Case) -> Case:
    """The same exam for a worker who was examined before, at the same employer."""
    return replace(case, worker=earlier.worker, enterprise=earlier.enterprise)
