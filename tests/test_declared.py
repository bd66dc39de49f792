"""What institutions declare on 汇总, compared in the store with what they list, as of any K."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from recheck import measures, store, workspace
from recheck.model import Arrival, Mode, Question
from recheck.view import View
from tests.uploads import CLINIC, HOSPITAL, read, rulebook, table, workbook

PERIOD = "2025年上半年"
HEADINGS = ["体检机构名称", "上报期", "受检人次", "需复查人次", "已通知人次"]
ID_NUMBERS = (
    "440604198503150139",
    "440605199011020240",
    "440606196704213179",
    "440607198802290827",
)
Row = dict[str, str | None]
Line = dict[str, Any]


def person(number: int, **cells: str | None) -> Row:
    """One of four invented workers."""
    return {
        "姓名": f"甲{'一二三四'[number]}",
        "证件号码": ID_NUMBERS[number],
        "体检编号": None,
        **cells,
    }


@dataclass(frozen=True)
class File:
    """A workbook that came on a day of July 2025; `declared`: lines of 汇总 below its headings."""

    people: Sequence[Row]
    declared: Sequence[Sequence[object]] = ()
    day: int = 10
    mode: Mode = Mode.AUTO
    name: str = "名单.xlsx"


@contextmanager
def asked(folder: Path, *files: File, known_at: datetime | None = None) -> Iterator[View]:
    """A store that took the files, asked at the end of the half-year."""
    place = workspace.create(folder / "w", "foshan", None)
    with store.writing(place.store_path, place.key(), place.rulebook) as writer:
        for number, file in enumerate(files):
            target = folder / str(number) / file.name
            target.parent.mkdir()
            lists = [table(*file.people)] if file.people else []
            summary = [[HEADINGS, *file.declared]] if file.declared else []
            names = (*["复查落实情况表"] * len(lists), *["汇总"] * len(summary))
            upload = read(workbook(target, *lists, *summary, names=names))
            arrived = datetime(2025, 7, file.day)  # noqa: DTZ001
            writer.take(
                writer.prepare(upload),
                Arrival(arrived, stated=True, recorded_at=arrived),
                file.mode,
            )
        writer.settle()
    question = Question(date(2025, 6, 30), known_at)
    with store.reading(place.store_path, rulebook(), question) as view:
        yield view


def reported(view: View) -> list[tuple[object, ...]]:
    chosen = ("institution", "version", "status", "examined", "declared", "errors", "warnings")
    return measures.submissions(view).select(chosen).rows()


def found(view: View) -> list[Line]:
    """The findings about what was declared."""
    about = {"cases_missing", "cases_beyond", "declared_nothing"}
    return [line for line in measures.findings(view).to_dicts() if line["code"] in about]


def test_what_fits_leaves_nothing_and_stands_with_the_submission(tmp_path: Path) -> None:
    with asked(tmp_path, File([person(0), person(1)], [[CLINIC, PERIOD, 512, 2, 2]])) as view:
        assert found(view) == []
        assert reported(view) == [(CLINIC, 1, "active", 512, 2, 0, 0)]


def test_a_list_that_is_too_short_is_an_error_at_the_figure(tmp_path: Path) -> None:
    people = [person(0), person(1, 体检日期=None)]
    with asked(tmp_path, File(people, [[CLINIC, PERIOD, 512, 5, 2]])) as view:
        (line,) = found(view)
        assert (line["code"], line["severity"]) == ("cases_missing", "error")
        place = (line["institution"], line["sheet"], line["row"], line["column"], line["heading"])
        assert place == (CLINIC, "汇总", 2, "D", "需复查人次")
        assert json.loads(line["parameters"]) == {"declared": 5, "cases": 1, "held": 1}
        assert reported(view)[0][3:6] == (512, 5, 2)  # the held row, and the difference


def test_held_rows_may_be_those_that_are_missing(tmp_path: Path) -> None:
    people = [person(0), person(1, 体检日期=None)]
    with asked(tmp_path, File(people, [[CLINIC, PERIOD, 512, 2, 2]])) as view:
        assert found(view) == []


def test_a_list_that_is_too_long_is_a_warning(tmp_path: Path) -> None:
    with asked(tmp_path, File([person(0), person(1)], [[CLINIC, PERIOD, 512, 1, 1]])) as view:
        assert [line["code"] for line in found(view)] == ["cases_beyond"]
        assert reported(view)[0][-1] == 1


@pytest.mark.parametrize("declared", [1, 2])
def test_cases_of_earlier_half_years_may_be_counted_or_not(tmp_path: Path, declared: int) -> None:
    before = {"体检日期": "2024-11-05", "报告日期": None, "复查通知日期": "2024-11-20"}
    people = [person(0), person(1, **before)]
    with asked(tmp_path, File(people, [[CLINIC, PERIOD, 512, declared, 1]])) as view:
        assert found(view) == []


def test_rows_of_one_case_count_once(tmp_path: Path) -> None:
    people = [person(0), person(0, 危害因素="苯"), person(0)]
    with asked(tmp_path, File(people, [[CLINIC, PERIOD, 512, 1, 1]])) as view:
        assert found(view) == []


def test_a_supplement_settles_the_difference_from_the_day_it_came(tmp_path: Path) -> None:
    first = File([person(0)], [[CLINIC, PERIOD, 512, 2, 2]])
    supplement = File([person(1)], day=20, mode=Mode.ADD, name="补报.xlsx")
    with asked(tmp_path, first, supplement) as view:
        assert found(view) == []
        assert [line[3:5] for line in reported(view)] == [(512, 2), (None, None)]


def test_before_the_supplement_the_difference_is_known(tmp_path: Path) -> None:
    first = File([person(0)], [[CLINIC, PERIOD, 512, 2, 2]])
    supplement = File([person(1)], day=20, mode=Mode.ADD, name="补报.xlsx")
    before = datetime(2025, 7, 15)  # noqa: DTZ001
    with asked(tmp_path, first, supplement, known_at=before) as view:
        assert [line["code"] for line in found(view)] == ["cases_missing"]


def test_of_files_that_supplement_each_other_the_newest_declaration_counts(tmp_path: Path) -> None:
    first = File([person(0)], [[CLINIC, PERIOD, 512, 1, 1]])
    supplement = File(
        [person(1)], [[CLINIC, PERIOD, 530, 2, 2]], day=20, mode=Mode.ADD, name="补报.xlsx"
    )
    with asked(tmp_path, first, supplement) as view:
        assert found(view) == []
        assert [line[3:5] for line in reported(view)] == [(None, None), (530, 2)]


def test_a_version_that_declares_nothing_replaces_the_declaration_too(tmp_path: Path) -> None:
    first = File([person(0)], [[CLINIC, PERIOD, 512, 1, 1]])
    with asked(tmp_path, first, File([person(0)], day=20, name="更正.xlsx")) as view:
        assert [line["code"] for line in found(view)] == ["declared_nothing"]
        told = [line[2:5] for line in reported(view)]
        assert told == [("superseded", 512, 1), ("active", None, None)]


def test_who_declares_nothing_gets_one_note(tmp_path: Path) -> None:
    first, supplement = File([person(0)]), File([person(1)], day=20, mode=Mode.ADD, name="补.xlsx")
    with asked(tmp_path, first, supplement) as view:
        (line,) = found(view)
        assert (line["code"], line["severity"], line["file"]) == (
            "declared_nothing",
            "note",
            "补.xlsx",
        )


def test_a_nil_return_by_zero_keeps_its_denominator(tmp_path: Path) -> None:
    with asked(tmp_path, File([], [[CLINIC, PERIOD, 512, 0, 0]])) as view:
        assert found(view) == []
        assert reported(view) == [(CLINIC, 1, "nil", 512, 0, 0, 0)]


def test_each_institution_of_a_merged_file_is_compared_with_its_own(tmp_path: Path) -> None:
    people = [person(0), person(1, 体检机构名称=HOSPITAL)]
    lines = [[CLINIC, PERIOD, 512, 1, 1], [HOSPITAL, PERIOD, 90, 3, 1]]
    with asked(tmp_path, File(people, lines)) as view:
        (line,) = found(view)
        assert (line["institution"], line["row"]) == (HOSPITAL, 3)
        assert {line[0]: line[5] for line in reported(view)} == {CLINIC: 0, HOSPITAL: 1}
