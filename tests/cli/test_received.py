"""Zips, locked files and hostile ones at the command line: the run goes on, the reason is said."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from recheck import terminal
from tests.cli.conftest import FIRST, SECOND, Done, Recheck, person, write_upload
from tests.cli.test_lists import read_csv
from tests.uploads.forms import locked_xlsx, ods_of, xlsx, zipped

WORD = "密码123"


@pytest.fixture
def empty(tmp_path: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "新"
    assert recheck("init", root).code == 0
    monkeypatch.chdir(root)
    return root


def upload(path: Path, institution: str, *names: str) -> bytes:
    rows = [person(number, name) for number, name in enumerate(names)]
    return write_upload(path, institution, rows).read_bytes()


def as_xlsx(content: bytes) -> bytes:
    return xlsx([line.split(",") for line in content.decode().splitlines()])


def typed(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody at the terminal who types these passwords, then nothing."""
    answers: Iterator[str | None] = iter([*words, None])
    monkeypatch.setattr(terminal, "secret", lambda *_, **__: next(answers))


def refused(done: Done) -> list[str]:
    return [line.split(" 未入库")[0] for line in done.err.splitlines() if " 未入库" in line]


def test_each_file_of_a_zip_is_an_upload_of_its_own(empty: Path, recheck: Recheck) -> None:
    first = upload(empty / "a" / "一院2025年上半年.csv", FIRST, "张三")
    second = upload(empty / "b" / "二院2025年上半年.csv", SECOND, "李四")
    (empty / "上报.zip").write_bytes(
        zipped({"南海/一院.csv": first, "二院.csv": second, "说明.pdf": b"%PDF-1.7", "~$x": b"x"})
    )
    done = recheck("ingest", "上报.zip", "--received", "2025-07-10", "--period", "2025H1")
    assert done.code == 1
    assert refused(done) == ["说明.pdf"]
    assert {row["file"] for row in read_csv(recheck("submissions").out) if row["file"]} == {
        "一院.csv",
        "二院.csv",
    }
    kept = {path.stem for path in (empty / "archive").rglob("*") if path.is_file()}
    assert kept == {hashlib.sha256(one).hexdigest() for one in (first, second, b"%PDF-1.7")}
    again = recheck("ingest", "上报.zip", "--received", "2025-08-01", "--period", "2025H1")
    assert again.err.count("没有任何变化") == 2


def test_a_zip_that_cannot_be_opened_is_kept_and_refused(empty: Path, recheck: Recheck) -> None:
    (empty / "空.zip").write_bytes(zipped({"a/": b""}))
    done = recheck("ingest", "空.zip")
    assert done.code == 10
    assert refused(done) == ["空.zip"]
    assert len(list((empty / "archive").rglob("*.zip"))) == 1


def test_a_password_on_the_command_line(empty: Path, recheck: Recheck) -> None:
    content = as_xlsx(upload(empty / "a.csv", FIRST, "张三"))
    (empty / "锁2025年上半年.xlsx").write_bytes(locked_xlsx(content, WORD))
    words = ("锁2025年上半年.xlsx", "--received", "2025-07-10")
    done = recheck("check", *words)
    assert done.code == 10
    assert "--password" in done.err
    assert recheck("check", *words, "--password", "错").code == 10
    assert recheck("ingest", *words, "--password", "错", "--password", WORD).code == 0
    assert len(read_csv(recheck("cases").out)) == 1


def test_a_password_typed_when_asked_for(
    empty: Path, recheck: Recheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, institution in (("一", FIRST), ("二", SECOND)):
        content = as_xlsx(upload(empty / "a.csv", institution, "张三"))
        (empty / f"{name}2025年上半年.xlsx").write_bytes(locked_xlsx(content, WORD))
    (empty / "三.xlsx").write_bytes(locked_xlsx(content, "另一个"))
    (empty / "a.csv").unlink()
    typed(["错", WORD], monkeypatch)
    done = recheck("ingest", *sorted(empty.glob("*.xlsx")), "--received", "2025-07-10")
    assert refused(done) == ["三.xlsx"]
    assert len(read_csv(recheck("cases").out)) == 2


def test_hostile_files_do_not_stop_the_others(empty: Path, recheck: Recheck) -> None:
    folder = empty / "2025年上半年"
    upload(folder / "m.csv", FIRST, "张三")
    spaces = '<table:table-row><table:table-cell office:value-type="string"><text:p>'
    bomb = ods_of(
        f'{spaces}<text:s text:c="2000000000"/></text:p></table:table-cell></table:table-row>'
    )
    (folder / "a.ods").write_bytes(bomb)
    (folder / "z.xls").write_bytes(b"\x09\x08\x10\x00" + b"\xff" * 600)
    (folder / "q.csv").write_bytes('甲,"乙\n'.encode() * 3)
    done = recheck("ingest", folder, "--received", "2025-07-10")
    assert refused(done) == ["a.ods", "q.csv", "z.xls"]
    assert "Traceback" not in done.err
    assert len(read_csv(recheck("cases").out)) == 1


def test_a_name_in_another_encoding_is_legible(empty: Path, recheck: Recheck) -> None:
    content = upload(empty / "a.csv", FIRST, "张三")
    raw = b"./" + "一院2025年上半年.csv".encode("gb18030")
    try:
        with open(raw, "wb") as file:  # noqa: PTH123  a Path takes no bytes
            file.write(content)
    except OSError:
        pytest.skip("this disk takes no such name")
    (empty / "a.csv").rename(empty / "a.bak")
    files = [path for path in empty.iterdir() if path.suffix == ".csv"]
    done = recheck("ingest", *files, "--received", "2025-07-10")
    assert done.code == 0
    assert "一院2025年上半年.csv" in done.err
