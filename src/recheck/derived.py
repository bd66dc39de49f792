"""What follows from the rows known at K, in tables for speed; each can be dropped and rebuilt."""

from dataclasses import replace

from duckdb import DuckDBPyConnection

from recheck import relations
from recheck.identity import resolve
from recheck.model import Question
from recheck.question import put
from recheck.snapshots import known_policy
from recheck.view import View

KEPT = (
    *("row_case", "case_decision", "case_row", "case_answer"),
    *("enterprise", "case_fact", "cross_link", "concluded", "stage"),
)


def as_known(view: View, question: Question) -> View:
    """The open store, asked `question`, at any K; what was computed before stays.

    The tables kept are those of the last arrival; for any other K they are derived on the spot.
    """
    put(view.connection, question)
    for table in KEPT:
        view.connection.execute(f"drop table if exists temp.{table}")
    view.made.difference_update(relations.AT_ONCE)
    view.make(("newest_event", "judging"))
    if not is_settled(view.connection):
        view.make(relations.KNOWN)
        rebuild(view.connection, keep=False)
    policy = known_policy(view.connection) or view.rulebook.policy
    return replace(view, question=question, rulebook=replace(view.rulebook, policy=policy))


def settle(connection: DuckDBPyConnection) -> None:
    """Keep what follows from everything that ever arrived."""
    relations.compute_known(connection)
    rebuild(connection, keep=True)
    connection.execute(
        "create or replace table settled as select *, $hash as definition_hash from newest_event",
        {"hash": relations.definition_hash()},
    )


def is_settled(connection: DuckDBPyConnection) -> bool:
    """Whether the kept tables are those of the K that is asked, and of this program."""
    found = connection.execute(
        "select 1 from settled natural join newest_event cross join question"
        " where definition_hash = $hash and knows_all",
        {"hash": relations.definition_hash()},
    )
    return bool(found.fetchall())


def rebuild(connection: DuckDBPyConnection, keep: bool) -> None:
    """Derive everything from the rows known at K; `keep` writes it into the store."""
    connection.execute(
        "create or replace temp table scope as select distinct institution from known_version"
    )
    resolve(connection, keep)
    for table in ("case_decision", "case_row", "case_answer", "enterprise"):
        relations.make_table(connection, "derived", table, keep)
    relations.make_table(connection, "derived", "explained_case")
    relations.make_table(connection, "derived", "case_fact", keep)
    relations.make_table(connection, "derived", "obligation_row")
    relations.make_table(connection, "derived", "cross_link", keep)
    relations.make_table(connection, "derived", "hazard_rule")
    relations.make_view(connection, "derived", "obligation_due")
    relations.make_table(connection, "derived", "obligation_event")
    for table in ("concluded", "stage"):
        relations.make_table(connection, "derived", table, keep)


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
