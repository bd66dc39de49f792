"""Laid-out pages into PDF: text as glyphs of subset fonts, outline, links, document information.

reportlab keeps the file together (objects, pages, outline); what stands on a page is written as PDF
operators here, because every position and glyph is already known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import count, groupby
from operator import itemgetter

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from recheck.report.document import Box, Document, Dot, Stroke
from recheck.report.embedding import embed
from recheck.report.fonts import Face, FontBook, Subset
from recheck.report.layout import lay_out
from recheck.report.pages import Page, Text
from recheck.report.style import Style
from recheck.report.typeset import Piece

rl_config.useA85 = 0  # binary streams: smaller and faster than text

PRODUCER = "recheck"
CIRCLE = 0.5523
"""Handle length of the Bézier curve nearest to a quarter circle."""


@dataclass(frozen=True)
class Rendered:
    """A PDF and the characters that no font has, each with its place."""

    content: bytes
    page_count: int
    missing: tuple[tuple[str, str], ...]


def render(document: Document, style: Style, fonts: FontBook) -> Rendered:
    """The document as PDF; equal documents give equal bytes."""
    flow = lay_out(document, style, fonts)
    target = BytesIO()
    canvas = _open_canvas(target, document, style)
    pen = _Pen(fonts, _embed_all(fonts.faces(), canvas))
    _write_pages(canvas, flow.pages, pen, style)
    canvas.save()
    return Rendered(target.getvalue(), len(flow.pages), tuple(dict.fromkeys(flow.missing)))


# --- the file -----------------------------------------------------------------------------------


class _BareCanvas(Canvas):  # type: ignore[misc]
    """A canvas that sets no initial font: Helvetica would stay in the file, not embedded."""

    def _make_preamble(self) -> None:
        self._preamble = ""


def _open_canvas(target: BytesIO, document: Document, style: Style) -> Canvas:
    canvas = _BareCanvas(target, pagesize=style.paper, pageCompression=1, invariant=1, lang="zh-CN")
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    canvas.setKeywords("; ".join(document.keywords))
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_: _pdf_date(document.dated))
    canvas.showOutline()
    return canvas


def _pdf_date(day: date) -> str:
    """The date of the document information: the day of the question, so that bytes repeat."""
    return f"D:{day:%Y%m%d}000000+08'00'"


def _write_pages(canvas: Canvas, pages: list[Page], pen: "_Pen", style: Style) -> None:
    names = (f"heading-{number}" for number in count())
    for page in pages:
        canvas.addLiteral(pen.operators(page))
        for anchor in page.anchors:
            name = next(names)
            canvas.bookmarkHorizontal(name, 0, anchor.y)
            canvas.addOutlineEntry(anchor.title, name, anchor.level - 1, closed=anchor.level > 1)
        for link in page.links:
            canvas.linkRect("", f"heading-{link.anchor}", link.box, thickness=0)
        canvas.setPageSize(style.paper)
        canvas.showPage()


# --- what stands on a page ----------------------------------------------------------------------


class _Pen:
    """Turns the items of pages into PDF operators."""

    def __init__(self, fonts: FontBook, embedded: dict[Face, tuple[str, Subset]]) -> None:
        self._fonts = fonts
        self._embedded = embedded
        self._codes: dict[str, _Codes] = {}

    def operators(self, page: Page) -> str:
        """The content stream of a page: drawings first, text above them."""
        shapes = (item for item in page.items if not isinstance(item, Text))
        texts = [item for item in page.items if isinstance(item, Text)]
        written = [_shape_operators(shape) for shape in shapes]
        return "\n".join([*written, "BT", *self._text_operators(texts), "ET"])

    def _text_operators(self, texts: Iterable[Text]) -> Iterable[str]:
        font = colour = spacing = ""
        for text in texts:
            if text.colour != colour:
                colour = text.colour
                yield f"{_rgb(colour)} rg"
            for piece in text.line:
                wanted = f"{piece.spacing:.3f} Tc"
                if wanted != spacing:
                    spacing = wanted
                    yield wanted
                yield f"1 0 0 1 {text.x + piece.x:.2f} {text.y:.2f} Tm"
                for name, codes in self._encoded(piece):
                    chosen = f"/{name} {text.size:g} Tf"
                    if chosen != font:
                        font = chosen
                        yield chosen
                    yield f"<{codes}> Tj"

    def _encoded(self, piece: Piece) -> list[tuple[str, str]]:
        """The piece as stretches of one font: font name and glyph numbers in hexadecimal."""
        codes = self._codes.get(piece.role) or self._codes_of(piece.role)
        written = list(map(codes.__getitem__, piece.text))
        if not codes.strangers or codes.strangers.keys().isdisjoint(piece.text):
            return [(codes.font, "".join(written))] if written else []
        fonts = [codes.strangers.get(character, codes.font) for character in piece.text]
        stretches = groupby(zip(fonts, written, strict=True), key=itemgetter(0))
        return [(font, "".join(code for _, code in members)) for font, members in stretches]

    def _codes_of(self, role: str) -> "_Codes":
        return self._codes.setdefault(role, _Codes(role, self._fonts, self._embedded))


class _Codes(dict[str, str]):
    """Character → glyph number of one role; `strangers` are drawn by the fonts they map to."""

    def __init__(
        self, role: str, fonts: FontBook, embedded: dict[Face, tuple[str, Subset]]
    ) -> None:
        super().__init__()
        self._role = role
        self._fonts = fonts
        self._embedded = embedded
        self.font = next((name for face, (name, _) in embedded.items() if face.role == role), "")
        self.strangers: dict[str, str] = {}

    def __missing__(self, character: str) -> str:
        face, drawn = self._fonts.drawn(character, self._role)
        name, subset = self._embedded[face]
        if name != self.font:
            self.strangers[character] = name
        self[character] = f"{subset.glyphs[drawn]:04X}"
        return self[character]


def _shape_operators(shape: Stroke | Box | Dot) -> str:
    match shape:
        case Stroke(points, colour, width, dash):
            path = " ".join(
                f"{x:.2f} {y:.2f} {'l' if position else 'm'}"
                for position, (x, y) in enumerate(points)
            )
            dashes = f"[{dash[0]:g} {dash[1]:g}] 0 d" if dash else "[] 0 d"
            return f"{_rgb(colour)} RG {width:g} w 1 j {dashes} {path} S"
        case Box(x, y, width, height, colour):
            return f"{_rgb(colour)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f"
        case Dot():
            return _dot_operators(shape)


def _dot_operators(dot: Dot) -> str:
    x, y, r = dot.x, dot.y, dot.radius
    h = r * CIRCLE
    curves = (
        (x + r, y + h, x + h, y + r, x, y + r),
        (x - h, y + r, x - r, y + h, x - r, y),
        (x - r, y - h, x - h, y - r, x, y - r),
        (x + h, y - r, x + r, y - h, x + r, y),
    )
    path = " ".join(" ".join(f"{value:.2f}" for value in curve) + " c" for curve in curves)
    inside = "#ffffff" if dot.hollow else dot.colour
    colours = f"{_rgb(dot.colour)} RG {_rgb(inside)} rg 1.2 w [] 0 d"
    return f"{colours} {x + r:.2f} {y:.2f} m {path} b"


def _rgb(colour: str) -> str:
    """`#1f4e79` as three numbers between 0 and 1."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3g}" for at in (1, 3, 5))


# --- fonts --------------------------------------------------------------------------------------


def _embed_all(faces: Iterable[Face], canvas: Canvas) -> dict[Face, tuple[str, Subset]]:
    """Put a subset of each face into the file; returns its name on the pages."""
    embedded = {}
    for number, face in enumerate(faces, 1):
        name, subset = f"R{number}", face.subset()
        embed(face, subset, name, canvas._doc)
        embedded[face] = (name, subset)
    return embedded
