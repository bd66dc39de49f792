"""Delimited text: its encoding and delimiter told by content, its records as a table of text."""

import csv
import io
import re
from itertools import zip_longest

import polars as pl

from recheck.errors import Unreadable
from recheck.files import column_letters
from recheck.files.refusals import UNKNOWN
from recheck.messages import N_

BROKEN_QUOTES = N_(
    "The quotation marks of the text file do not pair up near line {line}. Please open it in Excel"
    " or WPS, save it as .xlsx and send that file."
)
DELIMITERS = (",", "\t", ";")
SAMPLE_LINES = 30
CELL_LIMIT = 1 << 20
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
FORCED_TEXT = '(?s)^="(.*)"$'
"""How exports keep long numbers from being read as numbers: ="440606…"."""
QUOTED = re.compile(r'"[^"]*"')


def records(content: bytes) -> pl.DataFrame:
    """One row per record (quoted line breaks stay inside), columns named A, B, C …; all String.

    Raises Unreadable when the bytes are no text or the quotes do not pair up.
    """
    text = decoded(content)
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    try:
        columns = list(zip_longest(*reader))
    except csv.Error as problem:
        raise Unreadable(BROKEN_QUOTES, line=reader.line_num) from problem
    frame = pl.DataFrame(
        [
            pl.Series(column_letters(index), values, pl.String)
            for index, values in enumerate(columns, 1)
        ]
    )
    return frame.select(pl.all().str.replace(FORCED_TEXT, "$1"))


def decoded(content: bytes) -> str:
    """Byte order mark, then UTF-8, then GB18030 (never GBK: rare names would be lost)."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text
    raise Unreadable(UNKNOWN)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "gb18030")


def delimiter(text: str) -> str:
    """The delimiter that stands most often, outside quotes, in the first lines."""
    sample = QUOTED.sub("", "\n".join(text[:CELL_LIMIT].splitlines()[:SAMPLE_LINES]))
    return max(DELIMITERS, key=sample.count)
