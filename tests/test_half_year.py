"""A half-year from its uploads to the packs of the next one, asked at every arrival (issue 4).

The story is told in `tests.lib.half_year`; engine and oracle agree on every step of it.
"""

from datetime import date, datetime
from itertools import pairwise

from tests.lib import invariants
from tests.lib.both import Both, asked_again, changes_agree
from tests.lib.engine import Lines, holding
from tests.lib.half_year import (
    DEAD,
    END,
    EVENTS,
    FILES,
    FIRST_PACKS,
    FOLLOW_UP_A,
    LIST_A_AGAIN,
    NEXT_END,
    NEXT_LIST_A,
    NEXT_LIST_A_AGAIN,
    RIGHT_NUMBER,
    SHUNDE,
    SHUNDE_AGAIN,
    on,
)
from tests.lib.history import Judging

ARRIVALS = sorted({one.arrived for one in (*FILES, *EVENTS)})
AFTER = on(2, 28, 2026)
DAYS = (END, on(7, 25), on(8, 21), NEXT_END, AFTER)

Told = dict[str, tuple[str, str | None]]
"""Worker → state and source of the recheck, or what the case is marked with."""

STORY: dict[tuple[datetime, date], Told] = {
    (FILES[0].arrived, END): {
        "何嘉欣": ("done_on_time", "reported"),
        "陈家俊": ("done_late", "cross_match"),
        "黄婉仪": ("overdue", "partial"),
        "李国雄": ("not_due", "weak_identity"),
        "谭敏儿": ("not_due", "unreported"),
        "彭飞燕": ("overdue", "unreported"),
        "莫名山": ("overdue", None),
        "郑伟明": ("overdue", None),
    },
    (RIGHT_NUMBER.arrived, END): {"李国雄": ("not_due", None), "梁志强": ("overdue", None)},
    (LIST_A_AGAIN.arrived, END): {"吴小燕": ("not_due", "unexplained")},
    (SHUNDE.arrived, DAYS[2]): {
        "梁志强": ("done_late", "supervision"),
        "黄婉仪": ("overdue", "partial"),
        "彭飞燕": ("overdue", "unreported"),
        "郑伟明": ("overdue", None),
    },
    (DEAD.arrived, DAYS[2]): {
        "郑伟明": ("exempt", None),
        "冯秋菊": ("void", None),
        "钟丽珍": ("overdue", None),
    },
    (FOLLOW_UP_A.arrived, NEXT_END): {
        "黄婉仪": ("done_late", "reported"),
        "冯秋菊": ("overdue", None),
        "李国雄": ("overdue", None),
    },
    (NEXT_LIST_A.arrived, NEXT_END): {
        "梁志强": ("done_late", "reported"),
        "李国雄": ("done_on_time", "cross_match"),
        "谭敏儿": ("done_late", "reported"),
        "蔡明辉": ("done_late", "cross_match"),
        "苏琴心": ("overdue", None),
    },
    (NEXT_LIST_A_AGAIN.arrived, NEXT_END): {
        "黄婉仪": ("done_late", "cross_match"),
        "苏琴心": ("overdue", "unexplained"),
        "吴小燕": ("overdue", "unexplained"),
    },
    (SHUNDE_AGAIN.arrived, AFTER): {"钟丽珍": ("overdue", None), "罗永刚": ("overdue", None)},
}


def test_engine_and_oracle_agree_on_a_half_year_at_every_arrival_and_day() -> None:
    with holding(FILES, events=EVENTS) as engine:
        for known_at in ARRIVALS:
            with asked_again(engine, FILES, Judging(), known_at, EVENTS) as both:
                for day in DAYS:
                    as_told(both.cases(day), STORY.get((known_at, day), {}))
                    both.rates(day, "district")
                flows_add_up(both)
                if known_at in (FIRST_PACKS[0].arrived, ARRIVALS[-1]):
                    everything_holds(both)
        between = (FOLLOW_UP_A.arrived, NEXT_LIST_A.arrived)
        changes_agree(engine, FILES, between, NEXT_END, events=EVENTS)


def as_told(lines: Lines, told: Told) -> None:
    """What the story says of people is what their cases show."""
    shown = {line["worker"]: (line["state"], remarkable(line)) for line in lines}
    assert {name: shown[name] for name in told} == told


def remarkable(line: dict[str, object]) -> object:
    marks = ("unexplained", "unreported", "partial", "weak_identity")
    return line["recheck_source"] or next((mark for mark in marks if line[mark]), None)


def flows_add_up(both: Both) -> None:
    """Open before + new + reopened = closed + open after, in the city and in each district."""
    for first, last in pairwise(DAYS):
        flows = both.engine.flows(last, first)
        assert [line["found"] for line in flows] == [line["expected"] for line in flows]


def everything_holds(both: Both) -> None:
    """The overdue cases carried over, and all that `verify` tests: parts, lists and packs."""
    invariants.stock_and_flow(both, END, NEXT_END)
    assert both.engine.broken(AFTER, AFTER - END) == []
