"""Definitions §3: versions of a submission, and cases that a newer version leaves out."""

from datetime import date, datetime
from typing import Any

import pytest

from recheck.errors import Unplaceable
from tests.lib.apart import World, told, told_of
from tests.lib.both import counts
from tests.lib.engine import holding
from tests.lib.history import Cells, resident, row, sent, weak

T = date(2025, 12, 31)


def people(count: int, **cells: Any) -> list[Cells]:
    """Rows of so many workers."""
    return [row(**resident(number) | cells) for number in range(count)]


FIRST, SECOND, THIRD = people(3)


def unexplained(world: World) -> list[bool]:
    """The mark of every case, False first."""
    return sorted(line["unexplained"] for line in world.cases(T))


@told(sent(row(phone="1", exam_type="在岗期间")), sent(row(phone="2")))
def test_a_newer_version_replaces_the_older_one_as_a_whole(world: World) -> None:
    line = world.case(T)
    assert (line["phone"], line["exam_type"]) == ("2", None)


@told(sent(*people(2)), sent(*people(1)))
def test_a_case_that_a_newer_version_lacks_stays_and_is_marked(world: World) -> None:
    assert unexplained(world) == [False, True]


@told(
    sent(row(), row(**resident(2), phone="1")),
    sent(row(), row(**resident(2), phone="2")),
    sent(row()),
)
def test_a_case_that_vanished_is_fed_by_its_last_rows(world: World) -> None:
    phones = {line["phone"] for line in world.cases(T) if line["unexplained"]}
    assert phones == {"2"}


@told(sent(*people(2)), sent(*people(1)), sent(*people(2), period="2025H2"))
def test_a_newer_row_in_the_next_half_year_explains_a_case(world: World) -> None:
    assert unexplained(world) == [False, False]


@told(sent(*people(2)), sent(*people(2), period="2025H2"), sent(*people(1), period="2025H2"))
def test_a_row_of_an_older_half_year_explains_nothing(world: World) -> None:
    assert unexplained(world) == [False, True]


@told(sent(FIRST), sent(SECOND, mode="add"))
def test_a_file_added_joins_the_active_version(world: World) -> None:
    assert unexplained(world) == [False, False]


@told(sent(FIRST), sent(SECOND, mode="add"), sent(THIRD))
def test_the_version_after_an_added_file_replaces_both(world: World) -> None:
    assert unexplained(world) == [False, True, True]


@told(sent(*people(1), mode="add"))
def test_a_file_added_to_nothing_is_the_first_version(world: World) -> None:
    assert unexplained(world) == [False]


@told(sent(FIRST, mode="add"), sent(SECOND))
def test_the_version_after_a_file_added_to_nothing_replaces_it(world: World) -> None:
    assert unexplained(world) == [False, True]


@told(sent(row(phone="1"), row(phone="2")), sent(row(phone="1"), mode="add"))
def test_a_row_added_again_is_no_second_row(world: World) -> None:
    """Equal to an earlier row of its version, so that what came between stays the newest."""
    assert world.case(T)["phone"] == "2"


@told(sent(row(), row()))
def test_equal_rows_of_one_file_count_once(world: World) -> None:
    assert len(world.cases(T)) == 1


@told(
    sent(row(phone="new"), arrived=datetime(2025, 8, 2)),  # noqa: DTZ001
    sent(row(phone="old"), arrived=datetime(2025, 8, 1)),  # noqa: DTZ001
)
def test_versions_are_ordered_by_arrival_not_by_entry(world: World) -> None:
    assert world.case(T)["phone"] == "new"


@told(sent(row()), sent(nil=True))
def test_a_nil_return_replaces_rows_too(world: World) -> None:
    assert unexplained(world) == [True]


@told(sent(nil=True))
def test_a_nil_return_has_no_case(world: World) -> None:
    assert world.cases(T) == []


@told(sent(row()), sent(row(**resident(2)), period="2025H2"))
def test_another_half_year_replaces_nothing(world: World) -> None:
    assert unexplained(world) == [False, False]


@told(
    sent(
        row(institution="桂城医院"),
        row(institution="桂城医院", **resident(2)),
        row(institution="大沥医院"),
        institution="南海区",
    ),
    sent(row(), institution="桂城医院"),
)
def test_an_institutions_own_file_replaces_only_its_rows_of_a_merged_file(world: World) -> None:
    lines = world.cases(T)
    assert sorted((line["institution"], line["unexplained"]) for line in lines) == [
        ("大沥医院", False),
        ("桂城医院", False),
        ("桂城医院", True),
    ]


@told(sent(weak()), sent(row()))
def test_a_corrected_weak_identity_is_the_same_case(world: World) -> None:
    assert unexplained(world) == [False]


@told(sent(*people(2)), sent(*people(1)))
def test_a_case_that_vanished_still_counts(world: World) -> None:
    lines = world.rates(T, "total")
    assert counts(lines, "total", "cases", "overdue") == {"合计": (2, 2)}


# --- the file that lacks too much


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [(10, 5, False), (10, 4, True), (120, 114, False), (120, 113, True), (100, 94, True)],
    ids=["lacks 5", "lacks 6 of 10", "lacks 5 %", "lacks 7 of 120", "lacks 6 %"],
)
def test_a_file_that_lacks_more_than_five_cases_and_five_percent_is_refused(
    before: int, after: int, *, refused: bool
) -> None:
    first, second = sent(*people(before)), sent(*people(after))
    with holding([first]) as engine:
        if not refused:
            engine.take([first, second], taken=1)
            return
        with pytest.raises(Unplaceable):
            engine.take([first, second], taken=1)


@told_of(lambda mode: [sent(*people(20)), sent(*people(1, phone="1"), mode=mode)])
@pytest.mark.parametrize("mode", ["replace", "add"])
def test_it_is_taken_when_the_user_says_what_it_is(world: World, mode: str) -> None:
    assert sum(unexplained(world)) == (19 if mode == "replace" else 0)
