"""Workbooks whose bytes depend on nothing but their content: no time of saving in them."""

import io
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001  the first moment that a zip can name has no zone


def saved(book: Workbook) -> bytes:
    """`book` as xlsx; the same content gives the same bytes."""
    file = io.BytesIO()
    book.properties.created = book.properties.modified = EARLIEST
    ExcelWriter(book, _Archive(file, "w", zipfile.ZIP_DEFLATED)).save()
    return file.getvalue()


class _Archive(zipfile.ZipFile):
    """A zip whose entries all bear the same time; openpyxl calls the two methods like this."""

    def writestr(self, name: str, content: str | bytes) -> None:  # type: ignore[override]
        super().writestr(_entry(name), content)

    def write(self, source: str, name: str) -> None:  # type: ignore[override]
        entry = _entry(name)
        entry.file_size = Path(source).stat().st_size  # a large sheet needs the longer header
        with Path(source).open("rb") as content, self.open(entry, "w") as part:
            shutil.copyfileobj(content, part)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
