"""From a store to PDF files, with the sample uploads of one half-year."""

import logging
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from recheck import cli, measures, report, store, workspace
from recheck.errors import UsageProblem
from recheck.model import Cohort, Period, Question
from recheck.report.figures import Figures, gather
from recheck.report.writing import wanted
from recheck.view import View
from recheck.workspace import Workspace

SAMPLES = Path(__file__).parents[2] / "sample_uploads"
P, T = Period(2025, 1), date(2025, 6, 30)
DISTRICT = "顺德区"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("报告 工作区")
    cli.run(["init", str(folder), "--reporters", str(SAMPLES / "reporters.csv")])
    uploads = map(str, sorted((SAMPLES / "2025H1").iterdir())[:3])
    words = ["--workspace", str(folder), "--received", "2025-07-10"]
    assert cli.run(["ingest", *uploads, *words]) in (0, 1)
    return workspace.opened(folder)


@pytest.fixture(scope="module")
def view(place: Workspace) -> Iterator[View]:
    reporters = place.settings.reporters
    with store.reading(place.store_path, place.rulebook, Question(as_of=T), reporters) as opened:
        yield opened


@pytest.fixture(scope="module")
def city(view: View) -> Figures:
    return gather(view, P, T)


@pytest.fixture(scope="module")
def district(view: View) -> Figures:
    return gather(view, P, T, DISTRICT)


def test_the_figures_are_those_of_rates(view: View, city: Figures) -> None:
    due = measures.ask(view, Question(T, None, P.first_day, P.last_day, Cohort.DUE))
    told = measures.rates(due).row(0, named=True)
    assert {name: city.total[name] for name in told if name in city.total and name != "total"} == {
        name: value for name, value in told.items() if name in city.total and name != "total"
    }
    assert city.total["due"]


def test_the_balance_is_even_and_ends_with_the_list(view: View, district: Figures) -> None:
    balance = district.balance
    assert balance["closing"] == district.frames["overdue"].height
    listed = measures.overdue(measures.ask(view, Question(as_of=T, district=DISTRICT)))
    assert district.frames["overdue"]["case_id"].to_list() == listed["case_id"].to_list()
    opening, added, closed, closing = (
        int(str(balance[name])) for name in ("opening", "added", "closed", "closing")
    )
    assert opening + added - closed == closing


def test_the_same_half_year_is_its_own_comparison(city: Figures) -> None:
    trend = city.frames["trend"].filter(due_period=str(P)).row(0, named=True)
    assert trend["equal_missed_rate"] == trend["missed_rate"] == city.total["missed_rate"]
    assert trend["equal_as_of"] == T


def test_the_total_of_declarations_is_that_of_its_rows(city: Figures, district: Figures) -> None:
    total = city.frames["declared_total"].row(0, named=True)
    assert total["missed_rate"] == city.total["missed_rate"] != district.total["missed_rate"]
    for name in ("declarations", "declared_total"):
        assert district.frames[name].equals(city.frames[name])


def test_identities_are_masked(district: Figures) -> None:
    people = district.frames["overdue"]
    assert people.height > 0
    assert all(name.endswith("*") for name in people["worker"].drop_nulls())
    assert all("***" in number for number in people["id_number"].drop_nulls())
    assert all("****" in phone for phone in people["phone"].drop_nulls())


def test_reports_are_written_where_they_are_wanted_with_equal_bytes(
    view: View, place: Workspace, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "recheck.report"):
        paths = report.write(view, place, P, tmp_path / "新 文件夹", [DISTRICT, "city"])
    assert [path.name[:9] for path in paths] == ["佛山市2025年上", "佛山市顺德区202"]
    assert not caplog.records
    again = report.write(view, place, P, tmp_path / "再", [DISTRICT])
    assert again[0].read_bytes() == paths[1].read_bytes()


def test_without_a_choice_the_city_and_every_district_are_reported_on(place: Workspace) -> None:
    assert wanted(place, []) == [None, *place.rulebook.region.districts]


def test_a_report_prints_every_overdue_person_of_its_district(
    view: View, place: Workspace, tmp_path: Path, district: Figures
) -> None:
    (path,) = report.write(view, place, P, tmp_path, [DISTRICT])
    content = pdfium.PdfDocument(BytesIO(path.read_bytes()))
    text = "\n".join(page.get_textpage().get_text_range() for page in content)
    printed = [number for number in district.frames["overdue"]["id_number"] if number]
    assert all(text.count(number) >= printed.count(number) for number in set(printed))


def test_a_narrowed_report_never_takes_the_name_of_the_whole_one(
    view: View, place: Workspace, tmp_path: Path
) -> None:
    narrowed = measures.ask(view, Question(as_of=T, hazard="1,2-二氯乙烷/苯", town="北滘镇"))
    (path,) = report.write(narrowed, place, P, tmp_path, ["city"])
    assert path.name.endswith("专项监测技术报告（北滘镇、1,2-二氯乙烷苯）.pdf")


def test_an_unknown_report_is_a_usage_problem(view: View, place: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        report.write(view, place, P, tmp_path, ["番禺区"])


def test_an_empty_store_gives_reports_too(tmp_path: Path) -> None:
    cli.run(["init", str(tmp_path)])
    empty = workspace.opened(tmp_path)
    with store.reading(empty.store_path, empty.rulebook, Question(as_of=T)) as opened:
        (path,) = report.write(opened, empty, P, tmp_path / "out", ["city"])
    assert path.stat().st_size > 10_000
