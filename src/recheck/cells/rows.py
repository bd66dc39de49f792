"""`type_rows`: the mapped text of a sheet as typed columns and findings."""

import polars as pl

from recheck.cells import text
from recheck.cells.lookup import (
    NO_FINDINGS,
    CellReader,
    Typed,
    empty_columns,
    findings_at,
    findings_of,
    joined,
)
from recheck.cells.marks import marks_in_columns
from recheck.cells.people import type_people
from recheck.cells.phones import MOBILE
from recheck.cells.readers import BETWEEN, Readers, readers_for
from recheck.cells.visits import type_visits
from recheck.model import ROW_SCHEMA, Kind
from recheck.rulebook import Profile, Rulebook

NOT_FROM_CELLS = ("sheet", "sheet_no", "row", "fate", "kind", "institution", "period")
VALUE_SCHEMA = {name: kind for name, kind in ROW_SCHEMA.items() if name not in NOT_FROM_CELLS}
"""The value columns of ROW_SCHEMA that this package fills."""

FIELDS = [*VALUE_SCHEMA, "deadline", "check_type", "is_recheck"]
AS_WRITTEN = [
    "enterprise",
    "address",
    "contact",
    "contact_phone",
    "user_unit",
    "worker",
    "sex",
    "age",
    "job",
    "exposure_years",
    "abnormal_items",
    "recheck_items",
    "recheck_institution",
    "disposition",
    "remark",
]
NUMBERS = ["case_id", "exam_no", "recheck_exam_no", "first_exam_no"]
DATES = (
    "exam_date",
    "reported_on",
    "notified_on",
    "delivered_on",
    "disposed_on",
    "rechecked_on",
)
LABELS = ("industry", "scale", "economic_type", "notice_method")
USCCS = ("uscc", "user_unit_uscc")


def type_rows(
    raw: pl.DataFrame,
    rulebook: Rulebook,
    profile: Profile | None = None,
    kind: str = Kind.RECHECK_STATUS,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Typed rows (`row` and VALUE_SCHEMA) and findings (CELL_FINDINGS), in the order of `raw`.

    `raw`: `row` and one String column per mapped field; other columns are left alone. A wrong cell
    becomes null and a finding; what is wrong between cells of a row is for `checks`.
    """
    cells = _cells(raw)
    readers = readers_for(rulebook, profile)
    written, dates = _written(cells, readers), _dates(cells, readers.date)
    is_exam = kind == Kind.EXAM_RECORDS
    own = type_visits(cells, readers) if is_exam else _follow_up(cells, dates, readers)
    typed = joined(
        [
            Typed(cells.select("row"), marks_in_columns(cells)),
            Typed(written.columns.drop("worker"), written.findings),
            type_people(cells, written.columns["worker"], readers),
            _employers(written.columns, cells["row"], readers),
            _numbers(cells),
            _phones(cells, readers.phone),
            _places(cells, readers.place),
            *(_labels(cells, field, readers) for field in LABELS),
            *(_read(cells, field, readers.uscc) for field in USCCS),
            Typed(dates.columns.drop("rechecked_on"), dates.findings),
            own,
        ]
    )
    lacking = {name: one for name, one in VALUE_SCHEMA.items() if name not in typed.columns.columns}
    columns = typed.columns.hstack(empty_columns(lacking, raw.height))
    return columns[["row", *VALUE_SCHEMA]], typed.findings


def _follow_up(cells: pl.DataFrame, dates: Typed, readers: Readers) -> Typed:
    """What a 复查落实情况表 says in its own way: hazards, exam, deadline and recheck."""
    return joined(
        [
            _hazards(cells, readers.hazards),
            _labels(cells, "exam_type", readers),
            _read(cells, "deadline", readers.deadline),
            _initial_conclusion(cells, readers.conclusion),
            _recheck(cells, dates.columns["rechecked_on"], readers),
        ]
    )


def _cells(raw: pl.DataFrame) -> pl.DataFrame:
    """`row` and every field; fields that the sheet lacks are null."""
    there = raw.select("row", *(field for field in FIELDS if field in raw.columns))
    lacking = {field: pl.String() for field in FIELDS if field not in raw.columns}
    return there.hstack(empty_columns(lacking, raw.height))


def _written(cells: pl.DataFrame, readers: Readers) -> Typed:
    """Columns that stay as written, without blanks around; null where they say nothing."""
    columns = text.trimmed(cells.select(AS_WRITTEN), readers.empty | readers.ditto)
    emptied = (one for one in columns if one.null_count() > cells[one.name].null_count())
    found = [_pointing(cells, one.name, readers) for one in emptied]
    return Typed(columns, pl.concat([NO_FINDINGS, *found]))


def _pointing(cells: pl.DataFrame, field: str, readers: Readers) -> pl.DataFrame:
    """The findings of cells that point at the row above."""
    is_pointing = cells[field].str.strip_chars(text.EDGES).is_in(sorted(readers.ditto))
    return findings_at(cells["row"].filter(is_pointing), field, "ditto")


def _employers(written: pl.DataFrame, rows: pl.Series, readers: Readers) -> Typed:
    """The key of the employer's name; a dispatch firm is asked once where its workers work."""
    key = text.enterprise_key(written["enterprise"]).alias("enterprise_key")
    names = key.unique()
    firms = names.filter(names.str.contains_any(sorted(readers.words["dispatch_firm"].ignored)))
    if firms.is_empty():
        return Typed(key.to_frame(), NO_FINDINGS)
    silent = key.is_in(firms) & written["user_unit"].is_null() & key.is_first_distinct()
    first = rows.filter(silent.fill_null(value=False))
    found = findings_at(first, "user_unit", "dispatch_as_employer")
    return Typed(key.to_frame(), found)


def _numbers(cells: pl.DataFrame) -> Typed:
    """The plain numbers of documents."""
    return Typed(pl.DataFrame([text.number_key(cells[field]) for field in NUMBERS]), NO_FINDINGS)


def _read(cells: pl.DataFrame, field: str, reader: CellReader) -> Typed:
    """What `reader` makes of one field; its column `value` is named after the field."""
    read = reader.each(cells[field])
    parameters = read["parameters"] if "parameters" in read.columns else None
    found = findings_of(cells["row"], field, read["code"], parameters)
    values = (one for one in read if one.name not in ("code", "parameters"))
    columns = [one.alias(field) if one.name == "value" else one for one in values]
    return Typed(pl.DataFrame(columns), found)


def _labels(cells: pl.DataFrame, field: str, readers: Readers) -> Typed:
    return _read(cells, field, readers.labels[field])


def _phones(cells: pl.DataFrame, reader: CellReader) -> Typed:
    """The workers' phones: mobiles as they are, everything else read one by one."""
    phone = cells["phone"]
    plain = phone.str.contains(MOBILE).fill_null(value=False)
    odd = cells.select("row", phone.set(plain, None))
    read = _read(odd, "phone", reader)
    typed = phone.zip_with(plain, read.columns["phone"])
    return Typed(typed.to_frame(), read.findings)


def _places(cells: pl.DataFrame, reader: CellReader) -> Typed:
    both = (pl.col(field).fill_null("") for field in ("district", "town"))
    read = reader.each(cells.select(pl.concat_str(both, separator=BETWEEN)).to_series())
    findings = [
        findings_of(cells["row"], field, read[f"{field}_code"]) for field in ("district", "town")
    ]
    return Typed(read.select("district", "town"), pl.concat(findings))


def _hazards(cells: pl.DataFrame, reader: CellReader) -> Typed:
    read = _read(cells, "hazards", reader)
    return Typed(read.columns.select(pl.col("hazards").fill_null([])), read.findings)


def _dates(cells: pl.DataFrame, reader: CellReader) -> Typed:
    """All dates together: sheets name the same days again and again."""
    written = pl.concat([cells[field].alias("on") for field in DATES])
    read = reader.each(written)
    days, codes = (_by_field(read[name]) for name in ("value", "code"))
    codes = codes.with_columns(pl.col("exam_date").str.replace("^date_", "exam_date_"))
    found = [findings_of(cells["row"], one.name, one) for one in codes]
    return Typed(days, pl.concat(found))


def _by_field(column: pl.Series) -> pl.DataFrame:
    """A column of all DATES, one after the other, as a column for each."""
    height = column.len() // len(DATES)
    return pl.DataFrame(
        [column.slice(place * height, height).alias(field) for place, field in enumerate(DATES)]
    )


def _initial_conclusion(cells: pl.DataFrame, reader: CellReader) -> Typed:
    typed = _read(cells, "conclusion", reader)
    return Typed(typed.columns.select("conclusion"), typed.findings)


def _recheck(cells: pl.DataFrame, on: pl.Series, readers: Readers) -> Typed:
    """是否复查, with date, reason and conclusion of the recheck, which it fills where silent."""
    said = _read(cells, "rechecked", readers.answer)
    concluded = _read(cells, "recheck_conclusion", readers.conclusion)
    reason = _labels(cells, "reason", readers)
    again = readers.words["conclusion"].codes["recheck"]
    parts = (said, concluded, reason)
    known = pl.concat([on.to_frame(), *(part.columns for part in parts)], how="horizontal")
    columns = known.select(
        "rechecked",
        rechecked_on=pl.coalesce("rechecked_on", "on"),
        reason=pl.coalesce("reason", "because"),
        recheck_conclusion=pl.coalesce("recheck_conclusion", "result"),
        recheck_again=pl.coalesce(
            "again",
            pl.col("result").str.split(";").list.contains(again),
            pl.lit(value=False),
        ),
    )
    return Typed(columns, pl.concat([part.findings for part in parts]))
