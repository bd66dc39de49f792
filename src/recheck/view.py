"""An open store and what is asked of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl
from duckdb import DuckDBPyConnection

from recheck import relations
from recheck.model import Question
from recheck.rulebook import Rulebook
from recheck.transfer import fetched, fill_table


@dataclass(frozen=True)
class View:
    """An open store, and the question that its relations answer."""

    connection: DuckDBPyConnection
    question: Question
    rulebook: Rulebook
    labels: Mapping[str, Callable[[], pl.DataFrame]] = field(default_factory=dict)
    """How each of LABELS is made."""
    made: set[str] = field(default_factory=set)
    """Relations that are there: making all of them takes longer than most questions."""

    def measured(self, name: str, folder: str = "measures", **given: object) -> pl.DataFrame:
        """The rows of a relation, in its order."""
        return self.rows(relations.text(folder, name), **given)

    def rows(self, query: str, **given: object) -> pl.DataFrame:
        """The rows of `query`, in its order; `given`: the values of its $names."""
        self.make(relations.read_by(query))
        return fetched(self.connection, query, **given)

    def compute(self, name: str, folder: str = "measures") -> None:
        """Keep the rows of a relation under its name as long as the view is open."""
        self.make(relations.read_by(relations.text(folder, name)))
        relations.make_table(self.connection, folder, name)

    def compute_more(self, name: str, folder: str = "measures") -> None:
        """Add the rows that the relation has now to those computed before."""
        relations.add_to_table(self.connection, folder, name)

    def make(self, names: Iterable[str]) -> None:
        """Make relations of LABELS, KNOWN and ASKED that are not there yet, in this order."""
        missing = [name for name in names if name not in self.made]
        for name in missing:
            if name in relations.LABELS:
                fill_table(self.connection, name, self.labels[name]())
        relations.make(self.connection, (one for one in missing if one not in relations.LABELS))
        self.made.update(missing)
