"""Three-line tables: measured once, then cut into pages by row, with repeated heads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from recheck.report.document import Align, Table
from recheck.report.pages import Flow
from recheck.report.style import TypeStyle
from recheck.report.typeset import Piece

INSET = 2.5
THICK, THIN, FINE = 1.3, 0.7, 0.25
KEPT_WHOLE = 9
"""Tables of so many rows are not divided when they fill less than half a page."""
FIRST_ROWS = 3
"""At least so many rows of a longer table stand below its first head."""
CAP_HEIGHT = 0.76
"""Height of the characters' box above the base line, in font sizes."""
CONTINUED = "（续）"


@dataclass(frozen=True)
class _Row:
    """A measured row: per column the lines of its cell, each with its width; one cell spans all."""

    cells: tuple[list[tuple[str, float]], ...]
    height: float
    kind: TypeStyle
    is_total: bool = False

    @property
    def is_subheading(self) -> bool:
        """Whether the row is a single cell across the table."""
        return len(self.cells) == 1


@dataclass(frozen=True)
class _Measured:
    """A table in points: left edges (one more than columns), head and rows."""

    table: Table
    edges: tuple[float, ...]
    head: _Row
    rows: tuple[_Row, ...]


def place_table(flow: Flow, table: Table, closing: float) -> None:
    """Put a table on the pages: caption, unit, head, rows, notes; `closing` points stay free below
    its end."""
    flow.space(flow.kind("caption").before)
    flow.need(table_foretaste(flow, table, closing))
    measured = _measure(flow, table)
    notes = _note_lines(flow, table)
    _place_opening(flow, measured, table.caption)
    _place_rows(flow, measured, len(notes) * flow.kind("note").pitch + closing)
    flow.rule(flow.y, THICK)
    _place_notes(flow, notes)
    flow.space(flow.kind("caption").after)


def table_foretaste(flow: Flow, table: Table, closing: float) -> float:
    """Height that must be free where the table starts: all of a small one, else its first rows."""
    measured = _measure(flow, replace(table, rows=table.rows[:KEPT_WHOLE]))
    opening = flow.kind("caption").pitch + measured.head.height
    heights = [row.height for row in measured.rows]
    end = len(_note_lines(flow, table)) * flow.kind("note").pitch + closing
    whole = opening + sum(heights) + end
    is_small = len(table.rows) <= KEPT_WHOLE and whole < (flow.style.top - flow.style.bottom) / 2
    return whole if is_small else opening + sum(heights[:FIRST_ROWS])


# --- measuring ----------------------------------------------------------------------------------


def _measure(flow: Flow, table: Table) -> _Measured:
    kind = flow.kind("dense" if table.dense else "table")
    scale = flow.style.measure / sum(column.width for column in table.columns)
    edges = tuple(accumulate((column.width * scale for column in table.columns), initial=0.0))
    headings = [column.heading for column in table.columns]
    head = _row(flow, headings, edges, replace(kind, font=flow.style.strong), is_total=False)
    strong = replace(kind, font=flow.style.strong)
    rows = tuple(
        _row(
            flow,
            row,
            edges,
            strong if len(row) == 1 or position in table.totals else kind,
            is_total=position in table.totals,
        )
        for position, row in enumerate(table.rows)
    )
    return _Measured(table, edges, head, rows)


def _row(
    flow: Flow, texts: Sequence[str], edges: tuple[float, ...], kind: TypeStyle, *, is_total: bool
) -> _Row:
    ends = edges[1:] if len(texts) > 1 else edges[-1:]
    cells = tuple(
        flow.setter.plain(text, kind.font, kind.size, right - left - 2 * INSET)
        for text, left, right in zip(texts, edges, ends, strict=False)
    )
    more_lines = max(map(len, cells)) - 1
    return _Row(cells, kind.pitch + more_lines * _line_pitch(kind), kind, is_total)


def _line_pitch(kind: TypeStyle) -> float:
    return kind.size * 1.3


# --- placing ------------------------------------------------------------------------------------


def _place_opening(flow: Flow, measured: _Measured, caption: str) -> None:
    _place_caption(flow, caption, measured.table.unit)
    flow.rule(flow.y, THICK)
    _place_row(flow, measured, measured.head)
    flow.rule(flow.y, THIN)


def _place_caption(flow: Flow, caption: str, unit: str) -> None:
    kind = flow.kind("caption")
    left, width = flow.style.left, flow.style.measure
    flow.where = caption
    base = flow.y - kind.size
    flow.set_words(caption, left + width / 2, base, kind, Align.CENTRE)
    if unit:
        flow.set_words(unit, left + width, base, flow.kind("unit"), Align.RIGHT)
    flow.y -= kind.pitch


def _place_rows(flow: Flow, measured: _Measured, end: float) -> None:
    subheading: _Row | None = None
    kept = _heights_kept(measured.rows, end)
    for number, (row, below) in enumerate(zip(measured.rows, kept, strict=True), 1):
        if number > 1 and row.height + below > flow.free:
            _continue_on_new_page(flow, measured, None if row.is_subheading else subheading)
        if row.is_subheading:
            subheading = row
        flow.where = f"{measured.table.caption} {number}"
        _place_row(flow, measured, row)


def _heights_kept(rows: Sequence[_Row], end: float) -> list[float]:
    """What must stand below each row on its page: a subheading keeps its first row, a total and
    the last row keep the row before them, the last row keeps the `end` of the table."""
    kept = [end]
    for row, after in zip(rows[-2::-1], rows[:0:-1], strict=True):
        is_kept = row.is_subheading or after.is_total or after is rows[-1]
        kept.append(after.height + kept[-1] if is_kept else 0.0)
    return kept[::-1]


def _continue_on_new_page(flow: Flow, measured: _Measured, subheading: _Row | None) -> None:
    flow.rule(flow.y, THICK)
    flow.new_page()
    _place_opening(flow, measured, measured.table.caption + CONTINUED)
    if subheading:
        lines = subheading.cells[0]
        repeated = [(text + CONTINUED * (text is lines[-1][0]), width) for text, width in lines]
        _place_row(flow, measured, replace(subheading, cells=(repeated,)))


def _place_row(flow: Flow, measured: _Measured, row: _Row) -> None:
    if row.is_total or row.is_subheading:
        flow.rule(flow.y, FINE, "rule")
    kind = row.kind
    base = flow.y - (kind.pitch + kind.size * CAP_HEIGHT) / 2 + kind.size * 0.08
    columns = measured.table.columns
    for position, lines in enumerate(row.cells):
        left, right = measured.edges[position], measured.edges[position + 1]
        align = Align.LEFT if row.is_subheading else columns[position].align
        for line_no, (text, width) in enumerate(lines):
            x = flow.style.left + _start(left + INSET, right - INSET, width, align)
            y = base - line_no * _line_pitch(kind)
            flow.set_line((Piece(text, kind.font, 0.0),), x, y, kind)
    flow.y -= row.height


def _start(left: float, right: float, width: float, align: Align) -> float:
    if align is Align.LEFT:
        return left
    return right - width if align is Align.RIGHT else (left + right - width) / 2


def _note_lines(flow: Flow, table: Table) -> list[str]:
    kind, width = flow.kind("note"), flow.style.measure
    marked = [f"{'　　' if number else '注：'}{note}" for number, note in enumerate(table.notes)]
    return [
        line for note in marked for line, _ in flow.setter.plain(note, kind.font, kind.size, width)
    ]


def _place_notes(flow: Flow, lines: Sequence[str]) -> None:
    kind = flow.kind("note")
    for line in lines:
        flow.need(kind.pitch)
        flow.y -= kind.pitch
        flow.set_words(line, flow.style.left, flow.y + kind.pitch * 0.2, kind)
