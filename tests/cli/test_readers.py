"""Many files are read by processes of their own, which may die."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from queue import Queue

import pytest

from recheck import store
from recheck import workspace as workspaces
from recheck.commands import processes, readers, receiving
from recheck.commands.gathering import Passwords, files_below
from recheck.commands.reader import Reader
from recheck.commands.readers import Asking, Readers
from recheck.errors import Unreadable
from recheck.files import Received
from recheck.model import Arrival, Known, Mode
from recheck.preparing import Prepared
from tests.cli.conftest import SECOND, Recheck
from tests.cli.test_ingest import good

KNOWN = Known(date(2025, 7, 10))


class Deadly:
    """Ends the process to which it is sent."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


@pytest.fixture
def writer(empty: Path) -> Iterator[store.Writer]:
    place = workspaces.opened(empty)
    with store.writing(place.store_path, place.key(), place.rulebook) as opened:
        yield opened


@contextmanager
def _nothing() -> Iterator[BytesIO]:
    yield BytesIO()


def received(*names: str) -> list[Received]:
    return [Received(name, (), _nothing) for name in names]


def test_processes_read_as_threads_do(
    empty: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "MANY", 2)
    monkeypatch.setattr(processes, "PROCESSORS", 2)
    files = [good(empty / "a.csv"), good(empty / "b.csv", "张三", "李四", institution=SECOND)]
    damaged = empty / "c.xlsx"
    damaged.write_bytes(b"PK\x03\x04")
    done = recheck("ingest", *files, damaged, "--received", "2025-07-10")
    assert done.code == 1
    assert "c.xlsx 未入库" in done.err
    assert recheck("cases").out.count("佛山市甲模具有限公司") == 3


def test_where_no_process_can_be_had_threads_read(
    empty: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr(processes, "MANY", 1)
    monkeypatch.setattr(processes, "PROCESSORS", 2)
    monkeypatch.setattr(readers, "ProcessPoolExecutor", refused)
    assert recheck("ingest", good(empty / "a.csv"), "--received", "2025-07-10").code == 0


def test_what_is_foreseen_is_begun_and_asked_once(
    writer: store.Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: Queue[str] = Queue()

    def finished(_: Reader, sha256: str, __: Known) -> str:
        begun.put(sha256)
        return sha256

    def finish(file: Received) -> Asking:
        return Asking("finish", (file.name, KNOWN))

    monkeypatch.setattr(Reader, "finish", finished)
    names, files = ["一", "二", "三"], received("一", "二", "三")
    with Readers(writer, {}, 1) as some:
        opened = some.each(files, lambda _: "opened", then=finish)
        assert [answer for _, answer in opened] == ["opened"] * 3
        assert sorted(begun.get(timeout=60) for _ in names) == sorted(names)
        assert [answer for _, answer in some.each(files, finish)] == names
    assert begun.empty()


def test_a_file_over_which_its_reader_dies_is_unreadable_and_the_others_are_read(
    writer: store.Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "PROCESSORS", 2)
    files = received("一", "二", "三", "四", "五", "六")

    def request(file: Received) -> Asking:
        return Asking("finish", (Deadly() if file.name == "三" else file.name, KNOWN))

    with Readers(writer, {}, processes.MANY) as some:
        answers = {file.name: answer for file, answer in some.each(files, request)}
    assert isinstance(answers.pop("三"), Unreadable)
    assert set(answers.values()) == {None}  # nothing was opened, so nothing is finished


def test_a_file_whose_reader_died_over_another_one_is_opened_again(
    empty: Path, writer: store.Writer
) -> None:
    (file,) = files_below([good(empty / "a.csv")], Passwords())
    moment = datetime(2025, 7, 10)  # noqa: DTZ001
    arrival = Arrival(moment, stated=True, recorded_at=moment)
    delivery = receiving.Delivery(arrival, KNOWN, Mode.AUTO, empty / "archive")
    with Readers(writer, {}, 1) as some:
        ((_, reading),) = receiving.read_ahead({file: ()}, some, delivery)
    assert isinstance(reading, Prepared)
