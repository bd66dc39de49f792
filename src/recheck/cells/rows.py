"""`type_rows`: the mapped text of a sheet as typed columns and findings."""

import polars as pl

from recheck.cells import text
from recheck.cells.dates import type_dates
from recheck.cells.id_numbers import type_id_numbers
from recheck.cells.labels import type_label
from recheck.cells.lookup import (
    NO_FINDINGS,
    Typed,
    empty_columns,
    findings_of,
    joined,
    read_each,
)
from recheck.cells.phones import type_phone
from recheck.cells.readers import Readers, readers_for
from recheck.cells.uscc import read_uscc
from recheck.model import ROW_SCHEMA
from recheck.rulebook import Profile, Rulebook, Vocabulary

NOT_FROM_CELLS = ("sheet", "sheet_no", "row", "fate", "kind", "institution", "period")
VALUE_SCHEMA = {name: kind for name, kind in ROW_SCHEMA.items() if name not in NOT_FROM_CELLS}
"""The value columns of ROW_SCHEMA that this package fills."""

FIELDS = [*VALUE_SCHEMA, "deadline"]
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
NUMBERS = ("case_id", "exam_no", "recheck_exam_no")
DATES = ("exam_date", "reported_on", "notified_on", "delivered_on", "rechecked_on", "disposed_on")
LABELS = ("industry", "scale", "economic_type", "exam_type", "notice_method", "reason")
USCCS = ("uscc", "user_unit_uscc")

CODE = {"code": pl.String()}


def type_rows(
    raw: pl.DataFrame, rulebook: Rulebook, profile: Profile | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Typed rows (`row` and VALUE_SCHEMA) and findings (CELL_FINDINGS), in the order of `raw`.

    `raw`: `row` and one String column per mapped field; other columns are left alone. A wrong cell
    becomes null and a finding; what is wrong between cells of a row is for `checks`.
    """
    cells = _cells(raw, rulebook.vocabularies["nothing"])
    readers = readers_for(rulebook, profile)
    dates = type_dates(cells, DATES)
    labels = joined([type_label(cells, field, readers.labels[field]) for field in LABELS])
    typed = joined(
        [
            _written(cells),
            Typed(dates.columns.drop("rechecked_on"), dates.findings),
            Typed(labels.columns.drop("reason"), labels.findings),
            *(_usccs(cells, field) for field in USCCS),
            _id_numbers(cells, readers),
            type_phone(cells, rulebook.region.phone_area),
            _places(cells, readers),
            _hazards(cells, readers),
            _deadlines(cells, readers),
            _initial_conclusion(cells, readers),
            _answers(cells, dates.columns["rechecked_on"], labels.columns["reason"], readers),
        ]
    )
    rows = typed.columns.select(VALUE_SCHEMA.keys()).cast(VALUE_SCHEMA)  # type: ignore[arg-type]
    return rows.insert_column(0, cells["row"]), typed.findings


def _cells(raw: pl.DataFrame, nothing: Vocabulary) -> pl.DataFrame:
    """`row` and every field, trimmed; fields that the sheet lacks are null."""
    written = text.trimmed(raw.select(field for field in FIELDS if field in raw.columns), nothing)
    lacking = {field: pl.String() for field in FIELDS if field not in raw.columns}
    empty = empty_columns(lacking, raw.height)
    return pl.concat([raw.select("row"), written, empty], how="horizontal")


def _written(cells: pl.DataFrame) -> Typed:
    """Columns that stay as written, the keys of names, and plain numbers of documents."""
    columns = cells.select(AS_WRITTEN).with_columns(
        text.name_key(cells["worker"]).alias("worker_key"),
        text.enterprise_key(cells["enterprise"]).alias("enterprise_key"),
        *(text.number_key(cells[field]) for field in NUMBERS),
    )
    return Typed(columns, NO_FINDINGS)


def _usccs(cells: pl.DataFrame, field: str) -> Typed:
    read = read_each(cells.select(field), lambda code: (read_uscc(code),), {field: pl.String()})
    wrong = cells[field].is_not_null() & read[field].is_null()
    codes = pl.select(pl.when(wrong).then(pl.lit("uscc_malformed"))).to_series()
    return Typed(read, findings_of(cells["row"], field, codes))


def _id_numbers(cells: pl.DataFrame, readers: Readers) -> Typed:
    stated = type_label(cells, "id_type", readers.labels["id_type"])
    return type_id_numbers(cells, stated, readers.words["id_type"])


def _places(cells: pl.DataFrame, readers: Readers) -> Typed:
    schema = {name: pl.String() for name in ("district", "town", "district_code", "town_code")}
    read = read_each(cells.select("district", "town"), readers.place, schema)
    findings = [
        findings_of(cells["row"], field, read[f"{field}_code"]) for field in ("district", "town")
    ]
    return Typed(read.select("district", "town"), pl.concat(findings))


def _hazards(cells: pl.DataFrame, readers: Readers) -> Typed:
    schema = {"hazards": VALUE_SCHEMA["hazards"], **CODE, "parameters": pl.String()}
    read = read_each(cells.select("hazards"), readers.hazards, schema)
    found = findings_of(cells["row"], "hazards", read["code"], read["parameters"])
    return Typed(read.select(pl.col("hazards").fill_null([])), found)


def _deadlines(cells: pl.DataFrame, readers: Readers) -> Typed:
    parts = ("deadline_mode", "deadline_on", "deadline_amount", "deadline_unit")
    schema = {name: VALUE_SCHEMA[name] for name in parts} | CODE
    read = read_each(cells.select("deadline"), readers.deadline, schema)
    as_text = text.without_midnight(cells["deadline"].str.normalize("NFKC"))
    columns = read.select(parts).with_columns(as_text.alias("deadline_text"))
    return Typed(columns, findings_of(cells["row"], "deadline", read["code"]))


def _conclusion(cells: pl.DataFrame, field: str, readers: Readers) -> Typed:
    """The column `field` and `recheck_again`."""
    schema = {field: pl.String(), "recheck_again": pl.Boolean()} | CODE
    read = read_each(cells.select(field), readers.conclusion, schema)
    found = findings_of(cells["row"], field, read["code"])
    return Typed(read.select(field, "recheck_again"), found)


def _initial_conclusion(cells: pl.DataFrame, readers: Readers) -> Typed:
    typed = _conclusion(cells, "conclusion", readers)
    return Typed(typed.columns.select("conclusion"), typed.findings)


def _answers(cells: pl.DataFrame, on: pl.Series, reason: pl.Series, readers: Readers) -> Typed:
    """是否复查, with date, reason and conclusion of the recheck, which it fills where silent."""
    schema = {"said": pl.String(), "on": pl.Date(), "because": pl.String(), "result": pl.String()}
    said = read_each(cells.select("rechecked"), readers.answer, schema | CODE)
    concluded = _conclusion(cells, "recheck_conclusion", readers)
    again = readers.words["conclusion"].codes["recheck"]
    known = said.with_columns(rechecked_on=on, reason=reason)
    columns = pl.concat([known, concluded.columns], how="horizontal").select(
        rechecked="said",
        rechecked_on=pl.coalesce("rechecked_on", "on"),
        reason=pl.coalesce("reason", "because"),
        recheck_conclusion=pl.coalesce("recheck_conclusion", "result"),
        recheck_again=pl.coalesce(
            "recheck_again",
            pl.col("result").str.split(";").list.contains(again),
            pl.lit(value=False),
        ),
    )
    answers = findings_of(cells["row"], "rechecked", said["code"])
    return Typed(columns, pl.concat([answers, concluded.findings]))
