"""The pages of a pack: portrait, one enterprise after the other, each with room to sign."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from recheck.packs.content import Cells, Pack, Visit
from recheck.report.document import (
    Align,
    Block,
    Column,
    Document,
    Drawing,
    Figure,
    Heading,
    Label,
    PageBreak,
    Paragraph,
    Run,
    Shape,
    Stroke,
    Table,
)
from recheck.report.style import Style
from recheck.rulebook import PackRules, pack_rules

MARGINS = {"top": 28.0, "left": 18.0, "right": 18.0, "bottom": 26.0}
"""In millimetres."""
NUMBERS = ("days_overdue",)
WIDTH, PITCH, SIZE = 490.0, 21.0, 10.0
SIGN_FROM, DATE_FROM = 150.0, 330.0
REMARK_LINES = 2
"""Of the room to sign: points, and lines above the signatures."""
SHORT = {"first": "甲", "second": "乙"}


def pack_style(style: Style) -> Style:
    """Narrower margins than those of reports: the table of cases is wide."""
    return replace(style, page=replace(style.page, **MARGINS))


def pack_pages(pack: Pack, institute: str) -> Document:
    """What is printed, with full identities: a work paper."""
    rules = pack_rules()
    title = rules.words.title.format(recipient=pack.recipient)
    blocks = [block for visit in pack.visits for block in _page(visit, pack, rules)]
    return Document(
        title=title,
        author=institute,
        subject=rules.words.subject,
        keywords=(pack.name, str(pack.as_of)),
        dated=pack.as_of,
        cover=None,
        running_head=(title, pack.name),
        blocks=tuple(blocks) or (Paragraph((Run(rules.words.nothing),)),),
    )


def _page(visit: Visit, pack: Pack, rules: PackRules) -> Iterator[Block]:
    words = rules.words
    told = {name: _shown(value) for name, value in visit.cells.items()}
    number = str(visit.cells["seq"])
    yield PageBreak()
    yield Heading(1, words.page.format(number=number, enterprise=told["enterprise"]))
    as_of = words.as_of.format(as_of=pack.as_of, known_at=pack.known_until, number=pack.name)
    for text in (words.waiting, words.where, words.contact):
        yield Paragraph((Run(text.format(**told)),), small=True)
    yield _table(visit, rules)
    yield Figure(as_of, _signing(told["enterprise"], rules), closes=True)


def _signing(enterprise: str, rules: PackRules) -> Drawing:
    """Lines for what was found on the spot, then one for each who signs."""
    words = rules.words
    height = PITCH * (1.4 + REMARK_LINES + len(words.signatures))
    shapes: list[Shape] = [_label(0, height - PITCH, words.signing.format(enterprise=enterprise))]
    for number in range(1, REMARK_LINES + 1):
        shapes.append(_rule(0, WIDTH, height - PITCH * (number + 1)))
    for number, text in enumerate(words.signatures, REMARK_LINES + 1):
        y = height - PITCH * (number + 1)
        shapes += [_label(0, y, text), _rule(SIGN_FROM, DATE_FROM - 12, y)]
        shapes += [_label(DATE_FROM, y, words.date), _rule(DATE_FROM + 36, WIDTH, y)]
    return Drawing(WIDTH, height, tuple(shapes))


def _label(x: float, y: float, text: str) -> Label:
    return Label(x, y, text, SIZE, "ink")


def _rule(start: float, end: float, y: float) -> Stroke:
    return Stroke(((start, y - 2), (end, y - 2)), "rule", 0.6)


def _table(visit: Visit, rules: PackRules) -> Table:
    columns = rules.columns.printed
    return Table(
        caption=rules.words.table.format(enterprise=_shown(visit.cells["enterprise"])),
        columns=tuple(
            Column(one.heading, one.width, Align.RIGHT if one.name in NUMBERS else Align.LEFT)
            for one in columns
        ),
        rows=tuple(tuple(_printed(case, one.name) for one in columns) for case in visit.cases),
        notes=(rules.words.legend,),
        dense=True,
    )


def _printed(case: Cells, name: str) -> str:
    return SHORT[case["part_code"]] if name == "part" else _shown(case[name])


def _shown(value: object) -> str:
    if value is None:
        return pack_rules().words.nothing
    return value.isoformat() if isinstance(value, date) else str(value)
