"""identities list, confirm, reject: evidence in words, decisions that are kept."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ID_NUMBERS, Recheck, person, type_in, write_upload
from tests.cli.test_lists import read_csv

pytestmark = pytest.mark.usefixtures("workspace")
DECIDED = ("--reason", "看了证件", "--by", "陈芳")
AS_OF = ("--as-of", "2025-12-31")
MISTYPED = {
    "one_edit": ID_NUMBERS[0][:9] + "0" + ID_NUMBERS[0][10:],
    "transposed": ID_NUMBERS[0][:12] + ID_NUMBERS[0][13] + ID_NUMBERS[0][12] + ID_NUMBERS[0][14:],
    "digits_lost": ID_NUMBERS[0][:15] + "000",
    "masked": ID_NUMBERS[0][:4] + "**********" + ID_NUMBERS[0][-4:],
}


def send(recheck: Recheck, number: str) -> None:
    """The same man again, examined by another institution."""
    assert recheck("ingest", again(Path(), number), "--received", "2025-07-11").code in {0, 1}


def again(folder: Path, number: str) -> Path:
    """An upload of another institution about the same man."""
    row = person(0, "张三", 体检日期="2025-03-20") | {"证件号码": number}
    return write_upload(folder / "三院2025年上半年.csv", "佛山市第三医院", [row])


@pytest.fixture(scope="module")
def mistyped(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same man again, with one digit typed wrong."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("错一位") / "佛山"))
    upload = again(root, MISTYPED["one_edit"])
    assert type_in(root, "ingest", upload, "--received", "2025-07-11") in {0, 1}
    return root


@pytest.fixture
def _mistyped(workspace: Path, mistyped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the workspace with that upload; commands run inside it."""
    monkeypatch.chdir(shutil.copytree(mistyped, workspace.with_name("错一位")))


def listed(recheck: Recheck, *words: str) -> list[dict[str, str]]:
    return read_csv(recheck("identities", "list", *words, "--format", "csv").out)


def workers(recheck: Recheck) -> str:
    return read_csv(recheck("rates", *AS_OF).out)[0]["workers"]


@pytest.mark.parametrize(("evidence", "number"), MISTYPED.items(), ids=MISTYPED)
def test_a_number_that_nearly_agrees_is_shown_with_its_evidence(
    recheck: Recheck, evidence: str, number: str
) -> None:
    send(recheck, number)
    (pair,) = listed(recheck)
    assert (pair["strength"], pair["evidence"].split(";")[0]) == ("strong", evidence)
    assert pair["worker"] == pair["other_worker"] == "张*"
    assert ID_NUMBERS[0] not in str(pair)
    assert "姓名相同" in recheck("identities", "list", "--format", "table").out


@pytest.mark.usefixtures("_mistyped")
def test_full_identities_are_noted_in_the_audit_log(recheck: Recheck) -> None:
    (pair,) = listed(recheck, "--identities", "full")
    assert {pair["id_number"], pair["other_id_number"]} == {ID_NUMBERS[0], MISTYPED["one_edit"]}
    assert Path("audit.log").read_text(encoding="utf-8")


@pytest.mark.usefixtures("_mistyped")
def test_a_confirmed_pair_is_one_worker_until_it_is_rejected(recheck: Recheck) -> None:
    (pair,) = listed(recheck)
    codes = (pair["case_id"], pair["other_case_id"])
    before = workers(recheck)
    for undecided in (("--by", "陈芳"), ("--reason", "看了证件", "--by", " ")):
        assert recheck("identities", "confirm", *codes, *undecided).code == 2
    assert recheck("identities", "confirm", *codes, "--reason", " ", "--by", "陈芳").code == 2
    tomorrow = ("--on", "2025-07-21", "--received", "2025-07-20")
    assert recheck("identities", "confirm", *codes, *DECIDED, *tomorrow).code == 2
    assert recheck("identities", "confirm", *codes, *DECIDED).code == 0
    assert int(workers(recheck)) == int(before) - 1
    assert listed(recheck) == []
    again = recheck("identities", "confirm", *reversed(codes), *DECIDED)
    assert "没有变化" in again.err
    assert (
        recheck("identities", "reject", *codes, "--reason", "同名不同人", "--by", "王五").code == 0
    )
    assert workers(recheck) == before
    assert listed(recheck) == []  # rejected pairs do not come again
    decided = listed(recheck, "--decided")
    assert [(one["verdict"], one["decided_by"], one["stands"]) for one in decided] == [
        ("other_person", "王五", "true"),
        ("same_person", "陈芳", "false"),
    ]
    assert recheck("verify", *AS_OF).code == 0


def test_two_exams_that_became_one_are_parted_again_by_their_old_codes(recheck: Recheck) -> None:
    codes = [case["case_id"] for case in read_csv(recheck("cases", *AS_OF).out)]
    pair = [code for code in codes if code.startswith(("R000000003", "R000000004"))]
    recheck("identities", "confirm", *pair, *DECIDED)
    assert len(read_csv(recheck("cases", *AS_OF).out)) == len(codes) - 1
    recheck("identities", "reject", *pair, *DECIDED)
    assert len(read_csv(recheck("cases", *AS_OF).out)) == len(codes)


def test_what_the_rules_make_one_person_cannot_be_parted(recheck: Recheck) -> None:
    send(recheck, ID_NUMBERS[0])
    cases = read_csv(recheck("cases", *AS_OF).out)
    codes = [case["case_id"] for case in cases if case["worker"] == "张*"]
    done = recheck("identities", "reject", *codes, *DECIDED)
    assert done.code == 2
    assert "属于同一人" in done.err


def test_codes_that_the_store_does_not_know(recheck: Recheck) -> None:
    assert recheck("identities", "confirm", "R1", "R2", *DECIDED).code == 2
