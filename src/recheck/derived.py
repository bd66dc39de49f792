"""What follows from the rows known at K, in tables for speed; each can be dropped and rebuilt."""

from duckdb import DuckDBPyConnection

from recheck import relations
from recheck.identity import resolve

KEPT = ("row_case", "case_decision", "case_row", "enterprise", "case_fact", "stage")


def rebuild(connection: DuckDBPyConnection, keep: bool) -> None:
    """Derive everything from the rows known at K; `keep` writes it into the store."""
    connection.execute(
        "create or replace temp table scope as select distinct institution from known_version"
    )
    resolve(connection, keep)
    for table in ("case_decision", "case_row", "enterprise"):
        relations.make_table(connection, "derived", table, keep)
    relations.make_table(connection, "derived", "explained_case")
    relations.make_table(connection, "derived", "case_fact", keep)
    for step in ("obligation_row", "hazard_rule", "obligation_due", "obligation_event"):
        relations.make_table(connection, "derived", step)
    relations.make_table(connection, "derived", "stage", keep)


def differing_rows(connection: DuckDBPyConnection) -> dict[str, int]:
    """Kept table → rows in which it differs from what its definition says now."""
    for table in KEPT:
        connection.execute(f"create or replace temp table kept_{table} as from {table}")
    rebuild(connection, keep=False)
    return {table: _differing(connection, table) for table in KEPT}


def _differing(connection: DuckDBPyConnection, table: str) -> int:
    query = (
        f"select count(*) from ((from kept_{table} except all from {table})"
        f" union all (from {table} except all from kept_{table}))"
    )
    return int(connection.execute(query).fetchall()[0][0])
