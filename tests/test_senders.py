"""Who sends a file, and on which half-year it reports (definitions §3)."""

from pathlib import Path

import pytest

from recheck.intake import senders
from recheck.intake.origin import Reporters, period_in
from recheck.model import Claim, Kind, Period
from tests.uploads import (
    CLINIC,
    HOSPITAL,
    REPORTERS,
    Rows,
    codes,
    places,
    read,
    refusal,
    table,
    taken,
    workbook,
)

FIRST_HALF = Period(2025, 1)
OTHER_ID = "440605199011020240"


class TestSenders:
    bare = ("体检机构名称", "上报期")

    def test_the_command_line_comes_first(self, tmp_path: Path) -> None:
        rows: Rows = [["佛山市南海区望岭医院2024年下半年复查情况"], *table({}, without=self.bare)]
        found = taken(tmp_path, rows, period="2025H1", institution="石榴巷门诊部")
        assert found.claims == (Claim(CLINIC, FIRST_HALF, Kind.RECHECK_STATUS),)

    def test_the_column_counts_more_than_the_title(self, tmp_path: Path) -> None:
        rows: Rows = [["佛山市南海区望岭医院2024年下半年复查情况"], *table({})]
        assert taken(tmp_path, rows).claims[0] == Claim(CLINIC, FIRST_HALF, Kind.RECHECK_STATUS)

    @pytest.mark.parametrize(
        "title",
        [
            ["佛山市南海区望岭医院2025年上半年复查落实情况表"],
            ["填报单位：佛山市南海区望岭医院（盖章）  填报人：甲某", "2025年1-6月"],
            ["体检机构：", "佛山市南海区望岭医院", "上报期：2025H1"],
        ],
    )
    def test_title_rows_tell(self, tmp_path: Path, title: list[str | None]) -> None:
        rows: Rows = [title, *table({}, without=self.bare)]
        found = taken(tmp_path, rows, name="2024H2.xlsx")
        assert found.claims[0] == Claim(HOSPITAL, FIRST_HALF, Kind.RECHECK_STATUS)

    @pytest.mark.parametrize("name", ["望岭2025H1.xlsx", "2025上半年/望岭.xlsx", "2025H1/a.xlsx"])
    def test_file_and_folder_names_tell_last(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        path = workbook(tmp_path / name, table({}, without=("上报期",)))
        assert read(path).claims[0].period == FIRST_HALF

    def test_a_name_that_is_not_on_the_list_is_taken_with_a_warning(self, tmp_path: Path) -> None:
        found = taken(tmp_path, table({"体检机构名称": "佛山市虚构医院"}))
        assert found.claims[0].institution == "佛山市虚构医院"
        assert codes(found) == {"reporter_unlisted"}

    def test_aliases_are_the_official_name(self, tmp_path: Path) -> None:
        found = taken(tmp_path, table({}, {"体检机构名称": "石榴巷 门诊部"}))
        assert found.rows["institution"].unique().to_list() == [CLINIC]

    def test_what_cannot_be_told_is_refused(self, tmp_path: Path) -> None:
        nobody = refusal(tmp_path, table({}, without=("体检机构名称",)))
        assert nobody.message == senders.NO_INSTITUTION
        never = refusal(tmp_path, table({}, without=("上报期",)))
        assert never.message == senders.NO_PERIOD

    def test_a_command_line_that_contradicts_a_column_is_refused(self, tmp_path: Path) -> None:
        for told in ({"period": "2024H2"}, {"institution": HOSPITAL}):
            assert refusal(tmp_path, table({}), **told).message == senders.CONTRADICTS

    def test_two_half_years_for_one_institution_are_refused(self, tmp_path: Path) -> None:
        refused = refusal(tmp_path, table({}, {"上报期": "2024年下半年"}))
        assert refused.message == senders.TWO_PERIODS
        assert refused.parameters["periods"] == "2024年下半年、2025年上半年"

    def test_a_district_file_makes_a_claim_for_each_institution(self, tmp_path: Path) -> None:
        rows = table(
            {"体检机构名称": HOSPITAL, "上报期": "2024年下半年"}, {}, {"体检机构名称": None}
        )
        found = taken(tmp_path, [["顺德区2025年上半年汇总"], *rows])
        assert found.claims == (
            Claim(HOSPITAL, Period(2024, 2), Kind.RECHECK_STATUS),
            Claim(CLINIC, FIRST_HALF, Kind.RECHECK_STATUS),
        )
        assert found.rows["fate"].to_list() == ["accepted", "accepted", "held"]
        assert places(found, "no_institution") == [("表1", 5, "A", "体检机构名称")]

    def test_blank_cells_below_the_only_name_mean_that_name(self, tmp_path: Path) -> None:
        below = {"体检机构名称": None, "上报期": None, "证件号码": OTHER_ID}
        found = taken(tmp_path, table({}, below))
        assert found.rows["institution"].to_list() == [CLINIC, CLINIC]
        assert found.rows["period"].to_list() == ["2025H1", "2025H1"]

    def test_an_unreadable_half_year_is_told_once_a_sheet(self, tmp_path: Path) -> None:
        found = taken(tmp_path, table({}, {"上报期": "今年"}, {"上报期": "今年", "备注": "一"}))
        assert places(found, "period_unreadable") == [("表1", 3, "B", "上报期")]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025H1", "2025H1"),
        ("2025年上半年", "2025H1"),
        ("2025上半年", "2025H1"),
        ("２０２５年 下半年", "2025H2"),
        ("2025年度下半年", "2025H2"),
        ("二〇二五年上半年", "2025H1"),
        ("2025年1-6月", "2025H1"),
        ("2025年7月至12月", "2025H2"),
        ("2025.01-2025.06", "2025H1"),
        ("2025-01-06", None),  # a day
        ("2025年", None),
        ("2025年1月", None),
        ("2024H2、2025H1", None),
        ("2025H12", None),
    ],
)
def test_half_years_as_people_write_them(text: str, period: str | None) -> None:
    assert str(period_in(text)) == str(period)


@pytest.mark.parametrize(
    ("text", "institution"),
    [
        ("佛山市南海区望岭医院2025年上半年", HOSPITAL),
        ("石榴巷门诊部_复查", CLINIC),
        ("石榴巷门诊部和佛山市南海区望岭医院", None),
        ("填报单位：佛山市 虚构医院（盖章） 填报人：甲某", "佛山市虚构医院"),
        ("体检机构：佛山市虚构医院 2025年上半年", "佛山市虚构医院"),
        ("填报单位：佛山市虚构医院2025H1", "佛山市虚构医院"),
        ("2025年上半年佛山市虚构医院复查表", "佛山市虚构医院"),
        ("顺德区卫生健康局", None),
    ],
)
def test_institutions_as_titles_name_them(text: str, institution: str | None) -> None:
    assert Reporters(REPORTERS).named_in(text) == institution
