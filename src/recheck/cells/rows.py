"""`type_rows`: the mapped text of a sheet as typed columns and findings."""

from collections.abc import Mapping

import polars as pl

from recheck.cells import text
from recheck.cells.answers import AnswerReader
from recheck.cells.conclusions import ConclusionReader
from recheck.cells.dates import type_dates
from recheck.cells.deadlines import DeadlineReader
from recheck.cells.hazards import HazardReader
from recheck.cells.id_numbers import type_id_numbers
from recheck.cells.labels import type_label
from recheck.cells.lookup import (
    Typed,
    as_parameters,
    findings_of,
    joined,
    no_findings,
    read_each,
)
from recheck.cells.phones import type_phone
from recheck.cells.places import PlaceReader
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
DATES = ("exam_date", "reported_on", "notified_on", "delivered_on", "disposed_on")
LABELS = ("industry", "scale", "economic_type", "exam_type", "notice_method")
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
    words = _vocabularies(rulebook, profile)
    typed = joined(
        [
            _written(cells),
            *(type_dates(cells, field) for field in DATES),
            *(type_label(cells, field, words[field]) for field in LABELS),
            *(_usccs(cells, field) for field in USCCS),
            type_id_numbers(cells, words["id_type"]),
            type_phone(cells, rulebook.region.phone_area),
            _places(cells, rulebook),
            _hazards(cells, rulebook),
            _deadlines(cells, words),
            _initial_conclusion(cells, words),
            _answers(cells, words),
        ]
    )
    rows = typed.columns.select(VALUE_SCHEMA.keys()).cast(VALUE_SCHEMA)  # type: ignore[arg-type]
    return rows.insert_column(0, cells["row"]), typed.findings


def _cells(raw: pl.DataFrame, nothing: Vocabulary) -> pl.DataFrame:
    """`row` and every field, trimmed; fields that the sheet lacks are null."""
    columns = [
        text.trimmed(raw[field], nothing)
        if field in raw.columns
        else pl.Series(field, [None], pl.String).new_from_index(0, raw.height)
        for field in FIELDS
    ]
    return pl.DataFrame([raw["row"], *columns])


def _vocabularies(rulebook: Rulebook, profile: Profile | None) -> Mapping[str, Vocabulary]:
    """The rulebook's vocabularies with the institution's own spellings."""
    own = profile.values if profile else {}
    return {
        name: words.extended(own[name]) if name in own else words
        for name, words in rulebook.vocabularies.items()
    }


def _written(cells: pl.DataFrame) -> Typed:
    """Columns that stay as written, the keys of names, and plain numbers of documents."""
    columns = cells.select(AS_WRITTEN).with_columns(
        text.name_key(cells["worker"]).alias("worker_key"),
        text.enterprise_key(cells["enterprise"]).alias("enterprise_key"),
        *(text.number_key(cells[field]) for field in NUMBERS),
    )
    return Typed(columns, no_findings())


def _usccs(cells: pl.DataFrame, field: str) -> Typed:
    read = read_each(cells.select(field), lambda code: (read_uscc(code),), {field: pl.String()})
    wrong = cells[field].is_not_null() & read[field].is_null()
    codes = pl.select(pl.when(wrong).then(pl.lit("uscc_malformed"))).to_series()
    return Typed(read, findings_of(cells["row"], field, codes))


def _places(cells: pl.DataFrame, rulebook: Rulebook) -> Typed:
    schema = {name: pl.String() for name in ("district", "town", "district_code", "town_code")}
    read = read_each(cells.select("district", "town"), PlaceReader(rulebook.region).read, schema)
    findings = [
        findings_of(cells["row"], field, read[f"{field}_code"]) for field in ("district", "town")
    ]
    return Typed(read.select("district", "town"), pl.concat(findings))


def _hazards(cells: pl.DataFrame, rulebook: Rulebook) -> Typed:
    reader = HazardReader(rulebook.hazards, rulebook.vocabularies["nothing"])

    def read_cell(written: str) -> tuple[list[str], str | None, str | None]:
        hazards, unknown = reader.read(written)
        if not unknown:
            return hazards, None, None
        return hazards, "hazard_unknown", as_parameters(hazard="、".join(unknown))

    schema = {"hazards": VALUE_SCHEMA["hazards"], **CODE, "parameters": pl.String()}
    read = read_each(cells.select("hazards"), read_cell, schema)
    found = findings_of(cells["row"], "hazards", read["code"], read["parameters"])
    return Typed(read.select(pl.col("hazards").fill_null([])), found)


def _deadlines(cells: pl.DataFrame, words: Mapping[str, Vocabulary]) -> Typed:
    reader = DeadlineReader(words["vague_deadline"], words["deadline_filler"])
    parts = ("deadline_mode", "deadline_on", "deadline_amount", "deadline_unit")
    schema = {name: VALUE_SCHEMA[name] for name in parts} | CODE
    read = read_each(cells.select("deadline"), reader.read, schema)
    as_text = cells["deadline"].str.normalize("NFKC").alias("deadline_text")
    columns = read.select(parts).with_columns(as_text)
    return Typed(columns, findings_of(cells["row"], "deadline", read["code"]))


def _conclusion_reader(words: Mapping[str, Vocabulary]) -> ConclusionReader:
    return ConclusionReader(words["conclusion"], words["recheck_prefix"])


def _conclusion(cells: pl.DataFrame, field: str, words: Mapping[str, Vocabulary]) -> Typed:
    """The column `field` and `recheck_again`."""
    reader = _conclusion_reader(words)
    schema = {field: pl.String(), "recheck_again": pl.Boolean()} | CODE
    read = read_each(cells.select(field), reader.read, schema)
    found = findings_of(cells["row"], field, read["code"])
    return Typed(read.select(field, "recheck_again"), found)


def _initial_conclusion(cells: pl.DataFrame, words: Mapping[str, Vocabulary]) -> Typed:
    typed = _conclusion(cells, "conclusion", words)
    return Typed(typed.columns.select("conclusion"), typed.findings)


def _answers(cells: pl.DataFrame, words: Mapping[str, Vocabulary]) -> Typed:
    """是否复查, with date, reason and conclusion of the recheck, which it fills where silent."""
    reader = AnswerReader(words["yes_no"], words["reason"], _conclusion_reader(words))
    schema = {"said": pl.String(), "on": pl.Date(), "because": pl.String(), "result": pl.String()}
    said = read_each(cells.select("rechecked"), reader.read, schema | CODE)
    parts = [
        type_dates(cells, "rechecked_on"),
        type_label(cells, "reason", words["reason"]),
        _conclusion(cells, "recheck_conclusion", words),
    ]
    again = words["conclusion"].codes["recheck"]
    columns = pl.concat([said, *(part.columns for part in parts)], how="horizontal").select(
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
    return Typed(columns, pl.concat([answers, *(part.findings for part in parts)]))
