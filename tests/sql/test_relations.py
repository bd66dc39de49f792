"""Every relation says truly what it is; its grain holds over the sample uploads."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from recheck import intake, store, workspace
from recheck.model import Arrival, Known, Mode, Question
from recheck.preparing import prepare
from recheck.relations import read_by
from recheck.view import View
from tests.lib.relations import Relation, readers_of, relations

SAMPLES = Path(__file__).parents[2] / "sample_uploads" / "2024H1"
COLUMNS = re.compile(r"[a-z_]+(, [a-z_]+)*")
KEPT_FOLDERS = ("views", "derived")


@pytest.mark.parametrize("relation", relations(), ids=lambda one: one.path.stem)
def test_a_relation_names_its_readers(relation: Relation) -> None:
    assert relation.readers == readers_of(relation.name)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """A store of one half-year of samples, everything derived anew."""
    place = workspace.create(tmp_path_factory.mktemp("samples") / "w", "foshan", None)
    arrived = datetime(2024, 7, 12)  # noqa: DTZ001
    arrival = Arrival(arrived, stated=True, recorded_at=arrived)
    with store.writing(place.store_path, place.key(), place.rulebook) as writer:
        for path in sorted(SAMPLES.iterdir()):
            upload = intake.read_upload(path, place.rulebook, Known(arrived.date()), {})
            writer.take([prepare(upload, writer.key, writer.folder)], arrival, Mode.AUTO)
    with store.reading(place.store_path, place.rulebook, Question(date(2024, 12, 31))) as asked:
        yield asked


def grains() -> list[tuple[str, str]]:
    return [
        (one.name, one.grain)
        for one in relations()
        if one.path.parent.name in KEPT_FOLDERS and COLUMNS.fullmatch(one.grain)
    ]


@pytest.mark.parametrize(("name", "grain"), grains(), ids=lambda text: text.split(",")[0])
def test_a_grain_is_unique_and_never_empty(view: View, name: str, grain: str) -> None:
    view.make(read_by(f"from {name}"))
    columns = view.connection.table(name).columns if _is_there(view, name) else []
    if not set(grain.split(", ")) <= set(columns):
        pytest.skip("only there while kept tables are derived, or explained in words")
    query = f"select count(*), count(distinct ({grain})) from {name}"
    assert len(set(view.connection.sql(query).fetchall()[0])) == 1
    for column in grain.split(", "):
        empty = view.connection.sql(f"select count(*) from {name} where {column} is null")
        assert empty.fetchall() == [(0,)] or column == "part"


def _is_there(view: View, name: str) -> bool:
    found = "select 1 from information_schema.tables where table_name = $name"
    return bool(view.connection.execute(found, {"name": name}).fetchall())
