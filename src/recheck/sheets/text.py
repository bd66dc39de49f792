"""Delimited text: its encoding and delimiter told by content, its records as a table of text."""

import csv
import io
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

import polars as pl

from recheck.errors import Unreadable
from recheck.files.limits import MIB, TEXT_LIMIT
from recheck.files.refusals import TOO_BIG_ON_DISK, UNKNOWN
from recheck.messages import N_
from recheck.sheets.table import as_table

BROKEN_QUOTES = N_(
    "The quotation marks of the text file do not pair up near line {line}. Please open it in Excel"
    " or WPS, save it as .xlsx and send that file."
)
ENDLESS_CELL = N_(
    "Near line {line} of the text file a cell is longer than any cell can be; perhaps a quotation"
    " mark is missing. Please open it in Excel or WPS, save it as .xlsx and send that file."
)
DELIMITERS = (",", "\t", ";")
SAMPLE_LINES = 30
CELL_LIMIT = MIB
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
FORCED_TEXT = '(?s)^="(.*)"$'
"""How exports keep long numbers from being read as numbers: ="440606…"."""
QUOTED = re.compile(r'"[^"]*"')


def records(content: bytes) -> pl.DataFrame:
    """One row per record (quoted line breaks stay inside), columns named A, B, C …; all String.

    Raises Unreadable when the bytes are no text, too many, or the quotes do not pair up.
    """
    encoding = encoding_of(content)
    sample = next(pieces(content, encoding), "")
    # never the whole text as one string: a single rare character makes it four times as large
    lines = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(lines, delimiter=delimiter(sample), strict=True)
    try:
        frame = as_table(reader)
    except csv.Error as problem:
        sentence = ENDLESS_CELL if "field limit" in str(problem) else BROKEN_QUOTES
        raise Unreadable(sentence, line=reader.line_num) from problem
    return frame.select(pl.all().str.replace(FORCED_TEXT, "$1"))


def encoding_of(content: bytes) -> str:
    """Byte order mark, then UTF-8, then GB18030 (never GBK: rare names would be lost)."""
    if len(content) > TEXT_LIMIT:
        raise Unreadable(TOO_BIG_ON_DISK, size=TEXT_LIMIT // MIB)
    for encoding in _encodings(content):
        try:
            if not any(CONTROL.search(piece) for piece in pieces(content, encoding)):
                return encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable(UNKNOWN)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "gb18030")


def pieces(content: bytes, encoding: str) -> Iterator[str]:
    """The text in pieces of about a MiB. Raises UnicodeDecodeError."""
    decoder = getincrementaldecoder(encoding)()
    for start in range(0, len(content), MIB):
        end = start + MIB
        yield decoder.decode(content[start:end], final=end >= len(content))


def delimiter(text: str) -> str:
    """The delimiter that stands most often, outside quotes, in the first lines."""
    sample = QUOTED.sub("", "\n".join(text.splitlines()[:SAMPLE_LINES]))
    return max(DELIMITERS, key=sample.count)
