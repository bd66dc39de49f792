"""Cells that name an entry of a vocabulary: exam type, scale, industry, reason and their like."""

import re
from functools import partial

import polars as pl

from recheck.cells.lookup import CellReader, Typed, findings_of, read_each
from recheck.rulebook import IGNORED, Vocabulary, normalised

SECTION = re.compile(r"([A-T])(?![A-Z])")
CLASS_CODE = re.compile(r"[A-T]?(\d{2})\d{0,2}(?!\d)")
CODE_IN_BRACKETS = re.compile(r"[(\[]?[A-T]?\d{2,4}[)\]]?")


def label_reader(name: str, words: Vocabulary) -> CellReader:
    """Reads one cell: its label in `words`, and the finding code."""
    return partial(industry_label if name == "industry" else _label, words=words)


def type_label(cells: pl.DataFrame, field: str, reader: CellReader) -> Typed:
    """A column of labels; unknown words are null and a finding."""
    read = read_each(cells.select(field), reader, {field: pl.String(), "code": pl.String()})
    return Typed(read.select(field), findings_of(cells["row"], field, read["code"]))


def _label(text: str, words: Vocabulary) -> tuple[str | None, str | None]:
    found = words.read(text)
    if found is IGNORED:
        return None, None
    return (found, None) if found else (None, "word_unknown")


def industry_label(text: str, words: Vocabulary) -> tuple[str | None, str | None]:
    """The section of C, C3525, 3525模具制造, C 制造业 or a name; and a finding code."""
    written = normalised(text)
    if code := CLASS_CODE.match(written):
        return _label(code[1], words)
    name = SECTION.sub("", written, count=1) if SECTION.match(written) else written
    return _label(CODE_IN_BRACKETS.sub("", name) or written, words)
