"""Files of one call are stored several at once, as if each had come in a call of its own."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from recheck import store
from recheck import workspace as workspaces
from recheck.model import Question
from tests.cli.conftest import FIRST, SECOND, person, type_in
from tests.cli.test_versions import many, upload

THIRD, FOURTH, FIFTH = "佛山市第三医院", "佛山市第四医院", "佛山市第五医院"
KEPT = {
    "received_file": "* exclude (recorded_at)",
    "version": "*",
    "row_read": "*",
    "row_person": "*",
    "row_hazard": "*",
    "hazard": "*",
    "finding": "*",
    "sheet_row": "*",
    "sheet_heading": "*",
    "repeated_row": "*",
    "row_case": "*",
}
PLAIN = [person(0, "张三"), person(1, "李小四")]
NEWER = [person(0, "张三", 是否复查="是", 复查日期="2025-04-20"), person(1, "李小四")]
NO_INSTITUTION = [person(2, "王五", 上报期="2025H1")]
NAMELESS = [person(2, "王五")]


def stored(root: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the store of a workspace holds of its files, but for when they were entered."""
    place = workspaces.opened(root)
    with store.reading(place.store_path, place.rulebook, Question(date(2025, 12, 31))) as view:
        return {
            table: view.connection.execute(f"select {told} from {table} order by all").fetchall()
            for table, told in KEPT.items()
        }


@pytest.mark.parametrize(
    ("between", "mode"),
    [
        ([], ()),
        ([(FIRST, NEWER)], ()),
        ([(THIRD, NEWER)], ("--add",)),
        ([(SECOND, many(8)), (FOURTH, many(8))], ()),
        ([("", NAMELESS)], ()),
    ],
    ids=["all new", "a newer version", "two that count together", "another's cases", "of nobody"],
)
def test_one_call_stores_what_many_calls_store(
    empty: Path,
    tmp_path: Path,
    between: list[tuple[str, list[dict[str, str]]]],
    mode: tuple[str, ...],
) -> None:
    sent = [(THIRD, PLAIN), *between, (FIFTH, PLAIN)]
    files = [
        upload(empty / f"{number}.csv", rows, "2025H1", institution).name
        for number, (institution, rows) in enumerate(sent)
    ]
    upload(empty / "先.csv", PLAIN, "2025H1", FIRST)
    assert type_in(empty, "ingest", "先.csv", "--received", "2025-07-10") in {0, 1}
    apart = Path(shutil.copytree(empty, tmp_path / "逐个"))
    how = ("--received", "2025-07-20", *mode)
    type_in(empty, "ingest", *files, *how)
    for file in files:
        type_in(apart, "ingest", file, *how)
    assert stored(empty) == stored(apart)
