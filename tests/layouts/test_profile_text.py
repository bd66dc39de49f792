"""A profile written on keeps every line that people wrote."""

import tomllib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recheck.errors import UsageProblem
from recheck.layouts import Confirmed, written_on
from recheck.rulebook import Layout, heading_key

BY_HAND = """\
# 甲院：2025年下半年起换了系统
institution = "甲院" # 正式名称
from = 2025-07-01

# 他们自己的叫法
[headings]
"来院日" = "exam_date" # 电话核实过

[values.yes_no]
"1" = "yes" # 李科长说的
"""
HEADINGS = ("序号", "姓名", "Exam Date", "复查情况/日期", "", "备注")


def layout(*sheets: str, headings: tuple[str, ...] = HEADINGS) -> Layout:
    return Layout(sheets, headings)


def test_nothing_that_stands_there_is_changed_or_moved() -> None:
    confirmed = Confirmed({"身份号": "id_number"}, ("科室",), (layout("1月", "2月"),))
    lines = written_on(BY_HAND, "甲院", confirmed).splitlines()
    kept = [line for line in lines if line in BY_HAND.splitlines()]
    assert [line for line in kept if line] == [line for line in BY_HAND.splitlines() if line]
    assert (
        lines.index('"身份号" = "id_number"')
        == lines.index('"来院日" = "exam_date" # 电话核实过') + 1
    )


def test_what_is_added_is_read_back() -> None:
    confirmed = Confirmed({"身份号": "id_number"}, ("科室", "班 组"), (layout("1月", "2月"),))
    for text in ("", BY_HAND):
        document = tomllib.loads(written_on(text, "甲院", confirmed))
        assert document["institution"] == "甲院"
        assert document["ignored"] == ["科室", "班 组"]
        assert document["headings"]["身份号"] == "id_number"
        assert document["layouts"] == [{"sheets": ["1月", "2月"], "headings": list(HEADINGS)}]


def test_the_same_again_changes_nothing() -> None:
    confirmed = Confirmed({"身份号": "id_number"}, ("科室",), (layout("1月", "2月"),))
    once = written_on(BY_HAND, "甲院", confirmed)
    assert written_on(once, "甲院", confirmed) == once
    spelled = Confirmed({"身 份 号": "id_number"}, ("（科室）",), (layout("1月", "2月"),))
    assert written_on(once, "甲院", spelled) == once


def test_headings_go_before_the_layouts_of_the_time_before() -> None:
    first = written_on("", "甲院", Confirmed(layouts=(layout("1月"),)))
    second = written_on(first, "甲院", Confirmed({"来院日": "exam_date"}))
    third = written_on(second, "甲院", Confirmed({"身份号": "id_number"}))
    document = tomllib.loads(third)
    assert document["headings"] == {"来院日": "exam_date", "身份号": "id_number"}
    assert document["layouts"][0]["sheets"] == ["1月"]


def test_a_heading_that_reads_otherwise_by_hand_is_not_overwritten() -> None:
    with pytest.raises(UsageProblem) as refused:
        written_on(BY_HAND, "甲院", Confirmed({"来 院 日": "rechecked_on"}))
    assert refused.value.parameters == {"heading": "来 院 日", "field": "exam_date"}


class TestLayouts:
    def test_sheets_with_the_same_headings_share_one(self) -> None:
        once = written_on("", "甲院", Confirmed(layouts=(layout("1月"),)))
        again = written_on(once, "甲院", Confirmed(layouts=(layout("2月"),)))
        assert tomllib.loads(again)["layouts"] == [
            {"sheets": ["1月", "2月"], "headings": list(HEADINGS)}
        ]

    def test_a_sheet_that_changed_leaves_the_others(self) -> None:
        once = written_on("", "甲院", Confirmed(layouts=(layout("1月", "2月"),)))
        changed = layout("2月", headings=("姓名", "序号"))
        again = tomllib.loads(written_on(once, "甲院", Confirmed(layouts=(changed,))))
        assert again["layouts"] == [
            {"sheets": ["1月"], "headings": list(HEADINGS)},
            {"sheets": ["2月"], "headings": ["姓名", "序号"]},
        ]

    def test_one_without_sheets_goes(self) -> None:
        once = written_on("", "甲院", Confirmed(layouts=(layout("1月"),)))
        changed = layout("1月", headings=("姓名", "序号"))
        again = tomllib.loads(written_on(once, "甲院", Confirmed(layouts=(changed,))))
        assert again["layouts"] == [{"sheets": ["1月"], "headings": ["姓名", "序号"]}]


WORDS = st.text(min_size=1, max_size=12).filter(heading_key)


@settings(deadline=None)
@given(
    st.dictionaries(WORDS, st.sampled_from(["worker", "exam_date", "phone"]), max_size=5),
    st.lists(WORDS, max_size=3),
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from(["", BY_HAND]),
)
def test_any_heading_can_be_written_and_is_read_back(
    headings: dict[str, str], ignored: list[str], shown: list[str], text: str
) -> None:
    assume(len({heading_key(one) for one in headings}) == len(headings))
    confirmed = Confirmed(headings, tuple(ignored), (layout("表", headings=tuple(shown)),))
    try:
        written = written_on(text, "甲院", confirmed)
    except UsageProblem:
        assert text == BY_HAND  # 来院日 was drawn, with another meaning
        return
    document = tomllib.loads(written)
    there = {heading_key(one): meant for one, meant in document.get("headings", {}).items()}
    assert there.items() >= {heading_key(one): meant for one, meant in headings.items()}.items()
    assert {heading_key(one) for one in document.get("ignored", ())} >= set(
        map(heading_key, ignored)
    )
    assert document["layouts"][0]["headings"] == shown
    assert written_on(written, "甲院", confirmed) == written
