"""A file becomes sheets of text at true Excel places; the header is found, rows are labelled."""

from recheck.sheets.header import Header, Heading, find_header
from recheck.sheets.labels import DATA, label_rows
from recheck.sheets.sheet import Sheet, open_sheets

__all__ = [
    "DATA",
    "Header",
    "Heading",
    "Sheet",
    "find_header",
    "label_rows",
    "open_sheets",
]
