"""Zipped workbooks are looked through before a reader sees them.

The reader allocates last row × widest column, so that two cells in opposite corners abort the
whole process; no error can be caught. So the real cells are looked at first, streaming, whatever
the headers say. The same pass notices what tells more about cells than the reader does.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from recheck.errors import Unreadable
from recheck.files.letters import column_number
from recheck.files.limits import CELL_LIMIT, MIB
from recheck.files.refusals import DAMAGED, DOCTYPE, TOO_BIG, TOO_WIDE, UNREASONABLE
from recheck.files.zips import ZIP_PROBLEMS

UNPACKED_LIMIT = 1024 * MIB
RATIO_LIMIT = 200
RATIO_COUNTS_FROM = 64 * MIB
USUAL_SIZE = 48 * MIB
USUAL_SHEETS = 16
PIECE = MIB  # with a tag that ends in it; the text of a cell is never half as long
SHARED_TEXTS = "xl/sharedStrings.xml"
LONG_TEXT = re.compile(rb">[^<]{256}")
"""A text that thousands of cells may share makes gigabytes out of kilobytes."""
RELATIONS = "xl/_rels/workbook.xml.rels"
TARGETS = re.compile(rb"""Target\s*=\s*["']([^"']*)""")
PROLOGUE = 4096
TEXTS = (".xml", ".rels")

FAR_PLACE = r"""["'](?:[A-Za-z]{3}[0-9]|[D-Zd-z][A-Za-z][0-9]|[A-Za-z]{0,2}[0-9]{6})"""
"""An attribute that may be a place beyond column CZ or row 99,999; without one the area is fine."""

REMARKABLE = (
    f" r={FAR_PLACE}"
    r"""|[\t\r\n]r|["']r=| r[ \t\r\n]|r=[ \t\r\n]|:(?:worksheet|sst)[ >]"""  # as none writes
    r"""|<f[ />]|<mergeCell | t=["']e| hidden=["'][1t]|<v>[0-9.]{10}[0-9.E+]{6}"""
)
"""What calls for a second look: far places, formulas, merged cells, errors, hidden rows, numbers of
more than 15 digits. One pattern, because a pass over all members is what looking costs."""

FILLED = re.compile(
    rb"""<(?:\w+:)?(?:c|row)\s[^>]*?\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["'][^>]*"""
    rb"""(?<!/)>(?!</(?:\w+:)?c>)"""
)
"""A cell with content, or a row with cells."""
WITHOUT_PLACE = re.compile(rb"<(?:\w+:)?c(?![^>]*\sr\s*=)(?:\s[^>]*)?(?<!/)>")
"""A cell with content that leaves its place to its row."""


@dataclass(frozen=True)
class Look:
    """What a look through a zipped workbook has seen."""

    remarkable: frozenset[str]
    """The members that call for a second look."""
    reaches_far: bool
    """Whether one names a place far out, so that what is there must not be taken on trust."""


def look_through(content: bytes) -> Look:
    """What calls for more than the reader.

    Raises Unreadable when the workbook is too big, lies about its size, or reaches too far.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_big(archive)
            texts = [one for one in archive.infolist() if one.filename.lower().endswith(TEXTS)]
            seen = {one.filename: _seen(archive, one) for one in texts}
    except ZIP_PROBLEMS as problem:
        raise Unreadable(DAMAGED) from problem
    return Look(
        frozenset(name for name, (remarkable, _) in seen.items() if remarkable),
        any(far for _, far in seen.values()),
    )


def is_unusual(content: bytes, look: Look) -> bool:
    """Whether the reader might need more memory than a look at places can tell."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sizes = {one.filename: one.file_size for one in archive.infolist()}
        relations = archive.read(RELATIONS) if RELATIONS in sizes else b""
    targets = TARGETS.findall(relations)
    return (
        look.reaches_far
        or SHARED_TEXTS in look.remarkable
        or sum(sizes.values()) > USUAL_SIZE
        or len(targets) > USUAL_SHEETS
        or not all(target.lower().endswith(b".xml") for target in targets)
    )


def pieces_of(content: bytes, member: str) -> Iterator[str]:
    """The text of one member, in pieces that end with a row where rows end."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for piece in _pieces(archive, archive.getinfo(member)):
            yield piece.decode()


def _refuse_big(archive: zipfile.ZipFile) -> None:
    unpacked = sum(member.file_size for member in archive.infolist())
    packed = sum(member.compress_size for member in archive.infolist())
    dense = unpacked > RATIO_COUNTS_FROM and unpacked > RATIO_LIMIT * packed
    if unpacked > UNPACKED_LIMIT or dense:
        raise Unreadable(TOO_BIG, size=unpacked // MIB)


def _seen(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[bool, bool]:
    """Whether a member is remarkable, and whether it names a far place."""
    remarkable = far = False
    for piece in _pieces(archive, member):
        text = _text(piece)
        if member.filename == SHARED_TEXTS and LONG_TEXT.search(piece):
            remarkable = True
        if _contains(text, REMARKABLE):
            remarkable = True
            far = far or _contains(text, FAR_PLACE)
    if far:
        _refuse_area(archive, member)
    return remarkable, far


def _text(piece: bytes) -> pl.Series:
    """The piece, and nothing: a text that is alone in its column is copied at every question."""
    if b"<!DOCTYPE" in piece[:PROLOGUE]:
        raise Unreadable(DOCTYPE)
    try:
        return pl.Series([piece, b""], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.PolarsError as problem:  # no program writes anything but UTF-8
        raise Unreadable(DAMAGED) from problem


def _contains(text: pl.Series, pattern: str) -> bool:
    """Polars searches ten times faster than `re`: led from the start, it never tries anew."""
    return bool(text.str.contains(f"^(?s:.)*?(?:{pattern})").any())


def _refuse_area(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    row = column = 1
    for piece in _pieces(archive, member):
        rows_count = bool(WITHOUT_PLACE.search(piece))  # else they may hold nothing but borders
        for letters, digits in FILLED.findall(piece):
            if letters or rows_count:
                row = max(row, int(digits))
                column = max(column, column_number(letters.decode()))
    if row * column > CELL_LIMIT:
        raise Unreadable(TOO_WIDE, row=row, column=column)


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's text in pieces that end with a row where rows end, else with a tag."""
    with archive.open(member) as stream:
        rest = b""
        while piece := stream.read(PIECE):
            text = rest + piece
            end = text.rfind(b"row>") + 4
            end = end if end > 3 else text.rfind(b">") + 1
            if not end and len(text) >= PIECE:
                raise Unreadable(UNREASONABLE)
            yield text[:end]
            rest = text[end:]
        yield rest
