"""A small workspace with the uploads of two institutions, and commands run as a user would."""

import csv
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from recheck import store
from recheck import workspace as workspaces
from recheck.cli import run

ID_NUMBERS = (
    "440606196704213179",
    "440604198503150139",
    "440605199011020240",
    "440607198802290827",
)
COMMON = {
    "用人单位名称": "佛山市甲模具有限公司",
    "统一社会信用代码": "91440606MA51ABCD44",
    "所属区": "顺德区",
    "所属镇街": "北滘镇",
    "单位联系人": "李四",
    "单位联系电话": "0757-22334455",
    "联系电话": "13800138000",
    "体检类别": "在岗期间",
    "体检日期": "2025-03-01",
    "危害因素": "噪声",
    "复查通知日期": "2025-04-01",
    "复查期限": "2025-05-01",
    "是否复查": "否",
    "未复查原因": "用人单位未安排",
}
REGISTER = """统一社会信用代码,单位名称,所属区,所属镇街,企业规模,行业类别
91440606MA51ABCD44,佛山市甲模具有限公司,顺德区,北滘镇,小型,制造业
"""
FIRST, SECOND = "佛山市第一医院", "佛山市第二医院"


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


Recheck = Callable[..., Done]


def person(number: int, name: str, **cells: str) -> dict[str, str]:
    """A row about one of four invented people; `cells` differ from COMMON."""
    return {**COMMON, "姓名": name, "证件号码": ID_NUMBERS[number], **cells}


def write_upload(path: Path, institution: str, rows: Iterable[Mapping[str, str]]) -> Path:
    """A 复查落实情况表 as csv."""
    lines = [{"体检机构名称": institution, **row} for row in rows]
    headings = list(dict.fromkeys(heading for line in lines for heading in line))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, headings)
        table.writeheader()
        table.writerows(lines)
    return path


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of the test's own, no workspace named, Chinese."""
    monkeypatch.delenv("RECHECK_WORKSPACE", raising=False)
    monkeypatch.setenv("RECHECK_LANG", "zh")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def recheck(capfd: pytest.CaptureFixture[str]) -> Recheck:
    """Run a command line in this process."""

    def run_here(*words: object) -> Done:
        capfd.readouterr()
        code = run([str(word) for word in words])
        return Done(code, *capfd.readouterr())

    return run_here


def type_in(root: Path, *words: object) -> int:
    """Run a command line inside a workspace that several tests will copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RECHECK_WORKSPACE", raising=False)
        patch.setenv("RECHECK_LANG", "zh")
        patch.chdir(root)
        return run([str(word) for word in words])


def go_on_with(prepared: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a prepared workspace; commands run inside it."""
    root = Path(shutil.copytree(prepared, folder / "新"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture(scope="session")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace without uploads that expects one institution."""
    folder = tmp_path_factory.mktemp("新")
    (folder / "reporters.csv").write_text(f"name\n{FIRST}\n", encoding="gb18030")
    assert type_in(folder, "init", "新", "--reporters", "reporters.csv") == 0
    place = workspaces.opened(folder / "新")
    with store.writing(place.store_path, place.key(), place.rulebook):
        return place.root  # its store is made, which takes longer than copying it


@pytest.fixture
def empty(new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the workspace without uploads; commands run inside it."""
    return go_on_with(new, tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose store holds 2025H1: one overdue, one on time, one late, one claimed."""
    root = tmp_path_factory.mktemp("工作 区") / "佛山"
    reporters = root.parent / "reporters.csv"
    reporters.write_text(
        f"name,aliases,district,from,until\n{FIRST},一院;市一,顺德区,2025H1,\n"
        f"{SECOND},,禅城区,2025H1,\n佛山市第三医院,,南海区,2025H1,\n",
        encoding="utf-8",
    )
    assert run(["init", str(root), "--reporters", str(reporters)]) == 0
    uploads = root / "上报文件"
    write_upload(
        uploads / "一院2025年上半年.csv",
        "一院",
        [
            person(0, "张三"),
            person(1, "李小四", 是否复查="是", 复查日期="2025-04-20", 未复查原因=""),
        ],
    )
    write_upload(
        uploads / "二院2025年上半年.csv",
        SECOND,
        [
            person(2, "王五", 是否复查="是", 复查日期="2025-06-01", 危害因素="苯、噪声"),
            person(3, "=赵六", 是否复查="是", 未复查原因=""),
        ],
    )
    (root / "企业名录.csv").write_text(REGISTER, encoding="utf-8")
    code = run(["--workspace", str(root), "ingest", str(uploads), "--received", "2025-07-10"])
    assert code == 1  # 赵六 is said to have come back, without a date
    return root


@pytest.fixture
def workspace(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built workspace; commands run inside it."""
    root = shutil.copytree(built, tmp_path / "佛山 市")
    monkeypatch.chdir(root)
    return Path(root)
