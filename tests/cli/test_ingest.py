"""ingest and check: what is taken, refused or known, what is said about it, and the exit codes."""

import hashlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from recheck.intake import OpenedFile, open_upload
from recheck.model import SourceFile
from tests.cli.conftest import FIRST, SECOND, Recheck, person, write_upload
from tests.cli.test_lists import read_csv

ON_TIME = {"是否复查": "是", "复查日期": "2025-04-20", "未复查原因": ""}


def good(path: Path, *names: str, period: str = "2025年上半年", institution: str = FIRST) -> Path:
    """An upload without anything to correct."""
    people = enumerate(names or ("张三",))
    rows = [{"上报期": period, **person(number, name, **ON_TIME)} for number, name in people]
    return write_upload(path, institution, rows)


def test_a_good_file_is_taken(empty: Path, recheck: Recheck) -> None:
    done = recheck("ingest", good(empty / "a.csv"), "--received", "2025-07-10")
    assert (done.code, done.out) == (0, "")
    assert "a.csv" in done.err
    assert "recheck overdue" in done.err


def test_errors_and_held_rows_ask_for_attention(empty: Path, recheck: Recheck) -> None:
    held = write_upload(
        empty / "b.csv", FIRST, [person(0, "张三", 体检日期="不详", 上报期="2025H1")]
    )
    assert recheck("ingest", held, "--received", "2025-07-10").code == 1


def test_every_received_file_is_archived_unchanged(empty: Path, recheck: Recheck) -> None:
    refused = empty / "空.csv"
    refused.write_bytes(b"")
    files = [good(empty / "a.csv"), refused]
    recheck("ingest", *files)
    for file in files:
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        kept = next((empty / "archive").rglob(f"{sha256}*"))
        assert kept.read_bytes() == file.read_bytes()


def test_an_unreadable_file_is_refused_with_10(empty: Path, recheck: Recheck) -> None:
    (empty / "空.xlsx").write_bytes(b"")
    done = recheck("ingest", empty / "空.xlsx")
    assert done.code == 10
    assert "空.xlsx 未入库" in done.err


def test_check_of_a_refused_file_does_not_send_it_on(empty: Path, recheck: Recheck) -> None:
    scan = empty / "扫描件.xlsx"
    scan.write_bytes(b"%PDF-1.7\n")
    done = recheck("check", scan)
    assert done.code == 10
    assert "退回更正" in done.err
    assert "recheck ingest" not in done.err


def test_an_unknown_layout_is_refused_with_11(empty: Path, recheck: Recheck) -> None:
    (empty / "x.csv").write_text("甲,乙,丙\n1,2,3\n", encoding="utf-8")
    assert recheck("ingest", empty / "x.csv").code == 11


def test_10_when_one_of_the_refused_is_unreadable(empty: Path, recheck: Recheck) -> None:
    (empty / "x.csv").write_text("甲,乙,丙\n1,2,3\n", encoding="utf-8")
    (empty / "空.csv").write_bytes(b"")
    assert recheck("ingest", empty / "x.csv", empty / "空.csv").code == 10


def test_a_refused_file_does_not_stop_the_others(empty: Path, recheck: Recheck) -> None:
    folder = empty / "上报"
    good(folder / "b.csv")
    (folder / "a.csv").write_bytes(b"")
    assert recheck("ingest", folder, "--received", "2025-07-10").code == 1
    assert len(read_csv(recheck("cases").out)) == 1
    assert [
        row["code"] for row in read_csv(recheck("findings").out) if row["severity"] == "error"
    ] == ["file_refused"]


def refused_files(recheck: Recheck) -> list[str]:
    listed = read_csv(recheck("findings").out)
    return [row["file"] for row in listed if row["code"] == "file_refused"]


def test_a_file_refused_twice_is_listed_once(empty: Path, recheck: Recheck) -> None:
    for name in ("a.csv", "b.csv"):  # both without content: still two files
        (empty / name).write_bytes(b"")
        for _ in range(2):
            assert recheck("ingest", empty / name, "--received", "2025-07-10").code == 10
    assert refused_files(recheck) == ["a.csv", "b.csv"]


def test_a_refusal_ends_when_the_same_content_is_taken_under_another_name(
    empty: Path, recheck: Recheck
) -> None:
    nameless = good(empty / "a.csv", period="")
    assert recheck("ingest", nameless, "--received", "2025-07-10").code == 11
    assert refused_files(recheck) == ["a.csv"]
    told = nameless.rename(empty / "a_2025H1.csv")
    assert recheck("ingest", told, "--received", "2025-07-11").code == 0
    assert refused_files(recheck) == []


def test_damage_that_nobody_foresaw_does_not_stop_the_others(
    empty: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprised(source: SourceFile, *others: Any) -> OpenedFile:
        if source.name == "a.csv":
            raise ZeroDivisionError
        return open_upload(source, *others)

    monkeypatch.setattr("recheck.commands.reader.open_upload", surprised)
    files = (good(empty / "a.csv"), good(empty / "b.csv", "张三", "李四"))
    done = recheck("ingest", *files, "--received", "2025-07-10")
    assert done.code == 1
    assert "a.csv 未入库" in done.err
    assert len(read_csv(recheck("cases").out)) == 2


def test_office_litter_is_skipped(empty: Path, recheck: Recheck) -> None:
    folder = empty / "上报"
    good(folder / "二级" / "a.csv")
    for name in ("~$a.csv", "Thumbs.db", ".DS_Store"):
        (folder / name).write_bytes(b"litter")
    assert recheck("ingest", folder, "--received", "2025-07-10").code == 0


def test_what_a_workspace_keeps_for_itself_is_nobodys_upload(empty: Path, recheck: Recheck) -> None:
    (empty / "上报").mkdir()
    good(empty / "上报" / "a.csv")
    assert recheck("ingest", ".", "--received", "2025-07-10").code == 0
    assert len([one for one in (empty / "archive").rglob("*") if one.is_file()]) == 1
    again = recheck("ingest", "..", "--received", "2025-07-11")
    assert (again.code, again.err.count("没有任何变化")) == (0, 1)
    assert "没有任何变化" in recheck("ingest", "archive", "--received", "2025-07-11").err


def test_of_two_names_of_one_content_the_one_that_tells_counts(
    empty: Path, recheck: Recheck
) -> None:
    folder = empty / "上报"
    telling = good(folder / "良2025年上半年.csv")
    lines = telling.read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("上报期")
    bare = [",".join(line.split(",")[:place] + line.split(",")[place + 1 :]) for line in lines]
    for name in ("一.csv", "良2025年上半年.csv", "零.csv"):
        (folder / name).write_text("\n".join(bare), encoding="utf-8")
    done = recheck("ingest", folder, "--received", "2025-07-10")
    assert done.code == 0
    assert done.err.count("内容与此前入库的相同") == 2
    assert len(read_csv(recheck("cases").out)) == 1


def test_the_same_file_again_changes_nothing(empty: Path, recheck: Recheck) -> None:
    file = good(empty / "a.csv")
    recheck("ingest", file, "--received", "2025-07-10")
    before = recheck("submissions").out
    again = recheck("ingest", file.rename(empty / "改名.csv"), "--received", "2025-08-01")
    assert again.code == 0
    assert "没有任何变化" in again.err
    assert recheck("submissions").out == before


def test_the_same_content_twice_in_one_call_is_taken_once(empty: Path, recheck: Recheck) -> None:
    file = good(empty / "a.csv")
    twin = empty / "b.csv"
    twin.write_bytes(file.read_bytes())
    done = recheck("ingest", file, twin, "--received", "2025-07-10")
    assert done.code == 0
    assert "b.csv 内容与此前入库的相同" in done.err
    for name in ("c.csv", "d.csv"):
        (empty / name).write_bytes(b"")
    assert recheck("ingest", empty / "c.csv", empty / "d.csv").code == 10


def test_a_known_file_beside_refused_ones_is_1(empty: Path, recheck: Recheck) -> None:
    file = good(empty / "a.csv")
    recheck("ingest", file, "--received", "2025-07-10")
    (empty / "空.csv").write_bytes(b"")
    assert recheck("ingest", file, empty / "空.csv").code == 1


def test_two_files_for_one_submission_in_one_call(empty: Path, recheck: Recheck) -> None:
    files = (good(empty / "a.csv", "张三"), good(empty / "b.csv", "张三", "李四"))
    done = recheck("ingest", *files, "--received", "2025-07-10")
    assert done.code == 11
    assert "分两次入库" in done.err
    assert recheck("cases").out.count("\n") == 1
    assert recheck("ingest", *files, "--received", "2025-07-10", "--add").code == 0


def test_a_newer_version_shows_the_difference(empty: Path, recheck: Recheck) -> None:
    recheck("ingest", good(empty / "a.csv", "张三"), "--received", "2025-07-10")
    done = recheck("ingest", good(empty / "b.csv", "张三", "李四"), "--received", "2025-07-20")
    assert done.code == 0
    assert "新增" in done.err


def test_a_file_that_arrived_before_the_known_version_says_so(
    empty: Path, recheck: Recheck
) -> None:
    recheck("ingest", good(empty / "a.csv", "张三"), "--received", "2025-07-20")
    done = recheck("ingest", good(empty / "b.csv", "张三", "李四"), "--received", "2025-07-10")
    assert done.code == 0
    assert "仍以较晚接收的版本为准" in done.err
    assert recheck("cases").out.count("\n") == 3


def test_changed_rules_count_after_an_ingest_of_known_files(empty: Path, recheck: Recheck) -> None:
    file = write_upload(empty / "a.csv", FIRST, [{"上报期": "2025H1", **person(0, "张三")}])
    recheck("ingest", file, "--received", "2025-07-10")
    settings = empty / "recheck.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(with_grace(text, 300), encoding="utf-8")
    before = recheck("overdue", "--as-of", "2025-12-31").out.count("\n")
    recheck("ingest", file, "--received", "2025-07-11")
    after = recheck("overdue", "--as-of", "2025-12-31").out.count("\n")
    assert (before, after) == (2, 1)


def with_grace(settings: str, days: int) -> str:
    """The settings with other grace days, whether they stated some before or not."""
    kept = [line for line in settings.splitlines() if not line.startswith("grace_days")]
    if "[policy]" not in kept:
        return "\n".join([*kept, "[policy]", f"grace_days = {days}", ""])
    place = kept.index("[policy]") + 1
    return "\n".join([*kept[:place], f"grace_days = {days}", *kept[place:], ""])


def passports(number: int, **cells: str) -> list[dict[str, str]]:
    """So many people."""
    return [
        {
            "上报期": "2025H1",
            **person(0, f"王{name}", **ON_TIME),
            "证件号码": f"E1234567{name}",
            "证件类型": "护照",
            **cells,
        }
        for name in range(number)
    ]


def test_a_file_that_lacks_many_cases_needs_a_decision(empty: Path, recheck: Recheck) -> None:
    many = passports(8)
    whole = write_upload(empty / "a.csv", FIRST, many)
    part = write_upload(empty / "b.csv", FIRST, many[:1])
    recheck("ingest", whole, "--received", "2025-07-10")
    refused = recheck("ingest", part, "--received", "2025-07-20")
    assert refused.code == 11
    assert "未入库：本次比上次少7例：" in refused.err
    assert "--replace" in refused.err
    assert recheck("ingest", part, "--received", "2025-07-20", "--replace").code == 0


def test_whose_cases_a_merged_file_lacks_is_said(empty: Path, recheck: Recheck) -> None:
    first, second = passports(2), passports(8, 体检机构名称=SECOND, 体检日期="2025-03-02")
    whole = write_upload(empty / "a.csv", FIRST, [*first, *second])
    part = write_upload(empty / "b.csv", FIRST, [*first, *second[:1]])
    recheck("ingest", whole, "--received", "2025-07-10")
    refused = recheck("ingest", part, "--received", "2025-07-20")
    assert f"未入库：{SECOND}本次比上次少7例：" in refused.err


def test_half_year_and_institution_may_come_from_the_command(empty: Path, recheck: Recheck) -> None:
    rows = [person(0, "张三", **ON_TIME)]
    file = write_upload(empty / "x.csv", "", rows)
    assert recheck("ingest", file, "--received", "2025-07-10").code == 11
    words = ("--institution", FIRST, "--period", "2025H1", "--received", "2025-07-10T10:00")
    assert recheck("ingest", file, *words).code == 0
    line = read_csv(recheck("submissions").out)[0]
    assert (line["institution"], line["received_at"]) == (FIRST, "2025-07-10T10:00:00")


def test_check_stores_nothing_and_shows_findings(empty: Path, recheck: Recheck) -> None:
    rows = [{"上报期": "2025H1", **person(0, "张三", 是否复查="是", 未复查原因="")}]
    file = write_upload(empty / "a.csv", FIRST, rows)
    done = recheck("check", file, "--received", "2025-07-10")
    assert done.code == 1
    assert "复查日期" in done.out
    assert recheck("submissions").out.count("\n") <= 1
    assert not list((empty / "archive").rglob("*.csv"))


@pytest.mark.usefixtures("empty")
def test_the_upload_workbook_comes_back_filled_in(recheck: Recheck) -> None:
    assert recheck("template", "-o", "模板.xlsx").code == 0
    book = openpyxl.load_workbook("模板.xlsx")
    sheet = book["复查落实情况表"]
    headings = [str(cell.value).rstrip("*") for cell in sheet[1]]
    row = {"体检机构名称": FIRST, "上报期": "2025年上半年", **person(0, "张三", **ON_TIME)}
    for column, heading in enumerate(headings, 1):
        sheet.cell(3, column, row.get(heading))
    book.save("填好.xlsx")
    assert "用第2版模板填写" in recheck("check", "填好.xlsx").out
    assert recheck("ingest", "填好.xlsx", "--received", "2025-07-10").code == 0
    line = read_csv(recheck("submissions").out)[0]
    assert (line["accepted"], line["held"], line["errors"], line["warnings"]) == (
        "1",
        "0",
        "0",
        "0",
    )


@pytest.mark.usefixtures("workspace")
def test_a_list_shorter_than_its_summary_is_told_at_once(recheck: Recheck) -> None:
    book = openpyxl.Workbook()
    rows = [{"体检机构名称": FIRST, **person(number, name)} for number, name in enumerate("甲乙")]
    book.worksheets[0].append(list(rows[0]))
    for row in rows:
        book.worksheets[0].append(list(row.values()))
    summary = book.create_sheet("汇总")
    summary.append(["体检机构名称", "上报期", "受检人次", "需复查人次", "已通知人次"])
    summary.append([FIRST, "2025年上半年", 400, 5, 2])
    book.save("一院2025年上半年.xlsx")
    said = recheck("check", "一院2025年上半年.xlsx", "--received", "2025-07-20")
    assert "汇总表写本期需复查5人次，名单中只有2人次" in said.out.replace("\n", "")
    done = recheck("ingest", "一院2025年上半年.xlsx", "--received", "2025-07-20")
    assert done.code == 1
    listed = recheck("submissions", "--format", "csv").out.splitlines()
    assert listed[0].endswith("late,examined,declared")
    assert [line.split(",")[-2:] for line in listed if FIRST in line][-1] == ["400", "5"]
    assert "cases_missing" in recheck("findings", "--format", "csv").out
