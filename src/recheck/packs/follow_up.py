"""The open cases of one institution, prefilled: only notice, recheck and reason to fill in."""

from collections.abc import Iterable
from datetime import date

from recheck.model import Kind, Period
from recheck.packs.content import Cells
from recheck.packs.sheets import FillIn, SheetWriter
from recheck.rulebook import UNCONFIRMED, Rulebook, pack_rules
from recheck.supervision import FOLLOW_UP_STAMP, FOLLOWED_UP
from recheck.timeless import saved

CHOSEN = {
    "notice_method": "notice_method",
    "rechecked": "yes_no",
    "recheck_conclusion": "conclusion",
    "reason": "reason",
}
"""Field to fill in → the vocabulary that it is chosen from."""
YES_OR_NO = 2
"""Words of the vocabulary that a clerk chooses from."""


def follow_up_book(
    cases: Iterable[Cells], institution: str, period: Period, as_of: date, rulebook: Rulebook
) -> bytes:
    """`cases`: lines of `measures.cases`; returned, they join what was reported for `period`."""
    rules = pack_rules()
    sheets, told = rules.sheets, rules.follow_up
    writer = SheetWriter()
    fill_in = FillIn.of(Kind.RECHECK_STATUS, FOLLOWED_UP, CHOSEN, rulebook, sheets.choices)
    choices = {**fill_in.choices, "rechecked": fill_in.choices["rechecked"][:YES_OR_NO]}
    fill_in = FillIn(fill_in.headings, choices, sheets.choices)
    title = told.title.format(institution=institution, as_of=as_of)
    writer.guide(sheets.guide, (title, *told.guide))
    lines = [_line(case, period) for case in cases]
    writer.listed(told.sheet, told.columns, lines, fill_in)
    writer.hidden(sheets.choices, FOLLOW_UP_STAMP, choices)
    writer.book.properties.title = title
    return saved(writer.book)


def _line(case: Cells, period: Period) -> Cells:
    """What is not known stays empty; a place that nobody confirmed is not told as one."""
    known = {name: None if value == UNCONFIRMED else value for name, value in case.items()}
    return {**known, "period": period.chinese, "old_due_on": case["due_on"]}
