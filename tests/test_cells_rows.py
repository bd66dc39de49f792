"""`type_rows`: a sheet's mapped text as typed columns and findings."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from recheck.cells import VALUE_SCHEMA, type_rows
from recheck.cells.labels import industry_label
from recheck.findings import BY_CODE
from recheck.rulebook import Profile, load

RULEBOOK = load()


def typed(
    profile: Profile | None = None, /, **cells: str | None
) -> tuple[dict[str, Any], list[str]]:
    """One row of the given cells: its values, and the codes of its findings."""
    raw = pl.DataFrame({"row": [5], **{field: [text] for field, text in cells.items()}})
    raw = raw.cast(dict.fromkeys(cells, pl.String))
    rows, findings = type_rows(raw, RULEBOOK, profile)
    return rows.row(0, named=True), findings.sort("code")["code"].to_list()


def test_every_value_column_is_there_whatever_the_sheet_has() -> None:
    rows, findings = type_rows(pl.DataFrame({"row": [5, 6]}), RULEBOOK)
    assert dict(rows.schema) == {"row": pl.Int64(), **VALUE_SCHEMA}
    assert rows["row"].to_list() == [5, 6]
    assert findings.is_empty()


def test_a_row_keeps_its_place_among_others() -> None:
    raw = pl.DataFrame({"row": [9, 4, 7], "exam_date": ["2025.3.5", "?!", "2025.3.6"]})
    rows, findings = type_rows(raw, RULEBOOK)
    assert rows["row"].to_list() == [9, 4, 7]
    assert rows["exam_date"].to_list() == [date(2025, 3, 5), None, date(2025, 3, 6)]
    assert findings.rows() == [(4, "exam_date", "exam_date_unreadable", "{}")]


@pytest.mark.parametrize("word", ["", " ", "无", "/", "／", "不详", "N/A", "-", "\u3000"])
def test_words_for_nothing_empty_any_cell_without_a_finding(word: str) -> None:
    values, codes = typed(
        uscc=word, phone=word, hazards=word, reason=word, deadline=word, town=word
    )
    fields = ("uscc", "phone", "reason", "deadline_text", "town")
    assert [values[field] for field in fields] == [None] * 5
    assert (values["hazards"], codes) == ([], [])


def test_names_stay_as_written_and_get_keys() -> None:
    values, _ = typed(worker=" 阿不都•热合曼 ", enterprise="佛山（顺德）模具厂", id_number="x")
    assert (values["worker"], values["worker_key"]) == ("阿不都•热合曼", "阿不都·热合曼")
    assert values["enterprise"] == "佛山（顺德）模具厂"
    assert values["enterprise_key"] == "佛山顺德模具厂"


def test_exam_numbers_lose_what_a_number_cell_added() -> None:
    assert typed(exam_no="20250001.0")[0]["exam_no"] == "20250001"


def test_a_date_beside_yes_fills_an_empty_recheck_date() -> None:
    values, _ = typed(rechecked="已复查2025.7.3正常")
    assert (values["rechecked"], values["rechecked_on"]) == ("yes", date(2025, 7, 3))
    assert (values["recheck_conclusion"], values["recheck_again"]) == ("目前未见异常", False)


def test_a_written_recheck_date_stands() -> None:
    values, _ = typed(rechecked="2025.7.3", rechecked_on="2025.7.4")
    assert values["rechecked_on"] == date(2025, 7, 4)


def test_a_reason_beside_no_fills_an_empty_reason() -> None:
    assert typed(rechecked="否（离职）")[0]["reason"] == "离职"
    assert typed(rechecked="否（离职）", reason="失访")[0]["reason"] == "失联"


def test_a_profile_says_what_a_bare_number_means() -> None:
    profile = Profile("佛山市示例医院", values={"yes_no": {"0": "yes", "1": "no"}})
    assert typed(profile, rechecked="0") == (typed(rechecked="是")[0], [])


def test_a_deadline_is_stored_parsed_beside_its_text() -> None:
    values, _ = typed(deadline="１个月内")
    parsed = [values[f"deadline_{part}"] for part in ("text", "mode", "on", "amount", "unit")]
    assert parsed == ["1个月内", "within", None, 1, "month"]


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("uscc", "9144O606MA51ABCD44", "uscc_wrong_mark"),
        ("phone", "12345", "phone_unreadable"),
        ("notified_on", "3月5日", "date_without_year"),
        ("exam_date", "3月5日", "exam_date_without_year"),
        ("exam_date", "同上", "ditto"),
        ("enterprise", "同上", "ditto"),
        ("hazards", "〃", "ditto"),
        ("rechecked", "1", "yes_no_unreadable"),
        ("hazards", "没见过的因素", "hazard_unknown"),
        ("district", "某地", "place_unknown"),
        ("deadline", "某天", "deadline_unreadable"),
        ("deadline", "10个工作日内", "deadline_working_days"),
        ("deadline", "尽快", "deadline_vague"),
        ("scale", "小微", "word_unknown"),
        ("conclusion", "听阈升高", "conclusion_unknown"),
    ],
)
def test_an_unreadable_cell_is_a_registered_finding(field: str, text: str, code: str) -> None:
    values, codes = typed(**{field: text})
    assert codes == [code]
    assert code in BY_CODE
    assert field not in ("uscc", "phone", "scale", "rechecked") or values[field] is None


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-11-10 00:00:00", "2024-11-10"),
        ("2024-11-10", "2024-11-10"),
        ("2024-11-10 00:00:00前", "2024-11-10 00:00:00前"),
        ("2024-11-10 08:30:00", "2024-11-10 08:30:00"),
        ("３０天内", "30天内"),
    ],
)
def test_a_deadline_is_shown_as_written_without_midnight(written: str, shown: str) -> None:
    values, _ = typed(deadline=written)
    assert values["deadline_text"] == shown


def test_each_profile_reads_for_itself() -> None:
    raw = pl.DataFrame({"row": [1], "rechecked": ["0"]})
    odd = Profile("佛山市示例医院", values={"yes_no": {"0": "yes"}})
    read = [type_rows(raw, RULEBOOK, profile)[0]["rechecked"].item() for profile in (odd, None)]
    assert read == ["yes", type_rows(raw, RULEBOOK)[0]["rechecked"].item()]
    assert read[0] != read[1]


def test_the_finding_of_an_unknown_hazard_names_it() -> None:
    raw = pl.DataFrame({"row": [5], "hazards": ["甲物、乙物、噪声"]})
    assert type_rows(raw, RULEBOOK)[1]["parameters"].to_list() == ['{"hazard": "乙物、甲物"}']


@pytest.mark.parametrize(
    "text",
    [
        "C",
        "C33",
        "C3311",
        "3525模具制造",
        "C3525",
        "制造业",
        "C 制造业",
        "金属制品业",
        "模具制造（C3525）",
    ],
)
def test_industries_are_read_to_their_section(text: str) -> None:
    assert industry_label(text, RULEBOOK.vocabularies["industry"]) == ("C 制造业", None)
