"""The workbook of a pack: enterprises, cases, receipt; yellow columns are to be filled in."""

from recheck.model import Kind
from recheck.packs.content import Pack
from recheck.packs.sheets import FillIn, SheetWriter
from recheck.rulebook import Rulebook, pack_rules
from recheck.supervision import FILLED_IN, stamp_of
from recheck.timeless import saved

CHOSEN = {
    "action": "action",
    "result": "result",
    "verified_conclusion": "conclusion",
    "verified_reason": "reason",
}
"""Field to fill in → the vocabulary that it is chosen from."""


def pack_book(pack: Pack, rulebook: Rulebook) -> bytes:
    """The workbook as xlsx; `intake.read_supervision` reads it when it has been filled in."""
    rules = pack_rules()
    sheets, columns, words = rules.sheets, rules.columns, rules.words
    writer = SheetWriter()
    fill_in = FillIn.of(Kind.SUPERVISION, FILLED_IN, CHOSEN, rulebook, sheets.choices)
    title = words.title.format(recipient=pack.recipient)
    as_of = words.as_of.format(as_of=pack.as_of, known_at=pack.known_until, number=pack.name)
    writer.guide(sheets.guide, (title, as_of, *words.guide))
    visits = [visit.cells for visit in pack.visits]
    writer.listed(sheets.enterprises, columns.enterprise, visits, fill_in)
    writer.listed(sheets.cases, columns.case, pack.cases, fill_in)
    told = (pack.name, pack.recipient, pack.as_of, len(pack.visits), len(pack.cases))
    missing = (None,) * (len(words.receipt) - len(told))
    writer.form(sheets.receipt, zip(words.receipt, (*told, *missing), strict=True))
    if pack.settled:
        writer.listed(sheets.settled, columns.settled, pack.settled)
    if pack.followed:
        writer.listed(sheets.followed, columns.followed, pack.followed)
    writer.hidden(sheets.choices, stamp_of(pack.number), fill_in.choices)
    writer.book.properties.title = pack.name
    return saved(writer.book)
