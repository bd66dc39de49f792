"""An upload made ready for the store, by whoever reads it: identities hashed, rows in a file."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import polars as pl

from recheck.hashes import keyed
from recheck.model import ROW_SCHEMA, Fate, Upload

PLACE = ("sheet", "sheet_no", "row", "fate")
OF_EXAM_RECORDS = ("visit", "first_exam_no", "recheck_hazards")
"""Empty on other kinds of sheet, which say the same as before these fields were read."""
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Prepared:
    """An upload whose rows wait, in order and with the hashes they are matched by, in a Parquet
    file; `held`: those that cannot be placed."""

    upload: Upload
    rows: Path
    held: int
    height: int
    """How many rows wait."""

    @property
    def joins(self) -> bool:
        """Whether it supplements what was reported, by what it says itself."""
        return any(claim.joins for claim in self.upload.claims)

    def discard(self) -> None:
        """Delete what waits."""
        self.rows.unlink()


def prepare(upload: Upload, key: bytes, folder: Path) -> Prepared:
    """Hash what must be hashed; needs no store, so that readers can do it ahead."""
    rows = upload.rows.sort("sheet_no", "row")
    held = rows.filter(pl.col("fate") == Fate.HELD.value).height
    rest = replace(upload, source=replace(upload.source, content=b""), rows=rows.clear())
    return Prepared(rest, written(hashed(rows, key), folder), held, rows.height)


def written(rows: pl.DataFrame, folder: Path) -> Path:
    """Rows in a new file of `folder`."""
    path = folder / f"{uuid4().hex}.parquet"
    rows.write_parquet(path, compression="uncompressed", statistics=False)
    return path


def hashed(rows: pl.DataFrame, key: bytes) -> pl.DataFrame:
    """`rows` (ROW_SCHEMA) with the keyed hashes of identity, name, phone and content."""
    number = pl.concat_str("id_type", "id_number", separator=SEPARATOR)
    told = rows.select(
        id_hash=pl.when("id_valid").then(number),
        name_hash="worker_key",
        phone_hash="phone",
        content_hash=_content(rows),
    )
    return rows.with_columns(keyed(column, key) for column in told)


def _content(rows: pl.DataFrame) -> pl.Expr:
    """All mapped fields of a row as one text: equal exactly when the row says the same."""
    fields = [name for name in ROW_SCHEMA if name not in (*PLACE, *OF_EXAM_RECORDS)]
    told = pl.concat_str([_filled(rows[name]) for name in fields], separator=SEPARATOR)
    return pl.concat_str(told, *map(_text, OF_EXAM_RECORDS), separator=SEPARATOR, ignore_nulls=True)


def _filled(column: pl.Series) -> pl.Expr:
    """The texts of a column, "" where it says nothing."""
    empty = column.null_count()
    if empty == column.len():
        return pl.lit("")
    return _text(column.name).fill_null("") if empty else _text(column.name)


def _text(field: str) -> pl.Expr:
    is_list = isinstance(ROW_SCHEMA[field], pl.List)
    return pl.col(field).list.join(";") if is_list else pl.col(field).cast(pl.String)
