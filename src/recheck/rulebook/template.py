"""Our own upload workbook as `rules/template.toml` describes it, and the stamp that tells it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from recheck import strict

STAMP = re.compile(r"recheck-template/(\S+)")
"""Stands in the first cell of a sheet that nobody sees; whatever program saves the workbook."""


@dataclass(frozen=True)
class TemplateColumn:
    """A column: what the clerk reads while typing, and an example.

    `choices` is a vocabulary, or district, or town. `guide_example`: what the guide shows instead.
    """

    field: str
    note: str
    width: int
    example: str | None = None
    example_on: date | None = None
    example_number: int | None = None
    guide_example: str | None = None
    choices: str | None = None

    @property
    def shown(self) -> str | date | int | None:
        """What stands in the example row."""
        return self.example or self.example_on or self.example_number


@dataclass(frozen=True)
class Prompts:
    """What every list says beside its note, and what is said about entries that do not fit."""

    choice: str
    refused_choice: str
    refused_day: str
    refused_count: str


@dataclass(frozen=True)
class GuideTables:
    """Headings of the tables in the guide, and the word for a required column."""

    marks: tuple[str, ...]
    columns: tuple[str, ...]
    required: str


@dataclass(frozen=True)
class MarkLook:
    """A colour and what it means."""

    name: str
    colour: str
    words: str


@dataclass(frozen=True)
class IdNumbers:
    """Kinds of documents whose numbers have a check character."""

    checked_types: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """The whole workbook."""

    version: str
    sheet: str
    summary_sheet: str
    guide_sheet: str
    choices_sheet: str
    title: str
    guide: tuple[str, ...]
    prompts: Prompts
    guide_tables: GuideTables
    id_numbers: IdNumbers
    marks: tuple[MarkLook, ...]
    summary: tuple[TemplateColumn, ...]
    columns: tuple[TemplateColumn, ...]

    @property
    def stamp(self) -> str:
        """What the hidden cell says."""
        return f"recheck-template/{self.version}"

    @property
    def colours(self) -> Mapping[str, str]:
        """Name of a mark → its colour."""
        return {mark.name: mark.colour for mark in self.marks}


@cache
def read_template(path: Path) -> Template:
    """The file `template.toml`."""
    return strict.read(path, Template)


def stamped_version(text: str | None) -> str | None:
    """The version of the template that a stamp names; None when the text is no stamp."""
    found = STAMP.fullmatch(text or "")
    return found[1] if found else None
