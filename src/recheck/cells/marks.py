"""Marks that come in with copied text: read as meant, and told once for a column."""

import re
from collections.abc import Mapping
from unicodedata import is_normalized

import polars as pl

from recheck.cells.lookup import NO_FINDINGS, as_parameters, findings_at
from recheck.rulebook import INVISIBLE

INVISIBLE_MARKS = f"[{INVISIBLE.removeprefix(chr(92) + 's')}\u00a0]"
FULL_WIDTH = "[０-９Ａ-Ｚａ-ｚ]"
COMPATIBILITY = "[\u2f00-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]"

OF_NAMES = {"invisible_marks": INVISIBLE_MARKS, "compatibility_marks": COMPATIBILITY}
OF_NUMBERS = {"invisible_marks": INVISIBLE_MARKS, "full_width_marks": FULL_WIDTH}
"""Code → the marks it tells of; full-width brackets are usual in names."""
LOOKED_FOR = dict.fromkeys(("worker", "enterprise"), OF_NAMES) | dict.fromkeys(
    ("id_number", "uscc", "phone", "exam_no"), OF_NUMBERS
)


def marks_in_columns(cells: pl.DataFrame) -> pl.DataFrame:
    """CELL_FINDINGS: one for a column and kind of mark, at the first cell that has it."""
    found = [
        _told(cells, field, code, marks)
        for field, kinds in LOOKED_FOR.items()
        if not _is_plain(together := _together(cells[field], kinds))
        for code, marks in kinds.items()
        if re.search(marks, together)
    ]
    return pl.concat([NO_FINDINGS, *found])


def _together(cells: pl.Series, kinds: Mapping[str, str]) -> str:
    """All words of a column as one text; names repeat themselves, numbers do not."""
    words = cells.unique() if kinds is OF_NAMES else cells
    together: str = words.str.join(" ").item()
    return together


def _is_plain(words: str) -> bool:
    """Whether a look at the words as a whole shows that no mark needs to be sought."""
    return words.isascii() or (words.isprintable() and is_normalized("NFKC", words))


def _told(cells: pl.DataFrame, field: str, code: str, marks: str) -> pl.DataFrame:
    rows = cells["row"].filter(cells[field].str.contains(marks).fill_null(value=False))
    count = pl.lit(as_parameters(count=rows.len()))
    return findings_at(rows.head(1), field, code).with_columns(parameters=count)
