"""recheck.toml, the expected institutions, the archive."""

import hashlib
import io
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recheck import archive, workspace
from recheck.errors import ConfigurationInvalid, UsageProblem


@pytest.fixture
def made(tmp_path: Path) -> workspace.Workspace:
    return workspace.create(tmp_path / "工作 区", "foshan", None)


def with_settings(made: workspace.Workspace, text: str) -> workspace.Workspace:
    """The workspace with `text` at the end of its recheck.toml."""
    settings = made.root / "recheck.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    return workspace.opened(made.root)


def reporters_csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "reporters.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_a_new_workspace_has_its_folders_settings_and_key(made: workspace.Workspace) -> None:
    assert {path.name for path in made.root.iterdir()} == {
        "recheck.toml",
        "store",
        "archive",
        "out",
    }
    assert made.settings.districts == ("禅城区", "南海区", "顺德区", "三水区", "高明区")
    assert made.settings.policy.reporting_dates == ("07-15", "01-15")
    assert len(made.key()) == 32
    if os.name != "nt":
        assert stat.S_IMODE(made.key_path.stat().st_mode) == 0o600


def test_a_workspace_is_never_made_twice(made: workspace.Workspace) -> None:
    key = made.key()
    with pytest.raises(UsageProblem):
        workspace.create(made.root, "foshan", None)
    assert made.key() == key


def test_an_unknown_city_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationInvalid) as problem:
        workspace.create(tmp_path / "x", "guangzhou", None)
    assert problem.value.parameters["cities"] == "foshan"
    assert not (tmp_path / "x").exists()


def test_the_nearest_folder_upwards_is_found(made: workspace.Workspace) -> None:
    inside = made.root / "out" / "报告"
    inside.mkdir()
    assert workspace.find(inside).root == made.root


def test_a_folder_that_is_named_must_be_one_itself(made: workspace.Workspace) -> None:
    assert workspace.find(Path.cwd(), made.root).root == made.root
    with pytest.raises(UsageProblem):
        workspace.find(made.root, made.root / "out")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_reporters_come_from_a_csv_file_as_excel_saves_it(tmp_path: Path, encoding: str) -> None:
    text = (
        "name,aliases,district,from,until\n"
        "市一医院,一院;第一医院,顺德区,2024H1,\n市二医院,,,,2025H2\n"
    )
    made = workspace.create(tmp_path / "w", "foshan", reporters_csv(tmp_path, text, encoding))
    first, second = made.settings.reporters
    assert (first.name, first.aliases, first.district) == (
        "市一医院",
        ("一院", "第一医院"),
        "顺德区",
    )
    assert (first.from_, first.until) == ("2024H1", None)
    assert (second.aliases, second.until) == ((), "2025H2")
    assert made.settings.official_names["第一医院"] == "市一医院"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("名称\n市一医院\n", "columns"),
        ("name,alias\n市一医院,一院\n", "columns"),
        ("name,district\n市一医院,宝安区\n", "district"),
        ("name,from\n市一医院,2024-01\n", "text"),
        ("name,aliases\n市一医院,一院\n市二医院,一 院\n", "times"),
    ],
)
def test_a_wrong_list_of_reporters_makes_no_workspace(
    tmp_path: Path, text: str, named: str
) -> None:
    with pytest.raises(ConfigurationInvalid) as problem:
        workspace.create(tmp_path / "w", "foshan", reporters_csv(tmp_path, text))
    assert named in problem.value.parameters
    assert not (tmp_path / "w").exists()


def test_an_unknown_key_names_the_nearest(made: workspace.Workspace) -> None:
    with pytest.raises(ConfigurationInvalid) as problem:
        with_settings(made, '[[reporters]]\nname = "市一医院"\naliasses = ["一院"]')
    assert "aliases" in str(problem.value.parameters["question"])


@pytest.mark.parametrize(
    "text",
    [
        '[[reporters]]\nname = "市一医院"\nfrom = "2024"',
        '[[reporters]]\nname = "市一医院"\n[[reporters]]\nname = "市一医院"',
    ],
)
def test_wrong_values_are_refused(made: workspace.Workspace, text: str) -> None:
    with pytest.raises(ConfigurationInvalid):
        with_settings(made, text)


def test_a_wrong_district_or_time_zone_is_refused(made: workspace.Workspace) -> None:
    settings = made.root / "recheck.toml"
    text = settings.read_text(encoding="utf-8")
    for right, wrong in (('"禅城区", ', '"宝安区", '), ("Asia/Shanghai", "Asia/Foshan")):
        settings.write_text(text.replace(right, wrong), encoding="utf-8")
        with pytest.raises(ConfigurationInvalid):
            workspace.opened(made.root)


def test_policy_in_the_settings_replaces_the_package_s(made: workspace.Workspace) -> None:
    settings = made.root / "recheck.toml"
    text = settings.read_text(encoding="utf-8").replace("grace_days = 0", "grace_days = 7")
    settings.write_text(text, encoding="utf-8")
    policy = workspace.opened(made.root).rulebook.policy
    assert policy.grace_days == 7
    assert policy.exempt_reasons == ("死亡",)


def test_times_are_those_of_china_without_time_zone_tables(made: workspace.Workspace) -> None:
    midnight = datetime(2025, 6, 30, 16, 0, tzinfo=UTC)
    assert midnight.astimezone(made.timezone).date().isoformat() == "2025-07-01"


def test_the_archive_keeps_each_content_once_and_read_only(tmp_path: Path) -> None:
    content = b"a,b\n1,2\n"
    sha256 = hashlib.sha256(content).hexdigest()
    first = archive.keep(tmp_path, sha256, "一.csv", io.BytesIO(content))
    again = archive.keep(tmp_path, sha256, "二.txt", io.BytesIO(content))
    assert first == again
    assert first.read_bytes() == content
    assert first.name == f"{sha256}.csv"
    assert not first.stat().st_mode & stat.S_IWUSR


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(_: int) -> None:
        raise OSError(5, "power cut")

    target = tmp_path / "清单.csv"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", power_cut)
    with pytest.raises(OSError, match="power cut"):
        archive.write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
