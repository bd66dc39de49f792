"""Pages being filled from top to bottom: what stands where, still without fonts' numbers."""

from dataclasses import dataclass, field

from recheck.report.document import Align, Box, Dot, Drawing, Label, Stroke
from recheck.report.style import Style, TypeStyle
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
        """Start a page unless `height` points are free; tells whether it did."""
        if height <= self.free:
            return False
        self.new_page()
        return True

    def space(self, height: float) -> None:
        """Leave white, except at the top of a page."""
        if not self.at_top:
            self.y -= height

    def colour(self, name: str) -> str:
        """The colour of that name in style.toml."""
        return self.style.colours[name]

    def kind(self, name: str) -> TypeStyle:
        """The type style of that name in style.toml."""
        return self.style.type[name]

    # --- lines -------------------------------------------------------------------------------

    def set_line(self, line: Line, x: float, y: float, kind: TypeStyle) -> None:
        """Put a line on the page."""
        self._note_missing("".join(piece.text for piece in line))
        self.page.items.append(Text(x, y, line, kind.size, self.colour(kind.colour)))

    def set_words(
        self, text: str, x: float, y: float, kind: TypeStyle, align: Align = Align.LEFT
    ) -> None:
        """Put unbroken `text` so that its start, middle or end (`align`) stands at x."""
        self.page.items.append(self._placed(text, x, y, kind.font, kind.size, align, kind.colour))

    def rule(self, y: float, width: float, colour: str = "ink", start: float = 0.0) -> None:
        """A line across the text at height y, `start` points from its left edge."""
        left = self.style.left
        ends = ((left + start, y), (left + self.style.measure, y))
        self.page.items.append(Stroke(ends, self.colour(colour), width))

    def draw(self, drawing: Drawing, left: float, bottom: float) -> None:
        """Put a drawing with its lower left corner there."""
        self.page.items.extend(self._moved(shape, left, bottom) for shape in drawing.shapes)

    def _moved(
        self, shape: Stroke | Box | Dot | Label, dx: float, dy: float
    ) -> Text | Stroke | Box | Dot:
        colour = self.style.colours.get(shape.colour, shape.colour)
        match shape:
            case Stroke(points, _, width, dash):
                moved = tuple((x + dx, y + dy) for x, y in points)
                return Stroke(moved, colour, width, dash)
            case Box(x, y, width, height):
                return Box(x + dx, y + dy, width, height, colour)
            case Dot(x, y, radius, _, hollow):
                return Dot(x + dx, y + dy, radius, colour, hollow)
            case Label(x, y, text, size, name, align, strong):
                font = self.style.strong if strong else self.kind("chart").font
                return self._placed(text, x + dx, y + dy, font, size, align, name)

    def _placed(
        self, text: str, x: float, y: float, font: str, size: float, align: Align, colour: str
    ) -> Text:
        width = self.setter.width(text, font, size)
        self._note_missing(text)
        shift = {Align.LEFT: 0.0, Align.CENTRE: width / 2, Align.RIGHT: width}[align]
        return Text(x - shift, y, (Piece(text, font, 0.0),), size, self.colour(colour))

    def _note_missing(self, text: str) -> None:
        lacking = self.setter.fonts.missing
        if lacking and not lacking.isdisjoint(text):
            self.missing.extend(
                (character, self.where) for character in dict.fromkeys(text) if character in lacking
            )
