"""The sheet 汇总: how many were examined, told to come back and notified, line by line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recheck.intake.origin import Reporters
from recheck.model import Kind
from recheck.rulebook import IGNORED, Rulebook, heading_key
from recheck.sheets import DATA, Header, Heading, Sheet, find_header, label_rows

FIGURES = ("examined", "declared", "notified")
ORIGIN = ("institution", "period")
LEAST_HEADINGS = 2
RULEBOOKS_KEPT = 8
UPRIGHT_ROWS = 30
"""A form with its headings below each other is no longer than this."""

Meaning = Callable[[str, str], str | None]


@dataclass(frozen=True)
class Figure:
    """A figure where it stands; `number` is None when the cell holds no whole number from 0 up."""

    row: int
    heading: Heading
    number: int | None


@dataclass(frozen=True)
class Line:
    """What one line declares; institution and period as written."""

    row: int
    institution: str | None
    period: str | None
    figures: Mapping[str, Figure]

    def number(self, name: str) -> int | None:
        """The figure of that name, if the line has a readable one."""
        return self.figures[name].number if name in self.figures else None


@dataclass(frozen=True)
class Summary:
    """A sheet 汇总: the headings that were read, their first row, and its lines."""

    headings: Mapping[str, Heading]
    top: int
    lines: tuple[Line, ...]


def read_summary(sheet: Sheet, rulebook: Rulebook, reporters: Reporters) -> Summary | None:
    """The lines of a sheet 汇总; None when the sheet is something else."""
    meaning = _meaning(rulebook)
    header = find_header(sheet, meaning, LEAST_HEADINGS)
    table = _table(sheet, header, rulebook, reporters) if header else None
    return table if table and table.lines else _upright(sheet, rulebook) or table


def _table(
    sheet: Sheet, header: Header, rulebook: Rulebook, reporters: Reporters
) -> Summary | None:
    headings = _headings(sheet, header, _meaning(rulebook), reporters)
    if "declared" not in headings or headings.keys() & rulebook.summary.other_tables:
        return None
    letters = {field: one.column for field, one in headings.items()}
    labels = label_rows(sheet, header, letters, rulebook.furniture)
    rows = sheet.cells.with_row_index("place", offset=1).filter(labels == DATA)
    lines = (_line(row, headings, rulebook) for row in rows.iter_rows(named=True))
    declaring = tuple(line for line in lines if line.figures)
    if len(declaring) > 1 and "institution" not in headings:
        return None  # months, towns or the like: nobody says which line is the whole
    return Summary(headings, header.first_row, declaring)


@lru_cache(RULEBOOKS_KEPT)
def _meaning(rulebook: Rulebook) -> Meaning:
    """(group, heading) → the figure or field of columns.toml that it names."""
    fields = {*ORIGIN, *rulebook.summary.other_tables}
    senses = {one.heading: "enterprise" for one in rulebook.ambiguous}
    for column in rulebook.columns:
        if column.kind == Kind.RECHECK_STATUS and column.field in fields:
            senses |= dict.fromkeys(column.synonyms, column.field)
    senses |= rulebook.summary.synonyms
    return lambda group, text: (
        senses.get(heading_key(text)) or senses.get(heading_key(group) + heading_key(text))
    )


def _headings(
    sheet: Sheet, header: Header, meaning: Meaning, reporters: Reporters
) -> dict[str, Heading]:
    """Field → its first heading; 单位名称 over names of reporters means the institution."""
    found: dict[str, Heading] = {}
    for heading in header.headings:
        field = meaning(heading.group, heading.text)
        if field == "enterprise" and _names_reporters(sheet, header, heading, reporters):
            field = "institution"
        if field:
            found.setdefault(field, heading)
    return found


def _names_reporters(sheet: Sheet, header: Header, heading: Heading, reporters: Reporters) -> bool:
    names = sheet.cells[heading.column].slice(header.last_row).drop_nulls().unique()
    return any(reporters.expects(reporters.name(name)) for name in names)


def _line(row: Mapping[str, object], headings: Mapping[str, Heading], rulebook: Rulebook) -> Line:
    place = int(str(row["place"]))
    texts = {field: _said(row[one.column], rulebook) for field, one in headings.items()}
    figures = {
        name: Figure(place, headings[name], rulebook.summary.count(text))
        for name in FIGURES
        if (text := texts.get(name))
    }
    return Line(place, texts.get("institution"), texts.get("period"), figures)


def _said(cell: object, rulebook: Rulebook) -> str | None:
    """The text of a cell, unless it is one of the words that say nothing."""
    text = None if cell is None else str(cell)
    return text if text and rulebook.vocabularies["nothing"].code(text) is not IGNORED else None


# --- a form with its headings below each other ----------------------------------------------------


def _upright(sheet: Sheet, rulebook: Rulebook) -> Summary | None:
    """One line from a form like 需复查人次｜20; None when there is no number beside such words."""
    meaning = _meaning(rulebook)
    found: dict[str, tuple[int, Heading, str | None]] = {}
    for row, cells in enumerate(sheet.cells.head(UPRIGHT_ROWS).rows(), 1):
        for field, heading, value in _pairs(cells, sheet.cells.columns, meaning):
            found.setdefault(field, (row, heading, _said(value, rulebook)))
    if "declared" not in found or found.keys() & rulebook.summary.other_tables:
        return None
    figures = {
        name: Figure(row, heading, rulebook.summary.count(text))
        for name, (row, heading, text) in found.items()
        if name in FIGURES and text
    }
    if all(figure.number is None for figure in figures.values()):
        return None
    institution, period = (found[name][2] if name in found else None for name in ORIGIN)
    headings = {field: heading for field, (_, heading, _) in found.items()}
    row, top = found["declared"][0], min(row for row, _, _ in found.values())
    return Summary(headings, top, (Line(row, institution, period, figures),))


def _pairs(
    cells: Sequence[str | None], columns: Sequence[str], meaning: Meaning
) -> Iterator[tuple[str, Heading, str | None]]:
    """Field, the value's place with the heading's words, and the value to the heading's right."""
    for index, text in enumerate(cells):
        field = meaning("", text) if text else None
        if text and field:
            right = next((at for at in range(index + 1, len(cells)) if cells[at]), index)
            value = cells[right] if right > index and not meaning("", cells[right] or "") else None
            yield field, Heading(columns[right], "", text), value
