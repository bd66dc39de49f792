"""case exempt, void, reopen, confirm, assign, merge, part: what may be decided, what follows."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SECOND, Recheck, person, type_in, write_upload
from tests.cli.test_lists import read_csv

OPEN, DONE, THIRD, CLAIMED = "R00000000195", "R00000000292", "R00000000389", "R00000000486"
AS_OF = ("--as-of", "2025-12-31")
BY = ("--by", "陈芳")
DEATH = ("--on", "2025-06-01", "--reason", "去世", "--evidence", "死亡证明12号", *BY)
ERROR = ("--on", "2025-07-15", "--reason", "录入错误", "--evidence", "说明3号", *BY)
TORN = ("--district", "南海", "--town", "北滘")
TOO_LATE = ("excuse", "佛山市第三医院", "2025H1", "--reason", "停诊", *BY)
AGAIN = ("--on", "2025-08-01", "--reason", "证据不实", *BY)


def states(recheck: Recheck, as_of: str = AS_OF[1]) -> dict[str, str]:
    cases = read_csv(recheck("cases", "--as-of", as_of).out)
    return {case["case_id"]: case["state"] for case in cases}


def figure(recheck: Recheck, column: str) -> str:
    (total,) = read_csv(recheck("rates", *AS_OF).out)
    return total[column]


@pytest.mark.usefixtures("workspace")
def test_an_exempt_case_is_in_no_rate_until_it_is_reopened(recheck: Recheck) -> None:
    assert (figure(recheck, "cases"), figure(recheck, "overdue")) == ("4", "2")
    assert recheck("case", "exempt", OPEN, *DEATH).code == 0
    assert states(recheck)[OPEN] == "exempt"
    assert (figure(recheck, "cases"), figure(recheck, "overdue")) == ("3", "1")
    assert recheck("case", "reopen", OPEN.lower(), *AGAIN).code == 0
    assert states(recheck)[OPEN] == "overdue"
    assert states(recheck, "2025-07-31")[OPEN] == "exempt"
    assert read_csv(recheck("case", "decided", *AS_OF).out) == []
    (line,) = read_csv(recheck("case", "decided", "--as-of", "2025-07-31").out)
    assert (line["named"], line["exempted"], line["decided_rate"]) == ("2", "1", "0.5")
    verified = recheck("verify", "--from", "2025-05-31", *AS_OF)
    assert verified.code == 0, verified.err
    between = recheck("verify", "--from", "2025-06-30", "--as-of", "2025-09-30")
    assert between.code == 0, between.err


@pytest.mark.usefixtures("workspace")
def test_a_void_case_never_was(recheck: Recheck) -> None:
    assert recheck("case", "void", OPEN, CLAIMED, *ERROR, "--received", "2025-07-20").code == 0
    assert set(states(recheck).values()) == {"void", "done_on_time", "done_late"}
    assert OPEN not in recheck("overdue", *AS_OF).out
    assert recheck("verify", "--from", "2025-05-31", *AS_OF).code == 0
    twice = recheck("case", "void", OPEN, *ERROR)
    assert twice.code == 2
    assert "已经作废" in twice.err
    earlier = recheck("case", "reopen", OPEN, *AGAIN, "--received", "2025-08-01")
    assert earlier.code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reopen", OPEN, *AGAIN), "既未作废也未剔除"),
        (("exempt", OPEN, *DEATH[:4], *BY), "--evidence"),
        (("exempt", OPEN, "--on", "2025-06-01", "--reason", "离职", *DEATH[4:]), "confirm"),
        (("exempt", OPEN, "--on", "2025-06-01", "--reason", "想不起来", *DEATH[4:]), "死亡"),
        (("exempt", OPEN, "--on", "2025-01-01", *DEATH[2:]), "2025-03-01"),
        (("exempt", DONE, *DEATH), "2025-04-20"),
        (("exempt", OPEN, *DEATH, "--received", "2025-05-01"), "2025-06-01"),
        (("exempt", "R00000000196", *DEATH), OPEN),
        (("exempt", "王五", *DEATH), "recheck cases"),
        (("confirm", OPEN, "--on", "2025-06-01", "--reason", "离职", *DEATH[4:]), "用人单位未安排"),
        (("merge", OPEN, THIRD, *AGAIN[:2], "--reason", "重复", *BY), "两家"),
        (("merge", OPEN, OPEN, *AGAIN[:2], "--reason", "重复", *BY), "没有变化"),
        (("part", OPEN, DONE, *AGAIN[:2], "--reason", "两人", *BY), OPEN),
        (("assign", OPEN, *AGAIN[:2], "--reason", "属地不明", *BY), "--district"),
        (("assign", OPEN, *AGAIN[:2], "--reason", "属地不明", *BY, *TORN), "顺德区"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_changes(
    built: Path, monkeypatch: pytest.MonkeyPatch, recheck: Recheck, words: list[str], said: str
) -> None:
    monkeypatch.chdir(built)
    store = built / "store" / "recheck.duckdb"
    before = store.read_bytes()
    done = recheck("case", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert store.read_bytes() == before


@pytest.mark.usefixtures("workspace")
def test_an_assigned_case_is_counted_where_it_was(recheck: Recheck) -> None:
    said = ("--on", "2025-07-15", "--reason", "搬迁", *BY)
    assert recheck("case", "assign", OPEN, *said, "--town", "狮山").code == 0
    case = next(one for one in read_csv(recheck("cases", *AS_OF).out) if one["case_id"] == OPEN)
    assert (case["district"], case["assigned_district"]) == ("顺德区", "南海区")
    assert case["assigned_town"] == "狮山镇"
    earlier = read_csv(recheck("cases", "--as-of", "2025-07-14").out)
    assert {one["assigned_district"] for one in earlier} == {""}


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("place", "said"),
    [
        (("--district", "南海"), "由南海区（镇街待核实）跟进"),
        (("--town", "狮山"), "由南海区狮山镇跟进"),
        (("--district", "待核实"), "由本所（待核实）跟进"),
        (("--district", "市外"), "由本所（市外）跟进"),
    ],
)
def test_who_follows_an_assigned_case_up_is_said(
    recheck: Recheck, place: tuple[str, ...], said: str
) -> None:
    done = recheck("case", "assign", OPEN, "--on", "2025-07-15", "--reason", "搬迁", *BY, *place)
    assert (done.code, said in done.err) == (0, True), done.err


@pytest.fixture(scope="module")
def split(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exam date was corrected: the old case is missing, a new one is there."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("日期更正") / "佛山"))
    rows = [
        person(2, "王五", 是否复查="是", 复查日期="2025-06-01", 危害因素="苯、噪声"),
        person(3, "=赵六", 体检日期="2025-03-05", 未复查原因="离职"),
    ]
    upload = write_upload(root / "上报文件" / "二院2025年上半年更正.csv", SECOND, rows)
    assert type_in(root, "ingest", upload, "--received", "2025-07-12", "--replace") in {0, 1}
    return root


def test_a_case_that_a_corrected_date_split_is_found_and_joined(
    split: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recheck: Recheck
) -> None:
    monkeypatch.chdir(shutil.copytree(split, tmp_path / "佛山"))
    (pair,) = read_csv(recheck("case", "candidates", "--format", "csv").out)
    assert pair["strength"] == "strong"
    assert pair["evidence"] == "missing;same_number;near_days"
    assert pair["worker"] == "'=*"
    codes = (pair["case_id"], pair["other_case_id"])
    assert codes[0] == CLAIMED
    said = ("--on", "2025-07-15", "--reason", "日期更正", *BY)
    assert recheck("case", "merge", *codes, *said).code == 0
    case = next(one for one in read_csv(recheck("cases", *AS_OF).out) if one["case_id"] == CLAIMED)
    assert (case["unexplained"], case["exam_date"]) == ("false", "2025-03-05")
    assert len(states(recheck)) == 4
    assert read_csv(recheck("case", "candidates", "--format", "csv").out) == []
    assert recheck("case", "void", codes[1], *ERROR).code == 0  # an alias still resolves
    assert states(recheck)[CLAIMED] == "void"
    undone = ("--on", "2025-08-15", "--reason", "两次检查", *BY)
    assert recheck("case", "part", *codes, *undone).code == 0
    assert states(recheck)[codes[0]] == "void"
    assert states(recheck)[codes[1]] == "overdue"
    assert recheck("verify", *AS_OF).code == 0


def test_a_confirmed_reason_is_left_out_of_the_adjusted_rate_only(
    split: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recheck: Recheck
) -> None:
    monkeypatch.chdir(shutil.copytree(split, tmp_path / "佛山"))
    (new,) = set(states(recheck)) - {OPEN, DONE, THIRD, CLAIMED}
    assert figure(recheck, "missed_rate") == figure(recheck, "missed_rate_adjusted") == "0.6"
    said = ("--on", "2025-07-15", "--reason", "辞工", "--evidence", "离职证明5号", *BY)
    assert recheck("case", "confirm", new, *said).code == 0
    assert figure(recheck, "missed_rate") == "0.6"
    assert figure(recheck, "missed_rate_adjusted") == "0.5"


@pytest.mark.usefixtures("workspace")
def test_a_policy_may_exempt_more_and_a_misspelt_reason_is_told(
    workspace: Path, recheck: Recheck
) -> None:
    settings = workspace / "recheck.toml"
    told = settings.read_text(encoding="utf-8")
    for reasons, code in (('["死亡", "离职了"]', 14), ('["死亡", "失联"]', 0)):
        line = f"[policy]\nexempt_reasons = {reasons}"
        settings.write_text(told.replace("[policy]", line), encoding="utf-8")
        lost = ("--on", "2025-06-01", "--reason", "失访", "--evidence", "派出所证明", *BY)
        assert recheck("case", "exempt", OPEN, *lost).code == code
    assert states(recheck)[OPEN] == "exempt"
    settings.write_text(told, encoding="utf-8")
    assert states(recheck)[OPEN] == "exempt"  # until the next command that writes


# --- who need not report


def standing(recheck: Recheck) -> str:
    lines = read_csv(recheck("submissions", "--period", "2025H1", "--format", "csv").out)
    return next(one["status"] for one in lines if one["institution"] == "佛山市第三医院")


@pytest.mark.usefixtures("workspace")
def test_a_reporter_is_excused_for_a_reason_until_that_is_taken_back(recheck: Recheck) -> None:
    about = ("佛山市第三医院", "2025H1")
    assert standing(recheck) == "missing"
    assert recheck("submissions", "excuse", *about, "--reason", "停诊", *BY).code == 0
    assert standing(recheck) == "excused"
    twice = recheck("submissions", "excuse", *about, "--reason", "停诊", *BY)
    assert (twice.code, "已经免报" in twice.err) == (2, True)
    assert recheck("submissions", "expect", *about, "--reason", "误作决定", *BY).code == 0
    assert standing(recheck) == "missing"


def test_where_nobody_is_expected_to_report_nobody_is_excused(recheck: Recheck) -> None:
    assert recheck("init", "空 的").code == 0
    done = recheck("submissions", *TOO_LATE, "--workspace", "空 的")
    assert (done.code, "没有列出应报机构" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("excuse", "佛山市第一医院", "2025H1", "--reason", "停诊", *BY), "已经上报"),
        (("excuse", "佛山市第三医院", "2025H1", "--reason", "忘了", *BY), "机构停业"),
        (("excuse", "第三医院", "2025H1", "--reason", "停诊", *BY), "佛山市第三医院"),
        (("expect", "佛山市第三医院", "2025H1", "--reason", "决定有误", *BY), "没有免报"),
        (("excuse", "佛山市第三医院", "2025上", "--reason", "停诊", *BY), "2025上"),
        ((*TOO_LATE, "--on", "2025-07-21", "--received", "2025-07-20"), "2025-07-21晚于"),
    ],
)
def test_an_excuse_that_cannot_be_is_said(
    built: Path, monkeypatch: pytest.MonkeyPatch, recheck: Recheck, words: list[str], said: str
) -> None:
    monkeypatch.chdir(built)
    done = recheck("submissions", *words)
    assert done.code == 2
    assert said in done.err
