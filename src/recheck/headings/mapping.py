"""`map_headings`: which column of a sheet holds which field, or why the sheet is refused."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

import polars as pl

from recheck.errors import Unplaceable
from recheck.headings.nearness import Nearness
from recheck.headings.senses import UNREAD, Fallback, Lexicon, Sense, full_text
from recheck.messages import N_
from recheck.model import Kind
from recheck.rulebook import AmbiguousHeading, Profile, Rulebook, heading_key
from recheck.sheets import Header, Heading, Sheet

TELLS_RECHECKS = frozenset(
    {"rechecked_on", "deadline", "notified_on", "delivered_on", "reason", "recheck_conclusion"}
)
TELLS_SUPERVISION = frozenset({"case_id", "result"})
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
LATER_KIND = N_(
    "Sheet “{sheet}” is a {kind}; this kind of table cannot be taken yet. Please send the"
    " 复查落实情况表."
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
    " them and send the file again."
)
AMBIGUOUS = N_(
    "Sheet “{sheet}”, column {column}: “{heading}” can mean {meanings}, and no other heading tells"
    " which. Please rename it and send the file again."
)
KIND_NAMES = {Kind.EXAM_RECORDS: "职业健康检查个案", Kind.SUPERVISION: "督办反馈表"}


@dataclass(frozen=True)
class SheetMap:
    """Which column of a sheet holds which field; `extra` columns are unknown and not read."""

    kind: Kind
    fields: Mapping[str, Heading]
    extra: tuple[Heading, ...]

    @property
    def letters(self) -> dict[str, str]:
        """Field → Excel letters."""
        return {field: heading.column for field, heading in self.fields.items()}


def map_headings(
    sheet: Sheet, header: Header, rulebook: Rulebook, profile: Profile | None
) -> SheetMap:
    """The fields of a 复查落实情况表. Raises Unplaceable with one sentence for any other sheet."""
    kind = kind_of(sheet, header, rulebook, profile)
    if kind is not Kind.RECHECK_STATUS:
        raise Unplaceable(LATER_KIND, sheet=sheet.title, kind=KIND_NAMES[kind])
    columns = tuple(column for column in rulebook.columns if column.kind == kind)
    lexicon = Lexicon(columns, rulebook, profile)
    senses = {heading: lexicon.sense(heading) for heading in header.headings}
    names = {column.field: column.heading for column in columns}
    meant = _with_ambiguous_resolved(_with_contact_phones(senses), sheet, names)
    fields = _one_each(meant, sheet, header, names)
    read = fields.values()
    extra = tuple(one for one in meant if one not in read and senses[one] is not UNREAD)
    _refuse_missing(fields, lexicon, extra, sheet)
    return SheetMap(kind, fields, extra)


def kind_of(sheet: Sheet, header: Header, rulebook: Rulebook, profile: Profile | None) -> Kind:
    """Which kind of table the headings make. Raises Unplaceable."""
    lexicon = Lexicon(rulebook.columns, rulebook, profile)
    fields = {field for one in header.headings for field in _fields_of(lexicon.sense(one))}
    if fields >= TELLS_SUPERVISION:
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


def _with_ambiguous_resolved(
    senses: Mapping[Heading, Sense], sheet: Sheet, names: Mapping[str, str]
) -> dict[Heading, Sense]:
    """A heading that may mean two fields means the one that no other heading names."""
    named = {sense for sense in senses.values() if isinstance(sense, str)}
    return {
        heading: _resolved(heading, sense, named, sheet, names)
        if isinstance(sense, AmbiguousHeading)
        else sense
        for heading, sense in senses.items()
    }


def _resolved(
    heading: Heading,
    sense: AmbiguousHeading,
    named: Set[str],
    sheet: Sheet,
    names: Mapping[str, str],
) -> str | None:
    unnamed = [field for field in sense.fields if field not in named]
    if len(unnamed) == len(sense.fields):
        raise Unplaceable(
            AMBIGUOUS,
            sheet=sheet.title,
            column=heading.column,
            heading=heading.text,
            meanings="、".join(names[field] for field in sense.fields),
        )
    return unnamed[0] if unnamed else None


def _one_each(
    meant: Mapping[Heading, Sense], sheet: Sheet, header: Header, names: Mapping[str, str]
) -> dict[str, Heading]:
    """One column per field; of two that claim it, the one with anything below its heading."""
    below = sheet.cells.slice(header.last_row)
    fields: dict[str, Heading] = {}
    for heading, field in _strong(meant):
        rival = fields.get(field)
        if rival and (field in FREE_TEXT or _is_empty(below, heading)):
            continue
        if rival and not _is_empty(below, rival):
            raise Unplaceable(
                CLAIMED_TWICE,
                sheet=sheet.title,
                columns=f"{rival.column}（{rival.text}）、{heading.column}（{heading.text}）",
                heading=names[field],
            )
        fields[field] = heading
    for heading, field in _fallbacks(meant):
        if field not in fields or (
            _is_empty(below, fields[field]) and not _is_empty(below, heading)
        ):
            fields[field] = heading
    return fields


def _strong(meant: Mapping[Heading, Sense]) -> Iterator[tuple[Heading, str]]:
    yield from ((heading, sense) for heading, sense in meant.items() if isinstance(sense, str))


def _fallbacks(meant: Mapping[Heading, Sense]) -> Iterator[tuple[Heading, str]]:
    for heading, sense in meant.items():
        if isinstance(sense, Fallback):
            yield heading, sense.field


def _is_empty(below: pl.DataFrame, heading: Heading) -> bool:
    return below[heading.column].is_null().all()


def _refuse_missing(
    fields: Mapping[str, Heading], lexicon: Lexicon, extra: Iterable[Heading], sheet: Sheet
) -> None:
    missing = {
        column.field: column.heading
        for column in lexicon.columns
        if column.required and column.field not in fields.keys() | FOUND_ELSEWHERE
    }
    if not missing:
        return
    told = {"sheet": sheet.title, "headings": "、".join(missing.values())}
    suggestions = "；".join(_suggestions(missing.keys(), lexicon, extra))
    if suggestions:
        raise Unplaceable(MISSING_BUT_NEAR, **told, suggestions=suggestions)
    raise Unplaceable(MISSING, **told)


def _suggestions(missing: Set[str], lexicon: Lexicon, extra: Iterable[Heading]) -> Iterator[str]:
    """The unknown columns that might be one of the missing fields: E（证件号吗）→证件号码 75%."""
    nearness = Nearness.of(lexicon)
    for heading in extra:
        near = nearness.best((heading.text, full_text(heading)), missing)
        if near:
            yield f"{heading.column}（{heading.text}）→{near.heading} {near.percent}"
