"""An entry of the catalogue of dirty spreadsheets, and the small files that show it."""

import csv
import io
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import openpyxl

from tests.uploads import GOOD

Cells = Mapping[str, object]
"""Heading → what stands in the cell instead of the good value."""


class Sample(Protocol):
    """A file, and how the reference page tells what is in it."""

    def write(self, folder: Path) -> Path:
        """Make the file."""

    def shown(self) -> str:
        """The example as the page prints it (Markdown)."""


@dataclass(frozen=True)
class Entry:
    """One way in which uploads go wrong.

    `number`: its line in the handbook's table of dirty data; `codes`: the findings that `breaks`
    has and `nearly` has not; `remark`: what becomes of the value or row.
    """

    number: int
    title: str
    codes: tuple[str, ...]
    breaks: Sample
    nearly: Sample
    remark: str = ""


@dataclass(frozen=True)
class Rows:
    """A sheet of rows that are good but for these cells; numbers and days become typed cells."""

    changes: tuple[Cells, ...]
    kind: str = "xlsx"
    without: tuple[str, ...] = ()

    def write(self, folder: Path) -> Path:
        """A workbook or a csv file of one sheet."""
        path = folder / f"上报.{self.kind}"
        if self.kind == "csv":
            text = io.StringIO()
            csv.writer(text).writerows(self._cells())
            path.write_text(text.getvalue(), encoding="utf-8")
            return path
        book = openpyxl.Workbook()
        for row in self._cells():
            book.worksheets[0].append(row)
        book.save(path)
        return path

    def _cells(self) -> list[list[object]]:
        own = (heading for change in self.changes for heading in change if heading not in GOOD)
        headings = [one for one in (*GOOD, *dict.fromkeys(own)) if one not in self.without]
        rows = [{**GOOD, **change} for change in self.changes]
        return [list(headings), *([row.get(heading) for heading in headings] for row in rows)]

    def shown(self) -> str:
        """Heading and value of the cells that are not as in the good row."""
        headings = dict.fromkeys(heading for change in self.changes for heading in change)
        lines = [f"{heading}: {self._column(heading)}" for heading in headings]
        lacking = f"without {'、'.join(self.without)}" if self.without else "a good row"
        return "<br>".join(lines) or lacking

    def _column(self, heading: str) -> str:
        written = [change.get(heading, GOOD.get(heading)) for change in self.changes]
        several = dict.fromkeys(map(_shown, written))
        return " · ".join(several)


@dataclass(frozen=True)
class Made:
    """A file that is no simple sheet: `make` writes it into a folder and says where."""

    example: str
    make: Callable[[Path], Path]

    def write(self, folder: Path) -> Path:
        """What `make` makes."""
        return self.make(folder)

    def shown(self) -> str:
        """The example in words."""
        return self.example


@dataclass(frozen=True)
class Sent:
    """Files that arrive one after the other, half a year apart, and what is asked of `ingest`."""

    files: tuple[Sample, ...]
    options: tuple[str, ...] = ()

    def write(self, folder: Path) -> Path:
        """A folder with a folder for each file, in order."""
        for number, file in enumerate(self.files, 1):
            (folder / str(number)).mkdir(parents=True)
            file.write(folder / str(number))
        return folder

    def shown(self) -> str:
        """Each file by its cells."""
        return " — then — ".join(file.shown() for file in self.files)


@dataclass(frozen=True)
class Elsewhere:
    """What one file alone cannot show; `test` (file::function) shows it."""

    example: str
    test: str

    def write(self, folder: Path) -> Path:
        """There is no such file."""
        raise NotImplementedError(self.test, folder)

    def shown(self) -> str:
        """The example in words."""
        return self.example


def rows(*changes: Cells, kind: str = "xlsx", without: tuple[str, ...] = ()) -> Rows:
    """A sheet with a good row for each of `changes`, with those cells changed."""
    return Rows(changes or ({},), kind, without)


def sent(*files: Sample, options: tuple[str, ...] = ()) -> Sent:
    """Files that arrive one after the other; `options` are of every `ingest` after the first."""
    return Sent(files, options)


def cell(heading: str, *values: object, kind: str = "xlsx") -> Rows:
    """A sheet with a good row for each of `values`, which stands under `heading`.

    Each row has an exam number of its own, so that none repeats another.
    """
    numbered = ({"体检编号": f"T{number:03}"} for number in range(1, len(values) + 1))
    changed = ({heading: value} for value in values)
    if len(values) == 1:
        return Rows((*changed,), kind)
    return Rows(tuple({**change, **no} for change, no in zip(changed, numbered, strict=True)), kind)


def _shown(value: object) -> str:
    if value is None:
        return "(empty)"
    text = "".join(map(_visible, str(value)))
    return f"`{text}`" if isinstance(value, str) else f"`{text}` ({type(value).__name__} cell)"


def _visible(mark: str) -> str:
    is_seen = mark == " " or unicodedata.category(mark)[0] not in "CZ"
    return mark if is_seen else f"<U+{ord(mark):04X}>"
