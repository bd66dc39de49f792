"""What a heading means, and when it is refused (definitions §2, interface §4)."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from recheck import headings
from recheck.errors import Unplaceable
from recheck.headings import Nearness, SheetMap, heading_sense, map_headings
from recheck.model import Kind
from recheck.rulebook import Column, Profile
from recheck.sheets import find_header, open_sheets
from tests.uploads import Rows, read, rulebook, table, workbook


def mapped(tmp_path: Path, rows: Rows, profile: Profile | None = None) -> SheetMap:
    sheet = open_sheets(workbook(tmp_path / "a.xlsx", rows).read_bytes())[0]
    header = find_header(sheet, heading_sense(rulebook(), profile))
    assert header
    return map_headings(sheet, header, rulebook(), profile)


COLUMNS = tuple(one for one in rulebook().columns if one.kind == Kind.RECHECK_STATUS)
FIELDS = {column.field for column in COLUMNS}


def known_synonyms() -> Iterator[tuple[Column, str]]:
    """Every Chinese heading of the columns that have more than one."""
    for column in COLUMNS:
        if len(column.synonyms) > 1:
            yield from ((column, one) for one in column.synonyms if not one.isascii())


def without(column: Column, synonym: str) -> Nearness:
    """Nearness as if nobody had ever seen that heading."""
    rest = tuple(one for one in column.synonyms if one != synonym)
    poorer = dataclasses.replace(column, synonyms=rest)
    return Nearness(tuple(poorer if one is column else one for one in COLUMNS), {})


def refusal(tmp_path: Path, rows: Rows, profile: Profile | None = None) -> Unplaceable:
    with pytest.raises(Unplaceable) as refused:
        mapped(tmp_path, rows, profile)
    return refused.value


def renamed(**names: str) -> Rows:
    """A good table with other headings for some of its columns."""
    first, *rows = table({})
    return [[names.get(heading or "", heading) for heading in first], *rows]


def with_columns(*columns: tuple[str, str | None]) -> Rows:
    """A good table with further columns on its right: heading and cell."""
    first, good = table({})
    return [[*first, *(head for head, _ in columns)], [*good, *(cell for _, cell in columns)]]


def test_every_canonical_heading_is_its_own_field(tmp_path: Path) -> None:
    found = mapped(tmp_path, table({}))
    assert found.kind is Kind.RECHECK_STATUS
    assert found.letters["institution"] == "A"
    assert found.letters["rechecked_on"] == "T"
    assert found.extra == ()


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("*体检日期", "exam_date"),
        ("体检日期（必填）", "exam_date"),
        ("【必填】体检日期", "exam_date"),
        ("体检\n日期 ：", "exam_date"),
        ("体检日期（格式：2025-03-05）", "exam_date"),
        ("检查日期", "exam_date"),
    ],
)
def test_stars_brackets_breaks_and_synonyms(tmp_path: Path, written: str, field: str) -> None:
    found = mapped(tmp_path, renamed(体检日期=written))
    assert found.fields[field].text == written


def test_the_reason_below_the_group_of_rechecks_is_the_reason(tmp_path: Path) -> None:
    found = mapped(tmp_path, with_columns(("复查情况原因", "离职")))
    assert found.fields["reason"].text == "复查情况原因"


def test_unknown_columns_are_extra_and_running_numbers_are_not_missed(tmp_path: Path) -> None:
    found = mapped(tmp_path, with_columns(("科室", "车间"), ("序号", "1")))
    assert [one.text for one in found.extra] == ["科室"]


def test_missing_required_headings_are_all_named(tmp_path: Path) -> None:
    refused = refusal(tmp_path, table({}, without=("证件号码", "危害因素")))
    assert refused.message == headings.MISSING
    assert refused.parameters["headings"] == "证件号码、危害因素"


def test_the_institution_may_come_from_elsewhere(tmp_path: Path) -> None:
    assert "institution" not in mapped(tmp_path, table({}, without=("体检机构名称",))).fields


def test_a_field_claimed_by_two_filled_columns_is_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path, with_columns(("检查日期", "2025-03-06")))
    assert refused.message == headings.CLAIMED_TWICE
    assert refused.parameters["columns"] == "L（体检日期）、X（检查日期）"


def test_of_two_columns_the_empty_one_does_not_count(tmp_path: Path) -> None:
    assert mapped(tmp_path, with_columns(("检查日期", None))).letters["exam_date"] == "L"
    first, good = table({"体检日期": None})
    rows = [[*first, "检查日期"], [*good, "2025-03-05"]]
    assert mapped(tmp_path, rows).letters["exam_date"] == "X"


def test_a_second_remark_column_is_left_unread(tmp_path: Path) -> None:
    found = mapped(tmp_path, [*renamed(备注="备注")[:1], *table({"备注": "一"})[1:]])
    assert found.extra == ()
    first, good = table({"备注": "一"})
    assert [one.column for one in mapped(tmp_path, [[*first, "备注"], [*good, "二"]]).extra] == [
        "X"
    ]


class TestTheHeadingTijianDanwei:
    """体检单位 is the institution in one file and the employer in another."""

    def test_means_the_institution_when_another_heading_names_the_employer(
        self, tmp_path: Path
    ) -> None:
        assert mapped(tmp_path, renamed(体检机构名称="体检单位")).letters["institution"] == "A"

    def test_means_the_employer_when_another_heading_names_the_institution(
        self, tmp_path: Path
    ) -> None:
        assert mapped(tmp_path, renamed(用人单位名称="体检单位")).letters["enterprise"] == "C"

    def test_is_refused_when_nothing_tells(self, tmp_path: Path) -> None:
        rows = table({}, without=("体检机构名称",))
        rows[0] = ["体检单位" if cell == "用人单位名称" else cell for cell in rows[0]]
        refused = refusal(tmp_path, rows)
        assert refused.message == headings.AMBIGUOUS
        assert refused.parameters["column"] == "B"

    def test_means_what_the_profile_of_the_institution_says(self, tmp_path: Path) -> None:
        rows = table({}, without=("体检机构名称",))
        rows[0] = ["体检单位" if cell == "用人单位名称" else cell for cell in rows[0]]
        profile = Profile("某医院", headings={"体检单位": "enterprise"})
        assert mapped(tmp_path, rows, profile).letters["enterprise"] == "B"


def test_fucha_shijian_is_whichever_of_recheck_date_and_deadline_is_not_named(
    tmp_path: Path,
) -> None:
    assert mapped(tmp_path, renamed(复查日期="复查时间")).letters["rechecked_on"] == "T"
    assert mapped(tmp_path, renamed(复查期限="复查时间")).letters["deadline"] == "R"
    rows = table({}, without=("复查期限",))
    rows[0] = ["复查时间" if cell == "复查日期" else cell for cell in rows[0]]
    assert refusal(tmp_path, rows).message == headings.AMBIGUOUS


def test_a_bare_phone_heading_after_the_contact_is_the_contacts(tmp_path: Path) -> None:
    rows = with_columns(("联系人", "乙某"), ("联系电话", "0757-12345678"), ("手机", "13800000000"))
    found = mapped(tmp_path, rows)
    assert found.letters["contact_phone"] == "Y"
    assert found.letters["phone"] == "Z"
    assert mapped(tmp_path, with_columns(("联系电话", "13800000000"))).letters["phone"] == "X"


def test_grouped_headings_read_with_their_group(tmp_path: Path) -> None:
    columns: Rows = [
        ["用人单位情况", "名称", "某厂"],
        [None, "联系人", "乙某"],
        [None, "联系电话", "1"],
        ["劳动者", "姓名", "甲某"],
        [None, "证件号码", "2"],
        [None, "电话", "3"],
        ["体检情况", "日期", "2025-03-05"],
        [None, "危害因素", "噪声"],
        [None, "机构", "某院"],
        ["复查情况", "是否", "是"],
        [None, "日期", "2025-04-10"],
        [None, "结论", "正常"],
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    assert mapped(tmp_path, rows).letters == {
        "enterprise": "A",
        "contact": "B",
        "contact_phone": "C",
        "worker": "D",
        "id_number": "E",
        "phone": "F",
        "exam_date": "G",
        "hazards": "H",
        "institution": "I",
        "rechecked": "J",
        "rechecked_on": "K",
        "recheck_conclusion": "L",
    }


class TestWhichKind:
    def test_a_list_with_a_conclusion_and_nothing_about_rechecks_is_exam_records(
        self, tmp_path: Path
    ) -> None:
        told = ("复查期限", "复查日期", "复查通知日期", "签收日期", "未复查原因", "复查结论")
        upload = read(workbook(tmp_path / "表.xlsx", table({}, without=told)))
        assert [claim.kind for claim in upload.claims] == ["exam_records"]

    def test_case_id_with_result_is_supervision(self, tmp_path: Path) -> None:
        refused = refusal(tmp_path, with_columns(("个案编号", "C1"), ("督办结果", "已复查")))
        assert refused.parameters["kind"] == "督办反馈表"

    def test_without_any_of_these_the_kind_is_ambiguous(self, tmp_path: Path) -> None:
        told = ("复查期限", "复查日期", "复查通知日期", "签收日期", "未复查原因", "复查结论")
        refused = refusal(tmp_path, table({}, without=(*told, "体检结论")))
        assert refused.message == headings.AMBIGUOUS_KIND


def test_headings_of_a_profile_are_read_for_that_institution_only(tmp_path: Path) -> None:
    rows = renamed(体检日期="来院日")
    profile = Profile("某医院", headings={"来院日": "exam_date"})
    assert mapped(tmp_path, rows, profile).letters["exam_date"] == "L"
    assert refusal(tmp_path, rows, dataclasses.replace(profile, headings={})).exit_code == 11


class TestFallbacks:
    """档案号 is the exam number where nothing else is; beside 体检编号 it is a column more."""

    def test_mean_their_field_where_no_other_heading_names_it(self, tmp_path: Path) -> None:
        assert mapped(tmp_path, renamed(体检编号="档案号")).letters["exam_no"] == "J"
        assert mapped(tmp_path, renamed(体检日期="登记日期")).letters["exam_date"] == "L"

    def test_are_left_unread_beside_a_heading_that_names_it(self, tmp_path: Path) -> None:
        found = mapped(tmp_path, with_columns(("条码号", "1"), ("档案号", "2")))
        assert found.letters["exam_no"] == "J"
        assert [one.text for one in found.extra] == ["条码号", "档案号"]

    def test_the_first_filled_one_counts(self, tmp_path: Path) -> None:
        rows = renamed(体检编号="条码号")
        rows[0].append("档案号")
        assert mapped(tmp_path, [rows[0], [*rows[1], "2"]]).letters["exam_no"] == "J"
        rows[1][9] = None
        assert mapped(tmp_path, [rows[0], [*rows[1], "2"]]).letters["exam_no"] == "X"


def test_headings_in_english_are_the_tags_of_the_case_record(tmp_path: Path) -> None:
    english = {
        "用人单位名称": "CRPT_NAME",
        "姓名": "PERSON_NAME",
        "证件号码": "IdCardNo",
        "体检日期": "BHK_DATE",
        "危害因素": "BADRSN",
        "备注": "WorkAgeOccuTouched",
        "证件类型": "workno",
    }
    found = mapped(tmp_path, renamed(**english))
    assert found.fields["exposure_years"].text == "WorkAgeOccuTouched"
    assert found.fields["id_number"].text == "IdCardNo"
    assert "id_type" not in found.fields
    assert found.extra == ()


def test_every_heading_seen_in_the_field_is_known() -> None:
    """The list of the domain handbook; 个案编号 is what we issue, 机构代码 a fallback."""
    sense = heading_sense(rulebook(), None)
    seen = (Path(__file__).parent / "uploads" / "seen_headings.txt").read_text(encoding="utf-8")
    assert [heading for heading in seen.split() if sense("", heading) is None] == []


class TestNearMisses:
    def test_are_named_in_the_refusal_with_how_near_they_are(self, tmp_path: Path) -> None:
        refused = refusal(tmp_path, renamed(证件号码="身份证件号吗", 体检日期="来院日"))
        assert refused.message == headings.MISSING_BUT_NEAR
        assert refused.parameters["headings"] == "证件号码、体检日期"
        assert refused.parameters["suggestions"] == "I（身份证件号吗）→证件号码 91%"

    def test_are_clear_only_when_hardly_a_letter_differs(self) -> None:
        nearness = Nearness(COLUMNS, {})
        fields = {"rechecked_on", "id_number", "exam_date"}
        near = nearness.best(["居民身份证的号码"], fields)
        assert near
        assert (near.heading, near.percent, near.is_clear) == ("证件号码", "93%", True)
        other = nearness.best(["应复查的日期"], fields)
        assert other
        assert (other.heading, other.is_clear) == ("复查日期", False)

    def test_would_find_most_of_the_headings_we_know_and_take_none_for_another(self) -> None:
        right, wrong, clearly_wrong = 0, 0, []
        for column, synonym in known_synonyms():
            near = without(column, synonym).best((synonym,), FIELDS)
            right += bool(near and near.field == column.field)
            wrong += bool(near and near.field != column.field)
            if near and near.is_clear and near.field != column.field:
                clearly_wrong.append((synonym, near.heading))
        assert right > 5 * wrong
        assert clearly_wrong == []

    def test_chance_likeness_is_none(self) -> None:
        nearness = Nearness(rulebook().columns, {})
        assert nearness.best(["车间"], {"worker", "exam_date"}) is None
        assert nearness.best([""], {"worker"}) is None

    def test_what_the_institution_wrote_before_counts(self) -> None:
        nearness = Nearness(rulebook().columns, {"来我院日期": "exam_date"})
        near = nearness.best(["来我院的日期"], {"exam_date", "rechecked_on"})
        assert near
        assert near.field == "exam_date"


def test_a_heading_that_the_institution_does_not_need_is_not_listed(tmp_path: Path) -> None:
    profile = Profile("某医院", ignored=("科室", "检查日期"))
    rows = with_columns(("科室", "甲"), ("检查日期", "2025-03-06"))
    found = mapped(tmp_path, rows, profile)
    assert found.extra == ()
    assert found.letters["exam_date"] == "L"
