"""Exam records: what a visit is about, and what it concludes hazard by hazard (definitions §2)."""

from typing import Any

import polars as pl
import pytest

from recheck.cells import type_rows
from recheck.model import Kind
from recheck.rulebook import load

Told = dict[str, str | None]
HAZARDS: Told = {"hazards": "噪声、苯"}


def typed(**cells: str | None) -> tuple[dict[str, Any], set[str]]:
    """One exam record, and the codes of what is wrong with it."""
    raw = pl.DataFrame([{"row": 2} | cells], infer_schema_length=None)
    raw = raw.with_columns(pl.col(pl.Null).cast(pl.String))
    rows, found = type_rows(raw, load(), None, Kind.EXAM_RECORDS)
    return rows.row(0, named=True), set(found["code"])


@pytest.mark.parametrize(
    ("cells", "visit"),
    [
        ({"conclusion": "复查"}, "told"),
        ({"conclusion": "建议继续复查"}, "told"),
        ({"conclusion": "复查正常"}, "plain"),
        ({"conclusion": "目前未见异常"}, "plain"),
        ({"conclusion": None}, "plain"),
        ({"conclusion": "复查", "is_recheck": "是"}, "recheck"),
        ({"conclusion": "复查", "is_recheck": "否"}, "told"),
        ({"conclusion": "复查", "exam_type": "复查"}, "recheck"),
        ({"conclusion": "复查", "exam_type": "在岗期间（复检）"}, "recheck"),
        ({"conclusion": "复查", "check_type": "复检", "exam_type": "在岗期间"}, "recheck"),
        ({"conclusion": "复查", "check_type": "初检", "exam_type": "在岗期间"}, "told"),
        ({"conclusion": "复查", "exam_type": "补检"}, "supplement"),
        ({"conclusion": "复查", "check_type": "补检"}, "supplement"),
        ({"conclusion": "复查", "is_recheck": "补检"}, "supplement"),
    ],
)
def test_what_a_visit_is_about(cells: Told, visit: str) -> None:
    row, codes = typed(**cells)
    assert (row["visit"], codes) == (visit, set())


@pytest.mark.parametrize(
    ("cells", "visit"),
    [
        ({"is_recheck": "否", "exam_type": "复查"}, "recheck"),
        ({"is_recheck": "是", "check_type": "初检"}, "recheck"),
        ({"is_recheck": "是", "check_type": "补检"}, "supplement"),
    ],
)
def test_a_contradiction_is_told_and_what_is_safer_counts(cells: Told, visit: str) -> None:
    row, codes = typed(conclusion="复查", **cells)
    assert (row["visit"], codes) == (visit, {"visit_contradiction"})


@pytest.mark.parametrize("bare", ["0", "1"])
def test_a_bare_digit_says_nothing(bare: str) -> None:
    row, codes = typed(conclusion="复查", is_recheck=bare)
    assert (row["visit"], codes) == ("told", {"yes_no_unreadable"})


def test_the_exam_type_may_stand_under_either_heading() -> None:
    assert typed(check_type="离岗时")[0]["exam_type"] == "离岗时"
    assert typed(exam_type="上岗前", check_type="初检")[0]["exam_type"] == "上岗前"
    assert typed(exam_type="某某")[1] == {"word_unknown"}


@pytest.mark.parametrize(
    ("conclusion", "label", "told"),
    [
        ("复查", "复查", ["噪声", "苯"]),
        ("噪声:复查;苯:未见异常", "噪声:复查;苯:目前未见异常", ["噪声"]),
        ("噪音：需复查，苯：正常", "噪声:复查;苯:目前未见异常", ["噪声"]),
        ("噪声、苯：复查", "噪声:复查;苯:复查", ["噪声", "苯"]),
        ("铅尘:复查", "铅及其无机化合物:复查", ["铅及其无机化合物"]),
        ("某某因素:复查", "某某因素:复查", ["噪声", "苯"]),
    ],
)
def test_a_conclusion_speaks_of_its_hazards_or_of_all(
    conclusion: str, label: str, told: list[str]
) -> None:
    row, _ = typed(conclusion=conclusion, **HAZARDS)
    assert (row["visit"], row["conclusion"], row["recheck_hazards"]) == ("told", label, told)
    assert set(row["hazards"]) == {"噪声", "苯", *told}


def test_a_recheck_says_for_which_hazards_to_come_again() -> None:
    row, _ = typed(conclusion="噪声:复查;苯:正常", is_recheck="是", **HAZARDS)
    assert (row["recheck_hazards"], row["recheck_again"]) == (["噪声"], True)
    row, _ = typed(conclusion="未见异常", is_recheck="是", **HAZARDS)
    assert (row["recheck_hazards"], row["recheck_again"]) == ([], False)


def test_without_any_hazard_the_row_itself_is_told_to_come_back() -> None:
    row, _ = typed(conclusion="复查")
    assert (row["visit"], row["hazards"], row["recheck_hazards"]) == ("told", [], [])
