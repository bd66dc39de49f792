"""The headings of a sheet as a difference to what was confirmed last."""

from dataclasses import replace
from pathlib import Path

from recheck.files import identify
from recheck.intake import outlooks, reading_of
from recheck.layouts import Change, Comparison, Line, compare
from recheck.model import Known
from recheck.rulebook import Layout, Profile
from recheck.sheets import open_sheets
from tests.uploads import ARRIVED_ON, CLINIC, REPORTERS, Rows, rulebook, table, workbook


def compared(tmp_path: Path, *sheets: Rows, profile: Profile | None = None) -> list[Comparison]:
    source = identify(workbook(tmp_path / "石榴巷门诊部.xlsx", *sheets))
    own = {CLINIC: (profile,)} if profile else {}
    rules = replace(rulebook(), institutions=own)
    reading = reading_of(source, rules, Known(ARRIVED_ON), REPORTERS)
    seen = outlooks(open_sheets(source.content), reading)
    return [one for outlook in seen if (one := compare(outlook, rules))]


def lines(comparison: Comparison, change: Change) -> list[tuple[str | None, str, str | None]]:
    """Column, heading and former column of the lines of one kind."""
    return [
        (one.column, one.heading, one.before) for one in comparison.lines if one.change is change
    ]


def line(comparison: Comparison, heading: str) -> Line:
    return next(one for one in comparison.lines if one.heading == heading)


def confirmed(*headings: str | None, sheet: str = "表1") -> Profile:
    return Profile(CLINIC, layouts=(Layout((sheet,), tuple(map(str, headings))),))


FIRST: tuple[str | None, ...] = tuple(str(heading) for heading in table({})[0])


class TestWithoutProfile:
    def test_everything_that_is_read_is_known(self, tmp_path: Path) -> None:
        (only,) = compared(tmp_path, table({}))
        assert {one.change for one in only.lines} == {Change.KNOWN}
        assert only.institution == CLINIC
        assert only.profile is None
        assert only.refusal is None

    def test_what_nobody_knows_is_new_and_what_nobody_misses_is_not_read(
        self, tmp_path: Path
    ) -> None:
        first, good = table({})
        (only,) = compared(tmp_path, [["序号", *first, "科室"], ["1", *good, "甲"]])
        assert lines(only, Change.IGNORED) == [("A", "序号", None)]
        assert lines(only, Change.NEW) == [("Y", "科室", None)]
        assert line(only, "科室").near is None

    def test_a_required_heading_that_is_not_there_is_missing(self, tmp_path: Path) -> None:
        (only,) = compared(tmp_path, table({}, without=("姓名",)))
        assert lines(only, Change.MISSING) == [(None, "姓名", None)]
        assert only.refusal


class TestAgainstALayout:
    def test_a_column_that_was_inserted_is_new_and_moves_nobody(self, tmp_path: Path) -> None:
        first, good = table({})
        rows = [[*first[:3], "单位地址", *first[3:]], [*good[:3], "某路1号", *good[3:]]]
        (only,) = compared(tmp_path, rows, profile=confirmed(*FIRST))
        assert lines(only, Change.NEW) == [("D", "单位地址", None)]
        assert line(only, "单位地址").field == "address"
        assert lines(only, Change.MOVED) == []
        assert line(only, "姓名").before == "G"

    def test_a_column_that_changed_its_place_is_moved(self, tmp_path: Path) -> None:
        first, good = table({})
        rows = [[*first[1:], first[0]], [*good[1:], good[0]]]
        (only,) = compared(tmp_path, rows, profile=confirmed(*FIRST))
        assert lines(only, Change.MOVED) == [("W", "体检机构名称", "A")]

    def test_a_column_that_is_not_there_any_more_is_gone(self, tmp_path: Path) -> None:
        rows = table({}, without=("签收日期",))
        (only,) = compared(tmp_path, rows, profile=confirmed(*FIRST))
        assert lines(only, Change.GONE) == [(None, "签收日期", "Q")]
        assert line(only, "签收日期").field == "delivered_on"

    def test_a_renamed_column_is_gone_and_new_with_the_old_one_suggested(
        self, tmp_path: Path
    ) -> None:
        rows: Rows = [["来我院的日期" if one == "体检日期" else one for one in FIRST], table({})[1]]
        before = ["来我院日期" if one == "体检日期" else one for one in FIRST]
        profile = replace(confirmed(*before), headings={"来我院日期": "exam_date"})
        (only,) = compared(tmp_path, rows, profile=profile)
        assert lines(only, Change.GONE) == [(None, "来我院日期", "L")]
        near = line(only, "来我院的日期").near
        assert near
        assert (near.field, near.is_clear) == ("exam_date", True)

    def test_spelling_of_a_heading_is_no_change(self, tmp_path: Path) -> None:
        rows: Rows = [[f"*{one}（必填）" for one in FIRST], table({})[1]]
        (only,) = compared(tmp_path, rows, profile=confirmed(*FIRST))
        assert {one.change for one in only.lines} == {Change.KNOWN}

    def test_each_sheet_has_the_layout_of_its_name_or_else_the_likest(self, tmp_path: Path) -> None:
        other = table({}, without=("备注", "报告日期"))
        profile = Profile(
            CLINIC,
            layouts=(
                Layout(("表2",), tuple(map(str, FIRST))),
                Layout(("旧表",), tuple(str(one) for one in other[0])),
            ),
        )
        likest, named = compared(tmp_path, other, other, profile=profile)
        assert {one.change for one in likest.lines} == {Change.KNOWN}
        assert [one[1] for one in lines(named, Change.GONE)] == ["报告日期", "备注"]


class TestAmbiguous:
    def test_is_a_heading_that_nothing_else_explains(self, tmp_path: Path) -> None:
        rows = table({}, without=("复查期限",))
        rows[0] = ["复查时间" if one == "复查日期" else one for one in rows[0]]
        (only,) = compared(tmp_path, rows)
        assert line(only, "复查时间").choices == ("rechecked_on", "deadline")
        assert line(only, "复查时间").needs_decision

    def test_is_a_second_filled_column_for_a_field(self, tmp_path: Path) -> None:
        first, good = table({})
        (only,) = compared(tmp_path, [[*first, "检查日期"], [*good, "2025-03-06"]])
        assert line(only, "检查日期").choices == ("exam_date",)
        assert line(only, "体检日期").field == "exam_date"


class TestSuggestions:
    def test_are_clear_when_the_cells_bear_them_out(self, tmp_path: Path) -> None:
        rows = [["证件号吗" if one == "证件号码" else one for one in FIRST], table({})[1]]
        (only,) = compared(tmp_path, rows)
        found = line(only, "证件号吗")
        assert found.near
        assert (found.near.field, found.near.percent, found.fits) == ("id_number", "86%", 1.0)
        assert found.near.is_clear

    def test_are_none_when_the_cells_contradict_them(self, tmp_path: Path) -> None:
        rows = [["证件号吗" if one == "证件号码" else one for one in FIRST]]
        rows.append(table({"证件号码": "无"})[1])
        (only,) = compared(tmp_path, rows)
        assert line(only, "证件号吗").near is None

    def test_may_come_from_the_cells_alone_and_are_not_clear_then(self, tmp_path: Path) -> None:
        rows = [["号" if one == "证件号码" else one for one in FIRST], table({})[1]]
        (only,) = compared(tmp_path, rows)
        near = line(only, "号").near
        assert near
        assert (near.field, near.similarity, near.is_clear) == ("id_number", 0.0, False)

    def test_a_column_of_days_may_be_the_exam_date_that_is_wanting(self, tmp_path: Path) -> None:
        rows = [["来院" if one == "体检日期" else one for one in FIRST], table({})[1]]
        (only,) = compared(tmp_path, rows)
        near = line(only, "来院").near
        assert near
        assert (near.field, near.is_clear) == ("exam_date", False)

    def test_are_made_for_a_sheet_whose_headings_are_all_only_nearly_known(
        self, tmp_path: Path
    ) -> None:
        rows: Rows = [["受检的人姓名", "身份证件的号码", "体检的日期", "接触危害的因素"]]
        rows.append(["甲某", "440604198503150139", "2025-03-05", "噪声"])
        (only,) = compared(tmp_path, rows)
        fields = [one.near.field for one in only.lines if one.near]
        assert fields == ["worker", "id_number", "exam_date", "hazards"]


def test_grouped_headings_are_called_with_their_group(tmp_path: Path) -> None:
    first, good = table({}, without=("是否复查", "复查日期"))
    rows = [
        [*first, "复查情况", None, None],
        [*([None] * len(first)), "是否", "日期", "日子"],
        [*good, "是", "2025-04-10", "x"],
    ]
    (only,) = compared(tmp_path, rows)
    assert line(only, "复查情况日子").column == "X"


def test_a_hidden_sheet_and_one_without_headings_are_not_compared(tmp_path: Path) -> None:
    assert compared(tmp_path, [["填表说明"], ["请逐行填写"]]) == []
