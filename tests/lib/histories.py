"""Generated histories: few people, names, numbers and days, so that they collide often."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.lib.history import (
    NO_ID,
    Answered,
    Corrected,
    Decided,
    Event,
    Issued,
    Register,
    Reread,
    Sent,
    Told,
    Withdrawn,
    keyed,
    resident,
    usual_arrival,
)

INSTITUTIONS = 4
PERIODS = ("2024H1", "2024H2", "2025H1")
EXAM_DAYS = (date(2024, 2, 28), date(2024, 2, 29), date(2024, 5, 31), date(2024, 6, 30))
HAZARDS = ("噪声", "苯", "甲苯", "锰及其无机化合物")
PLACES = (
    (None, None),
    ("南海区", "狮山镇"),
    ("南海区", None),
    ("顺德区", "容桂街道"),
    ("市外", None),
)
PASSPORT = {"id_type": "护照", "id_number": "E1234567", "id_valid": True}
DEADLINES: tuple[dict[str, Any], ...] = (
    {"deadline_mode": "within", "deadline_amount": 7, "deadline_unit": "day"},
    {"deadline_mode": "within", "deadline_amount": 1, "deadline_unit": "month"},
    {"deadline_mode": "after", "deadline_amount": 14, "deadline_unit": "day"},
    {"deadline_mode": "month_day", "deadline_amount": 630},
    {"deadline_mode": "month_day", "deadline_amount": 229},
)

VERDICTS = ("exempt", "exempt", "reopen", "reopen", "void", "confirm", "assign", "merge", "part")
REASONS = {"exempt": ("死亡", "死亡", "离职"), "confirm": ("离职", "失联")}


def rarely(strategy: st.SearchStrategy[Any], empty: Any = None) -> st.SearchStrategy[Any]:
    """Mostly `empty`."""
    return st.one_of(st.just(empty), st.just(empty), strategy)


def days_from(first: date) -> st.SearchStrategy[date]:
    """Days from a date on, most of them where deadlines are."""
    return st.sampled_from([0, 1, 7, 14, 30, 31, 42, 56, 72, 73, 120]).map(
        lambda days: first + timedelta(days=days)
    )


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    """Who: two names, three numbers, or none."""
    known: list[dict[str, Any]] = [resident(1), resident(2), PASSPORT, NO_ID, NO_ID]
    identity: dict[str, Any] = draw(st.sampled_from(known))
    name = draw(st.sampled_from(["梁志强", "何嘉欣"]))
    phone = draw(st.sampled_from([None, None, "1", "2"]))
    return identity | {"worker": name, "phone": phone}


@st.composite
def employers(draw: st.DrawFn, neighbourhood: int) -> dict[str, Any]:
    """Where: two names and two codes in every neighbourhood of institutions."""
    name = draw(st.sampled_from(["南桂厂", "南桂厂", "粤陶厂"]))
    code = draw(st.sampled_from([None, "1X", "2Y"]))
    district, town = draw(st.sampled_from(PLACES))
    return {
        "enterprise": f"{name}{neighbourhood}",
        "uscc": code and f"91440600MA5N{neighbourhood:04d}{code}",
        "district": district,
        "town": town,
        "scale": draw(rarely(st.sampled_from(["大型", "小型"]))),
        "industry": draw(rarely(st.just("C 制造业"))),
    }


@st.composite
def notices(draw: st.DrawFn, exam_date: date) -> dict[str, Any]:
    """Report, notice, delivery and deadline; each may be missing."""
    stated = st.one_of(
        st.sampled_from(DEADLINES),
        days_from(exam_date).map(lambda day: {"deadline_mode": "on", "deadline_on": day}),
    )
    given = {
        field: draw(rarely(days_from(exam_date)))
        for field in ("reported_on", "notified_on", "delivered_on")
    }
    deadline: dict[str, Any] = draw(rarely(stated, {}))
    return given | deadline


@st.composite
def rechecks(draw: st.DrawFn, exam_date: date) -> dict[str, Any]:
    """A recheck, a claim, or a reason."""
    happened_on = draw(st.one_of(st.none(), days_from(exam_date)))
    return {
        "rechecked": draw(st.sampled_from([None, "yes", "no"])),
        "rechecked_on": happened_on,
        "recheck_again": draw(st.booleans()) if happened_on else None,
        "recheck_institution": draw(rarely(st.just("市一医院"))) if happened_on else None,
        "reason": draw(rarely(st.sampled_from(["离职", "失联"]))),
    }


@st.composite
def rows(draw: st.DrawFn, period: str, earlier: list[tuple[int, int]]) -> dict[str, Any]:
    """One row; `earlier` are the (file, row) whose 个案编号 it may carry."""
    number = draw(st.integers(0, INSTITUTIONS - 1))
    known = [day for day in EXAM_DAYS if day < usual_arrival(period).date()]
    exam_date = draw(st.sampled_from(known))
    return keyed(
        {
            "institution": f"第{number}医院",
            "exam_date": exam_date,
            "exam_no": draw(st.sampled_from([None, None, "T1", "T2"])),
            "exam_type": draw(rarely(st.sampled_from(["在岗期间", "离岗时"]))),
            "hazards": sorted(draw(st.sets(st.sampled_from(HAZARDS), max_size=2))),
            "case_id": draw(rarely(st.sampled_from(earlier))) if earlier else None,
        }
        | draw(people())
        | draw(employers(number // 2))
        | draw(notices(exam_date))
        | draw(rechecks(exam_date))
    )


@st.composite
def exam_records(draw: st.DrawFn, period: str) -> dict[str, Any]:
    """One exam record: any exam, or a recheck of one."""
    cells = draw(rows(period, []))
    visit = draw(st.sampled_from(["told", "plain", "plain", "recheck", "recheck", "supplement"]))
    again = draw(st.sets(st.sampled_from(cells["hazards"]))) if cells["hazards"] else set()
    none_named = visit == "recheck" and not cells["hazards"] and draw(st.booleans())
    if visit == "told":
        again = again or set(cells["hazards"])
    kept = ("institution", "exam_date", "exam_no", "exam_type", "hazards", "reported_on")
    own = {name: cells[name] for name in (*kept, *draw(people()), *draw(employers(0)))}
    if visit == "recheck":
        own["exam_date"] = draw(days_from(cells["exam_date"]))
    return keyed(
        own
        | {
            "visit": visit,
            "conclusion": draw(rarely(st.just("目前未见异常"))),
            "recheck_hazards": sorted(again) if visit in ("told", "recheck") else None,
            "recheck_again": bool(again or none_named) if visit == "recheck" else None,
        }
    )


@st.composite
def histories(draw: st.DrawFn, most_files: int = 4, most_rows: int = 8) -> list[Sent]:
    """Files merged from several institutions, with corrections, additions and late entries."""
    files: list[Sent] = []
    for entry in range(draw(st.integers(1, most_files))):
        period = draw(st.sampled_from(PERIODS))
        earlier = [(at, row) for at, file in enumerate(files) for row in range(len(file.rows))]
        kind = draw(st.sampled_from(["recheck_status", "recheck_status", "exam_records"]))
        row = rows(period, earlier) if kind == "recheck_status" else exam_records(period)
        drawn = draw(st.lists(row, min_size=1, max_size=most_rows))
        repeated = draw(rarely(st.sampled_from(_rows_of(files, period, kind) or [None])))
        mode = draw(st.sampled_from(["replace", "replace", "add"]))
        arrived = _arrival(period, entry, late=draw(rarely(st.just(value=True), empty=False)))
        told = tuple(drawn) + ((repeated,) if repeated else ())
        files.append(Sent("南海区", period, told, arrived, mode, kind=kind))
    return files


def _arrival(period: str, entry: int, late: bool) -> datetime:
    """In the order of entry, unless it was entered late."""
    return usual_arrival(period) + timedelta(days=-3 - entry if late else entry)


def _rows_of(files: list[Sent], period: str, kind: str) -> list[Any]:
    return [
        row for file in files if (file.period, file.kind) == (period, kind) for row in file.rows
    ]


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """A line of a register, or an answer about an enterprise as rows name it."""
    named, told = draw(employers(number := draw(st.integers(0, 1)))), draw(employers(number))
    plain = draw(st.booleans())
    code = named["uscc"] if plain else draw(st.sampled_from([None, None, told["uscc"]]))
    return told | {
        "named_uscc": named["uscc"],
        "named_key": named["enterprise"],
        "named_district": told["district"] if plain else named["district"],
        "uscc": code,
        "foreign_uscc": bool(not plain and named["uscc"] and not code and draw(st.booleans())),
        "reviewed": not plain,
    }


@st.composite
def corrections(draw: st.DrawFn, files: list[Sent]) -> list[Event]:
    """Rows that the institute corrected, each once: who, exam, notice, recheck, hazards."""
    places = [
        (entry, number)
        for entry, file in enumerate(files)
        for number, cells in enumerate(file.rows)
        if cells not in file.rows[:number]
    ]
    arrivals = st.sampled_from([file.arrived for file in files] + [usual_arrival("2026H2")])
    happened: list[Event] = []
    known: list[Any] = []
    for entry, number in draw(st.lists(st.sampled_from(places), max_size=4, unique=True)):
        file = files[entry]
        if file.rows[number] in known:
            continue
        known.append(file.rows[number])
        arrived = max(draw(arrivals), file.arrived) + timedelta(hours=len(happened) + 1)
        cells = draw(corrected_cells(file.rows[number]["exam_date"]))
        happened.append(Corrected((entry, number), cells, arrived))
    return happened


@st.composite
def corrected_cells(draw: st.DrawFn, exam_date: date) -> dict[str, Any]:
    """The cells of one correction; what belongs together is corrected together."""
    recheck = {
        "rechecked_on": draw(days_from(exam_date)),
        "recheck_again": draw(st.booleans()),
        "recheck_institution": draw(rarely(st.just("市二院"))),
    }
    told: tuple[dict[str, Any], ...] = (
        {"exam_date": draw(st.sampled_from(EXAM_DAYS))},
        draw(st.sampled_from([resident(1), resident(2), resident(3)])),
        {"worker": "陈家俊", "worker_key": "陈家俊"},
        {"phone": "3"},
        {"notified_on": draw(days_from(exam_date))},
        {"deadline_mode": "within", "deadline_amount": 10, "deadline_unit": "day"},
        recheck,
        {"rechecked": draw(st.sampled_from(["yes", "no"]))},
        {"reason": "转岗"},
        {"hazards": [draw(st.sampled_from(HAZARDS))]},
    )
    chosen = draw(st.lists(st.sampled_from(told), min_size=1, max_size=3))
    return {field: value for one in chosen for field, value in one.items()}


@st.composite
def second_thoughts(draw: st.DrawFn, files: list[Sent]) -> list[Event]:
    """Files withdrawn, for one of their institutions, or read anew: with other rows, or fewer."""
    arrivals = st.sampled_from([file.arrived for file in files] + [usual_arrival("2026H2")])
    happened: list[Event] = []
    for number in draw(st.lists(st.integers(0, len(files) - 1), max_size=4)):
        file, arrived = files[number], draw(arrivals)
        if draw(st.booleans()):
            institution, _ = draw(st.sampled_from(file.claims))
            happened.append(Withdrawn(number, institution, arrived))
        else:
            kept = draw(st.lists(st.sampled_from(file.rows), min_size=1, max_size=8))
            is_list = file.kind == "recheck_status"
            row = rows(file.period, []) if is_list else exam_records(file.period)
            read = draw(st.lists(row, max_size=2))
            happened.append(Reread(number, (*kept, *read), max(arrived, file.arrived)))
    return happened


@st.composite
def events(draw: st.DrawFn, files: list[Sent]) -> list[Event]:
    """Registers and decisions about people, in the midst of the files or after them."""
    places = [(entry, row) for entry, file in enumerate(files) for row in range(len(file.rows))]
    arrivals = st.sampled_from([file.arrived for file in files] + [usual_arrival("2026H2")])
    pairs = st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True)
    happened: list[Event] = []
    for arrived in draw(st.lists(arrivals, max_size=5)):
        if len(places) < 2 or draw(st.booleans()):
            told = draw(st.lists(lines(), min_size=1, max_size=4))
            happened.append(Register(tuple(told), arrived))
        else:
            same = draw(st.sampled_from([True, True, False]))
            one, other = draw(pairs)
            happened.append(Told(one, other, same, arrived))
    return happened


@st.composite
def answers(draw: st.DrawFn, files: list[Sent]) -> list[Event]:
    """Packs that went out, and workbooks that came back: about cases, about employers, or both."""
    places = [(entry, row) for entry, file in enumerate(files) for row in range(len(file.rows))]
    arrivals = st.sampled_from([usual_arrival(period) for period in (*PERIODS, "2026H2")])
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=4, unique=True))
    happened: list[Event] = [
        Issued({place: draw(st.integers(1, 2)) for place in chosen}, usual_arrival("2024H1"))
    ]
    for arrived in sorted(draw(st.lists(arrivals, min_size=1, max_size=4))):
        told = draw(st.lists(answer_rows(places), min_size=1, max_size=4))
        happened.append(Answered(tuple(told), arrived + timedelta(hours=len(happened))))
    return happened


@st.composite
def answer_rows(draw: st.DrawFn, places: list[tuple[int, int]]) -> dict[str, Any]:
    """A row about one case, or about one of two employers."""
    about = draw(
        st.one_of(
            st.sampled_from(places).map(lambda place: {"case": place}),
            st.integers(1, 2).map(lambda seq: {"employer": (1, seq)}),
        )
    )
    told = draw(rarely(rechecks(date(2024, 4, 30)), {}))
    recheck = {name: told.get(name) for name in ("rechecked_on", "recheck_again")}
    reason = draw(rarely(st.sampled_from(["离职", "失联", "劳动者拒绝"])))
    return about | recheck | {"reason": reason, "evidence": draw(rarely(st.just("证1")))}


@st.composite
def decisions(draw: st.DrawFn, files: list[Sent]) -> list[Event]:
    """What people decided about cases, in any order, legal or not."""
    places = [(entry, row) for entry, file in enumerate(files) for row in range(len(file.rows))]
    arrivals = st.sampled_from([file.arrived for file in files] + [usual_arrival("2026H2")])
    few = draw(st.lists(st.sampled_from(places), min_size=1, max_size=2))
    happened: list[Event] = []
    for number in range(draw(st.integers(1, 7))):
        verdict = draw(st.sampled_from(VERDICTS))
        place = draw(st.sampled_from(few))
        (entry, row) = place
        own = files[entry].institution_of(files[entry].rows[row])
        others = [
            (at, one)
            for at, one in places
            if (at, one) != place and files[at].institution_of(files[at].rows[one]) == own
        ]
        joins = verdict in ("merge", "part")
        if joins and not others:
            continue
        happened.append(
            Decided(
                verdict=verdict,
                row=place,
                on=draw(days_from(date(2024, 2, 28))),
                arrived=draw(arrivals) + timedelta(hours=number),
                reason=draw(st.sampled_from(REASONS[verdict]))
                if verdict in REASONS
                else "决定有误",
                evidence=draw(st.sampled_from(["证明1号", "证明1号", None])),
                other=draw(st.sampled_from(others)) if joins else None,
                place=draw(st.sampled_from(PLACES)) if verdict == "assign" else (None, None),
            )
        )
    return happened
