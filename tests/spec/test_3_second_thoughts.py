"""Definitions §3: what was withdrawn, read anew, or entered late between versions."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import pytest

from recheck.archive import Archived
from recheck.errors import Unplaceable
from recheck.model import Arrival, Mode
from recheck.preparing import prepare
from recheck.store import writing
from tests.lib.apart import World, told, told_of
from tests.lib.both import Both, asked, asked_again
from tests.lib.engine import KEY, Engine, Lines, holding, question, upload
from tests.lib.history import Cells, Judging, Reread, Withdrawn, resident, row, sent

T = date(2026, 6, 30)
INSTITUTION = "南海体检中心"


def day(month: int, number: int) -> datetime:
    return datetime(2025, month, number)  # noqa: DTZ001  wall time of the institute


def person(number: int, **cells: Any) -> Cells:
    return row(**resident(number) | cells)


def phones(asking: Both | World) -> list[str | None]:
    """The phone of every case, by exam number; engine and oracle agree on all else, too."""
    return [line["phone"] for line in cases(asking)]


def cases(asking: Both | World) -> Lines:
    assert asking.engine.broken(T) == []
    return sorted(asking.cases(T), key=lambda line: line["exam_no"] or "")


def withdrawn(file: int, arrived: datetime | None = None) -> Withdrawn:
    return Withdrawn(file, INSTITUTION, arrived or day(9, 1))


A, B = {"exam_no": "A"}, {"exam_no": "B"}
TWO_PHONES = [sent(person(1, phone="1", **A)), sent(person(1, phone="2", **A))]


@told_of(lambda events: [*TWO_PHONES, *events])
@pytest.mark.parametrize(
    ("events", "expected"), [([], ["2"]), ([withdrawn(1)], ["1"])], ids=["both", "withdrawn"]
)
def test_the_version_before_a_withdrawn_one_counts_again(world: World, expected: list[str]) -> None:
    assert phones(world) == expected


def test_an_earlier_k_still_shows_what_was_withdrawn() -> None:
    gone = [withdrawn(1)]
    with holding(TWO_PHONES, events=gone) as engine:
        for known_at, expected in ((day(8, 31), ["2"]), (day(9, 1), ["1"])):
            with asked_again(engine, TWO_PHONES, Judging(), known_at, gone) as both:
                assert phones(both) == expected


def test_a_superseded_version_can_be_withdrawn_with_the_cases_that_only_it_named() -> None:
    files = [sent(person(1, **A), person(2, **B)), sent(person(1, **A))]
    with asked(files, events=[withdrawn(0)]) as both:
        assert [line["unexplained"] for line in cases(both)] == [False]
        lines = both.engine.history_cases()
    assert ("withdrawn", 1) in {(line["difference"], line["version"]) for line in lines}


def test_a_case_keeps_the_id_that_a_withdrawn_row_gave_it() -> None:
    files = [sent(person(1, **A)), sent(person(1, phone="2", **A))]
    with holding(files) as engine, engine.reading() as view:
        before = [line["case_id"] for line in view.cases(question(T))]
    with holding(files, events=[withdrawn(0)]) as engine, engine.reading() as view:
        assert [line["case_id"] for line in view.cases(question(T))] == before


@told(
    sent(person(1, phone="1", **A)),
    sent(person(1, phone="2", **A)),
    sent(person(2, phone="3", **B), mode="add"),
    withdrawn(1),
)
def test_a_supplement_joins_what_stands_before_the_withdrawn_version(world: World) -> None:
    assert phones(world) == ["1", "3"]


@told(sent(person(1, **A)), sent(person(2, phone="3", **B), mode="add"), withdrawn(0))
def test_a_supplement_alone_is_the_first_version(world: World) -> None:
    assert phones(world) == ["3"]


def test_a_row_that_repeated_a_withdrawn_one_counts_again() -> None:
    files = [sent(person(1, phone="1", **A)), sent(person(1, phone="1", **A), mode="add")]
    with asked(files, events=[withdrawn(0)]) as both:
        assert phones(both) == ["1"]
        lines = both.engine.view.rows("select accepted, duplicate from claim_line")
        assert sorted(lines.iter_rows()) == [(0, 0), (1, 0)]


@told(
    sent(person(1, phone="1", **A), arrived=day(7, 10)),
    sent(person(1, phone="1", **A), arrived=day(7, 20), mode="add"),
    sent(person(2, phone="2", **B), arrived=day(7, 15)),  # entered last, replaces the first
)
def test_a_row_that_repeated_a_row_replaced_late_counts_again(world: World) -> None:
    assert [(line["phone"], line["unexplained"]) for line in cases(world)] == [
        ("1", False),
        ("2", False),
    ]


def test_a_row_that_a_late_version_says_too_is_counted_once() -> None:
    files = [
        sent(person(1, phone="1", **A), arrived=day(7, 10)),
        sent(person(2, phone="2", **B), arrived=day(7, 20), mode="add"),
        sent(person(2, phone="2", **B), arrived=day(7, 15)),
    ]
    with asked(files) as both:
        cases(both)
        lines = both.engine.view.rows("select version_no, accepted, duplicate from claim_line")
        assert sorted(lines.iter_rows()) == [(1, 0, 0), (2, 0, 1), (3, 1, 0)]


@told(
    sent(row(institution="桂城医院", **A), row(institution="大沥医院", **B), institution="南海区"),
    Withdrawn(0, "桂城医院", day(9, 1)),
)
def test_one_institution_of_a_merged_file_is_withdrawn(world: World) -> None:
    assert [line["institution"] for line in cases(world)] == ["大沥医院"]


# --- read anew


def test_what_is_read_anew_replaces_what_was_read() -> None:
    files = [sent(person(1, phone="1", **A))]
    again = [Reread(0, (person(1, phone="2", **A),), day(9, 1))]
    with holding(files, events=again) as engine:
        for known_at, expected in ((None, ["2"]), (day(8, 31), ["1"])):
            with asked_again(engine, files, Judging(), known_at, again) as both:
                assert phones(both) == expected


@told(sent(person(1, **A), person(2, **B)), Reread(0, (person(1, **A),), day(9, 1)))
def test_a_case_that_reading_anew_loses_stays_unexplained(world: World) -> None:
    assert [line["unexplained"] for line in cases(world)] == [False, True]


@told(
    sent(person(1, **A)),
    Reread(0, (person(1, **A, exam_date=date(2025, 1, 3)),), day(9, 1)),
)
def test_a_corrected_date_read_anew_is_the_same_case(world: World) -> None:
    assert [line["exam_date"] for line in cases(world)] == [date(2025, 1, 3)]


FIRST_AGAIN = Reread(0, (person(1, phone="3", **A),), day(9, 1))
SECOND_AGAIN = Reread(1, (person(2, phone="4", **B),), day(9, 1))


@told_of(
    lambda again: [
        sent(person(1, phone="1", **A)),
        sent(person(2, phone="2", **B), mode="add"),
        *again,
    ]
)
@pytest.mark.parametrize(
    ("again", "expected"),
    [([FIRST_AGAIN, SECOND_AGAIN], ["3", "4"]), ([SECOND_AGAIN], ["1", "4"])],
    ids=["both", "second"],
)
def test_a_supplement_read_anew_still_supplements(world: World, expected: list[str]) -> None:
    assert phones(world) == expected


@told(
    sent(person(1, phone="1", **A), arrived=day(7, 10)),
    sent(person(1, phone="2", **A), arrived=day(7, 20)),
    Reread(0, (person(1, phone="3", **A),), day(9, 1)),
)
def test_what_replaced_a_file_still_replaces_it_read_anew(world: World) -> None:
    assert phones(world) == ["2"]


@told(
    sent(person(1, phone="1", **A)),
    sent(person(1, phone="2", **A)),
    Reread(1, (person(1, phone="3", **A),), day(9, 1)),
    withdrawn(1, day(9, 2)),
)
def test_withdrawn_is_a_file_with_all_its_readings(world: World) -> None:
    assert phones(world) == ["1"]


@pytest.fixture
def engine() -> Iterator[Engine]:
    with holding([sent(*(person(number) for number in range(10)))]) as held:
        yield held


def retaken(engine: Engine, rows: Sequence[Cells], mode: Mode) -> int:
    """How many versions came of reading the engine's only file anew."""
    file, active = sent(*rows), [(INSTITUTION, "2025H1")]
    archived = Archived(1, "", "", file.arrived, False, None, None, active)  # noqa: FBT003
    with writing(engine.path, KEY, engine.rules) as writer:
        prepared = prepare(upload(file, 1, {}), writer.key, writer.folder)
        arrival = Arrival(day(9, 1), stated=False, recorded_at=day(9, 1))
        return len(writer.retake(prepared, archived, arrival, mode))


def test_what_reads_as_before_leaves_no_version(engine: Engine) -> None:
    assert retaken(engine, [person(number) for number in range(10)], Mode.AUTO) == 0
    with engine.reading() as view:
        assert [line["status"] for line in view.history()] == ["active"]


def test_reading_anew_loses_no_cases_unsaid(engine: Engine) -> None:
    few = [person(number) for number in range(4)]
    with pytest.raises(Unplaceable):
        retaken(engine, few, Mode.AUTO)
    assert retaken(engine, few, Mode.REPLACE) == 1


def test_reading_anew_loses_no_institution_unsaid(engine: Engine) -> None:
    elsewhere = [person(number, institution="桂城医院") for number in range(10)]
    with pytest.raises(Unplaceable):
        retaken(engine, elsewhere, Mode.AUTO)
    assert retaken(engine, elsewhere, Mode.REPLACE) == 1


# --- history


def test_history_compares_each_version_with_what_it_found() -> None:
    files = [
        sent(person(1), person(2)),
        sent(person(1, phone="1"), person(3)),
        sent(person(4), mode="add"),
        sent(person(1, phone="1")),
    ]
    with holding(files) as engine, engine.reading() as view:
        lines = view.history()
    columns = ("entered", "status", "added", "changed", "missing", "replaced_by")
    assert [tuple(line[name] for name in columns) for line in lines] == [
        ("first", "superseded", None, None, None, 2),
        ("replaced", "superseded", 1, 1, 1, 4),
        ("added", "superseded", 1, 0, 0, 4),
        ("replaced", "active", 0, 0, 2, None),
    ]
