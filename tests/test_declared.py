"""What institutions declare on 汇总, compared in the store with what they list, as of any K."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from recheck import measures, store, workspace
from recheck.model import Arrival, Mode, Question, Upload
from recheck.preparing import prepare
from recheck.view import View
from tests.uploads import CLINIC, HOSPITAL, Cells, read, rulebook, table, workbook

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


def received(*files: File) -> pytest.MarkDecorator:
    """The files of a test that takes `compared`, in the order of their entry."""
    return pytest.mark.told.with_args(lambda: files)


@dataclass(frozen=True)
class Compared:
    """What the store says about the files of one test, whose institutions bear a number there."""

    submissions: list[Line]
    findings: list[Line]
    number: int

    @classmethod
    def of(cls, view: View, number: int = 0) -> "Compared":
        """What an open store says about the files of the test of this number."""
        lists = measures.submissions(view).to_dicts(), measures.findings(view).to_dicts()
        return cls(*lists, number)

    def reported(self) -> list[tuple[object, ...]]:
        chosen = ("institution", "version", "status", "examined", "declared", "errors", "warnings")
        return [tuple(line[name] for name in chosen) for line in self._own(self.submissions)]

    def found(self) -> list[Line]:
        """The findings about what was declared."""
        assert self.reported()
        about = {"cases_missing", "cases_beyond", "declared_nothing"}
        return [line for line in self._own(self.findings) if line["code"] in about]

    def _own(self, lines: list[Line]) -> list[Line]:
        told = {name: told for told, name in numbered(self.number).items()}
        return [
            line | {"institution": told[line["institution"]]}
            for line in lines
            if line["institution"] in told
        ]


def numbered(number: int) -> dict[str, str]:
    """Institutions as tests name them → as the store knows those of one test."""
    return {name: f"佛山市第{number}{name[-3:]}" for name in (CLINIC, HOSPITAL)}


@contextmanager
def asked(
    folder: Path, histories: Sequence[Sequence[File]], known_at: datetime | None = None
) -> Iterator[View]:
    """A store that took the files of several tests, asked at the end of the half-year."""
    place = workspace.create(folder / "w", "foshan", None)
    with store.writing(place.store_path, place.key(), place.rulebook) as writer:
        for number, files in enumerate(histories):
            for entry, file in enumerate(files):
                upload = read_as_sent(folder / f"{number}-{entry}", file, numbered(number))
                arrived = datetime(2025, 7, file.day)  # noqa: DTZ001
                writer.take(
                    [prepare(upload, writer.key, writer.folder)],
                    Arrival(arrived, stated=True, recorded_at=arrived),
                    file.mode,
                )
        writer.settle()
    question = Question(date(2025, 6, 30), known_at)
    with store.reading(place.store_path, rulebook(), question) as view:
        yield view


def read_as_sent(folder: Path, file: File, names: Mapping[str, str]) -> Upload:
    """The workbook, in which other institutions stand."""
    folder.mkdir()
    people = table(*({"体检机构名称": CLINIC, **one} for one in file.people))
    lists: list[Cells] = [people] if file.people else []
    summary: list[Cells] = [[HEADINGS, *file.declared]] if file.declared else []
    sheets = [
        [[names.get(str(cell), cell) for cell in line] for line in sheet]
        for sheet in (*lists, *summary)
    ]
    titles = (*["复查落实情况表"] * len(lists), *["汇总"] * len(summary))
    path = workbook(folder / file.name, *sheets, names=titles)
    return read(path, reporters={name: name for name in names.values()})


@pytest.fixture(scope="module")
def histories(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Compared]]:
    """Test → its files in the store, for the tests that are to run."""
    own = [item for item in request.session.items if item.path == request.path]
    told = {item.nodeid: received_by(item) for item in own if item.get_closest_marker("told")}
    with asked(tmp_path_factory.mktemp("申报"), [*told.values()]) as view:
        every = Compared.of(view)
        yield {name: replace(every, number=number) for number, name in enumerate(told)}


def received_by(item: pytest.Item) -> Sequence[File]:
    marker = item.get_closest_marker("told")
    assert marker
    files: Sequence[File] = marker.args[0]()
    return files


@pytest.fixture
def compared(request: pytest.FixtureRequest, histories: dict[str, Compared]) -> Compared:
    return histories[request.node.nodeid]


@received(File([person(0), person(1)], [[CLINIC, PERIOD, 512, 2, 2]]))
def test_what_fits_leaves_nothing_and_stands_with_the_submission(compared: Compared) -> None:
    assert compared.found() == []
    assert compared.reported() == [(CLINIC, 1, "active", 512, 2, 0, 0)]


@received(File([person(0), person(1, 体检日期=None)], [[CLINIC, PERIOD, 512, 5, 2]]))
def test_a_list_that_is_too_short_is_an_error_at_the_figure(compared: Compared) -> None:
    (line,) = compared.found()
    assert (line["code"], line["severity"]) == ("cases_missing", "error")
    place = (line["institution"], line["sheet"], line["row"], line["column"], line["heading"])
    assert place == (CLINIC, "汇总", 2, "D", "需复查人次")
    assert json.loads(line["parameters"]) == {"declared": 5, "cases": 1, "held": 1}
    assert compared.reported()[0][3:6] == (512, 5, 2)  # the held row, and the difference


@received(File([person(0), person(1, 体检日期=None)], [[CLINIC, PERIOD, 512, 2, 2]]))
def test_held_rows_may_be_those_that_are_missing(compared: Compared) -> None:
    assert compared.found() == []


@received(File([person(0), person(1)], [[CLINIC, PERIOD, 512, 1, 1]]))
def test_a_list_that_is_too_long_is_a_warning(compared: Compared) -> None:
    assert [line["code"] for line in compared.found()] == ["cases_beyond"]
    assert compared.reported()[0][-1] == 1


EARLIER = {"体检日期": "2024-11-05", "报告日期": None, "复查通知日期": "2024-11-20"}


@received(File([person(0), person(1, **EARLIER)], [[CLINIC, PERIOD, 512, 1, 1]]))
def test_cases_of_earlier_half_years_may_be_left_out(compared: Compared) -> None:
    assert compared.found() == []


@received(File([person(0), person(1, **EARLIER)], [[CLINIC, PERIOD, 512, 2, 1]]))
def test_cases_of_earlier_half_years_may_be_counted(compared: Compared) -> None:
    assert compared.found() == []


@received(File([person(0), person(0, 危害因素="苯"), person(0)], [[CLINIC, PERIOD, 512, 1, 1]]))
def test_rows_of_one_case_count_once(compared: Compared) -> None:
    assert compared.found() == []


SHORT = File([person(0)], [[CLINIC, PERIOD, 512, 2, 2]])
SUPPLEMENT = File([person(1)], day=20, mode=Mode.ADD, name="补报.xlsx")


@received(SHORT, SUPPLEMENT)
def test_a_supplement_settles_the_difference_from_the_day_it_came(compared: Compared) -> None:
    assert compared.found() == []
    assert [line[3:5] for line in compared.reported()] == [(512, 2), (None, None)]


def test_before_the_supplement_the_difference_is_known(tmp_path: Path) -> None:
    before = datetime(2025, 7, 15)  # noqa: DTZ001
    with asked(tmp_path, [[SHORT, SUPPLEMENT]], before) as view:
        assert [line["code"] for line in Compared.of(view).found()] == ["cases_missing"]


@received(
    File([person(0)], [[CLINIC, PERIOD, 512, 1, 1]]),
    File([person(1)], [[CLINIC, PERIOD, 530, 2, 2]], day=20, mode=Mode.ADD, name="补报.xlsx"),
)
def test_of_files_that_supplement_each_other_the_newest_declaration_counts(
    compared: Compared,
) -> None:
    assert compared.found() == []
    assert [line[3:5] for line in compared.reported()] == [(None, None), (530, 2)]


@received(
    File([person(0)], [[CLINIC, PERIOD, 512, 1, 1]]), File([person(0)], day=20, name="更正.xlsx")
)
def test_a_version_that_declares_nothing_replaces_the_declaration_too(compared: Compared) -> None:
    assert [line["code"] for line in compared.found()] == ["declared_nothing"]
    told = [line[2:5] for line in compared.reported()]
    assert told == [("superseded", 512, 1), ("active", None, None)]


@received(File([person(0)]), File([person(1)], day=20, mode=Mode.ADD, name="补.xlsx"))
def test_who_declares_nothing_gets_one_note(compared: Compared) -> None:
    (line,) = compared.found()
    assert (line["code"], line["severity"], line["file"]) == (
        "declared_nothing",
        "note",
        "补.xlsx",
    )


@received(File([], [[CLINIC, PERIOD, 512, 0, 0]]))
def test_a_nil_return_by_zero_keeps_its_denominator(compared: Compared) -> None:
    assert compared.found() == []
    assert compared.reported() == [(CLINIC, 1, "nil", 512, 0, 0, 0)]


@received(
    File(
        [person(0), person(1, 体检机构名称=HOSPITAL)],
        [[CLINIC, PERIOD, 512, 1, 1], [HOSPITAL, PERIOD, 90, 3, 1]],
    )
)
def test_each_institution_of_a_merged_file_is_compared_with_its_own(compared: Compared) -> None:
    (line,) = compared.found()
    assert (line["institution"], line["row"]) == (HOSPITAL, 3)
    assert {line[0]: line[5] for line in compared.reported()} == {CLINIC: 0, HOSPITAL: 1}
