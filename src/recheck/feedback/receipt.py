"""The sheet 回执 as plain lines: what arrived, what to correct, what became of each row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from recheck.feedback.marks import Mark, Place, Told, shown_name
from recheck.feedback.returned import Found, Refused, Returned, RowFate
from recheck.feedback.words import Words
from recheck.files import column_letters
from recheck.model import RECEIPT_STAMP
from recheck.rulebook import read_quality

WIDTHS = (8, 18, 12, 18, 24, 12, 72)
"""Of the seven columns; a summary stands in the first, its text goes over all others."""
ROW_COUNTS = ("accepted", "held", "duplicate", "superseded", "blank", "furniture")
STATES = ("done_on_time", "done_late", "not_due", "overdue")
PEOPLE = (
    "worker", "id_number", "phone", "contact", "contact_phone", "address", "remark", "case_id",
)  # fmt: skip
"""Fields whose content is not repeated outside of its cell."""


class Look(StrEnum):
    """How a cell of 回执 looks."""

    TITLE = "title"
    LABEL = "label"
    TEXT = "text"
    STRONG = "strong"
    HEADING = "heading"
    LINK = "link"
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Cell:
    """Text, or a number, with its look; `link` is a cell of the workbook ('Sheet'!K17)."""

    value: str | int | float
    look: Look = Look.TEXT
    link: str | None = None


Line = tuple[Cell, ...]
"""One row; a line of two cells is a label and a text that goes over all other columns."""


@dataclass(frozen=True)
class SheetMarks:
    """What was marked in one sheet; `told` is empty when the sheet could not be opened."""

    sheet: str  # as the store names it; empty for csv
    marks: Mapping[Place, Mark]
    told: Mapping[Place, Told]
    protected: bool = False

    @property
    def shown(self) -> str:
        """How the returned workbook names it."""
        return shown_name(self.sheet)


def lines_of(
    returned: Returned, sheets: Sequence[SheetMarks], notes: Iterable[str], words: Words
) -> Iterator[Line]:
    """Every line of 回执. `notes`: keys of the words about what could not be kept."""
    yield (Cell(RECEIPT_STAMP, Look.TITLE),)
    yield from _summary(returned, sheets, notes, words)
    yield from _table("cells", list(_cells_to_change(returned, sheets, words)), words)
    yield from _table("whole", list(_about_the_whole(returned, sheets, words)), words)
    yield from _table("parts", list(_quality(returned)), words)
    yield from _table("rows", list(_fates(returned, words)), words)


def lines_of_refusal(refused: Refused, words: Words) -> Iterator[Line]:
    """回执 of a file that was not taken."""
    yield (Cell(RECEIPT_STAMP, Look.TITLE),)
    labels = words.labels
    yield _told(labels["file"], refused.file)
    yield _told(labels["arrived"], f"{refused.received_at:%Y-%m-%d %H:%M}")
    yield _told(labels["result"], words.sentences["refused"], Look.STRONG)
    yield _told(labels["reason"], refused.sentence)


def _told(label: str, text: str, look: Look = Look.TEXT) -> Line:
    return Cell(label, Look.LABEL), Cell(text, look)


# --- the summary ----------------------------------------------------------------------------------


def _summary(
    returned: Returned, sheets: Sequence[SheetMarks], notes: Iterable[str], words: Words
) -> Iterator[Line]:
    labels = words.labels
    yield _told(labels["institution"], returned.institution or words.nobody)
    yield _told(labels["period"], returned.period)
    yield _told(labels["file"], returned.file)
    yield _told(labels["arrived"], f"{returned.received_at:%Y-%m-%d %H:%M}")
    yield _told(labels["result"], _result(returned, sheets, words), Look.STRONG)
    yield _told(labels["rows"], _rows(returned, words))
    if returned.counts["cases"]:
        yield _told(labels["cases"], _cases(returned, words))
    if returned.trend:
        yield _told(labels["score"], _score(returned, words))
    if any(sheet.marks for sheet in sheets):
        is_marked = any(sheet.told for sheet in sheets)
        yield _told(labels["how"], words.sentences["how" if is_marked else "how_kept_apart"])
    for note in notes:
        yield _told(labels["note"], words.notes[note])
    for sheet in sheets:
        if sheet.protected and sheet.marks:
            yield _told(labels["note"], words.notes["protected"].format(sheet=sheet.shown))


def _result(returned: Returned, sheets: Sequence[SheetMarks], words: Words) -> str:
    severities = [mark.severity for sheet in sheets for mark in sheet.marks.values()]
    errors, warnings = severities.count("error"), severities.count("warning")
    if errors:
        key = "correct_and_check" if warnings else "correct"
    elif returned.counts["held"]:
        key = "correct_rows"
    elif warnings:
        key = "check"
    else:
        key = "nothing_due" if returned.nil else "all_good"
    held = returned.counts["held"]
    return words.sentences[key].format(errors=errors, warnings=warnings, held=held)


def _rows(returned: Returned, words: Words) -> str:
    """How many rows there are, and by fate those that there are."""
    key = "rows" if not returned.merged else "own_rows" if returned.institution else "nobodys_rows"
    fates = (words.counts[fate].format(**returned.counts) for fate in _there(returned, ROW_COUNTS))
    return words.sentences[key].format(fates="，".join(fates), **returned.counts)


def _cases(returned: Returned, words: Words) -> str:
    as_of = f"{returned.as_of:%Y年}{returned.as_of.month}月{returned.as_of.day}日"
    states = (words.counts[state].format(**returned.counts) for state in _there(returned, STATES))
    told = words.sentences["cases"].format(as_of=as_of, states="，".join(states), **returned.counts)
    claimed = words.sentences["claimed"].format(**returned.counts)
    return told + (claimed if returned.counts["claimed"] else "")


def _there(returned: Returned, names: Iterable[str]) -> list[str]:
    return [name for name in names if returned.counts[name]]


def _score(returned: Returned, words: Words) -> str:
    """The newest score, and all of them when there are several; then how it is made."""
    score = f"{returned.trend[-1][1]:.1f}"
    trend = "→".join(
        words.sentences["trend"].format(period=period, score=f"{one:.1f}")
        for period, one in returned.trend
    )
    key = "score" if len(returned.trend) > 1 else "score_only"
    told = words.sentences[key].format(score=score, trend=trend)
    return told + words.sentences["formula"]


# --- the tables -----------------------------------------------------------------------------------


def _table(name: str, lines: Sequence[Line], words: Words) -> Iterator[Line]:
    """A title, headings, and numbered lines; nothing when there are none."""
    if lines:
        yield ()
        yield (Cell(words.tables[name], Look.STRONG),)
        yield tuple(Cell(heading, Look.HEADING) for heading in words.headings[name])
        yield from ((Cell(number), *line) for number, line in enumerate(lines, 1))


def _cells_to_change(
    returned: Returned, sheets: Sequence[SheetMarks], words: Words
) -> Iterator[Line]:
    """Errors first; a line for each cell, with all that is said of it."""
    marks = ((sheet, mark) for sheet in sheets for mark in sheet.marks.values())
    for sheet, mark in sorted(marks, key=lambda pair: pair[1].severity != "error"):
        headings = {one.column: one for one in returned.headings.get(sheet.sheet, ())}
        heading = headings.get(column_letters(mark.place.column))
        place = f"{column_letters(mark.place.column)}{mark.place.row}"
        told = sheet.told.get(mark.place)
        is_person = heading is None or heading.field is None or heading.field in PEOPLE
        hidden = words.notes["hidden"] if told and told.hidden else ""
        yield (
            Cell(sheet.shown),
            Cell(place, Look.LINK, cell_link(sheet.shown, place)) if told else Cell(place),
            Cell(heading.heading if heading else ""),
            Cell(_content(told, is_person, words)),
            Cell(words.severities[mark.severity], Look(mark.severity)),
            Cell(" ".join(mark.sentences) + hidden),
        )


def cell_link(sheet: str, place: str) -> str:
    """A cell of this workbook as a link names it."""
    return "'{}'!{}".format(sheet.replace("'", "''"), place)


def _content(told: Told | None, is_person: bool, words: Words) -> str:
    if told is None:
        return ""
    if not told.content:
        return words.content["empty"]
    if is_person:
        return words.content["identity"]
    return words.content["quoted"].format(content=told.content)


def _about_the_whole(
    returned: Returned, sheets: Sequence[SheetMarks], words: Words
) -> Iterator[Line]:
    """Findings without a cell, and those of sheets that do not go back."""
    there = {sheet.sheet for sheet in sheets}
    for one in returned.findings:
        if one.row is None or one.sheet not in there:
            look = Look(one.severity) if one.severity in tuple(Look) else Look.TEXT
            severity = Cell(words.severities[one.severity], look)
            shown = shown_name(one.sheet) if one.sheet else ""
            yield Cell(shown), Cell(""), Cell(""), Cell(""), severity, Cell(one.sentence)


def _quality(returned: Returned) -> Iterator[Line]:
    meaning = {part.name: part.told for part in read_quality().parts}
    for one in returned.quality:
        numbers = (one.weight, one.rows, one.faulty_rows, round(one.points, 1))
        yield Cell(one.part), *(Cell(number) for number in numbers), Cell(meaning[one.part])


def _fates(returned: Returned, words: Words) -> Iterator[Line]:
    """A line for each row that is data; rows of one fate that follow each other are one line."""
    found = defaultdict(list)
    for finding in returned.findings:
        found[finding.sheet, finding.row].append(finding)
    for (sheet, fate), rows in groupby(returned.rows, key=lambda one: (one.sheet, one.fate)):
        together = list(rows)
        if fate in ("blank", "furniture"):
            yield _fate(_span(together), together[0], "", words)
        else:
            for one in together:
                yield _fate(one.row, one, _why(fate, found[sheet, one.row]), words)


def _why(fate: str, findings: Sequence[Found]) -> str:
    """Why a row was held, or which row it repeats."""
    told = {"held": ("error",), "duplicate": ("note",)}.get(fate, ())
    return " ".join(one.sentence for one in findings if one.severity in told)


def _fate(rows: str | int, one: RowFate, said: str, words: Words) -> Line:
    texts = (words.fates[one.fate], one.case_id or "", words.states.get(one.state or "", ""), said)
    return tuple(map(_plain, (shown_name(one.sheet), rows, *texts)))


@lru_cache(1 << 14)
def _plain(value: str | int) -> Cell:
    """A cell in the common look; most of them stand in many rows."""
    return Cell(value)


def _span(rows: Sequence[RowFate]) -> str:
    first, last = rows[0].row, rows[-1].row
    return str(first) if first == last else f"{first}–{last}"
