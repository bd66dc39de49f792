"""Zipped workbooks that would exhaust the machine are refused before a reader sees them.

The reader allocates last row × widest column, so that two cells in opposite corners abort the
whole process; no error can be caught. So the real cells are looked at first, streaming, whatever
the headers say.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator

import polars as pl

from recheck.errors import Unreadable
from recheck.files.letters import column_number
from recheck.files.refusals import DAMAGED, DOCTYPE, TOO_BIG, TOO_WIDE

MIB = 1 << 20
UNPACKED_LIMIT = 1024 * MIB
RATIO_LIMIT = 200
RATIO_COUNTS_FROM = 64 * MIB
AREA_LIMIT = 20_000_000  # cells of one sheet; ten half-years of the whole city stay below
PIECE = MIB
PROLOGUE = 4096

FAR_PLACE = r"""["'](?:[A-Za-z]{3}[0-9]|[D-Zd-z][A-Za-z][0-9]|[A-Za-z]{0,2}[0-9]{6})"""
"""An attribute that may be a place beyond column CZ or row 99,999; without one the area is fine."""

FILLED = re.compile(
    rb"""<(?:\w+:)?(?:c|row)\s[^>]*?\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["'][^>]*(?<!/)>(?!\s*</)"""
)
"""A cell with content, or a row with cells (a cell may leave its place to its row)."""


def refuse_hostile(archive: zipfile.ZipFile) -> None:
    """Raise Unreadable when the members are too big, lie about their size, or reach too far."""
    _refuse_big(archive)
    try:
        for member in archive.infolist():
            if member.filename.lower().endswith(".xml"):
                _refuse_far(archive, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as problem:
        raise Unreadable(DAMAGED) from problem


def _refuse_big(archive: zipfile.ZipFile) -> None:
    unpacked = sum(member.file_size for member in archive.infolist())
    packed = sum(member.compress_size for member in archive.infolist())
    dense = unpacked > RATIO_COUNTS_FROM and unpacked > RATIO_LIMIT * packed
    if unpacked > UNPACKED_LIMIT or dense:
        raise Unreadable(TOO_BIG, size=unpacked // MIB)


def _refuse_far(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    far = False
    for piece in _pieces(archive, member):
        if b"<!DOCTYPE" in piece[:PROLOGUE]:
            raise Unreadable(DOCTYPE)
        far = far or _names_far_place(piece)
    if far:
        _refuse_area(archive, member)


def _names_far_place(piece: bytes) -> bool:
    """Polars searches five times faster than `re`, and lets other threads go on."""
    text = pl.Series([piece], dtype=pl.Binary).cast(pl.String, strict=False)
    if text.has_nulls():
        raise Unreadable(DAMAGED)  # no spreadsheet program writes anything but UTF-8
    return bool(text.str.contains(FAR_PLACE).item())


def _refuse_area(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    row = column = 1
    for piece in _pieces(archive, member):
        for letters, digits in FILLED.findall(piece):
            row = max(row, int(digits))
            column = max(column, column_number(letters.decode()))
    if row * column > AREA_LIMIT:
        raise Unreadable(TOO_WIDE, row=row, column=column)


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's text in pieces that end with a tag."""
    with archive.open(member) as stream:
        rest = b""
        while piece := stream.read(PIECE):
            text = rest + piece
            end = text.rfind(b">") + 1
            yield text[:end]
            rest = text[end:]
        yield rest
