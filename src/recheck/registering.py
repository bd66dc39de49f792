"""A register's lines into the store: what they tell of enterprises, and people apart."""

import polars as pl
from duckdb import DuckDBPyConnection

from recheck.appending import with_severity
from recheck.model import Register
from recheck.transfer import append

PLACE = ("sheet_no", "row")
CONTACT = ("enterprise", "address", "contact", "contact_phone")


def append_register(connection: DuckDBPyConnection, file_no: int, register: Register) -> None:
    """Store the lines, contacts, other rows and findings of the file `file_no`."""
    frames = {
        "register_line": register.lines.drop(CONTACT),
        "register_contact": register.lines.select(*PLACE, *CONTACT),
        "sheet_row": register.other_rows,
        "finding": with_severity(register.findings),
    }
    for table, frame in frames.items():
        append(connection, table, frame.with_columns(file_no=pl.lit(file_no, pl.Int64)))
