"""Returned workbooks: read without the store, judged beside what it knows."""

from datetime import date
from pathlib import Path

from recheck import store
from recheck.intake import answered
from recheck.model import Question
from recheck.preparing import Prepared, prepare
from recheck.store import Writer
from recheck.supervising import find_supervised
from recheck.supervision import Supervised, SupervisionBook


def judge_answers(
    book: SupervisionBook, writer: Writer, arrived_on: date, known_by: Path | None = None
) -> Prepared:
    """The workbook as an upload, ready for the store; `known_by`: another store knows its cases."""
    known = _known(book, writer, known_by)
    return prepare(answered(book, known, arrived_on), writer.key, writer.folder)


def _known(book: SupervisionBook, writer: Writer, known_by: Path | None) -> Supervised:
    if known_by is None:
        return find_supervised(writer.connection, book)
    with store.reading(known_by, writer.rulebook, Question(date.max)) as view:
        return find_supervised(view.connection, book)
