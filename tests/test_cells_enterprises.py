"""Names, credit codes and telephone numbers (definitions §1)."""

import json

import polars as pl
import pytest

from recheck.cells.phones import Phone, read_phone
from recheck.cells.text import enterprise_key, name_key
from recheck.cells.uscc import read_uscc


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y43",
        "91110000600037341L",
        "914403001922038216",
        "91440300708461136T",
        "9144030071526726XG",
        "91440604MA4UPX2K48",
        "914406057462915X2M",
        "91440606MA51ABCD44",
        "92440606MA4WXYT19F",
        "12440600456012341E",
    ],
)
def test_a_right_credit_code_is_well_formed(code: str) -> None:
    assert read_uscc(code) == (code, None, None)


def test_a_credit_code_is_read_in_full_width_and_small_letters() -> None:
    assert read_uscc(" ９１440606ma51abcd44\u200b")[0] == "91440606MA51ABCD44"


@pytest.mark.parametrize(
    ("written", "code", "parameters"),
    [
        pytest.param("91440606MA51ABCD4A", "uscc_malformed", None, id="wrong check mark"),
        pytest.param("91440606MA51ABDC44", "uscc_malformed", None, id="two letters swapped"),
        pytest.param(
            "9144O606MA51ABCD44",
            "uscc_wrong_mark",
            {"marks": "O", "places": "5"},
            id="letter O is not repaired",
        ),
        pytest.param(
            "91440606MA5IABCDZ4",
            "uscc_wrong_mark",
            {"marks": "I、Z", "places": "12、17"},
            id="letters I and Z are not repaired",
        ),
        pytest.param("440606000012345", "uscc_of_older_kind", None, id="registration number"),
        pytest.param("MA51ABCD-4", "uscc_of_older_kind", None, id="organisation code"),
        pytest.param("91440606MA51ABCD4", "uscc_wrong_length", {"count": 17}, id="one missing"),
    ],
)
def test_a_wrong_credit_code_is_none_and_what_is_wrong_is_told(
    written: str, code: str, parameters: dict[str, object] | None
) -> None:
    read, told, words = read_uscc(written)
    assert (read, told) == (None, code)
    assert (json.loads(words) if words else None) == parameters


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("张 三", "张三"),
        ("张\u200b三", "张三"),
        ("阿不都•热合曼", "阿不都·热合曼"),
        ("阿不都.热合曼", "阿不都·热合曼"),
        ("John Smith", "JOHNSMITH"),
        ("⼴东", "广东"),
    ],
)
def test_names_that_look_alike_have_one_key(written: str, key: str) -> None:
    assert name_key(pl.Series([written, None])).to_list() == [key, None]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("佛山市（顺德）模具厂", "佛山市顺德模具厂"),
        ("佛山市(顺德) 模具厂", "佛山市顺德模具厂"),
        ("佛山市顺德区模具有限公司", "佛山市顺德区模具有限公司"),
    ],
)
def test_enterprise_keys_lose_brackets_but_no_prefix_or_legal_form(written: str, key: str) -> None:
    assert enterprise_key(pl.Series([written])).to_list() == [key]


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("13800138000", "13800138000"),
        ("13800138000.0", "13800138000"),
        ("1.3800138E+10", "13800138000"),
        ("1.3800138E10", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("\u202d13800138000\u202c", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("0757-22661234", "075722661234"),
        ("(0757)22661234", "075722661234"),
        ("22661234", "075722661234"),
        ("0757-22661234转801", "075722661234"),
        ("0757-22661234-801", "075722661234"),
        ("400-123-4567", "4001234567"),
    ],
)
def test_telephone_numbers_become_digits(written: str, digits: str) -> None:
    assert read_phone(written, "0757") == Phone(digits)


@pytest.mark.parametrize(
    "written",
    [
        "13800138000/0757-22661234",
        "13800138000、13900139000",
        "13800138000 13900139000",
        "13800138000\n13900139000",
        "13800138000或13900139000",
    ],
)
def test_of_several_telephone_numbers_the_first_counts(written: str) -> None:
    assert read_phone(written, "0757") == Phone("13800138000", "phone_several")


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("1.38E+10", Phone(None, "phone_digits_lost")),
        ("1.38001E+10", Phone(None, "phone_digits_lost")),
        ("1380013800", Phone(None, "phone_wrong_length", '{"count": 10}')),
        ("138001380001", Phone(None, "phone_wrong_length", '{"count": 12}')),
        ("12345", Phone(None, "phone_unreadable")),
        (",", Phone(None, "phone_unreadable")),
        ("微信同号", Phone(None, "phone_unreadable")),
        ("10.0", Phone(None, "phone_unreadable")),
    ],
)
def test_what_is_wrong_with_a_telephone_number_is_told(written: str, phone: Phone) -> None:
    assert read_phone(written, "0757") == phone


def test_a_name_of_brackets_only_has_no_key() -> None:
    assert enterprise_key(pl.Series(["（ ）"])).to_list() == [None]
