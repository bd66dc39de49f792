"""Decision 25: what a register of enterprises, and an answer about one, changes."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.lib.apart import World, told, told_of
from tests.lib.both import asked
from tests.lib.history import NANGUI, YUETAO, line, register, resident, row, sent

T = date(2025, 12, 31)
EARLY = datetime(2025, 8, 1)  # noqa: DTZ001
LATE = datetime(2025, 9, 1)  # noqa: DTZ001


def place(world: World) -> tuple[str, str]:
    """Where the only case is."""
    line_ = world.case(T)
    return line_["district"], line_["town"]


def answer(**cells: Any) -> dict[str, Any]:
    """An answer about the enterprise as `row` names it, which tells only `cells`."""
    named = {"named_district": "南海区", "reviewed": True, "uscc": None, "enterprise": None}
    return line() | named | cells


# --- place, scale and industry


@told(row(), register(line(district="顺德区", town="北滘镇")))
def test_the_register_tells_better_where_an_enterprise_is_than_rows_do(world: World) -> None:
    assert place(world) == ("顺德区", "北滘镇")


@told(
    sent(row()),
    sent(row(**resident(2)), period="2025H2"),
    register(line(district="顺德区", town="北滘镇"), arrived=EARLY),
)
def test_a_later_upload_does_not_outrank_it(world: World) -> None:
    assert {one["district"] for one in world.cases(T)} == {"顺德区"}


@told(row(), register(line()))
def test_blank_cells_withdraw_nothing(world: World) -> None:
    assert place(world) == ("南海区", "狮山镇")


@told(row(), register(line(district="南海区")))
def test_a_register_without_towns_keeps_the_town_of_the_rows(world: World) -> None:
    assert place(world) == ("南海区", "狮山镇")


@told(row(), register(line(district="顺德区")))
def test_another_district_without_a_town_leaves_the_town_unknown(world: World) -> None:
    assert place(world) == ("顺德区", "待核实")


@told(
    row(),
    register(line(district="顺德区", town="北滘镇"), arrived=EARLY),
    register(line(district="三水区", town="白坭镇"), arrived=LATE),
)
def test_a_later_register_replaces_an_earlier_line(world: World) -> None:
    assert place(world) == ("三水区", "白坭镇")


@told(
    row(),
    register(line(district="三水区", town="白坭镇"), arrived=LATE),
    register(line(district="顺德区", town="北滘镇"), arrived=EARLY),
)
def test_the_order_of_arrival_counts_and_not_that_of_entry(world: World) -> None:
    assert place(world) == ("三水区", "白坭镇")


def test_what_a_register_tells_counts_from_its_arrival_on() -> None:
    lines = [register(line(district="顺德区", town="北滘镇"), arrived=LATE)]
    with asked([sent(row())], known_at=EARLY, events=lines) as both:
        assert both.cases(T)[0]["district"] == "南海区"


@told(
    row(scale="大型", industry="F 批发和零售业"),
    register(line(scale="小型", industry="C 制造业")),
)
def test_scale_and_industry_are_the_registers(world: World) -> None:
    assert [one["scale"] for one in world.rates(T, "scale")] == ["小型"]
    assert [one["industry"] for one in world.rates(T, "industry")] == ["C 制造业"]


# --- whose line it is


@told_of(
    lambda cells: [
        row(uscc=None, **cells),
        register(line(uscc=None, district="南海区", town="里水镇")),
    ]
)
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, ("南海区", "里水镇")),
        ({"district": "顺德区", "town": None}, ("顺德区", "待核实")),
    ],
    ids=["same district", "other district"],
)
def test_without_code_a_line_is_about_the_name_in_its_district(
    world: World, expected: tuple[str, str]
) -> None:
    assert place(world) == expected


@told(
    sent(row(uscc=YUETAO)),
    sent(row(**resident(2)), period="2025H2"),
    register(line(district="顺德区", town="北滘镇"), arrived=EARLY),
)
def test_a_code_that_no_row_has_yet_waits_for_the_uploads(world: World) -> None:
    districts = {one["uscc"]: one["district"] for one in world.cases(T)}
    assert districts == {YUETAO: "南海区", NANGUI: "顺德区"}


@told(sent(row(uscc=None)), register(line(district="南海区", town="里水镇")))
def test_rows_without_code_join_the_enterprise_that_only_the_register_knows(world: World) -> None:
    joined = world.cases(T)
    assert [(one["uscc"], one["town"]) for one in joined] == [(NANGUI, "里水镇")]


@told(
    sent(row(uscc=None)),
    register(line(district="南海区"), line(uscc=YUETAO, named_uscc=YUETAO, district="南海区")),
)
def test_two_codes_of_one_name_in_the_register_join_nobody(world: World) -> None:
    assert world.cases(T)[0]["uscc"] is None


@told(
    sent(row(uscc=None)),
    register(line(district="南海区"), arrived=EARLY),
    register(line(district="南海区", named_key="南桂科技", enterprise="南桂科技"), arrived=LATE),
)
def test_of_a_code_only_the_newest_line_spells_the_name(world: World) -> None:
    assert world.cases(T)[0]["uscc"] is None


# --- answers to what was asked


@told(
    row(uscc=None, district=None, town=None),
    register(answer(named_uscc=None, named_district=None, district="顺德区", town="龙江镇")),
)
def test_an_answer_places_an_enterprise_that_rows_leave_without_district(world: World) -> None:
    assert place(world) == ("顺德区", "龙江镇")


@told(
    sent(row(uscc=None), row(**resident(2), enterprise="南桂")),
    register(answer(named_uscc=None, uscc=NANGUI)),
)
def test_an_answer_gives_rows_without_a_code_theirs(world: World) -> None:
    assert {one["uscc"] for one in world.cases(T)} == {NANGUI}


@told(
    sent(row(), row(**resident(2), enterprise="粤陶厂")),
    register(answer(named_key="粤陶厂", uscc=YUETAO)),
)
def test_an_answer_corrects_a_code_for_one_name_alone(world: World) -> None:
    codes = {one["enterprise"]: one["uscc"] for one in world.cases(T)}
    assert codes == {"南桂五金厂": NANGUI, "粤陶厂": YUETAO}


@told(
    sent(row(), row(**resident(2), enterprise="粤陶厂")),
    register(answer(named_key="粤陶厂", foreign_uscc=True)),
)
def test_a_code_that_is_another_s_is_taken_away_and_the_name_tells(world: World) -> None:
    codes = {one["enterprise"]: one["uscc"] for one in world.cases(T)}
    assert codes == {"南桂五金厂": NANGUI, "粤陶厂": None}


@told_of(
    lambda arrived: [
        sent(row()),
        register(answer(uscc=YUETAO), arrived=datetime(2025, 8, 15)),  # noqa: DTZ001
        register(line(), arrived=arrived),
    ]
)
@pytest.mark.parametrize("arrived", [EARLY, LATE])
def test_the_newest_line_about_a_name_tells_its_code(world: World, arrived: datetime) -> None:
    assert world.cases(T)[0]["uscc"] == (NANGUI if arrived == LATE else YUETAO)
