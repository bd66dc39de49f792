"""Decision 26: what it changes when somebody decides that two people are one, or two."""

from datetime import date, datetime
from typing import Any

from tests.lib.both import asked, cases_of, rates_of
from tests.lib.engine import question
from tests.lib.history import Told, resident, row, sent, told, weak

T = date(2025, 12, 31)
OTHER_DAY = date(2025, 3, 2)
EARLY = datetime(2025, 8, 1)  # noqa: DTZ001
LATE = datetime(2025, 9, 1)  # noqa: DTZ001
FIRST, SECOND, THIRD = (0, 0), (0, 1), (0, 2)


def counted(*rows: dict[str, Any], events: tuple[Told, ...]) -> tuple[int, int]:
    """Cases and workers of one file."""
    (line,) = rates_of([sent(*rows)], T, "total", events=events)
    return line["cases"], line["workers"]


def test_one_person_under_two_numbers_is_counted_once() -> None:
    rows = row(), row(**resident(2), exam_date=OTHER_DAY)
    assert counted(*rows, events=()) == (2, 2)
    assert counted(*rows, events=(told(FIRST, SECOND),)) == (2, 1)


def test_their_exams_of_one_day_and_institution_are_one_exam() -> None:
    assert counted(row(), row(**resident(2)), events=(told(FIRST, SECOND),)) == (1, 1)


def test_the_newest_valid_number_counts_then() -> None:
    files = [sent(row(phone="1"), row(**resident(2), phone="2"))]
    (line,) = cases_of(files, T, events=[told(FIRST, SECOND)])
    assert (line["phone"], line["weak_identity"]) == ("2", False)


def test_exams_of_two_institutions_stay_two_cases_of_one_worker() -> None:
    rows = row(), row(**resident(2), institution="顺德医院")
    assert counted(*rows, events=(told(FIRST, SECOND),)) == (2, 1)


def test_a_row_without_number_takes_that_of_its_exam() -> None:
    files = [sent(row(), weak(enterprise="粤陶厂", uscc=None))]
    assert len(cases_of(files, T)) == 2
    (line,) = cases_of(files, T, events=[told(FIRST, SECOND)])
    assert not line["weak_identity"]


def test_a_row_that_fits_two_exams_joins_the_one_that_was_told() -> None:
    rows = row(), row(**resident(2)), weak(phone="9")
    assert counted(*rows, events=()) == (3, 3)
    assert counted(*rows, events=(told(SECOND, THIRD),)) == (2, 2)


def test_a_decision_about_one_case_is_about_the_whole_weak_worker() -> None:
    other = weak(enterprise="粤陶厂", uscc=None)
    rows = row(), other, other | {"exam_date": OTHER_DAY}
    assert counted(*rows, events=()) == (3, 2)
    assert counted(*rows, events=(told(FIRST, THIRD),)) == (3, 1)


def test_three_are_one_person_through_the_second() -> None:
    days = (date(2025, 3, 1), date(2025, 3, 2), date(2025, 3, 3))
    rows = [row(**resident(number), exam_date=day) for number, day in enumerate(days, 1)]
    assert counted(*rows, events=(told(FIRST, SECOND), told(THIRD, SECOND))) == (3, 1)


def test_a_later_rejection_takes_it_back() -> None:
    rows = row(), row(**resident(2))
    confirmed = told(FIRST, SECOND, arrived=EARLY)
    rejected = told(SECOND, FIRST, same=False, arrived=LATE)
    assert counted(*rows, events=(confirmed, rejected)) == (2, 2)
    assert counted(*rows, events=(rejected, confirmed)) == (2, 2)


def test_a_decision_counts_from_its_arrival_on() -> None:
    files = [sent(row(), row(**resident(2)))]
    with asked(files, known_at=EARLY, events=[told(FIRST, SECOND, arrived=LATE)]) as both:
        assert len(both.cases(T)) == 2


def test_the_earliest_case_stays_and_its_id_with_it() -> None:
    files = [sent(row(), row(**resident(2)))]
    with asked(files) as both:
        before = {line["case_id"] for line in both.engine.cases(question(T))}
    with asked(files, events=[told(SECOND, FIRST)]) as both:
        (line,) = both.engine.cases(question(T))
    assert line["case_id"] == min(before)
