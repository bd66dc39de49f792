"""Whatever stands in the cells: typing keeps every row, tells codes that exist, never fails."""

import json
from datetime import date

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recheck.cells import VALUE_SCHEMA, type_rows
from recheck.checks import run_checks, told_once
from recheck.findings import BY_CODE
from recheck.rulebook import load
from recheck.words import finding_sentence

RULEBOOK = load()
FIELDS = [*(field for field in VALUE_SCHEMA if not field.startswith("deadline_")), "deadline"]
ARRIVAL = date(2025, 7, 15)
TAKEN_FROM_ELSEWHERE = ("rechecked_on", "reason", "recheck_conclusion", "recheck_again", "hazards")
"""Fields that 是否复查 fills where they are silent; hazards have a test of their own."""
Row = dict[str, str | None]

MARKS = (
    "0123456789XOIlZ×Х*-—–~/.,、，；;:：()（）[]【】 　\t\n'\"+%#"
    "年月日号时周天个半内后前上下午同〃是否已未复查离职甲某厂噪声苯"
)
ODD = "\u200b\u202d\u202c\ufeff\u00a0\u00ad①４Ｘ⻢⼴\ufa0e𠅤\x00\x1f\ud7ff\U000e0041"
PIECES = (
    "440604198503150139", "440623670421317", "4.40606196704213E+17", "1.38E+10", "13800138000",
    "91440606MA51ABCD44", "2025.3.5", "2025-03-05 00:00:00", "45721", "3月5日", "2025.13.5",
    "二〇二五年三月五日", "10个工作日内", "30天内", "半年", "1,2-二氯乙烷",
    "煤尘（游离SiO2含量＜10%）",
    "复查", "其他疾病或异常", "南海区", "北滘", "无", "N/A", "同上", "E12345678", "9" * 40, "1E99",
)  # fmt: skip

typed_cells = st.one_of(
    st.none(),
    st.sampled_from(PIECES),
    st.text(st.sampled_from(MARKS + ODD), max_size=24),
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(MARKS)), max_size=4).map("".join),
)


def sheets(cells: st.SearchStrategy[str | None]) -> st.SearchStrategy[list[Row]]:
    """Some rows, each with some of the fields."""
    row = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, cells))
    return st.lists(row, min_size=1, max_size=6)


anything = sheets(st.one_of(typed_cells, st.text(max_size=12)))
unhurried = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def raw(rows: list[Row]) -> pl.DataFrame:
    """The rows as a sheet hands them over; a field that no row names is a column it lacks."""
    fields = [field for field in FIELDS if any(field in row for row in rows)]
    written = {
        field: pl.Series([row.get(field) for row in rows], dtype=pl.String) for field in fields
    }
    return pl.DataFrame({"row": pl.Series(range(1, len(rows) + 1), dtype=pl.Int64), **written})


@unhurried
@given(anything)
def test_typing_keeps_every_row_and_tells_codes_that_exist(rows: list[Row]) -> None:
    typed, found = type_rows(raw(rows), RULEBOOK)
    assert typed["row"].to_list() == [*range(1, len(rows) + 1)]
    assert dict(typed.schema) == {"row": pl.Int64(), **VALUE_SCHEMA}
    assert set(found["row"]) <= set(typed["row"])
    for code, parameters in found.select("code", "parameters").iter_rows():
        assert finding_sentence(code, "某栏", parameters, "zh_CN")
        assert isinstance(json.loads(parameters), dict)


@unhurried
@given(anything)
def test_checking_keeps_every_row_and_says_each_thing_once(rows: list[Row]) -> None:
    typed, in_cells = type_rows(raw(rows), RULEBOOK)
    senders = {"institution": pl.lit("某医院"), "period": pl.lit("2025H1")}
    senders |= {"kind": pl.lit("recheck_status")}
    checked, between = run_checks(typed.with_columns(**senders), ARRIVAL)
    assert checked["row"].to_list() == typed["row"].to_list()
    told = told_once(pl.concat([in_cells, between]))
    assert set(told["code"]) <= BY_CODE.keys()
    assert not told.is_duplicated().any()


@unhurried
@given(sheets(typed_cells))
def test_what_was_read_reads_the_same_again(rows: list[Row]) -> None:
    once, _ = type_rows(raw(rows), RULEBOOK)
    again, _ = type_rows(as_written(once), RULEBOOK)
    same = [field for field in VALUE_SCHEMA if field not in TAKEN_FROM_ELSEWHERE]
    assert once.select(same).rows() == again.select(same).rows()


def as_written(typed: pl.DataFrame) -> pl.DataFrame:
    """Typed values as the text that a careful clerk would write for them."""
    return typed.select(
        "row",
        *(field for field in FIELDS if VALUE_SCHEMA.get(field) == pl.String),
        *(
            pl.col(field).dt.strftime("%Y-%m-%d")
            for field in FIELDS
            if VALUE_SCHEMA.get(field) == pl.Date
        ),
        deadline=pl.col("deadline_text"),
    ).with_columns(pl.col("rechecked").replace({"yes": "是", "no": "否"}))


@unhurried
@given(st.text(st.sampled_from("0123456789Xx×Х O'\u202d４"), min_size=1, max_size=24))
def test_a_number_that_was_read_reads_the_same_again(text: str) -> None:
    numbers = raw([{"id_number": text}])
    once = type_rows(numbers, RULEBOOK)[0]
    again = type_rows(once.select("row", "id_number", "id_type"), RULEBOOK)[0]
    columns = ["id_type", "id_number", "id_valid"]
    assert once.select(columns).rows() == again.select(columns).rows()


@unhurried
@given(st.lists(st.sampled_from(sorted(RULEBOOK.hazards.groups)), min_size=1, max_size=4))
def test_hazards_as_they_are_printed_read_the_same_again(names: list[str]) -> None:
    printed = ";".join(sorted(set(names)))
    typed, found = type_rows(raw([{"hazards": printed}]), RULEBOOK)
    assert typed["hazards"].to_list() == [sorted(set(names))]
    assert found.is_empty()
