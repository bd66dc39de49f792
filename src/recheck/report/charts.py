"""Charts as plain shapes: a small axis helper and five kinds.

Colours are names of style.toml. Every chart has the width of the text and says its unit above the
axis.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from recheck.report.document import Align, Box, Dot, Drawing, Label, Shape, Stroke

WIDTH = 436.0
LABEL = 9.0
CAP = LABEL * 0.36
LINE_HEIGHT, BAR_HEIGHT = 214.0, 19.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 14.0, 34.0, 30.0
LONGEST_LABEL = 22


@dataclass(frozen=True)
class Series:
    """Values of one kind, one for each label; None where there is no case."""

    name: str
    colour: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Range:
    """A labelled value with its confidence limits; None without a case."""

    label: str
    value: float | None
    low: float | None
    high: float | None


Say = Callable[[float], str]
"""How a value is printed."""


@dataclass(frozen=True)
class Axis:
    """A linear scale from 0 to `top` over `length` points from `start`."""

    top: float
    ticks: tuple[float, ...]
    start: float
    length: float

    def at(self, value: float) -> float:
        """Where a value stands."""
        return self.start + value / self.top * self.length


def axis_for(values: Sequence[float | None], start: float, length: float) -> Axis:
    """An axis with a few round ticks that holds all values; whole numbers get whole ticks."""
    known = [value for value in values if value is not None]
    highest = max(known, default=0.0) or 1.0
    rough = highest / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    if all(value.is_integer() for value in known):
        step = max(step, 1.0)
    steps = math.ceil(highest / step - 1e-9)
    return Axis(steps * step, tuple(step * number for number in range(steps + 1)), start, length)


def _tick(value: float, say: Say) -> str:
    return say(value).removesuffix(".0")


# --- upright charts -----------------------------------------------------------------------------


def lines(labels: Sequence[str], series: Sequence[Series], unit: str, say: Say) -> Drawing:
    """Values over time, one line a series, each value printed."""
    axis = _upright_axis([value for one in series for value in one.values])
    shapes = [*_upright_frame(axis, unit, say), *_legend(series, mark=_line_mark)]
    places = _places(len(labels))
    for position, one in enumerate(series):
        points = [
            (x, axis.at(value))
            for x, value in zip(places, one.values, strict=True)
            if value is not None
        ]
        shapes.append(Stroke(tuple(points), one.colour, 1.8))
        shapes += [Dot(x, y, 2.6, one.colour, hollow=position > 0) for x, y in points]
        shapes += _point_labels(one, series[:position], places, axis, say)
    return Drawing(WIDTH, LINE_HEIGHT, (*shapes, *_below(labels, places)))


def stacked(labels: Sequence[str], series: Sequence[Series], unit: str, say: Say) -> Drawing:
    """Columns of which the series are parts, from the bottom up."""
    heights = [[value or 0.0 for value in column] for column in _columns_of(series)]
    axis = _upright_axis([math.fsum(column) for column in heights])
    shapes = [*_upright_frame(axis, unit, say), *_legend(series, mark=_box_mark)]
    places = _places(len(labels))
    width = min(46.0, _pitch(len(labels)) * 0.56)
    for x, column in zip(places, heights, strict=True):
        edges = [axis.at(value) for value in accumulate(column, initial=0.0)]
        for one, value, (low, high) in zip(series, column, pairwise(edges), strict=True):
            shapes.append(Box(x - width / 2, low, width, high - low, one.colour))
            if high - low > LABEL * 1.3:
                middle = (low + high) / 2 - CAP
                shapes.append(Label(x, middle, say(value), LABEL, "paper", Align.CENTRE))
    return Drawing(WIDTH, LINE_HEIGHT, (*shapes, *_below(labels, places)))


def columns(labels: Sequence[str], series: Sequence[Series], unit: str, say: Say) -> Drawing:
    """One column a label, its value on top."""
    only = series[0]
    axis = _upright_axis(only.values)
    shapes = _upright_frame(axis, unit, say)
    places = _places(len(labels))
    width = min(60.0, _pitch(len(labels)) * 0.5)
    for x, value in zip(places, only.values, strict=True):
        height = axis.at(value or 0.0) - BOTTOM
        shapes.append(Box(x - width / 2, BOTTOM, width, height, only.colour))
        printed = say(value or 0.0)
        shapes.append(Label(x, BOTTOM + height + 4, printed, LABEL, "ink", Align.CENTRE))
    return Drawing(WIDTH, LINE_HEIGHT, (*shapes, *_below(labels, places)))


def _upright_axis(values: Sequence[float | None]) -> Axis:
    return axis_for(values, BOTTOM, LINE_HEIGHT - BOTTOM - TOP)


def _upright_frame(axis: Axis, unit: str, say: Say) -> list[Shape]:
    shapes: list[Shape] = [Label(0, LINE_HEIGHT - LABEL, unit, LABEL, "muted")]
    for tick in axis.ticks:
        y = axis.at(tick)
        shapes.append(Stroke(((LEFT, y), (WIDTH - RIGHT, y)), "rule" if tick else "ink", 0.4))
        shapes.append(Label(LEFT - 5, y - CAP, _tick(tick, say), LABEL, "muted", Align.RIGHT))
    return shapes


def _pitch(number: int) -> float:
    return (WIDTH - LEFT - RIGHT) / max(number, 1)


def _places(number: int) -> list[float]:
    return [LEFT + _pitch(number) * (position + 0.5) for position in range(number)]


def _below(labels: Sequence[str], places: Sequence[float]) -> list[Shape]:
    room = _pitch(len(labels)) / LABEL
    return [
        Label(x, BOTTOM - (line + 1) * 12, part, LABEL, "ink", Align.CENTRE)
        for x, label in zip(places, labels, strict=True)
        for line, part in enumerate(_in_lines(label, room))
    ]


def _in_lines(label: str, room: float) -> tuple[str, ...]:
    """A label longer than `room` characters in two lines, cut behind the year when it names one."""
    if len(label) < room:
        return (label,)
    cut = label.find("年") + 1 or len(label) // 2
    return label[:cut], label[cut:]


def _columns_of(series: Sequence[Series]) -> list[tuple[float | None, ...]]:
    return list(zip(*(one.values for one in series), strict=True))


def _point_labels(
    one: Series, drawn: Sequence[Series], places: Sequence[float], axis: Axis, say: Say
) -> list[Shape]:
    """Values above the first line, below a lower one; equal values are printed once."""
    shapes: list[Shape] = []
    for position, (x, value) in enumerate(zip(places, one.values, strict=True)):
        others = [other.values[position] for other in drawn]
        if value is None or any(other is not None and say(other) == say(value) for other in others):
            continue
        is_lower = any(other is not None and other > value for other in others)
        y = axis.at(value) + (-LABEL - 4 if is_lower else 6)
        shapes.append(Label(x, y, say(value), LABEL, one.colour, Align.CENTRE))
    return shapes


def _legend(series: Sequence[Series], mark: Callable[[float, float, str], Shape]) -> list[Shape]:
    """Names of the series on the upper right, from right to left."""
    shapes: list[Shape] = []
    x, y = WIDTH - RIGHT, LINE_HEIGHT - LABEL
    for one in reversed(series):
        shapes.append(Label(x, y, one.name, LABEL, "ink", Align.RIGHT))
        x -= len(one.name) * LABEL + 18
        shapes.append(mark(x, y, one.colour))
        x -= 14
    return shapes


def _line_mark(x: float, y: float, colour: str) -> Shape:
    return Stroke(((x, y + CAP), (x + 14, y + CAP)), colour, 1.8)


def _box_mark(x: float, y: float, colour: str) -> Shape:
    return Box(x + 4, y - 0.5, 8.5, 8.5, colour)


# --- lying charts -------------------------------------------------------------------------------


def intervals(
    ranges: Sequence[Range], unit: str, say: Say, colour: str, reference: tuple[str, float | None]
) -> Drawing:
    """A dot with its confidence interval for each label; a dashed line for the whole."""
    labels = [one.label for one in ranges]
    height = _lying_height(len(labels)) + LABEL * 2
    left = _label_room(labels)
    axis = axis_for([one.high for one in ranges], left, WIDTH - left - 56)
    shapes = _lying_frame(axis, height, unit, say)
    name, value = reference
    if value is not None:
        x = axis.at(value)
        shapes.append(Stroke(((x, BOTTOM), (x, height - TOP + 4)), "alarm", 0.9, (3, 2)))
        text = f"{name} {say(value)}"
        shapes.append(Label(x, height - TOP + 9, text, LABEL, "alarm", Align.CENTRE))
    for y, one in zip(_levels(height, len(labels)), ranges, strict=True):
        shapes.append(Label(left - 6, y - CAP, _short(one.label), LABEL, "ink", Align.RIGHT))
        shapes += _range_shapes(one, y, axis, say, colour)
    return Drawing(WIDTH, height, tuple(shapes))


def bars(
    labels: Sequence[str], series: Sequence[Series], unit: str, say: Say, remarks: Sequence[str]
) -> Drawing:
    """One lying bar a label, its value and a remark at the end."""
    only = series[0]
    height = _lying_height(len(labels))
    left = _label_room(labels)
    axis = axis_for(only.values, left, WIDTH - left - 92)
    shapes = _lying_frame(axis, height, unit, say)
    levels = _levels(height, len(labels))
    for y, label, value, remark in zip(levels, labels, only.values, remarks, strict=True):
        width = axis.at(value or 0.0) - left
        shapes.append(Label(left - 6, y - CAP, _short(label), LABEL, "ink", Align.RIGHT))
        shapes.append(Box(left, y - 5.5, width, 11, only.colour))
        printed = say(value or 0.0) + remark
        shapes.append(Label(left + width + 5, y - CAP, printed, LABEL, "ink"))
    return Drawing(WIDTH, height, tuple(shapes))


def _lying_height(rows: int) -> float:
    return rows * BAR_HEIGHT + TOP + BOTTOM - 12


def _levels(height: float, rows: int) -> list[float]:
    top = BOTTOM + rows * BAR_HEIGHT
    return [min(top, height) - BAR_HEIGHT * (row + 0.5) for row in range(rows)]


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def _label_room(labels: Sequence[str]) -> float:
    longest = max((len(label) for label in labels), default=0)
    return min(longest, LONGEST_LABEL) * LABEL + 10


def _lying_frame(axis: Axis, height: float, unit: str, say: Say) -> list[Shape]:
    shapes: list[Shape] = [Label(0, height - LABEL, unit, LABEL, "muted")]
    for tick in axis.ticks:
        x = axis.at(tick)
        top = height - TOP + 4
        shapes.append(Stroke(((x, BOTTOM), (x, top)), "rule" if tick else "ink", 0.4))
        shapes.append(Label(x, BOTTOM - 14, _tick(tick, say), LABEL, "muted", Align.CENTRE))
    return shapes


def _range_shapes(one: Range, y: float, axis: Axis, say: Say, colour: str) -> list[Shape]:
    if one.value is None or one.low is None or one.high is None:
        return [Label(axis.start + 6, y - CAP, "—", LABEL, "muted")]
    low, high = axis.at(one.low), axis.at(one.high)
    ends = [Stroke(((x, y - 3), (x, y + 3)), colour, 1.0) for x in (low, high)]
    return [
        Stroke(((low, y), (high, y)), colour, 1.4),
        *ends,
        Dot(axis.at(one.value), y, 3.2, colour),
        Label(WIDTH - RIGHT, y - CAP, say(one.value), LABEL, "ink", Align.RIGHT),
    ]
