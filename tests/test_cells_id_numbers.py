"""Identity numbers (definitions §1); all but the two of the standard are invented."""

import polars as pl
import pytest

from recheck.cells.id_numbers import type_id_numbers
from recheck.cells.labels import label_reader, type_label
from recheck.rulebook import load

TYPES = load().vocabularies["id_type"]
READ_TYPE = label_reader("id_type", TYPES)
READ = tuple[str | None, str | None, bool, str | None]


def read(number: str | None, stated: str | None = None, worker: str | None = "张三") -> READ:
    """id_type, id_number, id_valid and the finding code of one row."""
    text = {name: pl.String() for name in ("worker", "id_type", "id_number")}
    cells = pl.DataFrame([(worker, stated, number)], schema=text, orient="row")
    cells = cells.with_columns(row=pl.lit(7, pl.Int64))
    typed = type_id_numbers(cells, type_label(cells, "id_type", READ_TYPE), TYPES)
    codes = typed.findings["code"].to_list()
    return (*typed.columns.row(0), codes[0] if codes else None)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "440524188001010014",
        "440604198503150139",
        "440605199011020240",
        "440606196704213179",
        "440607198802290827",
        "440608197909301559",
        "44060619670101000X",
        "45088119920708291X",
        "522601198311194463",
        "440681197512120511",
        "440682198010100247",
    ],
)
def test_a_right_number_is_valid_whatever_its_area_code(number: str) -> None:
    assert read(number) == ("居民身份证", number, True, None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("44060619670101000x", id="small x"),
        pytest.param("４４０６０６１９６７０１０１０００Ｘ", id="full width"),
        pytest.param("\u202d440606 19670101 000X\u202c", id="blanks and bidi marks"),
        pytest.param("'44060619670101000X", id="apostrophe"),
        pytest.param("44060619670101000×", id="multiplication sign for the check mark"),
    ],
)
def test_a_number_typed_oddly_is_valid(text: str) -> None:
    assert read(text) == ("居民身份证", "44060619670101000X", True, None)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("440623670421317", "440623196704213175"),
        ("440622551208029", "440622195512080290"),
        ("440681750630451", "440681197506304517"),
    ],
)
def test_15_digits_are_upgraded_with_a_note(short: str, long: str) -> None:
    assert read(short) == ("居民身份证", long, True, "id_upgraded")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param("440606196704213176", "id_bad_check", id="wrong check mark"),
        pytest.param("44060619670101002X", "id_bad_check", id="X where 6 belongs"),
        pytest.param("440606196704213197", "id_bad_check", id="two digits swapped"),
        pytest.param("440607198902290827", "id_bad_date", id="29 February of a common year"),
        pytest.param("440606196713213170", "id_bad_date", id="month 13"),
        pytest.param("440623671321317", "id_bad_date", id="month 13 in 15 digits"),
        pytest.param("44060619670421317", "id_malformed", id="17 digits"),
        pytest.param("4406**********3179", "id_malformed", id="masked"),
        pytest.param("440606196704213000", "id_digits_lost", id="last digits lost"),
    ],
)
def test_a_wrong_number_is_weak_and_an_error(number: str, code: str) -> None:
    assert read(number) == (None, number, False, code)


def test_a_number_with_an_exponent_has_lost_its_digits() -> None:
    assert read("4.40606196704213E+17") == (None, "440606196704213000", False, "id_digits_lost")


def test_a_missing_number_is_an_error_when_there_is_a_name() -> None:
    assert read(None) == (None, None, False, "id_missing")
    assert read(None, worker=None) == (None, None, False, None)


@pytest.mark.parametrize(
    "number", ["810000198606180016", "820000199105050084", "830000197809090036"]
)
def test_residence_permits_are_told_from_the_number(number: str) -> None:
    assert read(number, "身份证") == ("港澳台居民居住证", number, True, None)


def test_permanent_residence_is_told_from_the_first_digit_9() -> None:
    number = "911840199001010018"
    assert read(number, "护照") == ("外国人永久居留身份证", number, True, None)


@pytest.mark.parametrize(
    ("number", "stated", "label"),
    [
        pytest.param("AB12345", "护照", "护照", id="a foreign passport that is named"),
        pytest.param("12345678", "台胞证", "台湾居民来往大陆通行证", id="a permit that is named"),
        pytest.param(
            "H12345678", None, "港澳居民来往内地通行证", id="a permit told by its pattern"
        ),
        pytest.param("E12345678", "身份证", "护照", id="a passport told by its pattern"),
        pytest.param("EA1234567", None, "护照", id="a newer passport"),
        pytest.param("CAN123456789012", None, "外国人永久居留身份证", id="an old residence card"),
    ],
)
def test_other_documents_are_valid_by_type_or_pattern(
    number: str, stated: str | None, label: str
) -> None:
    assert read(number, stated) == (label, number, True, None)


@pytest.mark.parametrize(
    ("number", "stated"),
    [
        pytest.param("AB12345", None, id="neither type nor pattern"),
        pytest.param("AB12", "护照", id="fewer than five"),
        pytest.param("张三", "护照", id="no letters or digits"),
        pytest.param("12345678", "其他", id="a type that names nothing"),
    ],
)
def test_other_numbers_are_weak(number: str, stated: str | None) -> None:
    assert read(number, stated)[2:] == (False, "id_malformed")
