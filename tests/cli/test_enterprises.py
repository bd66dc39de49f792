"""enterprises import and todo: registers in, questions out, answers in."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Recheck, person, type_in, write_upload
from tests.cli.test_lists import read_csv

pytestmark = pytest.mark.usefixtures("workspace")
AS_OF = ("--as-of", "2025-12-31")
HOSPITAL = "佛山市第三医院"
UNPLACED = {"所属区": "", "所属镇街": "", "统一社会信用代码": "", "单位地址": "顺德北窖工业园1号"}


@pytest.fixture(scope="module")
def unplaced(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One more upload, about an enterprise whose place is known by nothing but its address."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("待核实") / "佛山"))
    rows = [person(0, "钱七", 用人单位名称="粤陶厂", 体检日期="2025-03-09", **UNPLACED)]
    path = write_upload(root / "三院2025年上半年.csv", HOSPITAL, rows)
    assert type_in(root, "ingest", path, "--received", "2025-07-11") in {0, 1}
    return root


@pytest.fixture
def _asking(workspace: Path, unplaced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the workspace with that upload; commands run inside it."""
    monkeypatch.chdir(shutil.copytree(unplaced, workspace.with_name("待核实")))


def todo(recheck: Recheck) -> list[dict[str, str]]:
    return read_csv(recheck("enterprises", "todo", *AS_OF, "--format", "csv").out)


def test_a_register_moves_the_cases_of_its_enterprises(recheck: Recheck) -> None:
    done = recheck("enterprises", "import", "企业名录.csv", "--received", "2025-07-20")
    assert done.code == 0
    assert {case["town"] for case in read_csv(recheck("cases", *AS_OF).out)} == {"北滘镇"}
    again = recheck("enterprises", "import", "企业名录.csv")
    assert again.code == 0
    assert "没有任何变化" in again.err
    assert recheck("verify", *AS_OF).code == 0


def test_what_is_no_register_is_refused_and_kept(recheck: Recheck) -> None:
    done = recheck("enterprises", "import", "上报文件/一院2025年上半年.csv")
    assert done.code == 0  # its content was taken before, as an upload
    Path("别的.csv").write_text("甲,乙,丙\n1,2,3\n", encoding="utf-8")
    assert recheck("enterprises", "import", "别的.csv").code == 11


@pytest.mark.usefixtures("_asking")
def test_an_enterprise_without_place_is_asked_about(recheck: Recheck) -> None:
    (question,) = todo(recheck)
    assert question["reported_enterprise"] == "粤陶厂"
    assert question["problems"] == "place_unknown"
    assert (question["cases"], question["overdue"]) == ("1", "1")
    assert (question["suggested_town"], question["suggestion_basis"]) == (
        "北滘镇", "address_names_former_town"
    )  # fmt: skip
    assert question["reported_contact"] == "李*"


@pytest.mark.usefixtures("_asking")
def test_what_was_answered_is_not_asked_again(recheck: Recheck) -> None:
    recheck("enterprises", "todo", *AS_OF, "-o", "待核实.xlsx")
    book = openpyxl.load_workbook("待核实.xlsx")
    sheet = book["待核实用人单位"]
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, at["所属区"], sheet.cell(2, at["建议所属区"]).value)
    sheet.cell(2, at["所属镇街"], sheet.cell(2, at["建议所属镇街"]).value)
    book.save("答复.xlsx")
    done = recheck("enterprises", "import", "答复.xlsx")
    assert (done.code, done.out) == (0, "")
    assert todo(recheck) == []
    cases = read_csv(recheck("cases", *AS_OF, "--enterprise", "粤陶厂").out)
    assert [(case["district"], case["town"]) for case in cases] == [("顺德区", "北滘镇")]
    assert recheck("verify", *AS_OF).code == 0


@pytest.mark.usefixtures("_asking")
def test_the_register_lends_its_contact_and_address(recheck: Recheck) -> None:
    cells = {"单位地址": "", "单位联系人": "", "单位联系电话": "", "用人单位名称": "白坭陶瓷厂"}
    rows = [person(1, "孙八", 体检日期="2025-03-09", **(UNPLACED | cells))]
    path = write_upload(Path("三院2025年上半年补.csv"), HOSPITAL, rows)
    recheck("ingest", path, "--add", "--received", "2025-07-12")
    Path("名录.csv").write_text(
        "单位名称,所属区,规模,地址,联系人,联系电话\n白坭陶瓷厂,,小型,三水区白坭镇1号,周九,13800138000\n",
        encoding="utf-8",
    )
    assert recheck("enterprises", "import", "名录.csv").code == 0
    (question,) = (one for one in todo(recheck) if one["reported_enterprise"] == "白坭陶瓷厂")
    assert (question["reported_contact"], question["suggested_town"]) == ("周*", "白坭镇")


@pytest.mark.usefixtures("_asking")
def test_the_workbook_sent_back_empty_changes_nothing(recheck: Recheck) -> None:
    recheck("enterprises", "todo", *AS_OF, "-o", "待核实.xlsx")
    assert recheck("enterprises", "import", "待核实.xlsx").code == 0
    assert len(todo(recheck)) == 1


def test_one_code_with_two_names_asks_for_both(recheck: Recheck) -> None:
    rows = [person(0, "钱七", 用人单位名称="粤陶厂", 体检日期="2025-03-09")]
    write_upload(Path("三院2025年上半年.csv"), HOSPITAL, rows)
    recheck("ingest", "三院2025年上半年.csv", "--received", "2025-07-11")
    asked = {one["reported_enterprise"]: one["problems"] for one in todo(recheck)}
    assert asked == {"佛山市甲模具有限公司": "several_names", "粤陶厂": "several_names"}


def test_similar_names_with_and_without_a_code_are_shown(recheck: Recheck) -> None:
    cells = {"用人单位名称": "顺德甲模具厂", "统一社会信用代码": "", "体检日期": "2025-03-09"}
    write_upload(Path("三院2025年上半年.csv"), HOSPITAL, [person(0, "钱七", **cells)])
    recheck("ingest", "三院2025年上半年.csv", "--received", "2025-07-11")
    asked = {one["reported_enterprise"]: one["problems"] for one in todo(recheck)}
    assert asked == dict.fromkeys(("佛山市甲模具有限公司", "顺德甲模具厂"), "similar_name")
