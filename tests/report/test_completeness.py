"""Whose shares make somebody ask, who declared nothing, and what the page says about them."""

import dataclasses
from io import BytesIO

import polars as pl
import pypdfium2 as pdfium
import pytest

from recheck.report.build import build
from recheck.report.completeness import silent, with_questions
from recheck.report.fonts import FontBook
from recheck.report.look import read_look, templates_folder
from recheck.report.pdf import render
from recheck.rulebook import load
from tests.report import invented

BANDS = load().policy.bands


def line(**cells: object) -> pl.DataFrame:
    ordinary = {"examined": 1000, "need_rate": 0.05, "due": 50, "missed_rate": 0.2}
    return pl.DataFrame([{"institution": "甲", **ordinary, **cells}])


@pytest.mark.parametrize(
    ("cells", "questions"),
    [
        ({}, ""),
        ({"need_rate": 0.0099}, "need_low"),
        ({"need_rate": 0.01}, ""),
        ({"need_rate": 0.2}, ""),
        ({"need_rate": 0.2001}, "need_high"),
        ({"need_rate": None}, ""),
        ({"need_rate": 0.0, "examined": 99}, ""),
        ({"need_rate": 0.0, "examined": 100}, "need_low"),
        ({"missed_rate": 0.0}, "missed_low"),
        ({"missed_rate": 0.0, "due": 9}, ""),
        ({"missed_rate": 0.6}, ""),
        ({"missed_rate": 0.61}, "missed_high"),
        ({"missed_rate": None, "due": None}, ""),
        ({"need_rate": 0.3, "missed_rate": 0.0}, "need_high;missed_low"),
    ],
)
def test_shares_beyond_the_bands_are_asked_about(cells: dict[str, object], questions: str) -> None:
    assert with_questions(line(**cells), BANDS)["questions"].to_list() == [questions]


def test_rules_without_bands_ask_nothing() -> None:
    assert with_questions(line(need_rate=0.9), None)["questions"].to_list() == [""]


def test_who_declares_nothing_is_named() -> None:
    names = list(invented.INSTITUTIONS)
    assert silent(invented.declarations()) == [names[1]]


def test_the_page_prints_rates_questions_and_who_is_silent() -> None:
    book, look = load(), read_look(templates_folder())
    document = build(invented.figures(), book, "某所", look)
    pages = pdfium.PdfDocument(BytesIO(render(document, look.style, FontBook({})).content))
    text = "".join("".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "合计需复查率6.9%" in text
    assert f"未申报的1家：{list(invented.INSTITUTIONS)[1]}" in text
    for question in ("需复查率低", "需复查率高", "脱漏率低"):
        assert question in text
    assert "需复查率低于1.0%或高于20.0%" in text


def test_a_report_of_rules_without_bands_says_nothing_of_them() -> None:
    book, look = load(), read_look(templates_folder())
    bandless = dataclasses.replace(book, policy=dataclasses.replace(book.policy, bands=None))
    document = build(invented.figures(), bandless, "某所", look)
    assert "须核实的机构" not in str(document.blocks)
