"""Rule files are read strictly: a mistake names file, line and key."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import sentence


@dataclass(frozen=True)
class Rule:
    match: str
    days: int


@dataclass(frozen=True)
class Book:
    name: str
    from_: date | None = None
    share: float = 0.5
    rules: tuple[Rule, ...] = ()
    labels: dict[str, str] | None = None


WHOLE = """
name = "house"
from = 2026-08-01
share = 1

[[rules]]
match = "a"
days = 1

[labels]
noise = "噪声"
"""


def test_a_file_becomes_a_frozen_dataclass() -> None:
    book = strict.parse(WHOLE, "book.toml", Book)
    assert book == Book("house", date(2026, 8, 1), 1.0, (Rule("a", 1),), {"noise": "噪声"})


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        pytest.param('name = "x"\nnmae = "y"', 2, "nmae", id="an unknown key"),
        pytest.param(
            'name = "x"\n\n[labels]\na = "b"\n[tables]\n', 5, "tables", id="unknown table"
        ),
        pytest.param("share = 1.0", 1, "name", id="a missing key"),
        pytest.param("name = 5", 1, "name", id="a number for a text"),
        pytest.param('name = "x"\nfrom = "2026"', 2, "from", id="a text for a date"),
        pytest.param('name = "x"\nfrom = 2026-08-01T10:00:00', 2, "from", id="a time for a date"),
        pytest.param('name = "x"\nshare = true', 2, "share", id="a truth for a number"),
        pytest.param('name = "x"\nrules = "a"', 2, "rules", id="a text for a list"),
        pytest.param('name = "x"\n[labels]\na = 1', 3, "a", id="a number inside a table"),
        pytest.param(
            'name = "x"\n[[rules]]\nmatch = "a"\ndays = 1\n[[rules]]\nmatch = "b"\nday = 2',
            7,
            "day",
            id="an unknown key in the second item of a list",
        ),
        pytest.param(
            'name = "x"\nrules = [\n { match = "a", days = 1 },\n { match = "b", dais = 2 },\n]',
            4,
            "dais",
            id="an unknown key in a table written on one line",
        ),
    ],
)
def test_a_mistake_is_told_with_line_and_key(text: str, line: int, key: str) -> None:
    with pytest.raises(ConfigurationInvalid) as refused:
        strict.parse(text, "book.toml", Book)
    told = refused.value.parameters
    assert (told["file"], told["line"], told["key"]) == ("book.toml", line, key)


def test_an_unknown_key_comes_with_the_nearest_known_one() -> None:
    with pytest.raises(ConfigurationInvalid) as refused:
        strict.parse('name = "x"\nshrae = 1', "book.toml", Book)
    assert "share" in str(refused.value.parameters["question"])


def test_the_nearest_key_is_named_however_unlike() -> None:
    with pytest.raises(ConfigurationInvalid) as refused:
        strict.parse('name = "x"\nzzz = 1', "book.toml", Book)
    assert refused.value.parameters["question"]


def test_a_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "book.toml"
    file.write_bytes('name = "噪声"'.encode("gb18030"))
    with pytest.raises(ConfigurationInvalid, match="cannot be read"):
        strict.read(file, Book)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "book.toml"
    file.write_text('name = "x"', encoding="utf-8-sig")
    assert strict.read(file, Book) == Book("x")


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("name = “house”", strict.WIDE),
        ('name = "house', strict.UNENDED_TEXT),
        ("name = 'house", strict.UNENDED_TEXT),
        ('姓名 = "house"', strict.KEY_AND_VALUE),
        ("name = house", strict.TOMLLIB_WORDS["Invalid value"]),
        ('name = "C:\\data"', strict.TOMLLIB_WORDS["Invalid hex value"]),
        ('name = "a" b', strict.TOMLLIB_WORDS["Expected newline"]),
        ("from = 2025-02-30", strict.TOMLLIB_WORDS["Invalid date"]),
        ('share = 1\nshare = "2"', strict.TOMLLIB_WORDS["Cannot overwrite a value"]),
        ('rules = ["a" "b"]', strict.TOMLLIB_WORDS["Unclosed array"]),
        ("[labels]\n[labels]", strict.TOMLLIB_WORDS["Cannot declare"]),
        ("labels = {a = 1", strict.TOMLLIB_WORDS["Unclosed inline table"]),
        ("[labels", strict.TOMLLIB_WORDS["Expected ']'"]),
        ('name = "\x01"', strict.UNENDED_TEXT),
    ],
)
def test_a_line_that_is_no_toml_is_explained_in_our_words(line: str, advice: str) -> None:
    with pytest.raises(ConfigurationInvalid) as refused:
        strict.parse(f"# a remark with “wide” marks\n{line}\n", "house.toml", Book)
    number = line.count("\n") + 2
    assert refused.value.parameters == {
        "file": "house.toml",
        "line": number,
        "advice": sentence(advice, {}),
    }


PIECES = [
    *("name", "from", "share", "rules", "labels", "姓名", "1", "1.5", "true", "2025-07-01"),
    *(
        "=",
        ".",
        ",",
        '"',
        "'",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "#",
        "\\",
        "“",
        "＝",
        " ",
        "\n",
        "\n",
    ),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_whatever_a_file_says_is_a_book_or_one_sentence(text: str) -> None:
    try:
        strict.parse(text, "book.toml", Book)
    except ConfigurationInvalid as problem:
        refused = problem
    else:
        return
    assert sentence(refused.message, refused.parameters)
    assert 1 <= int(str(refused.parameters["line"])) <= text.count("\n") + 1
