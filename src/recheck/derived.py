"""The tables that follow from the rows known at K, kept for speed; each can be dropped and rebuilt."""

from duckdb import DuckDBPyConnection

from recheck import relations
from recheck.identity import resolve

KEPT = ("row_case", "case_row", "enterprise", "case_fact", "stage")


def rebuild(connection: DuckDBPyConnection, keep: bool) -> None:
    """Derive everything from the rows known at K; `keep` writes it into the store."""
    connection.execute(
        "create or replace temp table scope as select distinct institution from known_row"
    )
    resolve(connection, keep)
    for table in ("case_row", "enterprise", "case_fact"):
        relations.make_table(connection, "derived", table, keep)
    for step in ("obligation_row", "hazard_rule", "obligation_due", "obligation_event"):
        relations.make_table(connection, "derived", step)
    relations.make_table(connection, "derived", "stage", keep)
