"""`recheck pack` and `recheck packs`: what goes out, to whom, and what is followed."""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from recheck import measures
from recheck.commands.asking import opened
from recheck.invariants import tested as invariants_tested
from recheck.options import Selection
from recheck.workspace import find
from tests.cli.conftest import Done, Recheck, person, write_upload
from tests.cli.packs.conftest import OUT, T, cells, filled_in, headings, pack_file

BEFORE_OUT = "2025-07-19"
LATE_NOTE = ("packs", "ack", "P0001", "--on", "2025-07-23", "--by", "李四")


def lines(done: Done) -> list[dict[str, str]]:
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def ids(done: Done) -> set[str]:
    return {line["case_id"] for line in lines(done)}


def test_every_overdue_case_is_in_the_pack_of_its_district(out: Path, recheck: Recheck) -> None:
    for district, place in (("顺德", "顺德区"), ("南海", "南海区")):
        overdue = ids(recheck("overdue", "--district", district, "--as-of", T))
        assert {line["个案编号"] for line in cells(out, place)} == overdue
        assert {line["期限依据"] for line in cells(out, place)} == {"通知载明：2025-05-01"}
    assert {path.suffix for path in (out / "督办").iterdir()} == {".xlsx", ".pdf"}
    assert len(list((out / "督办").iterdir())) == 4  # no district without overdue cases


def test_the_same_question_gives_the_same_packs(out: Path, recheck: Recheck) -> None:
    before = lines(recheck("packs"))
    assert recheck("pack", "--as-of", T, "-o", "再来").code == 0
    for path in (out / "督办").iterdir():
        assert (out / "再来" / path.name).read_bytes() == path.read_bytes()
    assert lines(recheck("packs")) == before


def test_what_is_shown_never_shares_a_name_with_what_is_filled_in(out: Path) -> None:
    book = openpyxl.load_workbook(pack_file(out, "顺德区"))
    for sheet in ("企业表", "个案表"):
        names = [cell.value for cell in book[sheet][1]]
        assert len(set(names)) == len(names)
        assert names[-1] == "证据编号"
        chosen = {str(rule.sqref)[0:2] for rule in book[sheet].data_validations.dataValidation}
        assert len(chosen) == 4


def test_a_stated_and_delivered_deadline_comes_first(out: Path) -> None:
    (line,) = cells(out, "南海区")
    assert (line["类别"], line["责任环节"]) == ("乙（须先核实）", "用人单位未安排")
    assert line["证件号码"] == "440605199011020240"
    assert line["送达证明"] == "2025-04-01通知，无签收"


def test_full_identities_are_noted(out: Path) -> None:
    assert '"rows": 3' in (out / "audit.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pack", "--as-of", "2999-01-01", "-o", "x"), "尚未到来"),
        (("packs", "ack", "P0099", "--on", "2025-07-21", "--by", "李四"), "没有督办包 P0099"),
        (("packs", "ack", "督办", "--on", "2025-07-21", "--by", "李四"), "没有督办包 督办"),
        (("packs", "ack", "P0001", "--on", BEFORE_OUT, "--by", "李四"), f"P0001 于 {OUT} 下发"),
        ((*LATE_NOTE, "--received", "2025-07-22"), "不晚于 2025-07-22，不能是 2025-07-23"),
        (("packs", "ack", "1", "--on", "2025-07-21", "--by", " "), "请写明是谁"),
    ],
    ids=["future", "unknown", "no number", "before it went out", "after it was noted", "nobody"],
)
def test_what_cannot_be_is_refused(
    out: Path, recheck: Recheck, words: tuple[str, ...], said: str
) -> None:
    done = recheck(*words)
    assert done.code == 2
    assert said in done.err
    assert out.exists()


@pytest.mark.parametrize("day", [OUT, "2025-07-22"])
def test_who_took_a_pack_can_be_entered_late(out: Path, recheck: Recheck, day: str) -> None:
    late = ("packs", "ack", "P0001", "--on", day, "--by", "李四", "--received", "2025-08-30")
    assert recheck(*late).code == 0
    assert lines(recheck("packs"))[0]["acknowledged_on"] == day
    assert out.exists()


def test_without_overdue_cases_nothing_goes_out(out: Path, recheck: Recheck) -> None:
    done = recheck("pack", "--as-of", "2025-03-01", "-o", "早")
    assert (done.code, (out / "早").exists()) == (0, False)
    assert "无需下发" in done.err


def test_a_newer_issue_carries_open_cases_over(out: Path, recheck: Recheck) -> None:
    assert recheck("packs", "ack", "p1", "--on", "2025-07-21", "--by", "李四").code == 0
    assert [line["pack_status"] for line in lines(recheck("packs"))] == ["acknowledged", "out"]
    again = ("pack", "--as-of", "2025-08-31", "-o", "督办二", "--received", "2025-09-01")
    assert recheck(*again).code == 0
    told = [(one["pack_status"], one["carried"]) for one in lines(recheck("packs"))]
    assert told == [("closed", "1"), ("closed", "2"), ("out", "0"), ("out", "0")]
    (line,) = (one for path in (out / "督办二").glob("*_南海区_*.xlsx") for one in _listed(path))
    assert line == "1次"
    assert recheck("verify", "--as-of", "2025-09-30").code == 0


def _listed(path: Path) -> list[object]:
    sheet = openpyxl.load_workbook(path)["个案表"]
    at = headings(sheet)["已督办次数"]
    return [row[at - 1].value for row in sheet.iter_rows(min_row=2)]


def test_what_needs_asking_is_listed(out: Path, recheck: Recheck) -> None:
    promise = {"督办日期": "2025-07-21", "督办结果": "已安排复查", "承诺日期": "2025-08-10"}
    alone = {"督办结果": "已复查", "核实复查日期": "2025-07-22"}
    file = filled_in(out, "顺德区", {2: promise, 3: alone})
    assert recheck("ingest", file, "--received", "2025-07-25").code == 0
    asked = {(line["problem"], line["recipient"]) for line in _open(recheck, "2025-08-10")}
    assert asked == {("not_acknowledged", "南海区"), ("word_alone", "顺德区")}
    asked = {(line["problem"], line["recipient"]) for line in _open(recheck, "2025-08-20")}
    assert asked == {
        ("promise_passed", "顺德区"),
        ("not_acknowledged", "南海区"),
        ("no_answer", "南海区"),
        ("word_alone", "顺德区"),
    }


def _open(recheck: Recheck, as_of: str) -> list[dict[str, str]]:
    return lines(recheck("packs", "--open", "--as-of", as_of))


def test_towns_can_have_packs_of_their_own(out: Path, recheck: Recheck) -> None:
    town = ("pack", "--as-of", T, "--by", "town", "-o", "镇街", "--received", OUT)
    assert recheck(*town).code == 0
    names = {path.stem.split("_")[1] for path in (out / "镇街").iterdir()}
    assert names == {"顺德区北滘镇", "南海区大沥镇"}
    assert recheck("verify", "--as-of", T).code == 0
    assert recheck("pack", "--as-of", T, "-o", "区", "--received", OUT).code == 0  # and back again
    assert {path.name[:5] for path in (out / "区").iterdir()} == {"P0005", "P0006"}
    assert [line["pack_status"] for line in lines(recheck("packs"))] == ["closed"] * 4 + ["out"] * 2
    assert recheck("verify", "--as-of", T).code == 0


def test_packs_of_some_cases_leave_the_institutes_own_where_it_is(
    out: Path, recheck: Recheck
) -> None:
    elsewhere = {"用人单位名称": "某地丙厂", "统一社会信用代码": "", "所属区": "", "所属镇街": ""}
    rows = [person(2, "赵六", **elsewhere, 体检日期="2025-03-20")]
    file = write_upload(out / "二院2025年上半年.csv", "佛山市第二医院", rows)
    assert recheck("ingest", file, "--received", "2025-07-25").code in {0, 1}
    for more in ((), ("--by", "town"), ("--district", "顺德"), ("--hazard", "噪声")):
        assert (
            recheck("pack", "--as-of", T, "-o", "又", "--received", "2025-07-26", *more).code == 0
        )
    done = recheck("verify", "--as-of", T)
    assert done.code == 0, done.err


def test_what_is_asked_after_the_check_of_packs_has_its_own_arrivals(
    out: Path, recheck: Recheck
) -> None:
    case = cells(out, "南海区")[0]["个案编号"]
    void = ("case", "void", case, "--on", "2025-07-21", "--reason", "误录", "--by", "陈芳")
    assert recheck(*void, "--evidence", "说明1号").code == 0
    with opened(find(out), Selection(as_of=date.fromisoformat(T))) as view:
        before = measures.overdue(view)
        assert all(
            one.broken.is_empty() for one in invariants_tested(view, date(2024, 12, 31), kept=False)
        )
        assert measures.overdue(view).equals(before)
