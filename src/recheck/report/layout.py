"""Blocks onto pages: cover, contents, headings that stay with what follows, paragraphs, figures."""

from collections.abc import Sequence

from recheck.report.document import (
    Align,
    Block,
    Cover,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Stroke,
    Table,
)
from recheck.report.fonts import FontBook
from recheck.report.pages import Anchor, Flow, Link, Page
from recheck.report.style import Style, TypeStyle
from recheck.report.tables import place_table, table_foretaste
from recheck.report.typeset import Line, Setter

CONTENTS = "目　录"
CONTENTS_LEVELS = 2


def lay_out(document: Document, style: Style, fonts: FontBook) -> Flow:
    """All pages of a document; the cover has no number, the contents follow it."""
    flow = Flow(style, Setter(fonts))
    flow.new_page()
    for position, block in enumerate(document.blocks):
        _place(flow, block, document.blocks[position + 1 :])
    body = flow.pages
    front = _front_pages(flow, document.cover, body) if document.cover else []
    _place_running_lines(flow, document.running_head, body)
    flow.pages = [*front, *body]
    return flow


def _front_pages(flow: Flow, cover: Cover, body: list[Page]) -> list[Page]:
    flow.pages = []
    _place_cover(flow, cover)
    _place_contents(flow, body)
    return flow.pages


# --- blocks -------------------------------------------------------------------------------------


def _place(flow: Flow, block: Block, following: Sequence[Block]) -> None:
    match block:
        case Heading():
            _place_heading(flow, block, following)
        case Paragraph():
            _place_paragraph(flow, block)
        case Table():
            place_table(flow, block, _closing_height(flow, following))
        case Figure():
            _place_figure(flow, block)
        case PageBreak():
            if not flow.at_top:
                flow.new_page()


def _place_heading(flow: Flow, heading: Heading, following: Sequence[Block]) -> None:
    kind = flow.kind(f"heading {heading.level}")
    flow.space(kind.before)
    lines = flow.setter.plain(heading.text, kind.font, kind.size, flow.style.measure)
    flow.need(kind.pitch * len(lines) + kind.after + _foretaste(flow, following))
    flow.where = heading.text
    flow.page.anchors.append(Anchor(heading.level, heading.text, flow.y + kind.size / 2))
    for line, _ in lines:
        flow.y -= kind.pitch
        flow.set_words(line, flow.style.left, flow.y + (kind.pitch - kind.size) / 2, kind)
    flow.y -= kind.after


def _foretaste(flow: Flow, following: Sequence[Block]) -> float:
    """Height that must stand on the page of a heading: the beginning of what follows it."""
    match following[0] if following else None:
        case Heading() as heading:
            kind = flow.kind(f"heading {heading.level}")
            return kind.before + kind.pitch + kind.after + _foretaste(flow, following[1:])
        case Paragraph() as paragraph:
            return _paragraph_foretaste(flow, paragraph, following[1:])
        case Table() as table:
            closing = _closing_height(flow, following[1:])
            return flow.kind("caption").before + table_foretaste(flow, table, closing)
        case Figure() as figure:
            return _figure_height(flow, figure)
    return 0.0


def _paragraph_foretaste(flow: Flow, paragraph: Paragraph, following: Sequence[Block]) -> float:
    """Its first two lines; a single line keeps the table or figure it leads to."""
    kind = _paragraph_kind(flow, paragraph)
    leads_to = following[0] if following else None
    if isinstance(leads_to, Table | Figure) and len(_lines(flow, paragraph)) == 1:
        return kind.pitch + kind.after + _foretaste(flow, following)
    return 2 * kind.pitch


def _paragraph_kind(flow: Flow, paragraph: Paragraph) -> TypeStyle:
    return flow.kind("table" if paragraph.small else "lead" if paragraph.prominent else "body")


def _hang(flow: Flow, paragraph: Paragraph) -> float:
    return 2 * _paragraph_kind(flow, paragraph).size if paragraph.mark else 0.0


def _lines(flow: Flow, paragraph: Paragraph) -> list[Line]:
    kind = _paragraph_kind(flow, paragraph)
    roles = (kind.font, flow.style.strong)
    first = 0.0 if paragraph.mark or paragraph.small else 2 * kind.size
    width = flow.style.measure - _hang(flow, paragraph)
    return flow.setter.justified(paragraph.words, roles, kind.size, width, first)


def _place_paragraph(flow: Flow, paragraph: Paragraph) -> None:
    kind, hang = _paragraph_kind(flow, paragraph), _hang(flow, paragraph)
    lines = _lines(flow, paragraph)
    for position, line in enumerate(lines):
        _keep_lines_together(flow, position, len(lines), kind.pitch)
        flow.y -= kind.pitch
        base = flow.y + (kind.pitch - kind.size) / 2 + kind.size * 0.12
        if position == 0 and paragraph.mark:
            flow.set_words(paragraph.mark, flow.style.left + hang / 4, base, kind)
        flow.set_line(line, flow.style.left + hang, base, kind)
    flow.space(kind.after)


def _keep_lines_together(flow: Flow, position: int, total: int, pitch: float) -> None:
    """No page begins with the last line of a paragraph, none ends with the first."""
    left = total - position
    lonely = (position == 0 and total > 1) or left == 2
    flow.need(min(left, 2) * pitch if lonely else pitch)


def _closing_height(flow: Flow, following: Sequence[Block]) -> float:
    """Height below a table of the figure that closes it, if one does."""
    match following[0] if following else None:
        case Figure(closes=True) as figure:
            return flow.kind("caption").after + _figure_height(flow, figure)
    return 0.0


def _figure_height(flow: Flow, figure: Figure) -> float:
    kind = flow.kind("caption")
    return kind.before + figure.drawing.height + kind.pitch


def _place_figure(flow: Flow, figure: Figure) -> None:
    kind = flow.kind("caption")
    flow.space(kind.before)
    flow.need(figure.drawing.height + kind.pitch)
    flow.where = figure.caption
    flow.y -= figure.drawing.height
    spare = flow.style.measure - figure.drawing.width
    flow.draw(figure.drawing, flow.style.left + spare / 2, flow.y)
    flow.y -= kind.pitch
    middle = flow.style.left + flow.style.measure / 2
    flow.set_words(figure.caption, middle, flow.y + kind.pitch * 0.3, kind, Align.CENTRE)
    flow.space(kind.after)


# --- front pages and running lines --------------------------------------------------------------


def _place_cover(flow: Flow, cover: Cover) -> None:
    flow.new_page()
    flow.where = cover.subtitle
    height = flow.style.top - flow.style.bottom
    _place_centred(flow, [cover.kicker], "cover kicker", flow.style.top - height * 0.1)
    flow.rule(flow.style.top - height * 0.135, 2.4, "accent")
    flow.rule(flow.style.top - height * 0.135 - 4, 0.6, "accent")
    below = _place_centred(flow, cover.title, "cover title", flow.style.top - height * 0.27)
    _place_centred(flow, [cover.subtitle], "cover subtitle", below - 14)
    foot = flow.kind("cover foot")
    _place_centred(flow, cover.foot, "cover foot", flow.style.bottom + foot.pitch * len(cover.foot))


def _place_centred(flow: Flow, lines: Sequence[str], name: str, y: float) -> float:
    kind = flow.kind(name)
    middle = flow.style.left + flow.style.measure / 2
    for line in lines:
        flow.set_words(line, middle, y - kind.size, kind, Align.CENTRE)
        y -= kind.pitch
    return y


def _place_contents(flow: Flow, body: list[Page]) -> None:
    entries = [
        (number, anchor)
        for number, page in enumerate(body, 1)
        for anchor in page.anchors
        if anchor.level <= CONTENTS_LEVELS
    ]
    flow.new_page()
    kind = flow.kind("contents head")
    flow.y = _place_centred(flow, [CONTENTS], "contents head", flow.y) - kind.after
    order = {id(anchor): at for at, anchor in enumerate(a for page in body for a in page.anchors)}
    for number, anchor in entries:
        _place_entry(flow, anchor, number, order[id(anchor)])


def _place_entry(flow: Flow, anchor: Anchor, number: int, target: int) -> None:
    kind = flow.kind(f"contents {anchor.level}")
    flow.need(kind.pitch)
    flow.y -= kind.pitch
    base = flow.y + (kind.pitch - kind.size) / 2
    left = flow.style.left + (anchor.level - 1) * 2 * kind.size
    right = flow.style.left + flow.style.measure
    flow.set_words(anchor.title, left, base, kind)
    flow.set_words(str(number), right, base, kind, Align.RIGHT)
    title_end = left + flow.setter.width(anchor.title, kind.font, kind.size)
    number_start = right - flow.setter.width(str(number), kind.font, kind.size)
    _place_leader(flow, title_end + 6, number_start - 6, base + kind.size * 0.25)
    flow.page.links.append(Link((left, flow.y, right, flow.y + kind.pitch), target))


def _place_leader(flow: Flow, start: float, end: float, y: float) -> None:
    if end > start:
        points = ((start, y), (end, y))
        flow.page.items.append(Stroke(points, flow.colour("rule"), 0.8, (0.8, 3.2)))


def _place_running_lines(flow: Flow, running_head: tuple[str, str], body: list[Page]) -> None:
    """Running head and `— 3 —`: right on odd pages, left on even ones (GB/T 9704)."""
    style, kind = flow.style, flow.kind("running head")
    y = style.top + kind.pitch
    for number, page in enumerate(body, 1):
        flow.pages = [page]
        flow.set_words(running_head[0], style.left, y, kind)
        flow.set_words(running_head[1], style.left + style.measure, y, kind, Align.RIGHT)
        flow.rule(y - kind.size * 0.6, 0.4, "rule")
        _place_page_number(flow, number)


def _place_page_number(flow: Flow, number: int) -> None:
    style, kind = flow.style, flow.kind("page number")
    y = style.bottom - kind.pitch
    is_odd = number % 2 == 1
    x = style.left + style.measure - kind.size if is_odd else style.left + kind.size
    flow.set_words(f"— {number} —", x, y, kind, Align.RIGHT if is_odd else Align.LEFT)
