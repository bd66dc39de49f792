"""Words in the cells of an exam record that say what it is about (definitions §2)."""

import re
from enum import StrEnum
from typing import NamedTuple

from recheck.cells.text import line
from recheck.rulebook import Vocabulary


class Visit(StrEnum):
    """What an exam record is about."""

    TOLD = "told"  # an exam that told the worker to come back
    PLAIN = "plain"  # any other exam
    RECHECK = "recheck"
    SUPPLEMENT = "supplement"  # 补检: makes no case and closes none


BETWEEN = re.compile(r"[\s、,;/:()+\-]+")
FIRST, RECHECK, SUPPLEMENT = "first", "recheck", "supplement"
YES_NO = {"yes": RECHECK, "no": FIRST}


class Said(NamedTuple):
    """`label`: the exam type; `visit`: a code of the vocabulary `visit`."""

    label: str | None = None
    visit: str | None = None
    code: str | None = None


def exam_type_said(text: str, types: Vocabulary, visits: Vocabulary) -> Said:
    """体检类别 or 检查类型: 在岗期间, 复查, or both of them (在岗期间（复查）)."""
    words = [text, *(word for word in BETWEEN.split(line(text)) if word)]
    labels = [label for label in map(types.read, words) if isinstance(label, str)]
    said = [code for code in map(visits.code, words) if isinstance(code, str)]
    if labels or said:
        return Said(next(iter(labels), None), next(iter(said), None))
    return Said(code=None if types.read(text) else "word_unknown")


def recheck_said(text: str, answers: Vocabulary, visits: Vocabulary) -> Said:
    """是否复查 of an exam record: 是, 否, 复查, 补检."""
    said = visits.code(text)
    if isinstance(said, str):
        return Said(visit=said)
    answer = answers.code(text)
    known = YES_NO.get(answer) if isinstance(answer, str) else None
    return Said(visit=known, code=None if known else "yes_no_unreadable")
