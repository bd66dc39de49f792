"""Words for yes and no, and conclusions (definitions §3 and §6)."""

from datetime import date

import pytest

from recheck.cells.answers import Answer, AnswerReader
from recheck.cells.conclusions import Conclusion, ConclusionReader
from recheck.rulebook import load

WORDS = load().vocabularies
CONCLUSIONS = ConclusionReader(WORDS["conclusion"], WORDS["recheck_prefix"])
ANSWERS = AnswerReader(WORDS["yes_no"], WORDS["reason"], CONCLUSIONS)
THIRD_OF_JULY = date(2025, 7, 3)
WITH_MORE = "yes_no_with_more"


@pytest.mark.parametrize("text", ["是", "√", "Y", "y", "完成", "已检", "已复查"])
def test_words_for_yes(text: str) -> None:
    assert ANSWERS.read(text) == Answer("yes")


@pytest.mark.parametrize("text", ["否", "×", "N", "未完成", "待复查", "逾期", "未复查"])
def test_words_for_no(text: str) -> None:
    assert ANSWERS.read(text) == Answer("no")


@pytest.mark.parametrize(
    "text",
    [
        "2025.7.3",
        "2025-07-03 00:00:00",
        "45841",
        "2025.7.3已复查",
        "2025.7.3复查",
        "已复查（2025年7月3日）",
    ],
)
def test_a_date_in_the_cell_is_yes_on_that_day(text: str) -> None:
    assert ANSWERS.read(text) == Answer("yes", THIRD_OF_JULY, code=WITH_MORE)


@pytest.mark.parametrize(
    ("text", "conclusion"),
    [("已复查2025.7.3正常", "目前未见异常"), ("已复查2025.7.3需复查", "复查")],
)
def test_a_conclusion_beside_the_date_is_kept(text: str, conclusion: str) -> None:
    answer = Answer("yes", THIRD_OF_JULY, conclusion=conclusion, code=WITH_MORE)
    assert ANSWERS.read(text) == answer


@pytest.mark.parametrize("text", ["否（离职）", "否(已离职)", "否，离职", "未复查离职"])
def test_a_reason_beside_no_is_that_reason(text: str) -> None:
    assert ANSWERS.read(text) == Answer("no", reason="离职", code=WITH_MORE)


@pytest.mark.parametrize("text", ["未复查，2025.7.3已通知", "否（2025.7.3）"])
def test_a_date_beside_no_is_no_recheck_date(text: str) -> None:
    assert ANSWERS.read(text) == Answer("no", code=WITH_MORE)


def test_a_remark_that_says_nothing_leaves_the_word() -> None:
    assert ANSWERS.read("是（其他机构）") == Answer("yes", code=WITH_MORE)


@pytest.mark.parametrize(
    "text", ["0", "1", "是否", "复查", "计划2025.7.3复查", "2025.7.3前复查", "以后再说"]
)
def test_what_may_mean_either_is_unreadable(text: str) -> None:
    assert ANSWERS.read(text) == Answer(code="yes_no_unreadable")


def test_a_bare_1_is_read_when_the_institution_s_profile_says_which() -> None:
    own = WORDS["yes_no"].extended({"1": "yes", "0": "no"})
    assert AnswerReader(own, WORDS["reason"], CONCLUSIONS).read("1") == Answer("yes")


@pytest.mark.parametrize("text", ["复查", "需复查", "建议继续复查", "仍需定期复查", "需要再次复查"])
def test_a_conclusion_that_asks_for_a_recheck_again(text: str) -> None:
    assert CONCLUSIONS.read(text) == Conclusion("复查", recheck_again=True)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("复查正常", "目前未见异常"),
        ("未见异常", "目前未见异常"),
        ("职业禁忌症", "职业禁忌证"),
        ("疑似职业病", "疑似职业病"),
        ("12005", "其他疾病或异常"),
    ],
)
def test_a_conclusion_that_asks_for_none(text: str, label: str) -> None:
    assert CONCLUSIONS.read(text) == Conclusion(label, recheck_again=False)


@pytest.mark.parametrize(
    ("text", "conclusion"),
    [
        (
            "1.复查 2.其他疾病或异常",
            Conclusion("复查;其他疾病或异常", recheck_again=True, code="conclusion_several"),
        ),
        (
            "噪声:复查;苯:未见异常",
            Conclusion("噪声:复查;苯:未见异常", recheck_again=True, code="conclusion_several"),
        ),
        (
            "双耳听阈升高",
            Conclusion("双耳听阈升高", recheck_again=False, code="conclusion_unknown"),
        ),
    ],
)
def test_a_cell_with_several_classes_or_other_words(text: str, conclusion: Conclusion) -> None:
    assert CONCLUSIONS.read(text) == conclusion
