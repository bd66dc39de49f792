"""What only the cell itself tells: its type, its formula, its merged or hidden neighbours."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.catalogue.entry import Entry, Made, cell
from tests.uploads import GOOD

ID = GOOD["证件号码"]
NEXT_ID = "440604199001010018"


def sheet(change: Callable[[Worksheet], None]) -> Callable[[Path], Path]:
    """A workbook with two good rows, and then `change`."""

    def make(folder: Path) -> Path:
        path, book = folder / "上报.xlsx", openpyxl.Workbook()
        only = book.worksheets[0]
        for row in (tuple(GOOD), tuple(GOOD.values()), tuple(_another().values())):
            only.append(row)
        change(only)
        book.save(path)
        return path

    return make


def _another() -> dict[str, str | None]:
    return {**GOOD, "姓名": "乙某", "证件号码": NEXT_ID, "体检编号": "T002"}


def place(heading: str, row: int) -> str:
    """A2 for the first heading in row 2."""
    letters = openpyxl.utils.get_column_letter([*GOOD].index(heading) + 1)
    return f"{letters}{row}"


def put(heading: str, row: int, value: object) -> Callable[[Worksheet], None]:
    """Write one cell."""
    return lambda sheet: sheet.__setitem__(place(heading, row), value)


def with_cell(heading: str, written: str) -> Callable[[Path], Path]:
    """A workbook in which the cell of the first row is written exactly like this."""

    def make(folder: Path) -> Path:
        path = sheet(put(heading, 2, "@@@"))(folder)
        with zipfile.ZipFile(path) as old:
            members = {name: old.read(name).decode() for name in old.namelist()}
        marked = place(heading, 2)
        body = members["xl/worksheets/sheet1.xml"]
        begin = body.index(f'<c r="{marked}"')
        end = body.index("</c>", begin) + len("</c>")
        members["xl/worksheets/sheet1.xml"] = (
            body[:begin] + written.replace("@", marked) + body[end:]
        )
        with zipfile.ZipFile(path, "w") as new:
            for name, text in members.items():
                new.writestr(name, text)
        return path

    return make


def merged(heading: str) -> Callable[[Worksheet], None]:
    """Merge the cells of both rows."""
    return lambda sheet: sheet.merge_cells(f"{place(heading, 2)}:{place(heading, 3)}")


def blank(heading: str) -> Callable[[Worksheet], None]:
    """Empty the cell of the second row."""
    return put(heading, 3, None)


def both(*changes: Callable[[Worksheet], None]) -> Callable[[Worksheet], None]:
    """One change after the other."""

    def change(only: Worksheet) -> None:
        for one in changes:
            one(only)

    return change


def blank_employer(only: Worksheet) -> None:
    """The second row names no employer."""
    both(blank("用人单位名称"), blank("统一社会信用代码"))(only)


def merged_employer(only: Worksheet) -> None:
    """Both rows share their employer's cells."""
    both(merged("用人单位名称"), merged("统一社会信用代码"))(only)


def hidden(row: int) -> Callable[[Worksheet], None]:
    """Hide a row."""
    return lambda only: setattr(only.row_dimensions[row], "hidden", True)


def since_1904(number: int) -> Callable[[Worksheet], None]:
    """A workbook that counts days from 1904, with a bare day number as 复查日期."""

    def change(only: Worksheet) -> None:
        book = only.parent
        assert book
        book.epoch = CALENDAR_MAC_1904
        only[place("复查日期", 2)] = number

    return change


ENTRIES = (
    Entry(
        1,
        "ID number stored as a number: its last digits are lost",
        ("id_digits_lost",),
        cell("证件号码", 440604198503150139),
        cell("证件号码", ID),
        "Told by the type of the cell, whatever it looks like. The row is accepted with a weak"
        " identity; the 15 digits that can be trusted and zeros are kept.",
    ),
    Entry(
        1,
        "Old ID number of 15 digits stored as a number: nothing is lost",
        ("id_upgraded",),
        cell("证件号码", 440604850315013),
        cell("证件号码", ID),
        "15 digits are exact in a number cell.",
    ),
    Entry(
        5,
        "Bare day number in a workbook that counts from 1904",
        ("recheck_after_arrival",),
        Made("复查日期 `44408` = 2025-08-01, sent on 2025-07-15", sheet(since_1904(44408))),
        Made("复查日期 `44295` = 2025-04-10", sheet(since_1904(44295))),
        "Read by the workbook's own epoch.",
    ),
    Entry(
        7,
        "Employer left blank below a cell that is not merged",
        ("no_employer",),
        Made("用人单位名称 and code only in the first row", sheet(blank_employer)),
        Made("the same cells merged over both rows", sheet(merged_employer)),
        "Only merged cells speak for the rows below; a blank cell says nothing.",
    ),
    Entry(
        8,
        "Hidden row",
        ("rows_hidden",),
        Made("the second row is hidden", sheet(hidden(3))),
        Made("a row below the table is hidden", sheet(hidden(9))),
        "Read like all others.",
    ),
    Entry(
        20,
        "Error cell",
        ("cell_error",),
        Made("签收日期 `#N/A`", with_cell("签收日期", '<c r="@" t="e"><v>#N/A</v></c>')),
        Made("备注 text #N/A", sheet(put("备注", 2, "查无此人 #N/A"))),
        "Counts as empty.",
    ),
    Entry(
        20,
        "Formula without its result",
        ("formula_not_calculated",),
        Made(
            "复查期限 `=B2+30`, never calculated",
            with_cell("复查期限", '<c r="@"><f>B2+30</f></c>'),
        ),
        Made(
            "复查期限 `=…` with its result",
            with_cell("复查期限", '<c r="@" t="str"><f>B2</f><v>2025-04-30</v></c>'),
        ),
        "Counts as empty.",
    ),
)
"""Entries of this page, in the order of the handbook."""
