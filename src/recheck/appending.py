"""An upload's frames into the store's rows: numbered, people apart, identities hashed."""

from dataclasses import dataclass

import polars as pl
from duckdb import DuckDBPyConnection

from recheck import findings
from recheck.hashes import keyed
from recheck.identity import case_codes
from recheck.model import ROW_SCHEMA, Upload
from recheck.transfer import append

PERSON = ("worker", "id_number", "phone", "contact", "contact_phone", "address", "remark")
"""The fields that only `row_person` holds."""
APART = (*PERSON, "worker_key", "id_valid", "hazards", "repeats")
SUBMISSION = ("institution", "period", "kind")
PLACE = ("sheet", "sheet_no", "row", "fate")
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Appender:
    """Appends one upload, as file `file_no`; row numbers follow `last_row_no`."""

    connection: DuckDBPyConnection
    key: bytes
    file_no: int
    last_row_no: int

    def append(self, upload: Upload, versions: pl.DataFrame, said_before: pl.DataFrame) -> None:
        """Store rows, people, hazards and findings.

        `versions`: version_no, institution, period, kind. `said_before`: institution, period, kind, content_hash
        of the rows that this file joins; a row that says the same is a duplicate.
        """
        numbered = self._numbered(upload.rows, versions)
        rows = _repeats_marked(numbered.with_columns(self._hashes(numbered)), said_before)
        append(self.connection, "row_read", rows.drop(APART))
        append(self.connection, "row_person", rows.select("row_no", *PERSON))
        append(self.connection, "row_hazard", _exploded(rows))
        append(self.connection, "sheet_row", upload.other_rows.with_columns(self._file()))
        append(
            self.connection, "finding", with_severity(upload.findings).with_columns(self._file())
        )
        append(
            self.connection,
            "hazard",
            upload.hazards.with_columns(reading_hash=pl.lit(upload.reading_rules)),
        )

    def _file(self) -> pl.Expr:
        return pl.lit(self.file_no, pl.Int64).alias("file_no")

    def _numbered(self, rows: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
        numbered = (
            rows.sort("sheet_no", "row")
            .with_row_index("row_no", offset=self.last_row_no + 1)
            .with_columns(pl.col("row_no").cast(pl.Int64), self._file())
        )
        return numbered.join(
            versions, on=SUBMISSION, how="left", maintain_order="left"
        )

    def _hashes(self, rows: pl.DataFrame) -> list[pl.Series]:
        number = pl.concat_str("id_type", "id_number", separator=SEPARATOR)
        told = rows.select(
            id_hash=pl.when("id_valid").then(number),
            name_hash="worker_key",
            phone_hash="phone",
            content_hash=_content(),
        )
        return [
            *(keyed(told[name], self.key).alias(name) for name in told.columns),
            case_codes(rows["row_no"]),
        ]


def _content() -> pl.Expr:
    """All mapped fields of a row as one text: equal exactly when the row says the same."""
    fields = [name for name in ROW_SCHEMA if name not in PLACE]
    texts = [
        pl.col(name).list.join(";") if name == "hazards" else pl.col(name).cast(pl.String)
        for name in fields
    ]
    return pl.concat_str([text.fill_null("") for text in texts], separator=SEPARATOR)


def _repeats_marked(rows: pl.DataFrame, said_before: pl.DataFrame) -> pl.DataFrame:
    """Rows with `repeats`: whether the joined version said the same before; then they are duplicates."""
    known = said_before.unique().with_columns(repeats=pl.lit(value=True))
    marked = rows.join(known, on=[*SUBMISSION, "content_hash"], how="left", maintain_order="left")
    repeats = pl.col("repeats").fill_null(value=False) & (pl.col("fate") == "accepted")
    return marked.with_columns(repeats=repeats).with_columns(
        fate=pl.when("repeats").then(pl.lit("duplicate")).otherwise("fate")
    )


def _repeats(rows: pl.DataFrame) -> pl.DataFrame:
    """The note that each repeated row leaves; FINDING_SCHEMA."""
    return rows.filter("repeats").select(
        "sheet",
        "row",
        column=pl.lit(None, pl.String),
        heading=pl.lit(None, pl.String),
        code=pl.lit("repeats_version"),
        parameters=pl.lit("{}"),
    )


def _exploded(rows: pl.DataFrame) -> pl.DataFrame:
    hazards = rows.filter(pl.col("fate") == "accepted").select("row_no", hazard="hazards")
    return hazards.explode("hazard").drop_nulls()


def with_severity(found: pl.DataFrame) -> pl.DataFrame:
    """Findings with the severity of their code."""
    severities = {kind.code: kind.severity.value for kind in findings.KINDS}
    return found.with_columns(
        severity=pl.col("code").replace_strict(severities, return_dtype=pl.String)
    )
