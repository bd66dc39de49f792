"""Pages being filled from top to bottom: what stands where, still without fonts' numbers."""

from dataclasses import dataclass, field, replace

from recheck.report.document import Align, Box, Dot, Drawing, Label, Shape, Stroke
from recheck.report.style import STYLE_FILE, Style, TypeStyle, named
from recheck.report.typeset import Line, Piece, Setter

HAIR = 0.05
"""Rounding of points that may not cause a page break."""


@dataclass(frozen=True)
class Text:
    """A set line whose base line starts at (x, y)."""

    x: float
    y: float
    line: Line
    size: float
    colour: str


@dataclass(frozen=True)
class Anchor:
    """A heading's place: target of outline and contents."""

    level: int
    title: str
    y: float


@dataclass(frozen=True)
class Link:
    """A rectangle (left, bottom, right, top) that leads to an anchor, counted from 0."""

    box: tuple[float, float, float, float]
    anchor: int


@dataclass
class Page:
    """One page in points from its lower left corner."""

    items: list[Text | Stroke | Box | Dot] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


class Flow:
    """Fills pages; `y` is the upper edge of what is still free on the last page."""

    def __init__(self, style: Style, setter: Setter) -> None:
        self.style = style
        self.setter = setter
        self.pages: list[Page] = []
        self.y = 0.0
        self.missing: list[tuple[str, str]] = []
        self.where = ""

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def free(self) -> float:
        """Points left on the page."""
        return self.y - self.style.bottom + HAIR if self.pages else 0.0

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y == self.style.top

    def new_page(self) -> None:
        """Start a page."""
        self.pages.append(Page())
        self.y = self.style.top

    def need(self, height: float) -> bool:
        """Start a page unless `height` points are free or nothing stands on this one; tells
        whether it did."""
        if height <= self.free or self.at_top:
            return False
        self.new_page()
        return True

    def space(self, height: float) -> None:
        """Leave white, except at the top of a page."""
        if not self.at_top:
            self.y -= height

    def colour(self, name: str) -> str:
        """The colour of that name in style.toml."""
        return named(self.style.colours, name, STYLE_FILE)

    def kind(self, name: str) -> TypeStyle:
        """The type style of that name in style.toml."""
        return named(self.style.type, name, STYLE_FILE)

    # --- lines -------------------------------------------------------------------------------

    def set_line(self, line: Line, x: float, y: float, kind: TypeStyle) -> None:
        """Put a line on the page."""
        for piece in line:
            self._note_missing(piece.text)
        self.page.items.append(Text(x, y, line, kind.size, self.colour(kind.colour)))

    def set_words(
        self, text: str, x: float, y: float, kind: TypeStyle, align: Align = Align.LEFT
    ) -> None:
        """Put unbroken `text` so that its start, middle or end (`align`) stands at x."""
        label = Label(x, y, text, kind.size, kind.colour, align)
        self.page.items.append(self._placed(label, kind.font))

    def rule(self, y: float, width: float, colour: str = "ink") -> None:
        """A line across the text at height y."""
        ends = ((self.style.left, y), (self.style.left + self.style.measure, y))
        self.page.items.append(Stroke(ends, self.colour(colour), width))

    def draw(self, drawing: Drawing, left: float, bottom: float) -> None:
        """Put a drawing with its lower left corner there."""
        self.page.items.extend(self._moved(shape, left, bottom) for shape in drawing.shapes)

    def _moved(self, shape: Shape, dx: float, dy: float) -> Text | Stroke | Box | Dot:
        if isinstance(shape, Stroke):
            points = tuple((x + dx, y + dy) for x, y in shape.points)
            return replace(shape, points=points, colour=self.colour(shape.colour))
        if isinstance(shape, Label):
            font = self.style.strong if shape.strong else self.kind("chart").font
            return self._placed(replace(shape, x=shape.x + dx, y=shape.y + dy), font)
        colour = self.colour(shape.colour)
        return replace(shape, x=shape.x + dx, y=shape.y + dy, colour=colour)

    def _placed(self, label: Label, font: str) -> Text:
        width = self.setter.width(label.text, font, label.size)
        self._note_missing(label.text)
        shift = {Align.LEFT: 0.0, Align.CENTRE: width / 2, Align.RIGHT: width}[label.align]
        line = (Piece(label.text, font, 0.0),)
        return Text(label.x - shift, label.y, line, label.size, self.colour(label.colour))

    def _note_missing(self, text: str) -> None:
        lacking = self.setter.fonts.missing
        if lacking and not lacking.isdisjoint(text):
            self.missing.extend(
                (character, self.where) for character in dict.fromkeys(text) if character in lacking
            )
