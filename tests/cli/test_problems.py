"""What goes wrong at the keyboard becomes one sentence and an exit code, never a traceback."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from recheck import measures, relations, store
from recheck.errors import StoreUnavailable
from tests.cli.conftest import Recheck

COMMAND = (sys.executable, "-c", "from recheck.cli import main; main()")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("overdu",), "overdu"),
        (("overdue", "--as-off", "2025-06-30"), "--as-off"),
        (("overdue", "--as-of", "30.6.2025"), "2025-06-30"),
        (("overdue", "--as-of"), "--as-of的写法不对"),
        (("ingest", "上报文件", "--add=yes"), "--add的写法不对"),
        (("overdue", "--period", "2025H3"), "2025H1"),
        (("overdue", "--period", "2025H1", "--from", "2025-01-01"), "--period"),
        (("overdue", "--from", "2025-02-01", "--to", "2025-01-01"), "--to"),
        (("overdue", "--cohort", "exams"), "exam"),
        (("overdue", "--format", "xls"), "xlsx"),
        (("overdue", "--district", "顺得区"), "顺德区"),
        (("overdue", "--exam-type", "岗间"), "在岗期间"),
        (("overdue", "-o", "名单.doc"), "--format"),
        (("overdue", "-o", "没有的文件夹/名单.csv"), "没有的文件夹"),
        (("overdue", "-o", "recheck.toml/名单.csv"), "recheck.toml/名单.csv 无法使用"),
        (("overdue", "-o", "out", "--format", "csv"), "文件夹"),
        (("rates", "--by", "distrikt"), "district"),
        (("ingest",), "请写明要入库的文件或文件夹"),
        (("ingest", "没有.xlsx"), "没有.xlsx"),
        (("ingest", "out"), "没有可读的文件"),
        (("ingest", "上报文件", "--add", "--replace"), "--replace"),
        (("ingest", "上报文件", "--received", "昨天"), "2025-07-15"),
        (("ingest", "上报文件", "--period", "2025"), "2025H1"),
        (("report", "-o", "out", "--period", "2025"), "2025H1"),
        (("report", "-o", "out", "--period", "2025H1", "--as-of", "2024-12-31"), "2024-12-31在"),
        (("report", "-o", "out", "--period", "2025H1", "--only", "深圳市"), "深圳市"),
        (("report", "-o", "out", "--period", "2025H1", "--only", "district"), "city"),
        (("template",), "--output"),
        (("overdue", "-o", "逾期", "清单.csv"), "“清单.csv”是多余的内容"),
        (("init", "."), "工作区"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_usage_problems(recheck: Recheck, words: tuple[str, ...], said: str) -> None:
    done = recheck(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_outside_a_workspace(recheck: Recheck) -> None:
    done = recheck("overdue")
    assert done.code == 2
    assert "recheck init" in done.err


def test_a_workspace_may_be_named_anywhere(
    built: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = recheck("overdue", "--workspace", built)
    assert listed.code == 0
    assert recheck("--workspace", built, "overdue") == listed
    monkeypatch.setenv("RECHECK_WORKSPACE", str(built))
    assert recheck("overdue") == listed


def test_the_workspace_is_found_from_a_folder_inside(
    workspace: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace / "上报文件")
    assert recheck("overdue").code == 0


def test_a_wrong_key_in_the_settings_names_line_and_nearest(
    workspace: Path, recheck: Recheck
) -> None:
    settings = workspace / "recheck.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("institute", "institut", 1))
    done = recheck("overdue")
    assert done.code == 14
    assert "recheck.toml" in done.err
    assert "institute" in done.err


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("word", "asked"), [("顺的区", ["顺德区"]), ("不存在", [])])
def test_an_unknown_word_is_compared_only_with_what_is_near(
    recheck: Recheck, word: str, asked: list[str]
) -> None:
    done = recheck("overdue", "--district", word)
    assert done.code == 2
    assert re.findall("是否想写“(.*?)”", done.err) == asked
    assert "可用的有" in done.err


def test_a_store_in_use_is_12(
    workspace: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise StoreUnavailable(
            "The store is in use by another command; wait until that has ended and try again."
        )

    assert workspace
    monkeypatch.setattr(store, "reading", busy)
    assert recheck("overdue").code == 12


def test_a_broken_invariant_is_13(
    workspace: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = relations.text

    def with_a_row_lost(folder: str, name: str) -> str:
        text = whole(folder, name)
        return text.replace("f.row_total as expected", "f.row_total + 1 as expected")

    assert workspace
    monkeypatch.setattr(relations, "text", with_a_row_lost)
    done = recheck("verify", "--as-of", "2025-06-30")
    assert done.code == 13
    assert "§9.1 一院2025年上半年.csv: 4 ≠ 3" in done.err


def test_ctrl_c_is_130_with_a_sentence(
    workspace: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    assert workspace
    monkeypatch.setattr(measures, "overdue", interrupted)
    done = recheck("overdue")
    assert done.code == 130
    assert "已中断" in done.err


def test_ctrl_c_in_the_middle_of_an_ingest_leaves_whole_files(
    workspace: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = recheck("submissions").out

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    newer = workspace / "上报文件" / "一院2025年上半年.csv"
    newer.write_text(newer.read_text(encoding="utf-8").replace("张三", "章三"), encoding="utf-8")
    monkeypatch.setattr(store, "compared", interrupted)
    assert recheck("ingest", newer, "--received", "2025-07-20").code == 130
    assert recheck("submissions").out == before


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise there")
def test_a_reader_that_has_seen_enough_is_no_error(built: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    words = [*COMMAND, "cases", "--workspace", str(built)]
    done = subprocess.run(words, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_standard_output_as_bytes(built: Path) -> None:
    words = [*COMMAND, "cases", "--workspace", str(built), "--format", "parquet"]
    done = subprocess.run(words, capture_output=True, check=False)
    assert (done.returncode, done.stdout[:4], done.stderr) == (0, b"PAR1", b"")


def test_ctrl_c_in_the_middle_of_a_statement_is_130_too(
    workspace: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise RuntimeError("Query interrupted")  # as duckdb does

    assert workspace
    monkeypatch.setattr(measures, "overdue", interrupted)
    done = recheck("overdue")
    assert done.code == 130
    assert "已中断" in done.err


def test_verify_between_days_in_the_wrong_order_is_no_contradiction(
    workspace: Path, recheck: Recheck
) -> None:
    assert workspace
    done = recheck("verify", "--from", "2025-12-31", "--as-of", "2025-06-30")
    assert done.code == 2
    assert "--as-of" in done.err


def test_a_list_without_rows_says_so_beside_the_data(workspace: Path, recheck: Recheck) -> None:
    assert workspace
    done = recheck("overdue", "--institution", "没有的医院", "--format", "json")
    assert (done.code, done.out.split()) == (0, ["[", "]"])
    assert "没有符合条件" in done.err


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('grace_days = "3"', "整数"),
        ("grace_days = -1", "不能小于0"),
        ('reporting_dates = ["07-15"]', "07-15和01-15"),
        ('reporting_dates = ["07-15", "1月15日"]', "07-15和01-15"),
    ],
)
def test_a_policy_that_cannot_be_is_14(
    workspace: Path, recheck: Recheck, written: str, said: str
) -> None:
    settings = workspace / "recheck.toml"
    key = written.split(" = ", maxsplit=1)[0]
    lines = settings.read_text(encoding="utf-8").splitlines()
    changed = [written if line.startswith(key) else line for line in lines]
    settings.write_text("\n".join(changed), encoding="utf-8")
    done = recheck("overdue")
    assert (done.code, done.out) == (14, "")
    assert said in done.err


def test_a_store_that_is_none_is_not_called_busy(workspace: Path, recheck: Recheck) -> None:
    (workspace / "store" / "recheck.duckdb").write_bytes(b"no database" * 1000)
    done = recheck("overdue")
    assert done.code == 12
    assert "备份" in done.err


@pytest.mark.parametrize("key", [None, b"short"])
def test_without_its_key_the_store_takes_nothing(
    workspace: Path, recheck: Recheck, key: bytes | None
) -> None:
    path = workspace / "store" / "workspace.key"
    path.unlink()
    if key:
        path.write_bytes(key)
    done = recheck("ingest", "上报文件")
    assert done.code == 12
    assert "备份" in done.err
