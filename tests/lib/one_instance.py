"""One DuckDB instance for all stores that the tests of a process open.

Starting an instance takes longer than most of what is asked of it; a store attached to one that
runs already answers the same.
"""

from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from recheck.store import SETTINGS

connect = duckdb.connect
"""What the program calls, each time for another instance."""
NUMBERS = count(1)


class Attached:
    """A store that is attached as long as it is open."""

    def __init__(self, path: Path | str, read_only: bool) -> None:
        self._name = f"store_{next(NUMBERS)}"
        self._connection = _instance().cursor()
        options = " (read_only)" if read_only else ""
        self._connection.execute(f"attach $path as {self._name}{options}", {"path": str(path)})
        self._connection.execute(f"use {self._name}")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def close(self) -> None:
        self._connection.execute("reset threads")
        self._connection.execute("use memory")
        self._connection.execute(f"detach {self._name}")
        self._connection.close()


def attach(path: Path | str, *, read_only: bool, config: object) -> Attached:
    """Stands in for `duckdb.connect`."""
    assert config == SETTINGS
    return Attached(path, read_only)


@cache
def _instance() -> DuckDBPyConnection:
    return connect(":memory:", config=SETTINGS)


def end() -> None:
    """End the instance; one that lives on until Python ends is reported as leaked."""
    _instance().close()
    _instance.cache_clear()
