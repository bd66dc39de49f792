"""Frames into DuckDB and out of it through Parquet files.

DuckDB reads frames only with pyarrow, and the frames it hands out through Arrow outlive it noisily.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection


def fill_table(connection: DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Replace the temporary `table` by `frame`, columns as they are named."""
    with parquet(frame) as path:
        connection.execute(
            f"create or replace temp table {table} as from read_parquet($path)", {"path": path}
        )


def append(connection: DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Append `frame` to `table`, columns by name; the table's other columns stay empty."""
    with parquet(frame) as path:
        connection.execute(f"insert into {table} by name from read_parquet($path)", {"path": path})


def fetched(connection: DuckDBPyConnection, query: str, **given: object) -> pl.DataFrame:
    """The rows of `query` as a frame, in its order; `given`: the values of its $names."""
    with _temporary_file() as path:
        copy = f"copy ({query}\n) to $path (format parquet, compression uncompressed)"
        connection.execute(copy, {"path": path, **given})
        return pl.read_parquet(path)


def last_number(connection: DuckDBPyConnection, column: str, table: str) -> int:
    """The number that was given last; 0 before the first."""
    found = connection.execute(f"select coalesce(max({column}), 0) from {table}")
    return int(found.fetchall()[0][0])


@contextmanager
def parquet(frame: pl.DataFrame) -> Iterator[str]:
    """The path of a Parquet file that holds `frame` for a while."""
    with _temporary_file() as path:
        frame.write_parquet(path, compression="uncompressed")
        yield path


@contextmanager
def _temporary_file() -> Iterator[str]:
    """The path of a file that others may write and read, also where open files are locked."""
    handle, path = tempfile.mkstemp(prefix="recheck-", suffix=".parquet")
    os.close(handle)
    try:
        yield path
    finally:
        Path(path).unlink()
