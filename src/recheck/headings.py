"""The headings of a sheet become fields; what is claimed twice or means two things is refused."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

import polars as pl

from recheck.errors import Unplaceable
from recheck.messages import N_
from recheck.model import Kind
from recheck.rulebook import AmbiguousHeading, Column, Profile, Rulebook, heading_key
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

RUNNING_NUMBERS = frozenset(map(heading_key, ("序号", "编号", "行号", "No", "No.")))
"""Columns that nobody misses."""

REMARK_IN_BRACKETS = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
GROUP_WORDS = re.compile(r"(?:基本|落实)?(?:情况|信息|内容|资料|登记)$")

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
CLAIMED_TWICE = N_(
    "Sheet “{sheet}”: the columns {columns} both read as {heading}. Please rename or delete one of"
    " them and send the file again."
)
AMBIGUOUS = N_(
    "Sheet “{sheet}”, column {column}: “{heading}” can mean {meanings}, and no other heading tells"
    " which. Please rename it and send the file again."
)
KIND_NAMES = {Kind.EXAM_RECORDS: "职业健康检查个案", Kind.SUPERVISION: "督办反馈表"}


Sense = str | AmbiguousHeading | None
"""A field, a heading that could mean several, or nothing that we know."""


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


def heading_sense(rulebook: Rulebook, profile: Profile | None) -> Callable[[str, str], Sense]:
    """(group, heading) → what it means on any kind of sheet; to find the header by."""
    return _sense(rulebook.columns, rulebook, profile)


def map_headings(
    sheet: Sheet, header: Header, rulebook: Rulebook, profile: Profile | None
) -> SheetMap:
    """The fields of a 复查落实情况表. Raises Unplaceable with one sentence for any other sheet."""
    kind = _kind(sheet, header, heading_sense(rulebook, profile))
    columns = [column for column in rulebook.columns if column.kind == kind]
    sense = _sense(columns, rulebook, profile)
    senses = {heading: sense(heading.group, heading.text) for heading in header.headings}
    names = {column.field: column.heading for column in columns}
    meant = _with_ambiguous_resolved(_with_contact_phones(senses), sheet, names)
    fields = _one_each(meant, sheet, header, names)
    _refuse_missing(fields, columns, sheet)
    extra = tuple(heading for heading in meant if _is_extra(heading, fields))
    return SheetMap(kind, fields, extra)


def _is_extra(heading: Heading, fields: Mapping[str, Heading]) -> bool:
    return heading not in fields.values() and heading_key(heading.text) not in RUNNING_NUMBERS


def _sense(
    columns: Iterable[Column], rulebook: Rulebook, profile: Profile | None
) -> Callable[[str, str], Sense]:
    senses: dict[str, Sense] = {}
    for column in columns:
        for synonym in column.synonyms:
            senses.setdefault(synonym, column.field)
    senses |= {one.heading: one for one in rulebook.ambiguous}
    own = profile.headings if profile else {}
    senses |= {heading_key(heading): field for heading, field in own.items()}
    return lambda group, text: next(
        (senses[key] for key in _keys(group, text) if key in senses), None
    )


def _keys(group: str, text: str) -> Iterator[str]:
    """The spellings to look up, most specific first: 复查情况日期, 复查日期, 日期复查, 日期."""
    for written in (text, REMARK_IN_BRACKETS.sub("", text)):
        own, above = heading_key(written), heading_key(group)
        if above:
            short = GROUP_WORDS.sub("", above)
            yield from (above + own, short + own, own + short)
        yield own


def _kind(sheet: Sheet, header: Header, sense: Callable[[str, str], Sense]) -> Kind:
    senses = [sense(heading.group, heading.text) for heading in header.headings]
    fields = {one for one in senses if isinstance(one, str)}
    for one in senses:
        fields |= set(one.fields) if isinstance(one, AmbiguousHeading) else set()
    if fields >= TELLS_SUPERVISION:
        kind = Kind.SUPERVISION
    elif fields & TELLS_RECHECKS:
        return Kind.RECHECK_STATUS
    elif "conclusion" in fields:
        kind = Kind.EXAM_RECORDS
    else:
        raise Unplaceable(AMBIGUOUS_KIND, sheet=sheet.title)
    raise Unplaceable(LATER_KIND, sheet=sheet.title, kind=KIND_NAMES[kind])


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
) -> dict[Heading, str | None]:
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
    meant: Mapping[Heading, str | None], sheet: Sheet, header: Header, names: Mapping[str, str]
) -> dict[str, Heading]:
    """One column per field; of two that claim it, the one with anything below its heading."""
    below = sheet.cells.slice(header.last_row)
    fields: dict[str, Heading] = {}
    for heading, field in meant.items():
        rival = fields.get(field) if field else None
        if not field or (rival and (field in FREE_TEXT or _is_empty(below, heading))):
            continue
        if rival and not _is_empty(below, rival):
            raise Unplaceable(
                CLAIMED_TWICE,
                sheet=sheet.title,
                columns=f"{rival.column}（{rival.text}）、{heading.column}（{heading.text}）",
                heading=names[field],
            )
        fields[field] = heading
    return fields


def _is_empty(below: pl.DataFrame, heading: Heading) -> bool:
    return below[heading.column].is_null().all()


def _refuse_missing(fields: Mapping[str, Heading], columns: list[Column], sheet: Sheet) -> None:
    missing = [
        column.heading
        for column in columns
        if column.required and column.field not in fields.keys() | FOUND_ELSEWHERE
    ]
    if missing:
        raise Unplaceable(MISSING, sheet=sheet.title, headings="、".join(missing))
