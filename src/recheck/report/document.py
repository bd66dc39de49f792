"""What stands on the pages, as plain values: no fonts, no positions, nothing left to count."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    strong: bool = False


Words = tuple[Run, ...]


class Align(StrEnum):
    """Where a table cell's text stands in its column."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


# --- drawings: points, origin at the lower left --------------------------------------------------


@dataclass(frozen=True)
class Stroke:
    """A line through `points`; `dash` is on, off in points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 0.8
    dash: tuple[float, float] | None = None


@dataclass(frozen=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Dot:
    """A filled circle; `hollow` leaves its middle white."""

    x: float
    y: float
    radius: float
    colour: str
    hollow: bool = False


@dataclass(frozen=True)
class Label:
    """A text whose start, middle or end (`align`) stands at x, on the base line y."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    align: Align = Align.LEFT
    strong: bool = False


Shape = Stroke | Box | Dot | Label


@dataclass(frozen=True)
class Drawing:
    """Shapes in a frame of `width` × `height` points."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


# --- blocks -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """A heading, its number included; level 1 starts a chapter."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Body text; with a `mark` (1. or ·) an item of a list, `prominent` in larger type,
    `small` as in tables and without indent."""

    words: Words
    mark: str | None = None
    prominent: bool = False
    small: bool = False


@dataclass(frozen=True)
class Column:
    """A table column; `width` in characters, scaled to the width of the text."""

    heading: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Table:
    """A three-line table; `totals` are the positions of rows that are set off as 合计."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    notes: tuple[str, ...] = ()
    totals: frozenset[int] = frozenset()
    dense: bool = False


@dataclass(frozen=True)
class Figure:
    """A drawing with its caption below; one that `closes` stays with the end of the table before
    it."""

    caption: str
    drawing: Drawing
    closes: bool = False


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Table | Figure | PageBreak


@dataclass(frozen=True)
class Cover:
    """The first page: a line on top, the title in lines, what stands below it and at the foot."""

    kicker: str
    title: tuple[str, ...]
    subtitle: str
    foot: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A report: document information, cover (without one no contents either), running head and
    blocks."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    dated: date
    cover: Cover | None
    running_head: tuple[str, str]
    blocks: tuple[Block, ...]
