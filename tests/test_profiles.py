"""Files of several institutions, each read by its own profile (rules/institutions)."""

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from recheck.errors import Unplaceable
from recheck.rulebook import Rulebook, load
from tests.uploads import CLINIC, HOSPITAL, Rows, codes, fates, read, table, workbook

OTHER_ID = "440605199011020240"

CLINICS = f"""
institution = "{CLINIC}"
ignored = ["科室", "检查日期"]

[headings]
"体检单位" = "enterprise"
"来院日" = "exam_date"

[values.yes_no]
"1" = "yes"
"0" = "no"

[values.hazards]
"1301" = "噪声"

[dates]
order = "day-month-year"
"""

HOSPITALS = f"""
institution = "{HOSPITAL}"

[values.yes_no]
"1" = "no"
"0" = "yes"

[sheets]
only = ["*月", "名单"]
left_out = ["汇总*"]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Rulebook:
    """The package's rules with two profiles."""
    return with_profiles(tmp_path, 诊所=CLINICS, 医院=HOSPITALS)


def with_profiles(folder: Path, **texts: str) -> Rulebook:
    (folder / "rules" / "institutions").mkdir(parents=True)
    for name, text in texts.items():
        path = folder / "rules" / "institutions" / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
    return load(local=folder / "rules")


def renamed(rows: Rows, **names: str) -> Rows:
    return [[names.get(cell or "", cell) for cell in rows[0]], *rows[1:]]


def test_each_row_of_a_merged_file_is_read_by_the_words_of_its_institution(
    tmp_path: Path, rules: Rulebook
) -> None:
    rows = table(
        {"是否复查": "1", "危害因素": "1301"},
        {"体检机构名称": HOSPITAL, "是否复查": "1", "证件号码": OTHER_ID, "复查日期": None},
    )
    found = read(workbook(tmp_path / "a.xlsx", rows), rules=rules)
    assert found.rows["rechecked"].to_list() == ["yes", "no"]
    assert found.rows["hazards"].to_list() == [["噪声"], ["噪声"]]


def test_own_headings_dates_and_ignored_columns_of_one_institution(
    tmp_path: Path, rules: Rulebook
) -> None:
    rows = renamed(table({"体检日期": "05.03.2025"}), 体检日期="来院日", 用人单位名称="体检单位")
    rows = [[*rows[0], "科室", "检查日期"], [*rows[1], "一车间", "2025-03-06"]]
    found = read(workbook(tmp_path / "a.xlsx", rows), rules=rules)
    assert found.rows["exam_date"].to_list() == [date(2025, 3, 5)]
    assert found.rows["enterprise"].to_list() == ["佛山市顺德区虚构家具有限公司"]
    assert "columns_not_read" not in codes(found)


def test_headings_that_only_the_profile_knows_make_a_header(tmp_path: Path) -> None:
    own = {
        "institution": "院",
        "enterprise": "厂",
        "worker": "人",
        "id_number": "号",
        "exam_date": "日",
        "hazards": "害",
        "rechecked": "来否",
        "rechecked_on": "来日",
    }
    headings = "\n".join(f'"{own[field]}" = "{field}"' for field in own)
    rules = with_profiles(tmp_path, 诊所=f'institution = "{CLINIC}"\n[headings]\n{headings}\n')
    person = ("虚构家具", "甲某", "440604198503150139", "2025-03-05", "噪声", "是", "2025-04-10")
    rows: Rows = [["2025年上半年", *[None] * 7], list(own.values()), [CLINIC, *person]]
    found = read(workbook(tmp_path / "石榴巷门诊部.xlsx", rows), rules=rules)
    assert fates(found) == {1: "furniture", 2: "furniture", 3: "accepted"}
    with pytest.raises(Unplaceable):
        read(tmp_path / "石榴巷门诊部.xlsx")


def test_a_sheet_that_the_profile_leaves_out_is_furniture_with_a_note(
    tmp_path: Path, rules: Rulebook
) -> None:
    rows = table({"体检机构名称": HOSPITAL})
    path = workbook(tmp_path / "a.xlsx", rows, rows, names=("3月", "汇总表"))
    found = read(path, rules=rules)
    assert found.rows["sheet"].to_list() == ["3月"]
    left_out = found.findings.filter(pl.col("code") == "sheet_left_out")
    assert left_out["sheet"].to_list() == ["汇总表"]
    assert found.other_rows.filter(pl.col("sheet") == "汇总表")["fate"].to_list() == [
        "furniture",
        "furniture",
    ]
    assert "duplicate" not in found.rows["fate"].to_list()


def test_a_list_that_the_profile_does_not_expect_is_not_lost_in_silence(
    tmp_path: Path, rules: Rulebook
) -> None:
    rows = table({"体检机构名称": HOSPITAL})
    explained: Rows = [["填表说明"], ["请逐行填写"]]
    path = workbook(tmp_path / "a.xlsx", rows, rows, explained, names=("3月", "补充", "说明"))
    found = read(path, rules=rules)
    assert found.rows["sheet"].to_list() == ["3月"]
    unexpected = found.findings.filter(pl.col("code") == "sheet_unexpected")
    assert unexpected["sheet"].to_list() == ["补充"]


def test_the_profile_of_the_only_institution_is_for_the_sheets_that_name_none(
    tmp_path: Path, rules: Rulebook
) -> None:
    named = table({"体检机构名称": HOSPITAL, "是否复查": "0"})
    unnamed = table({"是否复查": "0", "证件号码": OTHER_ID}, without=("体检机构名称",))
    path = workbook(tmp_path / "a.xlsx", named, unnamed, named, names=("1月", "2月", "汇总"))
    found = read(path, rules=rules)
    assert found.rows["rechecked"].to_list() == ["yes", "yes"]
    assert "sheet_left_out" in codes(found)


def test_the_day_of_arrival_chooses_the_profile(tmp_path: Path) -> None:
    until = f'institution = "{CLINIC}"\nuntil = 2025-07-14\n[values.yes_no]\n"1" = "yes"\n'
    since = f'institution = "{CLINIC}"\nfrom = 2025-07-15\n[values.yes_no]\n"1" = "no"\n'
    rules = with_profiles(tmp_path, a=until, b=since)
    path = workbook(tmp_path / "a.xlsx", table({"是否复查": "1", "复查日期": None}))
    assert read(path, rules=rules).rows["rechecked"].to_list() == ["no"]  # arrives on 15 July


def test_bare_day_numbers_count_from_1904_where_workbook_or_profile_says_so(tmp_path: Path) -> None:
    since_1904 = f'institution = "{CLINIC}"\n[dates]\nserials_from = 1904\n'
    rules = with_profiles(tmp_path, a=since_1904)
    rows = table({"体检日期": "44257", "复查期限": "2025-04-30"})
    plain = workbook(tmp_path / "a.xlsx", rows)
    marked = openpyxl.load_workbook(plain)
    marked.epoch = CALENDAR_MAC_1904
    marked.save(tmp_path / "b.xlsx")
    exam_dates = [
        read(path, rules=book).rows["exam_date"].item()
        for path in (plain, tmp_path / "b.xlsx")
        for book in (rules, None)
    ]
    assert exam_dates == [date(2025, 3, 3), date(2021, 3, 2), date(2025, 3, 3), date(2025, 3, 3)]


def test_a_bare_one_means_nothing_without_a_profile(tmp_path: Path) -> None:
    found = read(workbook(tmp_path / "a.xlsx", table({"是否复查": "1"})))
    assert "yes_no_unreadable" in codes(found)
