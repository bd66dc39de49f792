"""A command killed at any moment loses nothing, and repeats cleanly."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
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


def state_of(root: Path) -> list[list[tuple[object, ...]]]:
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


@pytest.fixture
def begun(workspace: Path) -> Path:
    """A workspace with uploads, and more to come."""
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


@pytest.mark.parametrize(
    ("words", "moment"),
    [(INGEST, 0.4), (INGEST, 0.8), (AT_ONCE, 0.4), (WITHDRAW, 0.6), (REGISTER, 0.8), (PACK, 0.9)],
)
def test_a_killed_command_can_be_repeated(
    begun: Path, words: tuple[str, ...], moment: float, killer: Killer, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(begun, tmp_path / "再来"))
    steps = steps_of(words)
    assert killer.run(root, int(steps * moment), words) == KILLED
    type_in(root, *words)
    assert state_of(root) == state_of(begun)
    assert not [*root.rglob("*.part")]
