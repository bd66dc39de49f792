"""What was known by then, what moved since, whom to remind and to write to, as users ask."""

import io
import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import FIRST, Recheck, person, write_upload

AS_OF = ("--as-of", "2025-06-30")
THEN = ("--known-at", "2025-07-10")
THIRD = "佛山市第三医院"

pytestmark = pytest.mark.usefixtures("workspace")


def read_csv(text: str) -> list[dict[str, str]]:
    return pl.read_csv(io.StringIO(text), infer_schema=False).fill_null("").to_dicts()


def correct(workspace: Path, recheck: Recheck) -> None:
    """In August the first institution says that the first worker came back in time."""
    back = person(0, "张三", 是否复查="是", 复查日期="2025-04-25", 未复查原因="")
    late = person(1, "李小四", 是否复查="是", 复查日期="2025-04-20", 未复查原因="")
    path = write_upload(workspace / "一院2025年上半年更正.csv", FIRST, [back, late])
    assert recheck("ingest", path, "--received", "2025-08-01T09:30").code in (0, 1)


def test_the_same_question_about_the_same_k_has_the_same_bytes(
    workspace: Path, recheck: Recheck
) -> None:
    lists = (
        ("cases", *AS_OF),
        ("rates", "--by", "district", *AS_OF),
        ("submissions",),
        ("submissions", "--history"),
        ("findings",),
        ("overdue", "--repeat", *AS_OF),
    )
    before = [recheck(*words, *THEN).out for words in lists]
    correct(workspace, recheck)
    assert [recheck(*words, *THEN).out for words in lists] == before
    assert recheck("cases", *AS_OF).out != before[0]
    for moment, overdue in (("2025-08-01T09:29", 2), ("2025-08-01T09:30", 1), ("2025-08-01", 1)):
        rows = read_csv(recheck("overdue", *AS_OF, "--known-at", moment).out)
        assert len(rows) == overdue, moment
    changed(recheck)


def changed(recheck: Recheck) -> None:
    between = ("--from", "2025-07-10", *AS_OF)
    (numbers,) = read_csv(recheck("changes", *between, "--by", "institution").out)
    assert (numbers["institution"], numbers["overdue_change"]) == (FIRST, "-1")
    assert (numbers["missed_rate_before"], numbers["missed_rate_after"]) == ("0.5", "0.0")
    (case,) = read_csv(recheck("changes", *between, "--cases").out)
    assert (case["state_before"], case["state_after"]) == ("overdue", "done_on_time")
    assert (case["caused_by"], case["worker"]) == ("一院2025年上半年更正.csv", "张*")
    shown = recheck("changes", *between, "--cases", "--format", "table").out
    assert "按期复查" in shown
    assert "2025-08-01 09:30:00" in shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("cases", "--known-at", "昨天"), "2025-07-15T10:00"),
        (("rates", "--known-at", "2025-02-30"), "2025-02-30"),
        (("changes", "--from", "2025-07-10", "--to", "2025-07-10"), "--from 不早于 --to"),
        (("changes",), "--from"),
        (("changes", "--from", "2025-07-01", "--by", "enterprise"), "enterprise"),
        (("due", "--within", "-3"), "不是数字"),
        (("due", "--within", "两周"), "两周"),
        (("due", "--within", "99999999999999999999"), "至多5位"),
        (("letters", "--period", "2025", "-o", "out/x", "--as-of", "七月"), "七月"),
        (("letters", "--period", "2025H1", "-o", "信", "--as-of", "9999-12-31"), "核对年份"),
    ],
)
def test_what_cannot_be_meant_is_told(recheck: Recheck, words: tuple[str, ...], told: str) -> None:
    done = recheck(*words)
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.err


def test_before_the_first_arrival_nothing_is_known(recheck: Recheck) -> None:
    assert read_csv(recheck("cases", *AS_OF, "--known-at", "2025-07-09").out) == []


def test_a_k_that_is_yet_to_come_is_told(recheck: Recheck) -> None:
    done = recheck("cases", *AS_OF, "--known-at", "2999-01-01")
    assert (done.code, len(read_csv(done.out))) == (0, 4)
    assert "2999-01-01 23:59 尚未到来" in done.err


def test_whom_to_remind_in_time(recheck: Recheck) -> None:
    rows = read_csv(recheck("due", "--within", "14", "--as-of", "2025-04-17").out)
    assert {(row["due_on"], row["days_left"]) for row in rows} == {("2025-05-01", "14")}
    assert rows == sorted(rows, key=lambda row: row["institution"])
    assert rows[0]["worker"].endswith("*")
    assert read_csv(recheck("due", "--within", "13", "--as-of", "2025-04-17").out) == []


def test_without_a_number_of_days_two_weeks_are_meant(recheck: Recheck) -> None:
    asked = ("due", "--as-of", "2025-04-17")
    done = recheck(*asked)
    assert done.code == 0, done.err
    assert done.out == recheck(*asked, "--within", "14").out
    assert read_csv(done.out)


# --- letters


def letters(recheck: Recheck, day: str, folder: str) -> list[str]:
    done = recheck("letters", "--period", "2025H1", "--as-of", day, "-o", folder)
    assert done.code == 0, done.err
    return sorted(path.name for path in Path(folder).glob("*"))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2025-07-15", None),
        ("2025-07-16", f"{THIRD}2025年上半年催报通知"),
        ("2025-07-25", f"{THIRD}2025年上半年催报通知"),
        ("2025-07-26", f"{THIRD}2025年上半年第二次催报通知"),
        ("2025-08-10", "2025年上半年缺报情况报告"),
        ("2025-08-15", f"{THIRD}2025年上半年限期报送或确认零报告函"),
    ],
)
def test_the_step_of_the_ladder_follows_from_the_day(
    recheck: Recheck, day: str, name: str | None
) -> None:
    assert letters(recheck, day, "信") == ([f"{name}.pdf", f"{name}.txt"] if name else [])


@pytest.mark.parametrize(
    ("day", "whose", "why"),
    [
        ("2025-07-15", THIRD, "截至 2025-07-15，对缺报机构的催报文书都还没有到期"),
        ("2025-08-15", FIRST, "截至 2025-08-15，没有缺报的机构"),
    ],
)
def test_when_no_letter_is_due_it_is_said_why(
    recheck: Recheck, day: str, whose: str, why: str
) -> None:
    asked = ("--period", "2025H1", "--as-of", day, "--institution", whose)
    done = recheck("letters", *asked, "-o", "信")
    assert (done.code, f"无需发文：{why}" in done.err, Path("信").exists()) == (0, True, False)
    assert "0份" not in done.err


def test_only_who_is_expected_to_report_can_be_written_to(recheck: Recheck) -> None:
    asked = ("letters", "--period", "2025H1", "--as-of", "2025-08-15", "-o", "信")
    unknown = recheck(*asked, "--institution", "佛山市第三医院分院")
    assert (unknown.code, THIRD in unknown.err, Path("信").exists()) == (2, True, False)
    assert recheck(*asked, "--institution", THIRD).code == 0


def test_a_letter_is_the_same_whenever_it_is_written(recheck: Recheck) -> None:
    for folder in ("一", "二"):
        letters(recheck, "2025-07-26", folder)
    for one in Path("一").iterdir():
        assert one.read_bytes() == (Path("二") / one.name).read_bytes()
    (text,) = (path.read_text(encoding="utf-8") for path in Path("一").glob("*.txt"))
    assert THIRD in text
    assert "已逾期11天" in text
    assert "务必于2025年8月2日前" in text


def test_words_and_days_of_letters_are_the_institute_s(workspace: Path, recheck: Recheck) -> None:
    (workspace / "templates").mkdir()
    own = "# 催一下 {-}\n\n{{ institution }}，{{ days_late }}天了。\n"
    (workspace / "templates" / "letter_reminder.md").write_text(own, encoding="utf-8")
    settings = workspace / "recheck.toml"
    ladder = (
        '[[duties.ladder]]\nstep = "reminder"\nlabel = "提醒"\nletter = "letter_reminder.md"\n'
        "from_days = 0\nanswer_days = 3\n\n"
    )
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("# 报告字体", f"{ladder}# 报告字体", 1), encoding="utf-8")
    assert letters(recheck, "2025-07-15", "信")[1] == f"{THIRD}2025年上半年提醒.txt"
    told = (Path("信") / f"{THIRD}2025年上半年提醒.txt").read_text(encoding="utf-8")
    assert f"{THIRD}，0天了。" in told


def test_a_half_year_that_nobody_has_reported_is_missing_too(recheck: Recheck) -> None:
    done = recheck("letters", "--period", "2025H2", "--as-of", "2026-01-20", "-o", "信")
    assert done.code == 0
    assert len(list(Path("信").glob("*.txt"))) == 3


# --- verify


def test_verify_as_json_and_what_was_produced(recheck: Recheck) -> None:
    recheck("overdue", *AS_OF, "-o", "逾期.csv")
    recheck("overdue", *AS_OF, "--district", "顺德", "-o", "顺德.csv")
    assert len(Path("produced.log").read_text(encoding="utf-8").splitlines()) == 1
    for day, missing in (("2025-07-31", "due"), ("2025-08-11", "due;overdue;pack")):
        told = json.loads(recheck("verify", "--as-of", day, "--format", "json").out)
        by_check = {line["check"]: line for line in told}
        assert by_check["unproduced"]["places"] == missing
        assert {line["result"] for line in told} <= {"holds", "none", "look"}
        assert by_check["reporters_stated"]["expected"] == 3
