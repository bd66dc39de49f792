"""What rules cannot decide and people can: who may be one person, which enterprise is where.

Every function asks the store's relations and returns a frame; nothing is decided here.
"""

import polars as pl

from recheck import relations
from recheck.question import put
from recheck.store import View
from recheck.transfer import fetched, fill_table


def identities(view: View) -> pl.DataFrame:
    """Pairs of cases whose workers may be one person: strength, evidence, both sides in full."""
    put(view.connection, view.question)
    for step in ("identity_mark", "identity_evidence", "identity_pair"):
        relations.make_table(view.connection, "measures", step)
    chosen = fetched(view.connection, relations.text("measures", "identity_case"))
    fill_table(view.connection, "listed_case", chosen)
    relations.make_table(view.connection, "measures", "listed_person")
    return _frame(view, "identity_candidates")


def identity_decisions(view: View) -> pl.DataFrame:
    """What was decided about pairs of people, by whom and why; newest first."""
    put(view.connection, view.question)
    return _frame(view, "identity_decisions")


def identity_asked(view: View, one: str, other: str) -> pl.DataFrame:
    """The people of two 个案编号 and the decisions between them; empty when a code is unknown."""
    put(view.connection, view.question)
    query = relations.text("measures", "identity_asked")
    asked = view.connection.execute(query, {"one": one, "other": other})
    columns = [column[0] for column in asked.description or ()]
    lines = asked.fetchall()
    return pl.DataFrame(lines, columns, orient="row", infer_schema_length=None)


def _frame(view: View, measure: str) -> pl.DataFrame:
    return fetched(view.connection, relations.text("measures", measure))
