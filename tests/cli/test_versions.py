"""Corrections of whole uploads: history, withdrawal, and uploads that look wrong."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import (
    FIRST,
    SECOND,
    Done,
    Recheck,
    go_on_with,
    person,
    type_in,
    write_upload,
)
from tests.cli.test_ingest import ON_TIME, good
from tests.cli.test_lists import read_csv


def listed(done: Done, *columns: str) -> list[tuple[str, ...]]:
    """Some columns of a list that came out as csv."""
    assert done.code == 0, done.err
    return [tuple(line[name] for name in columns) for line in read_csv(done.out)]


def history(recheck: Recheck, *columns: str) -> list[tuple[str, ...]]:
    return listed(recheck("submissions", "--history"), *columns)


def withdrawn(recheck: Recheck, *words: str, institution: str = FIRST) -> Done:
    return recheck("withdraw", institution, "2025H1", "--reason", "传错", "--by", "王五", *words)


@pytest.fixture(scope="module")
def two_versions(new: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """张三 and 李四; then a correction with 李四 by another phone, and 王五, without 张三."""
    root = Path(shutil.copytree(new, tmp_path_factory.mktemp("两版") / "新"))
    type_in(root, "ingest", good(root / "a.csv", "张三", "李四"), "--received", "2025-07-10")
    rows = [
        {"上报期": "2025H1", **person(1, "李四", **ON_TIME, 联系电话="13900139000")},
        {"上报期": "2025H1", **person(2, "王五", **ON_TIME)},
    ]
    upload = write_upload(root / "b.csv", FIRST, rows)
    type_in(root, "ingest", upload, "--received", "2025-07-20")
    return root


@pytest.fixture
def corrected(two_versions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the workspace with two versions; commands run inside it."""
    return go_on_with(two_versions, tmp_path, monkeypatch)


@pytest.mark.usefixtures("corrected")
def test_history_tells_what_each_version_changed(recheck: Recheck) -> None:
    columns = (
        "version",
        "status",
        "entered",
        "cases",
        "added",
        "changed",
        "missing",
        "replaced_by",
    )
    assert history(recheck, *columns) == [
        ("1", "superseded", "first", "2", "", "", "", "2"),
        ("2", "active", "replaced", "2", "1", "1", "1", ""),
    ]


@pytest.mark.usefixtures("corrected")
def test_the_difference_is_shown_case_by_case_and_masked(recheck: Recheck) -> None:
    columns = ("version", "difference", "worker", "changed_field", "old_value", "new_value")
    assert listed(recheck("submissions", "--cases"), *columns) == [
        ("2", "added", "王*", "", "", ""),
        ("2", "changed", "李*", "phone", "138****8000", "139****9000"),
        ("2", "missing", "张*", "", "", ""),
    ]
    full = recheck("submissions", "--cases", "--identities", "full")
    assert ("李四", "13900139000") in listed(full, "worker", "new_value")


@pytest.mark.usefixtures("corrected")
def test_a_withdrawn_version_gives_way_to_the_one_before(recheck: Recheck) -> None:
    done = withdrawn(recheck)
    assert done.code == 0
    assert "1（a.csv）" in done.err
    assert "1例个案只由该版报过" in done.err
    assert {line[0] for line in listed(recheck("cases"), "worker")} == {"张*", "李*"}
    columns = ("version", "status", "withdrawn_by", "withdrawn_reason", "withdrawn_cases")
    assert history(recheck, *columns) == [
        ("1", "active", "", "", ""),
        ("2", "withdrawn", "王五", "传错", "1"),
    ]
    lines = listed(recheck("submissions", "--cases"), "difference", "worker")
    assert ("withdrawn", "王*") in lines
    assert recheck("verify").code == 0


@pytest.mark.usefixtures("corrected")
def test_after_the_last_version_is_withdrawn_the_report_is_missing(recheck: Recheck) -> None:
    withdrawn(recheck, "--version", "1")
    assert "缺报" in withdrawn(recheck, "--version", "2").err
    statuses = listed(recheck("submissions"), "version", "status")
    assert statuses == [("1", "withdrawn"), ("2", "withdrawn")]
    assert listed(recheck("cases"), "worker") == []
    assert recheck("verify").code == 0


@pytest.mark.usefixtures("corrected")
def test_what_cannot_be_withdrawn_is_said(recheck: Recheck) -> None:
    assert withdrawn(recheck, "--version", "3").code == 2
    early = withdrawn(recheck, "--received", "2025-07-15")
    assert early.code == 2
    assert "不能早于收到时间" in early.err
    withdrawn(recheck)
    again = withdrawn(recheck, "--version", "2")
    assert again.code == 2
    assert "传错" in again.err


@pytest.mark.usefixtures("corrected")
@pytest.mark.parametrize(
    "words", [("--reason", " ", "--by", "王五"), ("--reason", "错", "--by", "")]
)
def test_nothing_is_withdrawn_without_a_reason_and_a_name(
    recheck: Recheck, words: tuple[str, ...]
) -> None:
    done = recheck("withdraw", FIRST, "2025H1", *words)
    assert done.code == 2
    assert "请写明是谁" in done.err
    statuses = listed(recheck("submissions", "--history"), "status")
    assert ("withdrawn",) not in statuses


def test_of_files_that_count_together_one_must_be_named(empty: Path, recheck: Recheck) -> None:
    recheck("ingest", good(empty / "a.csv", "张三"), "--received", "2025-07-10")
    recheck("ingest", good(empty / "b.csv", "张三", "李四"), "--received", "2025-07-11", "--add")
    refused = withdrawn(recheck)
    assert refused.code == 2
    assert "1（a.csv）、2（b.csv）" in refused.err
    assert withdrawn(recheck, "--version", "1").code == 0
    workers = {line[0] for line in listed(recheck("cases"), "worker")}
    assert workers == {"张*", "李*"}  # 张三 was a duplicate of a row that counts no longer
    assert listed(recheck("submissions"), "status", "accepted", "duplicate") == [
        ("withdrawn", "0", "0"),
        ("active", "2", "0"),
    ]


def test_one_institution_of_a_merged_file_or_all_of_them(empty: Path, recheck: Recheck) -> None:
    rows = [
        {"上报期": "2025H1", **person(0, "张三", **ON_TIME), "体检机构名称": FIRST},
        {"上报期": "2025H1", **person(1, "李四", **ON_TIME), "体检机构名称": SECOND},
    ]
    merged = write_upload(empty / "合并.csv", "", rows)
    recheck("ingest", merged, "--received", "2025-07-10")
    one = withdrawn(recheck)
    assert SECOND in one.err
    assert listed(recheck("cases"), "institution") == [(SECOND,)]
    rest = withdrawn(recheck, "--whole-file", institution=SECOND)
    assert rest.code == 0
    assert listed(recheck("cases"), "institution") == []


@pytest.mark.usefixtures("corrected")
def test_a_withdrawn_file_comes_back_only_when_confirmed(corrected: Path, recheck: Recheck) -> None:
    withdrawn(recheck)
    again = recheck("ingest", corrected / "b.csv", "--received", "2025-08-01")
    assert again.code == 0
    assert "--confirm" in again.err
    assert len(history(recheck, "version")) == 2
    back = recheck("ingest", corrected / "b.csv", "--received", "2025-08-01", "--confirm")
    assert back.code == 0
    assert history(recheck, "version", "status") == [
        ("1", "superseded"),
        ("2", "withdrawn"),
        ("3", "active"),
    ]


def test_an_arrival_in_the_future_is_refused(empty: Path, recheck: Recheck) -> None:
    done = recheck("ingest", good(empty / "a.csv"), "--received", "2999-01-01")
    assert done.code == 2
    assert "2999-01-01" in done.err


# --- uploads that look wrong


def many(count: int, **cells: str) -> list[dict[str, str]]:
    """So many invented people with passports."""
    return [
        {
            **person(0, "王甲", **{**ON_TIME, **cells}),
            "证件号码": f"E{number:08d}",
            "证件类型": "护照",
        }
        for number in range(count)
    ]


def upload(path: Path, rows: list[dict[str, str]], period: str, institution: str = FIRST) -> Path:
    return write_upload(path, institution, [{"上报期": period, **row} for row in rows])


@pytest.mark.parametrize(("count", "code"), [(5, 0), (6, 11)])
def test_the_wrong_half_year(empty: Path, recheck: Recheck, count: int, code: int) -> None:
    file = upload(empty / "a.csv", many(count), "2025H2")
    done = recheck("ingest", file, "--received", "2026-01-10")
    assert done.code == code
    if code:
        assert f"{count}例里有{count}例" in done.err
        assert "2025年上半年" in done.err
        assert recheck("ingest", file, "--received", "2026-01-10", "--confirm").code == 0


def test_a_list_of_the_whole_year_is_no_wrong_half_year(empty: Path, recheck: Recheck) -> None:
    rows = many(8) + [
        {**row, "证件号码": f"F{number:08d}", "体检日期": "2025-09-01", "复查日期": "2025-10-01"}
        for number, row in enumerate(many(2))
    ]
    file = upload(empty / "a.csv", rows, "2025H2")
    assert recheck("ingest", file, "--received", "2026-01-10").code in {0, 1}


def test_old_open_cases_are_carried_over(empty: Path, recheck: Recheck) -> None:
    first = upload(
        empty / "a.csv", many(20, 是否复查="否", 复查日期="", 未复查原因="其他"), "2025H1"
    )
    recheck("ingest", first, "--received", "2025-07-10")
    closed_since = upload(empty / "b.csv", many(18), "2025H2")
    assert recheck("ingest", closed_since, "--received", "2026-01-10").code == 0


def test_cases_closed_before_are_not_carried_over(empty: Path, recheck: Recheck) -> None:
    recheck("ingest", upload(empty / "a.csv", many(20), "2025H1"), "--received", "2025-07-10")
    again = upload(empty / "b.csv", many(18), "2025H2")
    assert recheck("ingest", again, "--received", "2026-01-10").code == 11


@pytest.mark.parametrize(("own", "code"), [(2, 0), (1, 11)])
def test_the_wrong_institution(empty: Path, recheck: Recheck, own: int, code: int) -> None:
    rows = many(10)
    recheck("ingest", upload(empty / "a.csv", rows, "2025H1"), "--received", "2025-07-10")
    others = [{**row, "证件号码": f"F{number:08d}"} for number, row in enumerate(many(own))]
    file = upload(empty / "b.csv", rows[own:] + others, "2025H1", SECOND)
    done = recheck("ingest", file, "--received", "2025-07-11")
    assert done.code == code
    if code:
        assert FIRST in done.err
        assert recheck("ingest", file, "--received", "2025-07-11", "--confirm").code == 0
        more = upload(empty / "c.csv", rows + others, "2025H1", SECOND)  # it was right once
        assert recheck("ingest", more, "--received", "2025-07-12").code == 0
