"""Decision 25: what a register of enterprises, and an answer about one, changes."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.lib.both import asked, cases_of
from tests.lib.history import NANGUI, YUETAO, Register, line, register, resident, row, sent

T = date(2025, 12, 31)
EARLY = datetime(2025, 8, 1)  # noqa: DTZ001
LATE = datetime(2025, 9, 1)  # noqa: DTZ001


def place(*events: Register, **cells: Any) -> tuple[str, str]:
    """Where the only case is."""
    files = [sent(row(**cells))]
    (line_,) = cases_of(files, T, events=events)
    return line_["district"], line_["town"]


def answer(**cells: Any) -> dict[str, Any]:
    """An answer about the enterprise as `row` names it, which tells only `cells`."""
    named = {"named_district": "南海区", "reviewed": True, "uscc": None, "enterprise": None}
    return line() | named | cells


# --- place, scale and industry


def test_the_register_tells_better_where_an_enterprise_is_than_rows_do() -> None:
    told = register(line(district="顺德区", town="北滘镇"))
    assert place(told) == ("顺德区", "北滘镇")


def test_a_later_upload_does_not_outrank_it() -> None:
    told = register(line(district="顺德区", town="北滘镇"), arrived=EARLY)
    files = [sent(row()), sent(row(**resident(2)), period="2025H2")]
    assert {one["district"] for one in cases_of(files, T, events=[told])} == {"顺德区"}


def test_blank_cells_withdraw_nothing() -> None:
    assert place(register(line())) == ("南海区", "狮山镇")


def test_a_register_without_towns_keeps_the_town_of_the_rows() -> None:
    assert place(register(line(district="南海区"))) == ("南海区", "狮山镇")


def test_another_district_without_a_town_leaves_the_town_unknown() -> None:
    assert place(register(line(district="顺德区"))) == ("顺德区", "待核实")


def test_a_later_register_replaces_an_earlier_line() -> None:
    told = [
        register(line(district="顺德区", town="北滘镇"), arrived=EARLY),
        register(line(district="三水区", town="白坭镇"), arrived=LATE),
    ]
    assert place(*told) == ("三水区", "白坭镇")


def test_the_order_of_arrival_counts_and_not_that_of_entry() -> None:
    told = [
        register(line(district="三水区", town="白坭镇"), arrived=LATE),
        register(line(district="顺德区", town="北滘镇"), arrived=EARLY),
    ]
    assert place(*told) == ("三水区", "白坭镇")


def test_what_a_register_tells_counts_from_its_arrival_on() -> None:
    told = [register(line(district="顺德区", town="北滘镇"), arrived=LATE)]
    with asked([sent(row())], known_at=EARLY, events=told) as both:
        assert both.cases(T)[0]["district"] == "南海区"


def test_scale_and_industry_are_the_registers() -> None:
    told = register(line(scale="小型", industry="C 制造业"))
    with asked([sent(row(scale="大型", industry="F 批发和零售业"))], events=[told]) as both:
        assert [one["scale"] for one in both.rates(T, "scale")] == ["小型"]
        assert [one["industry"] for one in both.rates(T, "industry")] == ["C 制造业"]


# --- whose line it is


def test_without_code_a_line_is_about_the_name_in_its_district() -> None:
    told = register(line(uscc=None, named_uscc=None, district="南海区", named_district="南海区",
                         town="里水镇"))  # fmt: skip
    assert place(told, uscc=None) == ("南海区", "里水镇")
    assert place(told, uscc=None, district="顺德区", town=None) == ("顺德区", "待核实")


def test_a_code_that_no_row_has_yet_waits_for_the_uploads() -> None:
    told = register(line(district="顺德区", town="北滘镇"), arrived=EARLY)
    files = [sent(row(uscc=YUETAO)), sent(row(**resident(2)), period="2025H2")]
    districts = {one["uscc"]: one["district"] for one in cases_of(files, T, events=[told])}
    assert districts == {YUETAO: "南海区", NANGUI: "顺德区"}


def test_rows_without_code_join_the_enterprise_that_only_the_register_knows() -> None:
    told = register(line(district="南海区", town="里水镇"))
    joined = cases_of([sent(row(uscc=None))], T, events=[told])
    assert [(one["uscc"], one["town"]) for one in joined] == [(NANGUI, "里水镇")]


def test_two_codes_of_one_name_in_the_register_join_nobody() -> None:
    told = register(
        line(district="南海区"), line(uscc=YUETAO, named_uscc=YUETAO, district="南海区")
    )
    assert cases_of([sent(row(uscc=None))], T, events=[told])[0]["uscc"] is None


def test_of_a_code_only_the_newest_line_spells_the_name() -> None:
    told = [
        register(line(district="南海区"), arrived=EARLY),
        register(
            line(district="南海区", named_key="南桂科技", enterprise="南桂科技"), arrived=LATE
        ),
    ]
    assert cases_of([sent(row(uscc=None))], T, events=told)[0]["uscc"] is None


# --- answers to what was asked


def test_an_answer_places_an_enterprise_that_rows_leave_without_district() -> None:
    told = register(answer(named_uscc=None, named_district=None, district="顺德区", town="龙江镇"))
    assert place(told, uscc=None, district=None, town=None) == ("顺德区", "龙江镇")


def test_an_answer_gives_rows_without_a_code_theirs() -> None:
    told = register(answer(named_uscc=None, uscc=NANGUI))
    files = [sent(row(uscc=None), row(**resident(2), enterprise="南桂"))]
    assert {one["uscc"] for one in cases_of(files, T, events=[told])} == {NANGUI}


def test_an_answer_corrects_a_code_for_one_name_alone() -> None:
    told = register(answer(named_key="粤陶厂", uscc=YUETAO))
    files = [sent(row(), row(**resident(2), enterprise="粤陶厂"))]
    codes = {one["enterprise"]: one["uscc"] for one in cases_of(files, T, events=[told])}
    assert codes == {"南桂五金厂": NANGUI, "粤陶厂": YUETAO}


def test_a_code_that_is_another_s_is_taken_away_and_the_name_tells() -> None:
    told = register(answer(named_key="粤陶厂", foreign_uscc=True))
    files = [sent(row(), row(**resident(2), enterprise="粤陶厂"))]
    codes = {one["enterprise"]: one["uscc"] for one in cases_of(files, T, events=[told])}
    assert codes == {"南桂五金厂": NANGUI, "粤陶厂": None}


@pytest.mark.parametrize("arrived", [EARLY, LATE])
def test_the_newest_line_about_a_name_tells_its_code(arrived: datetime) -> None:
    told = [
        register(answer(uscc=YUETAO), arrived=datetime(2025, 8, 15)),  # noqa: DTZ001
        register(line(), arrived=arrived),
    ]
    assert cases_of([sent(row())], T, events=told)[0]["uscc"] == (
        NANGUI if arrived == LATE else YUETAO
    )
