"""Changed rules read the archive anew: what then counts, and what stays refused."""

from pathlib import Path

import pytest

from tests.cli.conftest import FIRST, SECOND, Recheck, person, write_upload
from tests.cli.test_ingest import ON_TIME, good
from tests.cli.test_versions import history, listed, many, upload


def strange_heading(path: Path) -> Path:
    """An upload with a column that only a profile can explain."""
    row = {"上报期": "2025H1", **person(0, "张三", **ON_TIME), "通知书送到日": "2025-04-05"}
    return write_upload(path, FIRST, [row])


def teach(workspace: Path, heading: str = "通知书送到日", field: str = "delivered_on") -> None:
    """A heading of the institution's own, known from now on."""
    rules = workspace / "rules" / "institutions"
    rules.mkdir(parents=True, exist_ok=True)
    profile = f'institution = "{FIRST}"\n\n[headings]\n"{heading}" = "{field}"\n'
    (rules / "一院.toml").write_text(profile, encoding="utf-8")


def test_changed_rules_read_the_archive_anew(empty: Path, recheck: Recheck) -> None:
    file = strange_heading(empty / "a.csv")
    recheck("ingest", file, "--received", "2025-07-10")
    recheck("ingest", good(empty / "b.csv", "李四", institution=SECOND), "--received", "2025-07-10")
    file.unlink()
    teach(empty)
    done = recheck("ingest", "--reread")
    assert done.code == 0, done.err
    assert "b.csv重读结果与原来相同" in done.err
    assert history(recheck, "institution", "version", "status", "entered", "changed") == [
        (FIRST, "1", "superseded", "first", ""),
        (FIRST, "2", "active", "reread", "1"),
        (SECOND, "1", "active", "first", ""),
    ]
    lines = listed(recheck("submissions", "--cases"), "changed_field", "new_value")
    assert lines == [("delivered_on", "2025-04-05")]
    assert recheck("verify").code == 0
    assert "无须重读" not in recheck("ingest", "--reread").err  # b.csv is read, and says the same


def test_a_known_file_under_changed_rules_is_no_new_report(empty: Path, recheck: Recheck) -> None:
    file = strange_heading(empty / "a.csv")
    recheck("ingest", file, "--received", "2025-07-10")
    recheck("ingest", good(empty / "b.csv", "张三", "李四"), "--received", "2025-07-20")
    teach(empty)
    done = recheck("ingest", file, "--received", "2025-08-01")
    assert done.code == 0
    assert "--reread" in done.err
    assert history(recheck, "file", "status") == [("a.csv", "superseded"), ("b.csv", "active")]


def test_a_file_read_anew_stays_in_its_place(empty: Path, recheck: Recheck) -> None:
    """A correction that arrived before the rules changed, entered after, still replaces it."""
    recheck("ingest", strange_heading(empty / "a.csv"), "--received", "2025-07-10")
    teach(empty)
    recheck("ingest", "--reread")
    late = good(empty / "更正.csv", "张三", "李四")
    assert recheck("ingest", late, "--received", "2025-07-20").code == 0
    statuses = listed(recheck("submissions"), "file", "status")
    assert sorted(statuses) == [
        ("a.csv", "superseded"),
        ("a.csv", "superseded"),
        ("更正.csv", "active"),
    ]


def test_refused_files_are_read_anew_on_request(empty: Path, recheck: Recheck) -> None:
    row = {"上报期": "2025H1", **person(0, "张三", **ON_TIME)}
    row["体检那天"] = row.pop("体检日期")
    file = write_upload(empty / "a.csv", FIRST, [row])
    assert recheck("ingest", file, "--received", "2025-07-10").code == 11
    teach(empty, "体检那天", "exam_date")
    assert recheck("ingest", "--reread").code == 0
    assert listed(recheck("cases"), "worker") == []
    assert recheck("ingest", "--reread", "--refused").code == 0
    assert listed(recheck("cases"), "worker") == [("张*",)]
    assert ("file_refused",) not in listed(recheck("findings"), "code")


def test_what_looked_like_anothers_is_not_taken_by_reading_it_anew(
    empty: Path, recheck: Recheck
) -> None:
    recheck("ingest", upload(empty / "a.csv", many(10), "2025H1"), "--received", "2025-07-10")
    file = upload(empty / "b.csv", many(10), "2025H1", SECOND)
    for day in ("2025-07-11", "2025-07-12"):
        assert recheck("ingest", file, "--received", day).code == 11
    again = recheck("ingest", "--reread", "--refused")
    assert again.code == 11
    assert again.err.count("b.csv 未入库") == 1
    assert listed(recheck("submissions"), "file", "status") == [("a.csv", "active")]
    assert recheck("ingest", "--reread", "--refused", "--confirm").code == 0
    assert ("b.csv", "active") in listed(recheck("submissions"), "file", "status")
    assert "b.csv" not in recheck("ingest", "--reread", "--refused").err


def test_what_was_refused_again_stands_where_it_first_came(empty: Path, recheck: Recheck) -> None:
    """A good file came between the two: it is newer than the first arrival."""
    bad = unplaced(empty / "a.csv", 0, "张三")
    files = {"2025-07-10": bad, "2025-07-20": good(empty / "b.csv", "李四"), "2025-07-30": bad}
    for day, file in files.items():
        recheck("ingest", file, "--received", day)
    teach(empty, "体检那天", "exam_date")
    assert recheck("ingest", "--reread", "--refused").code == 0
    statuses = listed(recheck("submissions"), "file", "status")
    assert sorted(statuses) == [("a.csv", "superseded"), ("b.csv", "active")]


def unplaced(path: Path, number: int, name: str) -> Path:
    """An upload without 体检日期 under a heading that anybody knows."""
    row = {"上报期": "2025H1", **person(number, name, **ON_TIME)}
    row["体检那天"] = row.pop("体检日期")
    return write_upload(path, FIRST, [row])


@pytest.mark.parametrize(("second", "codes"), [("2025-07-10", (11, 11)), ("2025-07-11", (0, 0))])
def test_rivals_of_one_arrival_stay_refused_when_read_anew(
    empty: Path, recheck: Recheck, second: str, codes: tuple[int, int]
) -> None:
    files = [unplaced(empty / "a.csv", 0, "张三"), unplaced(empty / "b.csv", 1, "李四")]
    for file, day in zip(files, ("2025-07-10", second), strict=True):
        assert recheck("ingest", file, "--received", day).code == 11
    teach(empty, "体检那天", "exam_date")
    done = recheck("ingest", "--reread", "--refused")
    assert done.code == codes[0]
    assert done.err.count("无法判断以哪个为准") == 2 * bool(codes[0])
    assert len(listed(recheck("submissions"), "version")) == (0 if codes[0] else 2)
    assert recheck("ingest", files[1], "--received", "2025-07-12").code == 0


def test_what_reads_worse_stays_as_it_was(empty: Path, recheck: Recheck) -> None:
    recheck("ingest", good(empty / "a.csv"), "--received", "2025-07-10")
    teach(empty)
    kept = next(path for path in (empty / "archive").rglob("*.csv"))
    kept.chmod(0o644)
    kept.unlink()
    done = recheck("ingest", "--reread")
    assert done.code == 10
    assert "仍按原来的读法计入" in done.err
    assert listed(recheck("cases"), "worker") == [("张*",)]


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("words", [("--add",), ("--period", "2025H1"), ("a.csv",)])
def test_reread_takes_nothing_from_outside(recheck: Recheck, words: tuple[str, ...]) -> None:
    assert recheck("ingest", "--reread", *words).code == 2


@pytest.mark.usefixtures("empty")
def test_ingest_without_files_says_what_it_needs(recheck: Recheck) -> None:
    assert recheck("ingest").code == 2
    assert recheck("ingest", "--refused").code == 2
