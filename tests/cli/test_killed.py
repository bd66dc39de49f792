"""A command killed at any moment loses nothing, and repeats cleanly."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from recheck import measures, store
from recheck import workspace as workspaces
from recheck.model import Question
from tests.cli.conftest import FIRST, SECOND, person, type_in, write_upload
from tests.lib.killing import KILLED, Killer, steps_of

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
INGEST = ("ingest", "补充.csv", "更正.csv", "--received", "2025-07-20")
AT_ONCE = ("ingest", "补充.csv", "新.csv", "--received", "2025-07-20")
WITHDRAW = (
    "withdraw",
    SECOND,
    "2025H1",
    "--reason",
    "误报",
    "--by",
    "王五",
    "--received",
    "2025-07-20",
)
PACK = ("pack", "--as-of", "2025-06-30", "-o", "督办", "--received", "2025-07-20")
REGISTER = ("enterprises", "import", "企业名录.csv", "--received", "2025-07-20")

Words = tuple[str, ...]
Told = list[list[tuple[object, ...]]]
Whole = tuple[int, Told]


def state_of(root: Path) -> Told:
    """What the store of a workspace tells of its cases, submissions and findings."""
    place = workspaces.opened(root)
    asked = Question(as_of=date(2025, 12, 31))
    with store.reading(place.store_path, place.rulebook, asked, place.settings.reporters) as view:
        told = (measures.cases, measures.submissions, measures.findings, measures.issued_packs)
        found = [measure(view) for measure in told]
    return [frame.rows() for frame in found]


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    process = Killer()
    yield process
    process.close()


@pytest.fixture(scope="module")
def begun(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with uploads, and more to come."""
    workspace = Path(shutil.copytree(built, tmp_path_factory.mktemp("先") / "佛山 市"))
    write_upload(
        workspace / "补充.csv",
        "佛山市第三医院",
        [person(0, "张三", 上报期="2025H1"), person(1, "李小四", 上报期="2025H1")],
    )
    write_upload(workspace / "新.csv", "佛山市第四医院", [person(0, "张三", 上报期="2025H1")])
    write_upload(
        workspace / "更正.csv",
        FIRST,
        [
            person(0, "张三", 上报期="2025H1", 是否复查="是", 复查日期="2025-05-09"),
            person(1, "李小四", 上报期="2025H1"),
        ],
    )
    return workspace


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "再来"))


@pytest.fixture(scope="module")
def whole(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Words], Whole]:
    """How many steps a command takes that nobody kills, and what the store tells then."""

    @cache
    def of(words: Words) -> Whole:
        root = Path(shutil.copytree(begun, tmp_path_factory.mktemp("一次") / "佛山"))
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(root)
            return steps_of(words), state_of(root)

    return of


@pytest.mark.parametrize(
    ("words", "moment"),
    [(INGEST, 0.4), (INGEST, 0.8), (AT_ONCE, 0.4), (WITHDRAW, 0.6), (REGISTER, 0.8), (PACK, 0.9)],
)
def test_a_killed_command_can_be_repeated(
    root: Path, words: Words, moment: float, killer: Killer, whole: Callable[[Words], Whole]
) -> None:
    steps, told = whole(words)
    assert killer.run(root, int(steps * moment), words) == KILLED
    type_in(root, *words)
    assert state_of(root) == told
    assert not [*root.rglob("*.part")]
