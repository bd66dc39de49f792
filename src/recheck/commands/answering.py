"""Returned workbooks: read without the store, judged beside what it knows."""

from datetime import date

from recheck.appending import Prepared, prepare
from recheck.intake import answered
from recheck.store import Writer
from recheck.supervising import find_supervised
from recheck.supervision import SupervisionBook


def judge_answers(book: SupervisionBook, writer: Writer, arrived_on: date) -> Prepared:
    """The workbook as an upload, ready for the store."""
    upload = answered(book, find_supervised(writer.connection, book), arrived_on)
    return prepare(upload, writer.key, writer.folder)
