"""The catalogue: every sentence has its Chinese, with the same placeholders, and is compiled."""

import io
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from recheck.messages import CHINESE, LOCALES, language, sentence, unfilled

SOURCE = Path(__file__).parents[1] / "src" / "recheck"
CATALOGUE = LOCALES / CHINESE / "LC_MESSAGES"


def read_chinese() -> Catalog:
    with (CATALOGUE / "recheck.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def sentences_in_source() -> Iterator[str]:
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords={"N_": None})
    yield from (str(message) for _, _, message, _, _ in found)


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_sentence_has_its_chinese() -> None:
    translated = {str(message.id) for message in read_chinese() if message.string}
    assert set(sentences_in_source()) - translated == set()


def test_the_chinese_has_the_same_placeholders() -> None:
    differing = {
        message.id: message.string
        for message in read_chinese()
        if message.id and placeholders(str(message.id)) != placeholders(str(message.string))
    }
    assert differing == {}


def test_the_compiled_catalogue_is_up_to_date() -> None:
    fresh = io.BytesIO()
    write_mo(fresh, read_chinese())
    fresh.seek(0)
    with (CATALOGUE / "recheck.mo").open("rb") as file:
        assert compiled(file) == compiled(fresh), "run: make messages"


def compiled(file: IO[bytes]) -> dict[str, str]:
    """The sentences of a compiled catalogue; its heading holds a date."""
    return {str(message.id): str(message.string) for message in read_mo(file) if message.id}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"RECHECK_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"RECHECK_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "C.UTF-8"}, "zh_CN"),
        ({}, "zh_CN"),
    ],
)
def test_the_language_is_asked_for_else_the_locale_s_else_chinese(
    environment: dict[str, str], expected: str
) -> None:
    assert language(environment) == expected


def test_a_sentence_in_either_language() -> None:
    message = "There is no file or folder {path}."
    assert sentence(message, {"path": "x"}, "en") == "There is no file or folder x."
    assert sentence(message, {"path": "x"}, CHINESE) == "没有 x 这个文件或文件夹。"


def test_senders_of_files_read_no_commands() -> None:
    for_two = [str(one.id) for one in read_chinese() if "⟦" in str(one.string)]
    assert for_two
    for message in for_two:
        assert not re.search("recheck|--|[⟦|⟧]", unfilled(message, CHINESE, to_sender=True))
        assert not re.search("[⟦|⟧]", unfilled(message, CHINESE))


def test_lines_of_files_are_named_alike() -> None:
    texts = [str(one.string) for one in read_chinese() if "{line}" in str(one.string)]
    assert [text for text in texts if not re.search(r"[^}]第 {line} 行", text)] == []
