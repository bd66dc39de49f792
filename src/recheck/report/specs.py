"""tables.toml and charts.toml: which columns and series of which figures a table or chart shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from recheck import strict

TABLES_FILE, CHARTS_FILE = "tables.toml", "charts.toml"


@dataclass(frozen=True)
class ColumnSpec:
    """A column: field of the frame, heading, width in characters, format."""

    field: str
    heading: str
    width: float
    format: str = "text"


@dataclass(frozen=True)
class TableSpec:
    """A table; `total` names the row of figures that follows as 合计, `group` a subheading.

    `words` replace codes in cells and subheadings; `sort` is a field, its highest value first.
    """

    caption: str
    frame: str
    columns: tuple[ColumnSpec, ...]
    unit: str = ""
    notes: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    sort: str | None = None
    total: str | None = None
    total_label: str = "合计"
    group_by: tuple[str, ...] = ()
    group: str = ""
    numbered: bool = False
    dense: bool = False
    empty: str = "本期无此类个案。"


@dataclass(frozen=True)
class SeriesSpec:
    """A series: field of the frame, name in the legend, colour of style.toml."""

    field: str
    name: str
    colour: str


@dataclass(frozen=True)
class ChartSpec:
    """A chart: kind (lines, stacked, intervals, columns or bars), frame, and what it shows."""

    caption: str
    kind: str
    frame: str
    label: str
    series: tuple[SeriesSpec, ...]
    axis: str
    format: str = "text"
    value_format: str = "count"
    words: Mapping[str, str] = field(default_factory=dict)
    sort: str | None = None
    reference: str | None = None
    reference_name: str = ""
    remark: str | None = None
    limit: int | None = None
    empty: str = "本期无此类个案。"


@dataclass(frozen=True)
class Specs:
    """Everything that templates can place by name."""

    tables: Mapping[str, TableSpec]
    charts: Mapping[str, ChartSpec]


@dataclass(frozen=True)
class _Tables:
    tables: dict[str, TableSpec]


@dataclass(frozen=True)
class _Charts:
    charts: dict[str, ChartSpec]


def read_specs(tables: Path, charts: Path) -> Specs:
    """The files `tables.toml` and `charts.toml`; raises ConfigurationInvalid."""
    return Specs(strict.read(tables, _Tables).tables, strict.read(charts, _Charts).charts)
