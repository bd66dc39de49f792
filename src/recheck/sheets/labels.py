"""What each row of a sheet is: blank, furniture (titles, totals, signatures, notes …) or data."""

import re
from collections.abc import Mapping, Sequence

import polars as pl

from recheck.files import column_letters
from recheck.model import Fate
from recheck.rulebook import Furniture
from recheck.sheets.header import Header
from recheck.sheets.sheet import Sheet

LABEL = "label"
DATA = "data"

NUMBERED_LINE = r"^[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[.．、)）]\s*\S"
ID_LENGTH = 15
FEW_CELLS = 4


def label_rows(
    sheet: Sheet, header: Header | None, columns: Mapping[str, str], words: Furniture
) -> pl.Series:
    """One label per row: blank, furniture or data. `columns`: field → Excel letters.

    A row whose mapped cells are all empty (only a running number, say) counts as blank.
    Without a header every row with a cell is furniture.
    """
    if not sheet.row_total:
        return pl.Series(LABEL, [], pl.String)
    facts = _facts(sheet, columns, words)
    blank = facts["filled"] == 0
    if header is None:
        return _labelled(blank, ~blank)
    furniture = (
        (facts["row"] <= header.last_row)
        | _repeats_header(sheet, header)
        | _word_rows(facts, words)
        | _nil_rows(sheet, facts, words)
        | _numbering_row(sheet, header)
    )
    furniture |= _closing_rows(facts, furniture, header)
    return _labelled(blank | (~furniture & (facts["told"] == 0)), furniture)


def _labelled(blank: pl.Series, furniture: pl.Series) -> pl.Series:
    label = (
        pl.when(pl.col("blank"))
        .then(pl.lit(Fate.BLANK.value))
        .when(pl.col("furniture"))
        .then(pl.lit(Fate.FURNITURE.value))
        .otherwise(pl.lit(DATA))
    )
    rows = pl.DataFrame({"blank": blank, "furniture": furniture})
    return rows.select(label.alias(LABEL)).to_series()


def _facts(sheet: Sheet, columns: Mapping[str, str], words: Furniture) -> pl.DataFrame:
    """Per row: its number, how many cells are filled, how many of them tell about a person, the
    first text, whether an ID number stands there, whether it calls itself an example."""
    told = [letters for field, letters in columns.items() if field not in {"institution", "period"}]
    worker, id_number, remark = (
        pl.col(columns[field]) if field in columns else pl.lit(None, pl.String)
        for field in ("worker", "id_number", "remark")
    )
    first = pl.coalesce(pl.lit(None, pl.String), *sheet.cells.columns)
    return sheet.cells.select(
        pl.int_range(1, pl.len() + 1).alias("row"),
        _filled(sheet.cells.columns).alias("filled"),
        _filled(told).alias("told"),
        first.alias("first"),
        (id_number.str.len_chars() >= ID_LENGTH).fill_null(value=False).alias("has_id"),
        _any_contains([first, worker, remark], words.example_row).alias("example"),
    )


def _filled(columns: Sequence[str]) -> pl.Expr:
    return pl.sum_horizontal(pl.lit(0), *(pl.col(one).is_not_null() for one in columns))


def _any_contains(texts: Sequence[pl.Expr], pattern: str) -> pl.Expr:
    return pl.any_horizontal(text.str.contains(pattern).fill_null(value=False) for text in texts)


def _word_rows(facts: pl.DataFrame, words: Furniture) -> pl.Series:
    """Totals, signatures and notes have no ID number; an example row may have one."""
    lines = facts["first"].str.contains(words.line).fill_null(value=False)
    return facts["example"] | (lines & ~facts["has_id"])


def _nil_rows(sheet: Sheet, facts: pl.DataFrame, words: Furniture) -> pl.Series:
    """Rows with little more than the statement that there is nothing to report."""
    sparse = (facts["filled"] <= FEW_CELLS) & ~facts["has_id"]
    text = pl.concat_str(pl.all(), separator="|", ignore_nulls=True)
    told = sheet.cells.filter(sparse).select(text.str.contains(words.nothing)).to_series()
    return facts["row"].is_in(facts["row"].filter(sparse).filter(told).to_list())


def _repeats_header(sheet: Sheet, header: Header) -> pl.Series:
    """Rows that show most of a heading row's words again, as printed tables do on each page."""
    repeats = pl.repeat(value=False, n=sheet.row_total, eager=True)
    for row in range(header.first_row, header.last_row + 1):
        words = {c: text for c, text in sheet.cells.row(row - 1, named=True).items() if text}
        same = pl.sum_horizontal(
            pl.lit(0), *(pl.col(c).eq_missing(text) for c, text in words.items())
        )
        repeats |= sheet.cells.select(same >= max(3, len(words) / 2)).to_series()
    return repeats


def _numbering_row(sheet: Sheet, header: Header) -> pl.Series:
    """The row 1, 2, 3 … (or A, B, C …) that some forms print under their headings."""
    rows = pl.int_range(1, sheet.row_total + 1, eager=True)
    if header.last_row >= sheet.row_total:
        return rows < 0
    words = [re.sub(r"[()（）]", "", text) for text in sheet.cells.row(header.last_row) if text]
    count = len(words)
    counted = words in (
        [str(n) for n in range(1, count + 1)],
        [column_letters(n + 1) for n in range(count)],
    )
    return (rows == header.last_row + 1) & (counted and count >= 3)


def _closing_rows(facts: pl.DataFrame, furniture: pl.Series, header: Header) -> pl.Series:
    """Lines that go on after the first note or signature below the table."""
    body = facts.filter(~furniture & ((facts["filled"] > 2) | facts["has_id"]))
    below = facts["row"] > (body["row"].max() or header.last_row)
    after_words = (furniture & below).cast(pl.Int8).cum_max().cast(pl.Boolean)
    numbered = facts["first"].str.contains(NUMBERED_LINE).fill_null(value=False)
    return below & (facts["filled"] > 0) & (after_words | (numbered & (facts["filled"] == 1)))
