"""Reading each distinct value of a column once, and noting what is wrong with it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

CELL_FINDINGS: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "field": pl.String(),
    "code": pl.String(),
    "parameters": pl.String(),
}
"""One row per finding; `parameters` is a JSON object for the sentence."""

NO_FINDINGS = pl.DataFrame(schema=CELL_FINDINGS)
NO_PARAMETERS = "{}"
CELLS_KEPT = 1 << 14
"""Cells that a reader remembers; beyond the words of a whole half-year."""


@dataclass(frozen=True)
class Readings:
    """Cells that were read, and what each of them says."""

    words: pl.Enum
    said: pl.DataFrame

    def places(self, cells: pl.Series) -> pl.Series:
        """Where the words of cells stand among these; null where they do not, or are empty."""
        words = pl.all().cast(self.words, strict=False)
        return cells.to_frame().select(words.to_physical()).to_series()

    def with_words(self, words: pl.Series, said: pl.DataFrame) -> "Readings":
        """These, and others after them."""
        known = pl.concat([self.words.categories, words])
        return Readings(pl.Enum(known), pl.concat([self.said, said]))


class CellReader:
    """Reads each distinct cell once and remembers it: sheets repeat themselves and each other,
    so that a careful reader in plain Python is fast enough.

    `read`: what a cell says, in the order of `columns` (name → type).
    """

    def __init__(
        self, read: Callable[[str], tuple[object, ...]], columns: Mapping[str, pl.DataType]
    ) -> None:
        self.read = read
        self._columns = dict(columns)
        self._nothing = Readings(pl.Enum([]), pl.DataFrame(schema=self._columns))
        self._known = self._nothing

    def each(self, cells: pl.Series) -> pl.DataFrame:
        """One row of the columns per cell; nulls where it is empty."""
        if cells.null_count() == cells.len():
            return empty_columns(self._columns, cells.len())
        known = self._known
        if known.said.height > CELLS_KEPT:
            known = self._nothing
        places = known.places(cells)
        if places.null_count() > cells.null_count():
            unknown = cells.filter(places.is_null()).drop_nulls().unique()
            known = known.with_words(unknown, self._readings(unknown))
            places = known.places(cells)
        self._known = known
        return known.said[places]

    def _readings(self, words: pl.Series) -> pl.DataFrame:
        said = [self.read(word) for word in words]
        return pl.DataFrame(said, schema=self._columns, orient="row")


@dataclass(frozen=True)
class Typed:
    """What one step makes of its cells: columns as long as the sheet, and findings."""

    columns: pl.DataFrame
    findings: pl.DataFrame


def overlaid(
    columns: pl.DataFrame, places: pl.Series, readings: Sequence[tuple[object, ...]]
) -> pl.DataFrame:
    """`columns`, with `readings` in the rows where `places` is true."""
    if not readings:
        return columns
    read = pl.DataFrame(readings, schema=columns.schema, orient="row")
    rows = places.arg_true()
    return pl.DataFrame([one.clone().scatter(rows, read[one.name]) for one in columns])


def empty_columns(schema: Mapping[str, pl.DataType], height: int) -> pl.DataFrame:
    """`height` rows of nulls."""
    return pl.DataFrame(
        [pl.Series(name, [None], kind).new_from_index(0, height) for name, kind in schema.items()]
    )


def findings_of(
    rows: pl.Series,
    field: str,
    codes: pl.Series,
    parameters: pl.Series | None = None,
) -> pl.DataFrame:
    """CELL_FINDINGS of one field: one wherever `codes` is not null."""
    if codes.null_count() == codes.len():
        return NO_FINDINGS
    told = pl.lit(NO_PARAMETERS) if parameters is None else parameters.fill_null(NO_PARAMETERS)
    return (
        pl.DataFrame({"row": rows, "code": codes})
        .with_columns(parameters=told, field=pl.lit(field))
        .filter(pl.col("code").is_not_null())
        .select(CELL_FINDINGS.keys())
        .cast(CELL_FINDINGS)  # type: ignore[arg-type]
    )


def findings_at(rows: pl.Series, field: str, code: str) -> pl.DataFrame:
    """CELL_FINDINGS of one field and code, one for each of `rows`."""
    if rows.is_empty():
        return NO_FINDINGS
    words = {"field": field, "code": code, "parameters": NO_PARAMETERS}
    return (
        rows.alias("row")
        .to_frame()
        .with_columns(pl.lit(text).alias(name) for name, text in words.items())
    )


def as_parameters(**words: object) -> str:
    """The words of a finding's sentence as JSON."""
    return json.dumps(words, ensure_ascii=False)


def joined(parts: Sequence[Typed]) -> Typed:
    """The columns of all parts side by side, their findings one after the other."""
    return Typed(
        pl.concat([part.columns for part in parts], how="horizontal"),
        pl.concat([part.findings for part in parts]),
    )
