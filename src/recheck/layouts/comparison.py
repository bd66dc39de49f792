"""`compare`: each heading of a sheet against the layout that was confirmed last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

import polars as pl

from recheck.errors import Unplaceable
from recheck.files import column_letters, column_number
from recheck.headings import (
    Claims,
    Lexicon,
    Near,
    Nearness,
    claims_of,
    full_text,
    kind_of,
    map_headings,
)
from recheck.intake import Outlook
from recheck.layouts.contents import TELLING, looks_like, share, tests_of
from recheck.model import Kind
from recheck.rulebook import Layout, Profile, Rulebook, heading_key, normalised
from recheck.sheets import Header, Heading, Sheet, find_header

CERTAIN = 0.9
"""A heading that is nearly a field's is clear when so many of its cells read as the field."""


class Change(StrEnum):
    """What became of a heading since the layout was confirmed, or why it needs a decision."""

    KNOWN = "known"
    MOVED = "moved"
    NEW = "new"
    GONE = "gone"
    AMBIGUOUS = "ambiguous"
    IGNORED = "ignored"
    MISSING = "missing"


@dataclass(frozen=True)
class Line:
    """One heading. `heading` is what a profile calls it; `before`: the column it stood in.

    `choices`: the fields that an ambiguous heading may mean. `near`: a suggestion for one that
    is not read; `fits`: how many of its cells read as the suggested field, from 0 to 1.
    """

    change: Change
    heading: str
    column: str | None = None
    field: str | None = None
    before: str | None = None
    choices: tuple[str, ...] = ()
    near: Near | None = None
    fits: float | None = None

    @property
    def needs_decision(self) -> bool:
        """Whether nobody has said yet what the heading means."""
        undecided = self.change is Change.NEW and self.field is None
        return undecided or self.change is Change.AMBIGUOUS


@dataclass(frozen=True)
class Comparison:
    """One sheet. `refusal`: why it cannot be taken as its headings are; `layout`: as they are."""

    sheet: str
    institution: str | None
    profile: Profile | None
    names: Mapping[str, str]
    lines: tuple[Line, ...]
    layout: Layout
    refusal: Unplaceable | None

    @property
    def lacks(self) -> frozenset[str]:
        """The required fields that no heading names."""
        missing = (line.field for line in self.lines if line.change is Change.MISSING)
        return frozenset(field for field in missing if field)


def compare(outlook: Outlook, rulebook: Rulebook) -> Comparison | None:
    """The headings of a sheet; None when there is no row that could hold them."""
    if not outlook.sheet.visible or outlook.is_left_out:
        return None
    header = outlook.header or _nearly_header(outlook, rulebook)
    if header is None:
        return None
    sheet, profile = outlook.sheet, outlook.profile
    lexicon = Lexicon.of(_kind(sheet, header, rulebook, profile), rulebook, profile)
    claims = claims_of(sheet, header, lexicon)
    before = _layout_before(sheet, header, profile)
    lines = list(_lines(claims, header, before))
    below = sheet.cells.slice(header.last_row)
    return Comparison(
        sheet.title,
        outlook.institution,
        profile,
        lexicon.names,
        tuple(_with_suggestions(lines, claims, below)),
        Layout((sheet.name,), _headings(header)),
        _refusal(sheet, header, rulebook, profile),
    )


def _nearly_header(outlook: Outlook, rulebook: Rulebook) -> Header | None:
    """The row with most headings that are nearly known, of a sheet where too few are known."""
    lexicon = Lexicon.of(Kind.RECHECK_STATUS, rulebook, outlook.profile)
    nearness = Nearness.of(lexicon)

    def nearly(group: str, text: str) -> object:
        meant = lexicon.sense(Heading("", group, text))
        near = nearness.best((text,), lexicon.names) if meant is None else None
        return near.field if near else meant

    return find_header(outlook.sheet, nearly)


def _kind(sheet: Sheet, header: Header, rulebook: Rulebook, profile: Profile | None) -> Kind:
    try:
        return kind_of(sheet, header, rulebook, profile)
    except Unplaceable:
        return Kind.RECHECK_STATUS


def _refusal(
    sheet: Sheet, header: Header, rulebook: Rulebook, profile: Profile | None
) -> Unplaceable | None:
    try:
        map_headings(sheet, header, rulebook, profile)
    except Unplaceable as refusal:
        return refusal
    return None


# --- against the layout before ------------------------------------------------------------------


def _headings(header: Header) -> tuple[str, ...]:
    """From column A on; empty where a column has no heading."""
    named = {column_number(one.column): called(one) for one in header.headings}
    return tuple(named.get(number, "") for number in range(1, max(named) + 1))


def called(heading: Heading) -> str:
    """What a profile calls a heading: with its group, on one line."""
    return " ".join(full_text(heading).split())


def _layout_before(sheet: Sheet, header: Header, profile: Profile | None) -> Layout:
    """The layout of a sheet of that name, else the one that differs least."""
    layouts = profile.layouts if profile else ()
    now = {heading_key(one) for one in _headings(header)} - {""}
    named = (one for one in layouts if normalised(sheet.name) in map(normalised, one.sheets))
    alike = sorted(layouts, key=lambda one: len(now ^ _keys(one.headings)))
    return next(named, alike[0] if alike else Layout((), ()))


def _keys(headings: Sequence[str]) -> set[str]:
    return {heading_key(one) for one in headings} - {""}


def _lines(claims: Claims, header: Header, before: Layout) -> Iterator[Line]:
    """In the order of the sheet, with what is gone where it stood."""
    then = [(column_letters(n), text) for n, text in enumerate(before.headings, 1) if text]
    keys_then = [heading_key(text) for _, text in then]
    keys_now = [heading_key(called(one)) for one in header.headings]
    places = dict(zip(reversed(keys_then), (letter for letter, _ in reversed(then)), strict=True))
    for step, first, last, start, end in SequenceMatcher(
        None, keys_then, keys_now, autojunk=False
    ).get_opcodes():
        for key, (letter, text) in zip(keys_then[first:last], then[first:last], strict=True):
            if step != "equal" and key not in keys_now:
                yield Line(Change.GONE, text, None, _meant(text, claims.lexicon), letter)
        for place in range(start, end):
            heading, key = header.headings[place], keys_now[place]
            stood = places.get(key)
            change = Change.KNOWN if step == "equal" or not then else _since(stood)
            yield _line(heading, claims, change, stood if stood != heading.column else None)
    yield from (Line(Change.MISSING, name, None, field) for field, name in claims.missing.items())


def _since(stood: str | None) -> Change:
    return Change.MOVED if stood else Change.NEW


def _meant(text: str, lexicon: Lexicon) -> str | None:
    sense = lexicon.sense(Heading("", "", text))
    return sense if isinstance(sense, str) else None


def _line(heading: Heading, claims: Claims, change: Change, before: str | None) -> Line:
    line = Line(change, called(heading), heading.column, before=before)
    if heading in claims.ambiguous:
        choices = claims.ambiguous[heading].fields
        return replace(line, change=Change.AMBIGUOUS, choices=choices)
    if heading in claims.rivals:
        return replace(line, change=Change.AMBIGUOUS, choices=(claims.rivals[heading],))
    field = next((field for field, one in claims.fields.items() if one == heading), None)
    if field:
        return replace(line, field=field)
    return replace(line, change=Change.NEW if heading in claims.extra else Change.IGNORED)


# --- suggestions --------------------------------------------------------------------------------


def _with_suggestions(lines: Sequence[Line], claims: Claims, below: pl.DataFrame) -> Iterator[Line]:
    """A suggestion for each heading that is not read, by its letters or else by its cells."""
    free = claims.lexicon.names.keys() - claims.fields.keys()
    gone = {one.heading: one.field for one in lines if one.change is Change.GONE and one.field}
    nearness = Nearness(claims.lexicon.columns, {**Nearness.of(claims.lexicon).own, **gone})
    tests = tests_of(claims.lexicon.rulebook)
    for line in lines:
        if line.column is None or line.field or line.change is not Change.NEW:
            yield line
            continue
        cells = below[line.column]
        near = nearness.best((line.heading,), free)
        alike = None if near else looks_like(cells, free, tests)
        if alike:
            near = Near(alike, claims.lexicon.names[alike], 0.0, is_clear=False)
        fits = share(cells, tests[near.field]) if near and near.field in tests else None
        yield replace(line, near=_confirmed(near, fits), fits=fits)


def _confirmed(near: Near | None, fits: float | None) -> Near | None:
    """A suggestion that the cells contradict is none; one that they bear out is clear."""
    if near is None or fits is None:
        return near
    if fits < 1 - CERTAIN:
        return None
    borne_out = near.field in TELLING and near.similarity > 0 and fits >= CERTAIN
    return replace(near, is_clear=near.is_clear or borne_out)
