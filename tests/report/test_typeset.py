"""Where lines may break."""

import pytest

from recheck.report.document import Run
from recheck.report.fonts import FontBook
from recheck.report.typeset import CLOSING, LOOSEST, OPENING, Line, Setter

SIZE = 10.0
TEXT = (
    "“只签收、不跟进”的用人单位（共12家）逾期未复查1,234人次，"
    "脱漏率18.2%，比2025年上半年下降1.5个百分点。"
)


@pytest.fixture(scope="module")
def setter() -> Setter:
    return Setter(FontBook())


def text_of(line: Line) -> str:
    return "".join(piece.text for piece in line)


@pytest.mark.parametrize("width", range(60, 400, 7))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(
    setter: Setter, width: int
) -> None:
    lines = [
        text_of(line) for line in setter.justified((Run(TEXT),), ("serif", "bold"), SIZE, width)
    ]
    assert "".join(lines) == TEXT
    assert all(line[0] not in CLOSING for line in lines)
    assert all(line[-1] not in OPENING for line in lines)


@pytest.mark.parametrize("width", range(60, 400, 7))
def test_numbers_stay_whole(setter: Setter, width: int) -> None:
    lines = [
        text_of(line) for line in setter.justified((Run(TEXT),), ("serif", "bold"), SIZE, width)
    ]
    for number in ("1,234人次", "18.2%", "2025年", "1.5"):
        assert any(number in line for line in lines)


def test_punctuation_sticks_to_strong_text_before_it(setter: Setter) -> None:
    words = (Run("逾期未复查"), Run("三百人次", strong=True), Run("，复查率下降。"))
    for width in range(30, 200, 5):
        lines = setter.justified(words, ("serif", "bold"), SIZE, width)
        assert all(text_of(line)[0] != "，" for line in lines)


def test_a_full_line_reaches_the_edge_and_is_never_stretched_into_gaps(setter: Setter) -> None:
    lines = setter.justified((Run("复查" * 40),), ("serif", "bold"), SIZE, 203)
    assert all(piece.spacing == pytest.approx(3 / 19) for line in lines[:-1] for piece in line)
    assert all(piece.spacing <= LOOSEST * SIZE for line in lines for piece in line)


def test_a_word_longer_than_the_line_is_cut(setter: Setter) -> None:
    lines = setter.plain("A" * 40, "sans", SIZE, 60)
    assert "".join(text for text, _ in lines) == "A" * 40
    assert all(width <= 60 for _, width in lines)
