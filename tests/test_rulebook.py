"""The rules that come with the package, and what a rule file may not say."""

import csv
import dataclasses
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from recheck.errors import ConfigurationInvalid
from recheck.rulebook import (
    HAZARD_GROUPS,
    IGNORED,
    INVISIBLE,
    Rulebook,
    check_policy,
    heading_key,
    load,
    normalised,
    profiles,
)
from recheck.rulebook.book import RULES
from recheck.rulebook.columns import read_columns
from recheck.rulebook.words import read_vocabulary

BEFORE_2025, SINCE_2025 = date(2026, 7, 31), date(2026, 8, 1)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load()


def test_foshan_has_5_districts_and_32_towns_in_the_order_of_the_region_table(
    rulebook: Rulebook,
) -> None:
    region = rulebook.region
    assert region.districts == ("禅城区", "南海区", "顺德区", "三水区", "高明区")
    assert [len(region.towns_of(district)) for district in region.districts] == [4, 7, 10, 7, 4]


def test_town_codes_lie_in_their_districts() -> None:
    with (RULES / "cities/foshan/towns.csv").open(encoding="utf-8", newline="") as lines:
        towns = list(csv.DictReader(lines))
    assert all(town["code"].startswith(town["district_code"]) for town in towns)
    assert len({town["code"] for town in towns}) == len(towns)


def test_every_hazard_group_is_one_of_the_reports(rulebook: Rulebook) -> None:
    assert set(rulebook.hazards.groups.values()) == set(HAZARD_GROUPS)


@pytest.mark.parametrize(
    ("field", "required"),
    [("institution", True), ("id_number", True), ("rechecked", True), ("uscc", False)],
)
def test_required_columns_of_the_recheck_sheet(
    rulebook: Rulebook, field: str, required: bool
) -> None:
    columns = {one.field: one for one in rulebook.columns if one.kind == "recheck_status"}
    assert columns[field].required is required


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("*姓名（必填）", "姓名"),
        ("【证件号码】", "证件号码"),
        ("镇（街道）", "镇街道"),
        ("体检\n日期", "体检日期"),
        ("IdCardNo", "IDCARDNO"),
        ("填报单位：", "填报单位"),
    ],
)
def test_headings_are_compared_without_stars_brackets_and_blanks(heading: str, key: str) -> None:
    assert heading_key(heading) == key


@pytest.mark.parametrize(
    ("vocabulary", "word", "label"),
    [
        ("exam_type", "岗中", "在岗期间"),
        ("exam_type", "离岗", "离岗时"),
        ("scale", "大型企业", "大型"),
        ("reason", "电话空号", "失联"),
        ("reason", "企业注销", "单位停产/注销/搬迁"),
        ("id_type", "回乡证", "港澳居民来往内地通行证"),
        ("conclusion", "职业禁忌症", "职业禁忌证"),
        ("economic_type", "民营", "私营"),
        ("scale", "小微", None),
        ("exam_type", "1", None),
        ("exam_type", "其他", IGNORED),
    ],
)
def test_words_are_read_by_their_vocabulary(
    rulebook: Rulebook, vocabulary: str, word: str, label: object
) -> None:
    assert rulebook.vocabularies[vocabulary].read(word) == label


def test_reasons_are_those_of_the_definitions(rulebook: Rulebook) -> None:
    assert list(rulebook.vocabularies["reason"].codes.values()) == [
        "用人单位未安排",
        "单位已签收未跟进",
        "劳动者拒绝",
        "离职",
        "转岗",
        "未录用",
        "失联",
        "已在其他机构复查",
        "已复查待出报告",
        "暂缓",
        "未到期",
        "单位停产/注销/搬迁",
        "通知未送达",
        "死亡",
        "其他",
    ]


@pytest.mark.parametrize("exam_date", [BEFORE_2025, SINCE_2025])
@pytest.mark.parametrize(
    ("hazard", "days"),
    [
        ("噪声", 30),
        ("苯", 14),
        ("苯(含苯系物)", 14),
        ("甲苯", 30),
        ("二甲苯", 30),
        ("苯乙烯", 30),
        ("苯系物", 30),
        ("苯的氨基与硝基化合物", 30),
        ("铅及其无机化合物", 90),
        ("四乙基铅", 30),
        ("矽尘", 30),
        ("电焊烟尘", 30),
        ("高温", 14),
        ("电工作业", 14),
        ("高处作业", 14),
        ("压力容器作业", 14),
        ("职业机动车驾驶作业", 14),
        ("不明", 30),
        ("没见过的因素", 30),
    ],
)
def test_default_days_by_hazard(
    rulebook: Rulebook, hazard: str, days: int, exam_date: date
) -> None:
    assert rulebook.policy.days_for(hazard, exam_date) == days


@pytest.mark.parametrize(
    ("exam_date", "name"), [(BEFORE_2025, "GBZ 188—2014"), (SINCE_2025, "GBZ 188—2025")]
)
def test_the_standard_is_chosen_by_exam_date(
    rulebook: Rulebook, exam_date: date, name: str
) -> None:
    assert [one.name for one in rulebook.policy.standards if one.covers(exam_date)] == [name]


def test_standards_with_a_gap_are_refused(rulebook: Rulebook) -> None:
    first, second = rulebook.policy.standards
    late = dataclasses.replace(second, from_=date(2026, 8, 2))
    with pytest.raises(ConfigurationInvalid, match="must begin on the day after"):
        check_policy(dataclasses.replace(rulebook.policy, standards=(first, late)), "policy.toml")


def test_reading_rules_change_with_a_profile_and_judging_rules_do_not(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    folder = tmp_path / "institutions"
    folder.mkdir()
    (folder / "示例.toml").write_text(
        'institution = "佛山市示例医院"\n[values.yes_no]\n"1" = "yes"\n', encoding="utf-8"
    )
    local = load(local=tmp_path)
    assert local.reading_hash != rulebook.reading_hash
    assert local.judging_rules == rulebook.judging_rules
    profile = local.profile("佛山市示例医院", date(2025, 7, 15))
    assert profile
    assert profile.values["yes_no"] == {"1": "yes"}


@pytest.mark.parametrize(
    ("wrong", "line", "word", "nearest"),
    [
        ('[headings]\n"受检人" = "wroker"\n', 3, "wroker", "worker"),
        ('[values.yes_or_no]\n"1" = "yes"\n', 2, "yes_or_no", "yes_no"),
        ('[values.yes_no]\n"0" = "no"\n"1" = "yess"\n', 4, "yess", "yes"),
        ('[values.hazards]\n"噪" = "噪声音"\n', 3, "噪声音", "噪声"),
        ('[dates]\norder = "day-moth-year"\n', 3, "day-moth-year", "day-month-year"),
        ("[dates]\nserials_from = 1903\n", 3, "1903", "1904"),
    ],
)
def test_a_profile_that_names_what_does_not_exist_is_refused(
    tmp_path: Path, wrong: str, line: int, word: str, nearest: str
) -> None:
    folder = tmp_path / "institutions"
    folder.mkdir()
    (folder / "示例.toml").write_text(f'institution = "佛山市示例医院"\n{wrong}', "utf-8")
    with pytest.raises(ConfigurationInvalid) as refused:
        load(local=tmp_path)
    told = refused.value.parameters
    assert (told["file"], told["line"], told["word"]) == ("示例.toml", line, word)
    assert nearest in str(told["question"])


def test_an_unknown_city_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationInvalid) as refused:
        load(city="atlantis")
    assert refused.value.parameters["cities"] == "foshan"


def test_a_synonym_claimed_by_two_fields_is_refused(tmp_path: Path) -> None:
    text = (RULES / "columns.toml").read_text(encoding="utf-8")
    file = tmp_path / "columns.toml"
    file.write_text(text.replace('"劳动者性别"', '"姓 名"'), "utf-8")
    with pytest.raises(ConfigurationInvalid, match="claimed by both") as refused:
        read_columns(file)
    assert refused.value.parameters["variant"] == "姓名"


def test_a_variant_claimed_by_two_codes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "scale.toml"
    file.write_text('[codes]\na = "大"\nb = "小"\n[fixes]\nb = ["大"]\n', encoding="utf-8")
    with pytest.raises(ConfigurationInvalid, match="claimed by both"):
        read_vocabulary(file)


def test_invisible_marks_are_white_space_and_all_of_category_cf() -> None:
    marks = [chr(code) for code in range(sys.maxunicode + 1)]
    formats = [mark for mark in marks if unicodedata.category(mark) == "Cf"]
    assert not re.sub(f"[{INVISIBLE}]", "", "".join(formats))
    assert normalised("\u202d ４４ \u200b") == "44"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("合 计", True),
        ("本页小计", True),
        ("填报单位负责人签字", True),
        ("日期：", True),
        ("（备注1）：", True),
        ("注意事项", True),
        ("注塑工", False),
        ("单位名称", False),
        ("总装车间", False),
    ],
)
def test_totals_signatures_and_notes_are_told_by_their_first_words(
    rulebook: Rulebook, text: str, line: bool
) -> None:
    assert bool(re.search(rulebook.furniture.line, text)) is line


@pytest.mark.parametrize(
    ("text", "example"),
    [("示例：某医院", True), ("填写样例", True), ("张三（示例）", True), ("例", False)],
)
def test_example_rows_are_told_by_their_words(rulebook: Rulebook, text: str, example: bool) -> None:
    assert bool(re.search(rulebook.furniture.example_row, text)) is example


def written(folder: Path, **texts: str) -> Path:
    """Profiles of a workspace: file name without ending → text."""
    (folder / "institutions").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / "institutions" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


class TestProfiles:
    def test_are_chosen_by_the_day_of_arrival(self, tmp_path: Path) -> None:
        book = load(
            local=written(
                tmp_path,
                a='institution = "甲院"\nuntil = 2025-12-31\n[values.yes_no]\n"1" = "yes"\n',
                b='institution = "甲院"\nfrom = 2026-01-01\n[values.yes_no]\n"1" = "no"\n',
            )
        )
        last_day, first_day = (
            book.profile("甲院", day) for day in (date(2025, 12, 31), date(2026, 1, 1))
        )
        assert last_day
        assert first_day
        assert last_day.values["yes_no"] == {"1": "yes"}
        assert first_day.values["yes_no"] == {"1": "no"}
        assert book.profile("乙院", date(2026, 1, 1)) is None

    def test_a_day_between_two_profiles_has_none(self, tmp_path: Path) -> None:
        book = load(local=written(tmp_path, a='institution = "甲院"\nuntil = 2025-06-30\n'))
        assert book.profile("甲院", date(2025, 7, 1)) is None

    def test_on_the_same_day_are_refused_with_file_and_line(self, tmp_path: Path) -> None:
        local = written(
            tmp_path,
            a='institution = "甲院"\nuntil = 2026-01-01\n',
            b='# since the merger\ninstitution = "甲 院"\nfrom = 2026-01-01\n',
        )
        with pytest.raises(ConfigurationInvalid) as refused:
            load(local=local)
        told = {"file": "b.toml", "line": 3, "other": "a.toml", "institution": "甲 院"}
        assert refused.value.parameters == told

    def test_may_call_the_institution_by_an_alias(self, tmp_path: Path) -> None:
        local = written(tmp_path, a='institution = "一院"\n')
        book = load(local=local, official={"一院": "佛山市第一医院"})
        assert book.profile("佛山市第一医院", date(2026, 1, 1))

    def test_what_they_only_compare_with_changes_no_hash(self, tmp_path: Path) -> None:
        text = 'institution = "甲院"\n'
        layout = '[[layouts]]\nsheets = ["表1"]\nheadings = ["姓名"]\n'
        first = load(local=written(tmp_path, a=text)).reading_hash
        assert load(local=written(tmp_path, a=text + layout)).reading_hash == first
        ignoring = f'ignored = ["科室"]\n{text}'
        assert load(local=written(tmp_path, a=ignoring)).reading_hash != first

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ('from = 2026-02-01\nuntil = 2026-01-01\ninstitution = "甲院"\n', 2, "NO_DAYS"),
            ('\ninstitution = " "\n', 2, "NO_NAME"),
            (
                'institution = "甲院"\n[headings]\n"日 期" = "exam_date"\n"日期" = "job"\n',
                4,
                "SAID_TWICE",
            ),
            (
                'institution = "甲院"\nignored = ["日期"]\n[headings]\n"日期" = "exam_date"\n',
                2,
                "READ_AND_IGNORED",
            ),
            (
                'institution = "甲院"\n[values.yes_no]\n"y" = "yes"\n"Ｙ" = "no"\n',
                4,
                "SAID_TWICE",
            ),
        ],
    )
    def test_that_contradict_themselves_are_refused(
        self, tmp_path: Path, text: str, line: int, message: str
    ) -> None:
        with pytest.raises(ConfigurationInvalid) as refused:
            load(local=written(tmp_path, a=text))
        assert refused.value.message == getattr(profiles, message)
        assert (refused.value.parameters["file"], refused.value.parameters["line"]) == (
            "a.toml",
            line,
        )

    def test_a_name_that_an_editor_lengthened_is_refused(self, tmp_path: Path) -> None:
        folder = written(tmp_path, a='institution = "甲院"\n') / "institutions"
        (folder / "a.toml").rename(folder / "a.toml.txt")
        with pytest.raises(ConfigurationInvalid) as refused:
            load(local=tmp_path)
        assert refused.value.parameters == {"file": "a.toml.txt"}
