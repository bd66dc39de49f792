"""Frames of figures into tables and charts, as tables.toml and charts.toml say."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, groupby

import polars as pl

from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.report import charts, wording
from recheck.report.document import (
    Align,
    Block,
    Column,
    Drawing,
    Figure,
    Paragraph,
    Run,
    Table,
)
from recheck.report.figures import Row
from recheck.report.specs import (
    CHARTS_FILE,
    TABLES_FILE,
    ChartSpec,
    ColumnSpec,
    Specs,
    TableSpec,
)
from recheck.report.style import named

LISTS = ("list", "remarks")
"""Formats of several words joined with `;`, each printed by its own word."""
NUMBER_COLUMN = Column("序号", 2.9, Align.RIGHT)


class Showcase:
    """Makes the blocks that directives ask for, and numbers tables and figures in order."""

    def __init__(
        self, specs: Specs, frames: Mapping[str, pl.DataFrame], rows: Mapping[str, Row]
    ) -> None:
        self._specs = specs
        self._frames = frames
        self._rows = rows
        self._table_numbers = count(1)
        self._figure_numbers = count(1)

    def blocks(self, kind: str, name: str) -> list[Block]:
        """The block of a directive; raises ConfigurationInvalid for an unknown name."""
        if kind == "table":
            return [self._table(named(self._specs.tables, name, TABLES_FILE))]
        return [self._chart(named(self._specs.charts, name, CHARTS_FILE))]

    def _table(self, spec: TableSpec) -> Block:
        frame = self._frame(spec, TABLES_FILE)
        if frame.is_empty():
            return Paragraph((Run(spec.empty),))
        rows = list(_table_rows(spec, frame.rows(named=True)))
        totals: frozenset[int] = frozenset()
        if spec.total:
            totals = frozenset({len(rows)})
            rows.append(_total_row(spec, self._rows[spec.total]))
        return Table(
            caption=f"表{next(self._table_numbers)}　{spec.caption}",
            columns=_columns(spec),
            rows=tuple(rows),
            unit=spec.unit,
            notes=spec.notes,
            totals=totals,
            dense=spec.dense,
        )

    def _chart(self, spec: ChartSpec) -> Block:
        frame = self._frame(spec, CHARTS_FILE)
        frame = frame.head(spec.limit) if spec.limit else frame
        if frame.is_empty():
            return Paragraph((Run(spec.empty),))
        drawing = _drawing(spec, frame.rows(named=True), self._rows)
        return Figure(f"图{next(self._figure_numbers)}　{spec.caption}", drawing)

    def _frame(self, spec: TableSpec | ChartSpec, file: str) -> pl.DataFrame:
        frame = named(self._frames, spec.frame, file)
        if spec.sort is None or frame.is_empty():
            return frame
        named(frame.schema, spec.sort, file)
        return frame.sort(spec.sort, descending=True, maintain_order=True)


# --- tables -------------------------------------------------------------------------------------


def _columns(spec: TableSpec) -> tuple[Column, ...]:
    named = tuple(
        Column(one.heading, one.width, _align(one.format, spec.frame)) for one in spec.columns
    )
    return (NUMBER_COLUMN, *named) if spec.numbered else named


def _align(kind: str, file: str) -> Align:
    if kind not in wording.FORMATS:
        named(wording.FORMATS, kind, file)
    return Align.RIGHT if kind in wording.RIGHT_ALIGNED else Align.LEFT


def _table_rows(spec: TableSpec, rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    numbers = count(1)
    for key, members in groupby(rows, lambda row: tuple(row[name] for name in spec.group_by)):
        listed = list(members)
        if key:
            yield (spec.group.format_map(_printed(listed[0], spec.words)),)
        for row in listed:
            cells = tuple(_cell(column, row, spec.words) for column in spec.columns)
            yield (str(next(numbers)), *cells) if spec.numbered else cells


def _printed(row: Row, words: Mapping[str, str]) -> dict[str, str]:
    texts = {name: wording.text(value) for name, value in row.items()}
    return {name: words.get(text, text) for name, text in texts.items()}


def _total_row(spec: TableSpec, row: Row) -> tuple[str, ...]:
    cells = (_cell(column, row, spec.words) for column in spec.columns[1:])
    labelled = (spec.total_label, *cells)
    return ("", *labelled) if spec.numbered else labelled


def _cell(column: ColumnSpec, row: Row, words: Mapping[str, str]) -> str:
    if column.format == "interval":
        return wording.interval(*_limits(column.field, row))
    value = named(row, column.field, TABLES_FILE)
    printed = wording.FORMATS[column.format](value)
    return words.get(printed, printed)


def _limits(name: str, row: Row) -> tuple[float | None, float | None]:
    low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
    return _number(low), _number(high)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


# --- charts -------------------------------------------------------------------------------------


def _drawing(spec: ChartSpec, rows: Sequence[Row], named_rows: Mapping[str, Row]) -> Drawing:
    labels = [_label(spec, row) for row in rows]
    series = [
        charts.Series(
            one.name,
            one.colour,
            tuple(_number(named(row, one.field, CHARTS_FILE)) for row in rows),
        )
        for one in spec.series
    ]
    say = wording.FORMATS[spec.value_format]
    match spec.kind:
        case "lines":
            return charts.lines(labels, series, spec.axis, say)
        case "stacked":
            return charts.stacked(labels, series, spec.axis, say)
        case "columns":
            return charts.columns(labels, series, spec.axis, say)
        case "bars":
            return charts.bars(labels, series, spec.axis, say, _remarks(spec, rows))
        case "intervals":
            return _intervals(spec, rows, labels, named_rows)
    raise ConfigurationInvalid(
        N_("{file}: there is no {name}; known are {known}."),
        file=CHARTS_FILE,
        name=spec.kind,
        known="lines, stacked, columns, bars, intervals",
    )


def _label(spec: ChartSpec, row: Row) -> str:
    printed = wording.FORMATS[spec.format](named(row, spec.label, CHARTS_FILE))
    return spec.words.get(printed, printed)


def _remarks(spec: ChartSpec, rows: Sequence[Row]) -> list[str]:
    if spec.remark is None:
        return ["" for _ in rows]
    return [spec.remark.format_map(_Percentages(row)) for row in rows]


class _Percentages(dict[str, str]):
    """Rates of a row, printed, for a remark such as （{missed_rate}%）."""

    def __init__(self, row: Row) -> None:
        super().__init__(
            {name: wording.percent(_number(value)) for name, value in row.items() if "rate" in name}
        )


def _intervals(
    spec: ChartSpec, rows: Sequence[Row], labels: Sequence[str], named_rows: Mapping[str, Row]
) -> Drawing:
    only = spec.series[0]
    ranges = [
        charts.Range(label, _number(row[only.field]), *_limits(only.field, row))
        for label, row in zip(labels, rows, strict=True)
    ]
    whole = named_rows[spec.reference][only.field] if spec.reference else None
    reference = (spec.reference_name, _number(whole))
    say = wording.FORMATS[spec.value_format]
    return charts.intervals(ranges, spec.axis, say, only.colour, reference)
