"""Decision 26: what it changes when somebody decides that two people are one, or two."""

from datetime import date, datetime

import pytest

from tests.lib.apart import World, told, told_of
from tests.lib.both import asked, rates_of
from tests.lib.engine import question
from tests.lib.history import resident, row, sent, weak
from tests.lib.history import told as decided

T = date(2025, 12, 31)
OTHER_DAY = date(2025, 3, 2)
EARLY = datetime(2025, 8, 1)  # noqa: DTZ001
LATE = datetime(2025, 9, 1)  # noqa: DTZ001
FIRST, SECOND, THIRD = (0, 0), (0, 1), (0, 2)


DAYS = (date(2025, 3, 1), date(2025, 3, 2), date(2025, 3, 3))
ONE_PERSON = decided(FIRST, SECOND)
ELSEWHERE = weak(enterprise="粤陶厂", uscc=None)


def counted(world: World) -> tuple[int, int]:
    """Cases and workers of one file."""
    (line,) = world.rates(T, "total")
    return line["cases"], line["workers"]


@told_of(lambda events: [row(), row(**resident(2), exam_date=OTHER_DAY), *events])
@pytest.mark.parametrize(
    ("events", "expected"), [([], (2, 2)), ([ONE_PERSON], (2, 1))], ids=["undecided", "decided"]
)
def test_one_person_under_two_numbers_is_counted_once(
    world: World, expected: tuple[int, int]
) -> None:
    assert counted(world) == expected


@told(row(), row(**resident(2)), ONE_PERSON)
def test_their_exams_of_one_day_and_institution_are_one_exam(world: World) -> None:
    assert counted(world) == (1, 1)


@told(row(phone="1"), row(**resident(2), phone="2"), ONE_PERSON)
def test_the_newest_valid_number_counts_then(world: World) -> None:
    line = world.case(T)
    assert (line["phone"], line["weak_identity"]) == ("2", False)


def test_exams_of_two_institutions_stay_two_cases_of_one_worker() -> None:
    files = [sent(row(), row(**resident(2), institution="顺德医院"))]
    (line,) = rates_of(files, T, "total", events=[ONE_PERSON])
    assert (line["cases"], line["workers"]) == (2, 1)


@told_of(lambda events: [row(), ELSEWHERE, *events])
@pytest.mark.parametrize(
    ("events", "weak"), [([], [False, True]), ([ONE_PERSON], [False])], ids=["undecided", "decided"]
)
def test_a_row_without_number_takes_that_of_its_exam(world: World, weak: list[bool]) -> None:
    assert sorted(line["weak_identity"] for line in world.cases(T)) == weak


@told_of(lambda events: [row(), row(**resident(2)), weak(phone="9"), *events])
@pytest.mark.parametrize(
    ("events", "expected"),
    [([], (3, 3)), ([decided(SECOND, THIRD)], (2, 2))],
    ids=["undecided", "decided"],
)
def test_a_row_that_fits_two_exams_joins_the_one_that_was_told(
    world: World, expected: tuple[int, int]
) -> None:
    assert counted(world) == expected


@told_of(lambda events: [row(), ELSEWHERE, ELSEWHERE | {"exam_date": OTHER_DAY}, *events])
@pytest.mark.parametrize(
    ("events", "expected"),
    [([], (3, 2)), ([decided(FIRST, THIRD)], (3, 1))],
    ids=["undecided", "decided"],
)
def test_a_decision_about_one_case_is_about_the_whole_weak_worker(
    world: World, expected: tuple[int, int]
) -> None:
    assert counted(world) == expected


@told(
    *(row(**resident(number), exam_date=day) for number, day in enumerate(DAYS, 1)),
    ONE_PERSON,
    decided(THIRD, SECOND),
)
def test_three_are_one_person_through_the_second(world: World) -> None:
    assert counted(world) == (3, 1)


CONFIRMED = decided(FIRST, SECOND, arrived=EARLY)
REJECTED = decided(SECOND, FIRST, same=False, arrived=LATE)


@told_of(lambda events: [row(), row(**resident(2)), *events])
@pytest.mark.parametrize("events", [(CONFIRMED, REJECTED), (REJECTED, CONFIRMED)])
def test_a_later_rejection_takes_it_back(world: World) -> None:
    assert counted(world) == (2, 2)


def test_a_decision_counts_from_its_arrival_on() -> None:
    files = [sent(row(), row(**resident(2)))]
    with asked(files, known_at=EARLY, events=[decided(FIRST, SECOND, arrived=LATE)]) as both:
        assert len(both.cases(T)) == 2


def test_the_earliest_case_stays_and_its_id_with_it() -> None:
    files = [sent(row(), row(**resident(2)))]
    with asked(files) as both:
        before = {line["case_id"] for line in both.engine.cases(question(T))}
    with asked(files, events=[decided(SECOND, FIRST)]) as both:
        (line,) = both.engine.cases(question(T))
    assert line["case_id"] == min(before)
