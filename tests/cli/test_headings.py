"""`recheck headings`: shows the difference, asks, and writes the profile."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import FIRST, SECOND, Recheck, person, write_upload

WRITTEN_SO = {"证件号码": "身份号吗", "体检日期": "来我院的日子", "复查期限": "复查时间"}


@pytest.fixture
def odd(workspace: Path) -> Path:
    """A file of the first institution whose headings are its own."""
    rows = [{**person(number, "甲某"), "科室": "一车间"} for number in range(3)]
    renamed = [{WRITTEN_SO.get(name, name): cell for name, cell in row.items()} for row in rows]
    return write_upload(workspace / "一院2025年下半年.csv", FIRST, renamed)


@pytest.fixture
def profile(workspace: Path) -> Path:
    return workspace / "rules" / "institutions" / f"{FIRST}.toml"


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Somebody at the keyboard, and what they type."""

    def at_the_keyboard(*answers: str) -> None:
        lines = io.StringIO("".join(f"{one}\n" for one in answers))
        monkeypatch.setattr(lines, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdin", lines)

    return at_the_keyboard


def test_the_mapping_is_shown_with_suggestions_and_nothing_is_written(
    odd: Path, profile: Path, recheck: Recheck
) -> None:
    done = recheck("headings", odd, "--format", "json")
    lines = {line["heading"]: line for line in json.loads(done.out)}
    assert done.code == 11  # ID number and exam date are missing
    assert lines["身份号吗"]["suggestion"] == "证件号码"
    assert (lines["身份号吗"]["similarity_rate"], lines["身份号吗"]["contents_rate"]) == (0.75, 1.0)
    assert (lines["科室"]["change"], lines["科室"]["suggestion"]) == ("new", None)
    assert lines["复查时间"]["suggestion"] == "复查日期;复查期限"
    assert lines["姓名"]["field"] == "worker"
    assert "还没有配置" in done.err
    assert not profile.exists()


def test_a_table_for_people_is_in_chinese(odd: Path, recheck: Recheck) -> None:
    shown = recheck("headings", odd, "--format", "table").out
    assert "是否为" in shown
    assert "多义" in shown
    assert "75.0%" in shown


def test_yes_saves_what_is_clear_and_leaves_the_rest(
    odd: Path, profile: Path, recheck: Recheck
) -> None:
    done = recheck("headings", odd, "--save", "--yes")
    text = profile.read_text(encoding="utf-8")
    assert '"身份号吗" = "id_number"' in text
    assert "“来我院的日子”仍未确定" in done.err
    assert "“科室”仍未确定" in done.err  # it might be the exam date that is wanting
    assert "ignored" not in text
    assert done.code == 11


def test_set_says_what_a_heading_means_and_the_file_can_be_taken(
    odd: Path, profile: Path, recheck: Recheck
) -> None:
    chosen = ("--set", "来我院的日子=体检日期", "--set", "复查时间=deadline")
    done = recheck("headings", odd, "--save", "--yes", *chosen)
    assert done.code == 0, done.err
    assert "列标题都已确定" in done.err
    assert '"来我院的日子" = "exam_date"' in profile.read_text(encoding="utf-8")
    again = recheck("headings", odd, "--format", "json")
    changes = {line["change"] for line in json.loads(again.out)}
    assert changes == {"known", "ignored"}
    taken = recheck("check", odd)
    assert taken.code == 0, taken.err
    assert "columns_not_read" not in taken.out
    assert "没有识别" not in taken.out


def test_columns_may_be_named_by_their_letters_and_not_be_read(
    odd: Path, profile: Path, recheck: Recheck
) -> None:
    letters = {line["heading"]: line["column"] for line in shown(recheck, odd)}
    recheck("headings", odd, "--save", "--yes", "--set", f"{letters['复查时间']}=-")
    assert '"复查时间"' in profile.read_text(encoding="utf-8").partition("ignored")[2]


def shown(recheck: Recheck, path: Path) -> list[dict[str, str]]:
    lines: list[dict[str, str]] = json.loads(recheck("headings", path, "--format", "json").out)
    return lines


def test_a_heading_that_means_something_else_by_hand_is_not_overwritten(
    odd: Path, profile: Path, recheck: Recheck
) -> None:
    profile.parent.mkdir(parents=True)
    by_hand = f'institution = "{FIRST}" # 正式名称\n[headings]\n"复查时间" = "deadline" # 问过\n'
    profile.write_text(by_hand, encoding="utf-8")
    done = recheck("headings", odd, "--save", "--yes", "--set", "复查时间=复查日期")
    assert done.code == 2
    assert "deadline" in done.err
    assert profile.read_text(encoding="utf-8") == by_hand
    assert recheck("headings", odd, "--save", "--yes").code == 11
    assert profile.read_text(encoding="utf-8").startswith(by_hand.partition("\n")[0])
    assert '"复查时间" = "deadline" # 问过\n' in profile.read_text(encoding="utf-8")


def test_what_stood_elsewhere_or_is_gone_is_told_the_next_time(
    workspace: Path, recheck: Recheck
) -> None:
    first = workspace / "上报文件" / "一院2025年上半年.csv"
    assert recheck("headings", first, "--save", "--yes").code == 0
    rows = [{**person(0, "甲某"), "处置措施": "调离"}]
    del rows[0]["联系电话"]
    later = write_upload(workspace / "一院2025年下半年.csv", FIRST, rows)
    changes = {line["heading"]: line["change"] for line in shown(recheck, later)}
    assert changes["联系电话"] == "gone"
    assert changes["处置措施"] == "new"


class TestAtTheKeyboard:
    def test_each_open_heading_is_asked_for(
        self, odd: Path, profile: Path, recheck: Recheck, typing: Callable[..., None]
    ) -> None:
        # 来我院的日子 (suggested by its cells), 复查时间 (first no field), 身份号吗, 科室, write it
        typing("", "期限", "复查期限", "", "", "")
        done = recheck("headings", odd, "--save")
        assert done.code == 0, done.err
        assert "身份号吗" in done.err
        assert "这里不认识“期限”" in done.err or "期限" in done.err
        text = profile.read_text(encoding="utf-8")
        assert '"来我院的日子" = "exam_date"' in text
        assert '"复查时间" = "deadline"' in text
        assert '"身份号吗" = "id_number"' in text
        assert 'ignored = ["科室"]' in text

    def test_no_at_the_end_writes_nothing(
        self, odd: Path, profile: Path, recheck: Recheck, typing: Callable[..., None]
    ) -> None:
        typing("?", "?", "", "", "n")
        assert "没有保存" in recheck("headings", odd, "--save").err
        assert not profile.exists()

    def test_an_end_of_input_writes_nothing(
        self, odd: Path, profile: Path, recheck: Recheck, typing: Callable[..., None]
    ) -> None:
        typing("")
        done = recheck("headings", odd, "--save")
        assert (done.code, profile.exists()) == (2, False)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--save",), "请加 --yes"),
        (("--yes",), "请同时加 --save"),
        (("--save", "--yes", "--set", "没有的列=姓名"), "没有的列"),
        (("--save", "--yes", "--set", "科室=没有的字段"), "没有的字段"),
        (("--save", "--yes", "--set", "科室"), "列标题=字段"),
        (("--save", "--yes", "--set", "科室=姓名", "--set", "科室=备注"), "两种含义"),
        (("--save", "--yes", "--set", "科室=备注", "--set", "复查时间=备注"), "同一字段"),
    ],
)
def test_what_cannot_be_saved_is_told_and_nothing_is_written(
    odd: Path, profile: Path, recheck: Recheck, words: tuple[str, ...], told: str
) -> None:
    done = recheck("headings", odd, *words)
    assert done.code == 2
    assert told in done.err
    assert not profile.exists()


def test_without_an_institution_nothing_can_be_saved_but_shown(
    workspace: Path, recheck: Recheck
) -> None:
    path = write_upload(workspace / "名单.csv", "", [person(0, "甲某")])
    assert recheck("headings", path).code == 0
    done = recheck("headings", path, "--save", "--yes")
    assert done.code == 2
    assert "--institution" in done.err
    done = recheck("headings", path, "--institution", "一院", "--save", "--yes")
    assert done.code == 0, done.err
    assert (workspace / "rules" / "institutions" / f"{FIRST}.toml").exists()


def test_a_profile_for_somebody_who_is_not_on_the_list_is_said(odd: Path, recheck: Recheck) -> None:
    done = recheck("headings", odd, "--institution", FIRST, "--save", "--yes")
    assert "不在应报机构名单中" not in done.err
    done = recheck("headings", odd, "--institution", "第一家医院", "--save", "--yes")
    assert "第一家医院不在应报机构名单中" in done.err


def test_files_without_headings_or_tables_are_told(workspace: Path, recheck: Recheck) -> None:
    nothing = workspace / "说明.csv"
    nothing.write_text("请各机构按时报送\n", encoding="utf-8")
    assert recheck("headings", nothing).code == 11
    assert recheck("headings", workspace / "上报文件").code == 2  # several files
    assert recheck("headings", workspace / "没有.xlsx").code == 2
    picture = workspace / "照片.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert recheck("headings", picture).code == 10


def test_a_profile_that_is_no_toml_is_told_in_chinese_with_file_and_line(
    workspace: Path, recheck: Recheck
) -> None:
    folder = workspace / "rules" / "institutions"
    folder.mkdir(parents=True)
    (folder / "二院.toml").write_text(
        f'institution = "{SECOND}"\n[headings]\n回来没有 = “rechecked”\n', "utf-8"
    )
    done = recheck("rates")
    assert done.code == 14
    assert "二院.toml 第 3 行" in done.err
    assert "全角标点" in done.err


def test_a_profile_for_another_time_does_not_read_the_file(
    odd: Path, profile: Path, recheck: Recheck
) -> None:
    profile.parent.mkdir(parents=True)
    profile.write_text(
        f'institution = "{FIRST}"\nfrom = 2026-01-01\n[headings]\n"身份号吗" = "id_number"\n',
        encoding="utf-8",
    )
    before = recheck("headings", odd, "--received", "2025-12-31", "--format", "json")
    after = recheck("headings", odd, "--received", "2026-01-01", "--format", "json")
    fields = [
        next(line["field"] for line in json.loads(done.out) if line["heading"] == "身份号吗")
        for done in (before, after)
    ]
    assert fields == [None, "id_number"]
