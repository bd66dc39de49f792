"""An overdue case after which somebody has looked again stands apart in the packs."""

from datetime import date
from typing import Any

import pytest

from recheck import measures
from tests.lib.engine import holding, question
from tests.lib.history import record, records, resident, row, sent

T = date(2025, 12, 31)
LATER = {"exam_date": date(2025, 9, 1), "enterprise": "高明水泥厂", "uscc": None}


def part(*files: Any) -> list[str]:
    """Where the overdue cases stand in the packs."""
    with holding(list(files)) as engine, engine.reading() as asked:
        return measures.packs(measures.ask(asked.view, question(T)))["line"]["part"].to_list()


def elsewhere(**cells: Any) -> Any:
    """An ordinary exam at another institution, half a year later."""
    return records(record(**LATER | cells), institution="顺德体检中心", period="2025H2")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [({}, "followed"), ({"hazards": ["苯"]}, "second"), (resident(2), "second")],
    ids=["same hazard", "another hazard", "another worker"],
)
def test_by_a_later_exam_of_the_same_worker_for_the_same_hazard(
    cells: dict[str, Any], expected: str
) -> None:
    assert part(sent(row()), elsewhere(**cells)) == [expected]


@pytest.mark.parametrize(("bearer", "expected"), [(1, "second"), (2, "followed")])
def test_the_worker_is_who_the_newest_number_says(bearer: int, expected: str) -> None:
    mistyped = sent(row(exam_no="A", **resident(1)))
    since = sent(row(exam_no="A", **resident(2)), period="2025H2")
    assert part(mistyped, since, elsewhere(**resident(bearer))) == [expected]
