"""Cells that name an entry of a vocabulary: exam type, scale, industry, reason and their like."""

import re
from collections.abc import Callable
from functools import partial

from recheck.rulebook import IGNORED, Vocabulary, normalised

SECTION = re.compile(r"([A-T])(?![A-Z])")
CLASS_CODE = re.compile(r"[A-T]?(\d{2})\d{0,2}(?!\d)")
CODE_IN_BRACKETS = re.compile(r"[(\[]?[A-T]?\d{2,4}[)\]]?")


Label = tuple[str | None, str | None]
"""The label that a cell means, and the finding code."""


def label_reader(name: str, words: Vocabulary) -> Callable[[str], Label]:
    """Reads one cell: its label in `words`, and the finding code."""
    return partial(industry_label if name == "industry" else _label, words=words)


def _label(text: str, words: Vocabulary) -> Label:
    found = words.read(text)
    if found is IGNORED:
        return None, None
    return (found, None) if found else (None, "word_unknown")


def industry_label(text: str, words: Vocabulary) -> Label:
    """The section of C, C3525, 3525模具制造, C 制造业 or a name; and a finding code."""
    written = normalised(text)
    if code := CLASS_CODE.match(written):
        return _label(code[1], words)
    name = SECTION.sub("", written, count=1) if SECTION.match(written) else written
    return _label(CODE_IN_BRACKETS.sub("", name) or written, words)
