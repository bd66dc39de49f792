"""One DuckDB instance for all stores that the tests of a process open.

Starting an instance takes longer than most of what is asked of it; a store attached to one that
runs already answers the same.
"""

import re
from functools import cache
from itertools import count
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from recheck.store import SETTINGS

connect = duckdb.connect
"""What the program calls, each time for another instance."""
NUMBERS = count(1)
OUR_NAME = re.compile(r"\bstore\b")
"""What the program calls the one store that it attaches."""


class Sharing:
    """A connection to the instance; the store that it attaches has a name of its own there."""

    def __init__(self) -> None:
        self._store = f"store_{next(NUMBERS)}"
        self._connection = _instance().cursor()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, query: str, *given: Any) -> DuckDBPyConnection:
        if query.startswith(("attach ", "use ")):
            query = OUR_NAME.sub(self._store, query)
        return self._connection.execute(query, *given)

    def close(self) -> None:
        self._connection.execute("reset threads")
        self._connection.execute("use memory")
        self._connection.execute(f"detach database if exists {self._store}")
        self._connection.close()


def share(database: str, *, config: object) -> Sharing:
    """Stands in for `duckdb.connect`."""
    assert (database, config) == (":memory:", SETTINGS)
    return Sharing()


@cache
def _instance() -> DuckDBPyConnection:
    return connect(":memory:", config=SETTINGS)


def end() -> None:
    """End the instance; one that lives on until Python ends is reported as leaked."""
    _instance().close()
    _instance.cache_clear()
