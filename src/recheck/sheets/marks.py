"""What a zipped workbook says about its cells beside their text.

The reader gives every cell as text. It does not tell that a long number has lost its digits, that
a cell holds an error or a formula without a value, which cells are merged, which rows are hidden.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import polars as pl
from lxml import etree

from recheck.errors import Unreadable
from recheck.files import pieces_of
from recheck.files.refusals import DAMAGED

PLACED_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.Int64(),  # as Excel shows it
    "column": pl.String(),  # Excel letters
}
NO_CELLS = pl.DataFrame(schema=PLACED_SCHEMA)
NO_NUMBERS = pl.DataFrame(schema=PLACED_SCHEMA | {"value": pl.Float64()})

LONG = 1e15
"""Numbers from here on may have lost digits: a cell keeps 15."""

CELL = r"<(?:\w+:)?c(?: [^<>]*)?>"
FORMULA = r"<(?:\w+:)?f(?: [^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
NOTHING = r"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?"
LONG_NUMBER = r"[0-9]{16,}(?:\.[0-9]*)?|[0-9.]+[Ee]\+?(?:1[5-9]|[2-9][0-9])"

ERRORS = r"""<(?:\w+:)?c [^<>]*\bt=["']e["'][^<>]*>"""
VALUELESS = f"{CELL}{FORMULA}{NOTHING}</(?:\\w+:)?c>"
LONG_NUMBERS = f"{CELL}(?:{FORMULA})?<(?:\\w+:)?v>(?:{LONG_NUMBER})</"
HIDDEN_ROWS = r"""<(?:\w+:)?row [^<>]*\bhidden=["'](?:1|true)["'][^<>]*>"""
MERGED = r"<(?:\w+:)?mergeCell [^<>]*>"

PLACE = r"""\br=["']([A-Z]+)([0-9]+)["']"""
AREA = r"""\bref=["']([A-Z]+)([0-9]+):[A-Z]+([0-9]+)["']"""
IS_TEXT = r"""\bt=["'](?:s|str|inlineStr)["']"""

RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class Marks:
    """What is special about the cells of one sheet.

    merged: column, first, last: cells that show the value of their first row in all of them.
    """

    errors: pl.DataFrame = field(default_factory=NO_CELLS.clone)
    valueless: pl.DataFrame = field(default_factory=NO_CELLS.clone)
    long_numbers: pl.DataFrame = field(default_factory=NO_NUMBERS.clone)
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[str, int, int], ...] = ()


NO_MARKS = Marks()


def marks_of(content: bytes, member: str) -> Marks:
    """The marks of one sheet; cells that do not name their place have none."""
    texts = pl.Series(pieces_of(content, member), dtype=pl.String)
    hidden = _found(texts, HIDDEN_ROWS).str.extract(r"""\br=["']([0-9]+)["']""").drop_nulls()
    valueless, numbers = _found(texts, VALUELESS), _found(texts, LONG_NUMBERS)
    return Marks(
        errors=_places(_found(texts, ERRORS)),
        valueless=_places(valueless.filter(~valueless.str.contains(IS_TEXT))),
        long_numbers=_valued(numbers.filter(~numbers.str.contains(IS_TEXT))),
        hidden_rows=frozenset(hidden.cast(pl.Int64)),
        merged=tuple(_merged(_found(texts, MERGED))),
    )


def _found(texts: pl.Series, pattern: str) -> pl.Series:
    return texts.str.extract_all(pattern).explode(empty_as_null=True).drop_nulls()


def _places(tags: pl.Series) -> pl.DataFrame:
    """PLACED_SCHEMA of the cells that these tags open."""
    placed = pl.DataFrame({"tag": tags}, {"tag": pl.String()}).select(
        row=pl.col("tag").str.extract(PLACE, 2).cast(pl.Int64),
        column=pl.col("tag").str.extract(PLACE, 1),
    )
    return placed.drop_nulls()


def _valued(tags: pl.Series) -> pl.DataFrame:
    value = tags.str.extract("v>([^<]+)</$").cast(pl.Float64).alias("value")
    return _places(tags).hstack([value]) if tags.str.contains(PLACE).all() else NO_NUMBERS


def _merged(tags: pl.Series) -> list[tuple[str, int, int]]:
    """Only downwards: a heading over several columns is the header's affair."""
    areas = pl.DataFrame({"tag": tags}, {"tag": pl.String()}).select(
        column=pl.col("tag").str.extract(AREA, 1),
        first=pl.col("tag").str.extract(AREA, 2).cast(pl.Int64),
        last=pl.col("tag").str.extract(AREA, 3).cast(pl.Int64),
    )
    return areas.filter(pl.col("last") > pl.col("first")).rows()


@dataclass(frozen=True)
class Outline:
    """Name of a sheet → its member of the archive; whether days are counted from 1904."""

    members: Mapping[str, str]
    from_1904: bool


def outline_of(content: bytes) -> Outline:
    """What the workbook says about its sheets; nothing where it is written in another way."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", RELATIONS} <= names:
            return Outline({}, from_1904=False)
        book = _parsed(archive.read("xl/workbook.xml"))
        targets = {
            one.get("Id", ""): _member(one.get("Target", ""))
            for one in _parsed(archive.read(RELATIONS))
        }
    members = {
        sheet.get("name", ""): targets.get(_relation(sheet), "") for sheet in _all(book, "sheet")
    }
    epochs = (one.get("date1904") for one in _all(book, "workbookPr"))
    return Outline(
        {name: member for name, member in members.items() if member in names},
        from_1904=any(epoch in {"1", "true"} for epoch in epochs),
    )


def _parsed(text: bytes) -> etree._Element:
    try:
        return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        raise Unreadable(DAMAGED) from problem


def _all(book: etree._Element, tag: str) -> list[etree._Element]:
    return list(book.iter(f"{{*}}{tag}"))


def _relation(sheet: etree._Element) -> str:
    return next((value for key, value in sheet.items() if key.endswith("}id")), "")


def _member(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
