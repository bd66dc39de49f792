"""What a recheck finds opens duties of its own; 处置措施 settles them (rules/outcomes.toml)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from recheck import measures
from tests.lib.engine import Asked, Lines, holding, question
from tests.lib.history import recheck_record, records, resident, row, sent

RECHECK, NEXT, LATE = date(2025, 4, 1), date(2025, 4, 2), date(2025, 6, 30)
BANNED, SUSPECTED = "职业禁忌证", "疑似职业病"
PEOPLE: tuple[dict[str, Any], ...] = (
    {"recheck_conclusion": BANNED},
    {"recheck_conclusion": BANNED, "disposition": "已调离原岗位", "disposed_on": date(2025, 5, 1)},
    {"recheck_conclusion": BANNED, "disposition": "建议调离"},
    {"recheck_conclusion": BANNED, "disposition": "转岗"},
    {"recheck_conclusion": SUSPECTED, "disposition": "已调离原岗位"},
    {"recheck_conclusion": f"{BANNED};{SUSPECTED}", "disposition": "已报告并安排职业病诊断"},
    {"recheck_conclusion": "目前未见异常"},
    {"recheck_conclusion": "其他疾病或异常", "conclusion": f"复查;{BANNED}"},
)
"""One worker each, all rechecked on the same day."""
FOUND_ELSEWHERE = len(PEOPLE)


@pytest.fixture(scope="module")
def asked() -> Iterator[Asked]:
    """A store that knows these people."""
    told = [
        row(**resident(number), rechecked_on=RECHECK, **cells)
        for number, cells in enumerate(PEOPLE)
    ]
    other = resident(FOUND_ELSEWHERE)
    found = recheck_record(**other, exam_date=NEXT, conclusion=f"噪声:{SUSPECTED}")
    with holding([sent(*told, row(**other)), records(found)]) as engine, engine.reading() as view:
        yield view


def waiting(asked: Asked, day: date) -> Lines:
    """What nobody has settled."""
    return measures.outcomes(measures.ask(asked.view, question(day))).to_dicts()


def found(asked: Asked, day: date) -> Lines:
    """The settled ones too."""
    return measures.outcomes(measures.ask(asked.view, question(day)), everything=True).to_dicts()


def of(lines: Lines, number: int) -> dict[str, bool]:
    """outcome → settled, of one of the people."""
    own = resident(number)["id_number"]
    return {line["outcome"]: line["settled"] for line in lines if line["id_number"] == own}


def test_a_conclusion_opens_its_duty_on_the_day_of_the_recheck(asked: Asked) -> None:
    assert of(waiting(asked, RECHECK), 0) == {BANNED: False}
    assert of(waiting(asked, date(2025, 3, 31)), 0) == {}


def test_a_disposition_settles_it_from_its_day_on(asked: Asked) -> None:
    days = (date(2025, 4, 30), date(2025, 5, 1))
    assert [of(found(asked, day), 1) for day in days] == [{BANNED: False}, {BANNED: True}]
    assert of(waiting(asked, days[1]), 1) == {}


def test_an_intention_settles_nothing(asked: Asked) -> None:
    assert of(waiting(asked, LATE), 2) == {BANNED: False}


def test_a_disposition_without_a_day_counts_as_of_the_finding(asked: Asked) -> None:
    assert of(found(asked, RECHECK), 3) == {BANNED: True}


def test_each_duty_has_its_own_measure(asked: Asked) -> None:
    assert of(waiting(asked, LATE), 4) == {SUSPECTED: False}
    assert of(found(asked, LATE), 5) == {BANNED: False, SUSPECTED: True}


def test_other_conclusions_open_none(asked: Asked) -> None:
    assert of(found(asked, LATE), 6) == {}


def test_the_conclusion_of_the_exam_opens_it_too(asked: Asked) -> None:
    (line,) = [one for one in waiting(asked, LATE) if one["found_by"] == "exam"]
    assert (line["outcome"], line["found_on"]) == (BANNED, date(2025, 3, 1))


def test_so_does_a_recheck_elsewhere(asked: Asked) -> None:
    (line,) = [one for one in waiting(asked, LATE) if one["found_by"] == "cross_match"]
    assert (line["outcome"], line["found_on"], line["days_waiting"]) == (SUSPECTED, NEXT, 89)
    assert line["settle_by"] == date(2025, 4, 17)


def test_the_rate_of_closing_counts_duties(asked: Asked) -> None:
    at = measures.ask(asked.view, question(LATE))
    total = measures.disposal(at).row(0, named=True)
    counted = [total[name] for name in ("found", "settled_count", "waiting", "late")]
    assert counted == [9, 3, 6, 6]
    assert total["settled_rate"] == pytest.approx(3 / 9)
    assert [total[f"waiting_{band}"] for band in ("30", "90", "180", "more")] == [0, 5, 1, 0]
    by_outcome = measures.disposal(at, "outcome")
    assert dict(by_outcome.select("outcome", "found").iter_rows()) == {BANNED: 6, SUSPECTED: 3}
