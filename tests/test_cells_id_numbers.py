"""Identity numbers (definitions §1); all but the two of the standard are invented."""

import json

import pytest

from recheck.cells.id_numbers import IdNumber
from recheck.cells.readers import readers_for
from recheck.rulebook import load

READERS = readers_for(load(), None)
READ = tuple[str | None, str | None, bool, str | None]
STATED = READERS.labels["id_type"]


def number_read(number: str | None, stated: str | None = None) -> IdNumber:
    return READERS.id_number(number, str(STATED.read(stated)[0]) if stated else None)


def read(number: str | None, stated: str | None = None) -> READ:
    """id_type, id_number, id_valid and the finding code of one cell."""
    id_type, id_number, is_valid, code, _ = number_read(number, stated)
    return id_type, id_number, is_valid, code


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
    ],
)
def test_a_number_typed_oddly_is_valid(text: str) -> None:
    assert read(text) == ("居民身份证", "44060619670101000X", True, None)


@pytest.mark.parametrize("mark", ["×", "х", "Х", "Χ", "✕"])
def test_a_mark_that_can_only_be_x_is_read_as_x_and_told(mark: str) -> None:
    number = "44060619670101000X"
    assert read(number[:17] + mark) == ("居民身份证", number, True, "id_mark_for_x")


@pytest.mark.parametrize(
    ("number", "marks", "places"),
    [
        ("44O606196704213179", "O", "3"),
        ("44060619670421317O", "O", "18"),
        ("4406O6l9670421317X", "O、l", "5、7"),
        ("4406O619670421Il79", "O、I、l", "5、15、16"),
        ("44060419850315013*", "*", "18"),
        ("44О606196704213179", "О", "3"),
        ("44O623670421317", "O", "3"),
    ],
)
def test_a_letter_that_looks_like_a_digit_is_named_with_its_place_never_repaired(
    number: str, marks: str, places: str
) -> None:
    *_, is_valid, code, parameters = number_read(number)
    assert (is_valid, code) == (False, "id_look_alike")
    assert json.loads(str(parameters)) == {"marks": marks, "places": places}


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
        pytest.param("44060619670421317", "id_wrong_length", id="17 digits"),
        pytest.param("4406**********3179", "id_masked", id="masked"),
        pytest.param("440606XXXXXXXX3179", "id_masked", id="masked with X"),
        pytest.param("4406061967********", "id_masked", id="masked to the end"),
        pytest.param("44060619670421317X9", "id_malformed", id="X inside"),
        pytest.param("4406061967042131799", "id_wrong_length", id="19 digits"),
        pytest.param("补", "id_malformed", id="a word"),
        pytest.param("440606196704213000", "id_digits_lost", id="last digits lost"),
    ],
)
def test_a_wrong_number_is_weak_and_an_error(number: str, code: str) -> None:
    assert read(number) == (None, number, False, code)


def test_a_number_with_an_exponent_has_lost_its_digits() -> None:
    assert read("4.40606196704213E+17") == (None, "440606196704213000", False, "id_digits_lost")


def test_a_missing_number_is_an_error_when_there_is_a_name() -> None:
    assert read(None) == (None, None, False, "id_missing")
    assert read("无") == (None, None, False, "id_missing")
    assert read(" / ", "身份证") == ("居民身份证", None, False, "id_missing")


@pytest.mark.parametrize(
    "text",
    [
        "440604198503150139/440605199011020240",
        "440604198503150139\n440605199011020240",
        "440604198503150139 440605199011020240",
        "440604198503150139、13800138000",
    ],
)
def test_two_numbers_in_a_cell_are_neither(text: str) -> None:
    assert read(text)[2:] == (False, "id_several")


def test_a_number_is_not_filled_in_from_the_row_above() -> None:
    assert read("同上", "身份证") == ("居民身份证", None, False, "ditto")


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
    told = "id_type_contradiction" if stated == "身份证" else None
    assert read(number, stated) == (label, number, True, told)


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
