"""The sample uploads: made anew they are the same, and nobody in them exists."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from recheck.intake import read_upload
from recheck.model import Known
from recheck.rulebook import Rulebook, load

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY / "sample_uploads"
TRUTH = REPOSITORY / "tests" / "samples_truth.json"
REPORTERS = {"鹿湾医院": "佛山市高明区鹿湾医院"}
sys.path.append(str(REPOSITORY / "scripts"))

from make_samples import invent  # noqa: E402
from samples import numbers  # noqa: E402
from samples.course import Case  # noqa: E402

Content = bytes | dict[str, bytes]


@pytest.fixture(scope="module")
def made_anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("样本 again")
    script = REPOSITORY / "scripts" / "make_samples.py"
    subprocess.run([sys.executable, script, folder / "uploads", folder / "truth.json"], check=True)
    return folder


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return invent()


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load()


def uploads(folder: Path) -> Iterator[Path]:
    return (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def content(path: Path) -> Content:
    """The parts of a workbook: their compression may differ between builds of zlib."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_the_same_files_are_made_again(made_anew: Path) -> None:
    committed = set(uploads(SAMPLES)) - {Path("README.md")}
    assert set(uploads(made_anew / "uploads")) == committed
    differing = [
        path
        for path in committed
        if content(SAMPLES / path) != content(made_anew / "uploads" / path)
    ]
    assert differing == []


def test_the_same_truth_is_told_again(made_anew: Path) -> None:
    assert (made_anew / "truth.json").read_text("utf-8") == TRUTH.read_text("utf-8")


def test_every_half_year_misses_less_than_the_one_before() -> None:
    half_years = json.loads(TRUTH.read_text("utf-8"))["half_years"].values()
    rates = [half_year["missed"] / half_year["due"] for half_year in half_years]
    assert rates == sorted(rates, reverse=True)


def test_every_citizen_number_is_valid_and_of_nobody(cases: list[Case]) -> None:
    for case in cases:
        number = case.worker.id_number
        if len(number) == 18:
            assert numbers.id_check(number[:17]) == number[17]
            assert int(number[14:17]) in numbers.ORDER_CODES


def test_every_credit_code_is_valid(cases: list[Case]) -> None:
    for code in {case.enterprise.uscc for case in cases}:
        assert numbers.uscc_check(code[:17]) == code[17]
        assert numbers.organisation_check(code[8:16]) == code[16]


def test_every_mobile_has_a_prefix_that_nobody_was_given(cases: list[Case]) -> None:
    assert {case.worker.phone[:3] for case in cases} == {numbers.MOBILE_PREFIX}


@pytest.mark.parametrize("name", json.loads(TRUTH.read_text("utf-8"))["data_rows"])
def test_every_row_with_a_case_is_read_as_one(name: str, rulebook: Rulebook) -> None:
    expected = json.loads(TRUTH.read_text("utf-8"))["data_rows"][name]
    known = Known(arrived_on=date(2026, 3, 31))
    upload = read_upload(SAMPLES / name, rulebook, known, REPORTERS)
    assert upload.rows.height == expected
    assert upload.rows["fate"].is_in(["accepted", "held", "duplicate"]).all()


@pytest.mark.parametrize(
    ("first17", "check"),
    [("44060619670421317", "9"), ("11010519491231002", "X"), ("45088119920708291", "X")],
)
def test_check_characters_of_known_numbers(first17: str, check: str) -> None:
    assert numbers.id_check(first17) == check


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91440606MA51ABCD44"])
def test_check_characters_of_known_credit_codes(code: str) -> None:
    assert numbers.uscc_check(code[:17]) == code[17]
