"""`map_headings`: which column of a sheet holds which field, or why the sheet is refused."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

import polars as pl

from recheck.errors import Unplaceable
from recheck.headings.nearness import WORTH_ASKING, Near, Nearness
from recheck.headings.senses import UNREAD, Fallback, Lexicon, Sense, full_text
from recheck.messages import N_
from recheck.model import Kind
from recheck.rulebook import AmbiguousHeading, Profile, Rulebook, heading_key
from recheck.sheets import Header, Heading, Sheet

TELLS_RECHECKS = frozenset(
    {"rechecked_on", "deadline", "notified_on", "delivered_on", "reason", "recheck_conclusion"}
)
TELLS_SUPERVISION = (frozenset({"case_id", "result"}), frozenset({"pack_enterprise", "result"}))
FOUND_ELSEWHERE = frozenset({"institution"})
"""Required, but the command line, the title or the file name may tell it as well."""

FREE_TEXT = frozenset({"remark"})
"""Fields that decide nothing: a second column for one of them is left unread, not refused."""

BARE_PHONES = frozenset(
    map(heading_key, ("联系电话", "电话", "电话号码", "手机", "手机号", "手机号码", "联系方式"))
)
"""Headings that name the phone of whoever stands to their left."""

AMBIGUOUS_KIND = N_(
    "Sheet “{sheet}”: it cannot be told what kind of table this is. A 复查落实情况表 has a column"
    " such as 复查日期 or 复查期限; please add it and send the file again."
)
APART = N_(
    "Sheet “{sheet}” is a {kind}; it cannot be taken together with others. Please send it alone."
)
MISSING = N_(
    "Sheet “{sheet}” lacks the required headings {headings}. Please add these columns and send the"
    " file again."
)
MISSING_BUT_NEAR = N_(
    "Sheet “{sheet}” lacks the required headings {headings}. Is it {suggestions}? If so, confirm it"
    " with recheck headings FILE --save; else please add these columns and send the file again."
)
CLAIMED_TWICE = N_(
    "Sheet “{sheet}”: the columns {columns} both read as {heading}. Please rename or delete one of"
    " them and send the file again, or say which is not to be read with recheck headings FILE"
    " --save."
)
AMBIGUOUS = N_(
    "Sheet “{sheet}”, column {column}: “{heading}” can mean {meanings}, and no other heading tells"
    " which. Please rename it and send the file again, or say which with recheck headings FILE"
    " --save."
)
READ = frozenset({Kind.RECHECK_STATUS, Kind.EXAM_RECORDS})
KIND_NAMES = {Kind.SUPERVISION: "督办反馈表"}


@dataclass(frozen=True)
class SheetMap:
    """Which column of a sheet holds which field; `extra` columns are unknown and not read.

    `nearly`: those among them that might be a field which no other column of the sheet is.
    """

    kind: Kind
    fields: Mapping[str, Heading]
    extra: tuple[Heading, ...]
    nearly: Mapping[Heading, Near]

    @property
    def letters(self) -> dict[str, str]:
        """Field → Excel letters."""
        return {field: heading.column for field, heading in self.fields.items()}


def map_headings(
    sheet: Sheet, header: Header, rulebook: Rulebook, profile: Profile | None
) -> SheetMap:
    """The fields of a 复查落实情况表 or of exam records. Raises Unplaceable for any other sheet."""
    kind = kind_of(sheet, header, rulebook, profile)
    if kind not in READ:
        raise Unplaceable(APART, sheet=sheet.title, kind=KIND_NAMES[kind])
    return map_as(kind, sheet, header, rulebook, profile)


def map_as(
    kind: Kind, sheet: Sheet, header: Header, rulebook: Rulebook, profile: Profile | None = None
) -> SheetMap:
    """The fields of a sheet whose kind is known. Raises Unplaceable."""
    claims = claims_of(sheet, header, Lexicon.of(kind, rulebook, profile))
    _refuse_ambiguous(claims, sheet)
    _refuse_rivals(claims, sheet)
    _refuse_missing(claims, sheet)
    below = sheet.cells.slice(header.last_row)
    return SheetMap(kind, claims.fields, claims.extra, _nearly(claims, below))


def kind_of(sheet: Sheet, header: Header, rulebook: Rulebook, profile: Profile | None) -> Kind:
    """Which kind of table the headings make. Raises Unplaceable."""
    lexicon = Lexicon(rulebook.columns, rulebook, profile)
    fields = {field for one in header.headings for field in _fields_of(lexicon.sense(one))}
    if any(fields >= telling for telling in TELLS_SUPERVISION):
        return Kind.SUPERVISION
    if fields & TELLS_RECHECKS:
        return Kind.RECHECK_STATUS
    if "conclusion" in fields:
        return Kind.EXAM_RECORDS
    raise Unplaceable(AMBIGUOUS_KIND, sheet=sheet.title)


def _fields_of(sense: Sense) -> tuple[str, ...]:
    """Every field that a heading may mean."""
    if isinstance(sense, AmbiguousHeading):
        return sense.fields
    return (sense,) if isinstance(sense, str) else ()


@dataclass(frozen=True)
class Claims:
    """What the headings of a sheet claim to be, before anything is refused.

    `ambiguous`: headings that could be several fields. `rivals`: a second filled column for a
    field. `extra`: headings that nobody knows, and columns whose field another one has.
    """

    lexicon: Lexicon
    fields: Mapping[str, Heading]
    ambiguous: Mapping[Heading, AmbiguousHeading]
    rivals: Mapping[Heading, str]
    extra: tuple[Heading, ...]

    @property
    def missing(self) -> dict[str, str]:
        """Field → canonical heading of each required column that the sheet lacks."""
        there = self.fields.keys() | FOUND_ELSEWHERE
        return {
            column.field: column.heading
            for column in self.lexicon.columns
            if column.required and column.field not in there
        }


def claims_of(sheet: Sheet, header: Header, lexicon: Lexicon) -> Claims:
    """What the headings of one sheet claim."""
    senses = {heading: lexicon.sense(heading) for heading in header.headings}
    meant = _with_ambiguous_resolved(_with_contact_phones(senses))
    below = sheet.cells.slice(header.last_row)
    fields, rivals = _one_each(meant, below)
    _add_fallbacks(fields, meant, below)
    ambiguous = {one: sense for one, sense in meant.items() if isinstance(sense, AmbiguousHeading)}
    settled = {*fields.values(), *rivals, *ambiguous}
    extra = (one for one in meant if one not in settled and senses[one] is not UNREAD)
    return Claims(lexicon, fields, ambiguous, rivals, tuple(extra))


def _with_contact_phones(senses: dict[Heading, Sense]) -> dict[Heading, Sense]:
    """联系电话 directly after 联系人 is the contact's, unless another heading names that one."""
    if "contact_phone" in senses.values():
        return senses
    resolved, left = dict(senses), None
    for heading, sense in senses.items():
        if sense == "phone" and left == "contact" and heading_key(heading.text) in BARE_PHONES:
            resolved[heading] = "contact_phone"
        left = sense
    return resolved


def _with_ambiguous_resolved(senses: Mapping[Heading, Sense]) -> dict[Heading, Sense]:
    """A heading that may mean two fields means the one that no other heading names."""
    named = {sense for sense in senses.values() if isinstance(sense, str)}
    return {
        heading: _resolved(sense, named) if isinstance(sense, AmbiguousHeading) else sense
        for heading, sense in senses.items()
    }


def _resolved(sense: AmbiguousHeading, named: Set[str]) -> Sense:
    unnamed = [field for field in sense.fields if field not in named]
    if len(unnamed) == len(sense.fields):
        return sense
    return unnamed[0] if unnamed else None


def _one_each(
    meant: Mapping[Heading, Sense], below: pl.DataFrame
) -> tuple[dict[str, Heading], dict[Heading, str]]:
    """One column per field, and rivals; of two for one field, an empty column yields."""
    fields: dict[str, Heading] = {}
    rivals: dict[Heading, str] = {}
    for heading, field in _strong(meant):
        rival = fields.get(field)
        if rival and (field in FREE_TEXT or _is_empty(below, heading)):
            continue
        if rival and not _is_empty(below, rival):
            rivals[heading] = field
        else:
            fields[field] = heading
    return fields, rivals


def _add_fallbacks(
    fields: dict[str, Heading], meant: Mapping[Heading, Sense], below: pl.DataFrame
) -> None:
    for heading, sense in meant.items():
        if isinstance(sense, Fallback):
            there = fields.get(sense.field)
            if there is None or (_is_empty(below, there) and not _is_empty(below, heading)):
                fields[sense.field] = heading


def _strong(meant: Mapping[Heading, Sense]) -> Iterator[tuple[Heading, str]]:
    yield from ((heading, sense) for heading, sense in meant.items() if isinstance(sense, str))


def _is_empty(below: pl.DataFrame, heading: Heading) -> bool:
    return below[heading.column].is_null().all()


def _refuse_ambiguous(claims: Claims, sheet: Sheet) -> None:
    for heading, sense in claims.ambiguous.items():
        raise Unplaceable(
            AMBIGUOUS,
            sheet=sheet.title,
            column=heading.column,
            heading=heading.text,
            meanings="、".join(claims.lexicon.names[field] for field in sense.fields),
        )


def _refuse_rivals(claims: Claims, sheet: Sheet) -> None:
    for heading, field in claims.rivals.items():
        first = claims.fields[field]
        raise Unplaceable(
            CLAIMED_TWICE,
            sheet=sheet.title,
            columns=f"{first.column}（{first.text}）、{heading.column}（{heading.text}）",
            heading=claims.lexicon.names[field],
        )


def _refuse_missing(claims: Claims, sheet: Sheet) -> None:
    missing = claims.missing
    if not missing:
        return
    told = {"sheet": sheet.title, "headings": "、".join(missing.values())}
    suggestions = "；".join(_suggestions(missing.keys(), claims))
    if suggestions:
        raise Unplaceable(MISSING_BUT_NEAR, **told, suggestions=suggestions)
    raise Unplaceable(MISSING, **told)


def _nearly(claims: Claims, below: pl.DataFrame) -> dict[Heading, Near]:
    """Filled columns with a heading so near to a field's that it should be asked about."""
    nearness = Nearness.of(claims.lexicon)
    free = claims.lexicon.names.keys() - claims.fields.keys()
    found = {
        heading: nearness.best((heading.text, full_text(heading)), free)
        for heading in claims.extra
        if not _is_empty(below, heading)
    }
    return {one: near for one, near in found.items() if near and near.similarity >= WORTH_ASKING}


def _suggestions(missing: Set[str], claims: Claims) -> Iterator[str]:
    """The unknown columns that might be one of the missing fields: E（证件号吗）→证件号码 75%."""
    nearness = Nearness.of(claims.lexicon)
    for heading in claims.extra:
        near = nearness.best((heading.text, full_text(heading)), missing)
        if near:
            yield f"{heading.column}（{heading.text}）→{near.heading} {near.percent}"
