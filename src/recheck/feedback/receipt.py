"""The sheet 回执 as plain lines: what arrived, what to correct, what became of each row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from recheck.feedback.marks import Mark, Place, Told, shown_name
from recheck.feedback.returned import DATA_FATES, Refused, Returned, RowFate
from recheck.feedback.words import Words
from recheck.files import column_letters
from recheck.messages import CHINESE, sentence
from recheck.model import RECEIPT_STAMP
from recheck.rulebook import read_quality

WIDTHS = (8, 18, 12, 18, 24, 12, 72)
"""Of the seven columns; a summary stands in the first, its text goes over all others."""
ROW_COUNTS = ("accepted", "held", "duplicate", "superseded", "blank", "furniture")
STATES = ("done_on_time", "done_late", "not_due", "overdue")
SEVERITY_OF_REASON = {"held": "error", "duplicate": "note"}
"""Fates that need a reason, and how severe the findings are that give it."""
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

    value: str
    look: Look
    link: str | None = None


Line = tuple[Cell | str | float, ...]
"""One row; text and numbers that are no Cell look like all text. A line of two is a label and a
text that goes over all other columns."""


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
    yield _told(labels["result"], Cell(words.sentences["refused"], Look.STRONG))
    why = sentence(refused.message, refused.parameters, CHINESE, to_sender=True)
    yield _told(labels["reason"], why)


def _told(label: str, text: str | Cell) -> Line:
    return Cell(label, Look.LABEL), text


# --- the summary ----------------------------------------------------------------------------------


def _summary(
    returned: Returned, sheets: Sequence[SheetMarks], notes: Iterable[str], words: Words
) -> Iterator[Line]:
    labels = words.labels
    yield _told(labels["institution"], returned.institution or words.nobody)
    yield _told(labels["period"], returned.period)
    yield _told(labels["file"], returned.file)
    yield _told(labels["arrived"], f"{returned.received_at:%Y-%m-%d %H:%M}")
    yield _told(labels["result"], Cell(_result(returned, sheets, words), Look.STRONG))
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
    """A title, headings, and lines; nothing when there are none."""
    if lines:
        yield ()
        yield (Cell(words.tables[name], Look.STRONG),)
        yield tuple(Cell(heading, Look.HEADING) for heading in words.headings[name])
        yield from lines


def _cells_to_change(
    returned: Returned, sheets: Sequence[SheetMarks], words: Words
) -> Iterator[Line]:
    """Errors first; a line for each cell, with all that is said of it."""
    marks = ((sheet, mark) for sheet in sheets for mark in sheet.marks.values())
    in_order = sorted(marks, key=lambda pair: pair[1].severity != "error")
    for number, (sheet, mark) in enumerate(in_order, 1):
        headings = {one.column: one for one in returned.headings.get(sheet.sheet, ())}
        heading = headings.get(column_letters(mark.place.column))
        place = f"{column_letters(mark.place.column)}{mark.place.row}"
        told = sheet.told.get(mark.place)
        is_person = heading is None or heading.field is None or heading.field in PEOPLE
        hidden = words.notes["hidden"] if told and told.hidden else ""
        yield (
            number,
            sheet.shown,
            Cell(place, Look.LINK, cell_link(sheet.shown, place)) if told else place,
            heading.heading if heading else "",
            _content(told, is_person, words),
            Cell(words.severities[mark.severity], Look(mark.severity)),
            " ".join(mark.sentences) + hidden,
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
    whole = (one for one in returned.findings if one.row is None or one.sheet not in there)
    for number, one in enumerate(whole, 1):
        word = words.severities[one.severity]
        severity = word if one.severity == "note" else Cell(word, Look(one.severity))
        yield number, shown_name(one.sheet) if one.sheet else "", "", "", "", severity, one.sentence


def _quality(returned: Returned) -> Iterator[Line]:
    meaning = {part.name: part.told for part in read_quality().parts}
    for number, one in enumerate(returned.quality, 1):
        points = round(one.points, 1)
        yield number, one.part, one.weight, one.rows, one.faulty_rows, points, meaning[one.part]


def _fates(returned: Returned, words: Words) -> Iterator[Line]:
    """A line for each row that is data; other rows of one fate that follow each other are one."""
    reasons = _reasons(returned)
    for (sheet, fate), rows in groupby(returned.rows, key=lambda one: (one.sheet, one.fate)):
        name, word = shown_name(sheet), words.fates[fate]
        if fate in DATA_FATES:
            for one in rows:
                state = words.states.get(one.state or "", "")
                why = reasons.get((sheet, one.row), "")
                yield name, one.row, word, one.case_id or "", state, why
        else:
            yield name, _span(list(rows)), word, "", "", ""


def _reasons(returned: Returned) -> dict[tuple[str, int], str]:
    """Why rows were held, or which rows they repeat."""
    fates = {
        (one.sheet, one.row): one.fate for one in returned.rows if one.fate in SEVERITY_OF_REASON
    }
    told: dict[tuple[str, int], str] = {}
    for one in returned.findings:
        key = (one.sheet, one.row or 0)
        if SEVERITY_OF_REASON.get(fates.get(key, "")) == one.severity:
            told[key] = f"{told.get(key, '')} {one.sentence}".strip()
    return told


def _span(rows: Sequence[RowFate]) -> str:
    first, last = rows[0].row, rows[-1].row
    return str(first) if first == last else f"{first}–{last}"
