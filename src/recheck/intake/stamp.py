"""Sheets that we made, in workbooks that came back: known by a cell, whatever saved them."""

from collections.abc import Iterable

from recheck.model import RECEIPT_STAMP
from recheck.rulebook.book import RULES
from recheck.rulebook.template import read_template, stamped_version
from recheck.sheets import Sheet
from recheck.supervision import FOLLOW_UP_STAMP


def version_of(sheet: Sheet) -> str | None:
    """The version that the stamp of a sheet names; None for every sheet but the hidden one."""
    if sheet.visible or not sheet.row_total or "A" not in sheet.cells.columns:
        return None
    return stamped_version(sheet.cells["A"][0])


def is_receipt(sheet: Sheet) -> bool:
    """Whether the sheet is the 回执 of a workbook that we returned."""
    if not sheet.row_total or "A" not in sheet.cells.columns:
        return False
    return (sheet.cells["A"][0] or "").startswith(RECEIPT_STAMP)


def is_follow_up(sheets: Iterable[Sheet]) -> bool:
    """Whether a file is a list of open cases that we prefilled for its institution."""
    return any(
        not one.visible
        and one.row_total > 0
        and "A" in one.cells.columns
        and one.cells["A"][0] == FOLLOW_UP_STAMP
        for one in sheets
    )


def template_version(sheets: Iterable[Sheet]) -> str | None:
    """The version of our template that a file was made from, if it was."""
    return next(filter(None, map(version_of, sheets)), None)


def current_version() -> str:
    """The version in use."""
    return read_template(RULES / "template.toml").version
