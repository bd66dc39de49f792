"""The SQL of the store: one relation a file, named as the file; no SQL is built from values."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql"
LABELS = (
    *("place", "finding_kind", "reporter", "quality_part", "quality_code"),
    *("hazard_severity", "reason_link", "outcome_rule"),
)
"""What settings and rules name: no SQL, but frames of `labels`."""
KNOWN = (
    "newest_event",
    "known_decision",
    "pair_decision",
    "known_register",
    "known_version",
    "withdrawal",
    "version_before",
    "row_fate",
    "corrected_row",
    "known_row",
    "decided_pair",
    "judging",
)
"""What is known at K; everything else is derived from it."""
ASKED = (
    "settled_finding",
    "declared_line",
    "listed_total",
    "declared_finding",
    "expected",
    "reporting_date",
    "late_version",
    "claim_line",
    "withdrawn_case",
    "reporter_state",
    "obligation_state",
    "exemption",
    "void_case",
    "case_assigned",
    "confirmed_reason",
    "case_state",
    "asked_case",
    "confirmed_leaver",
    "recipient",
    "pack_basis",
    "known_pack",
    "packed_case",
    "followed_case",
    "answered_case",
    "pack_standing",
    "outcome",
    "counted",
    "known_correction",
    "differing_correction",
    "merge_finding",
    "correction_finding",
    "unknown_case_id",
    "known_finding",
    "open_refusal",
)
"""What is asked, each after the relations it reads."""
AT_ONCE = ("known_version", "row_fate", "corrected_row")
"""Small, and read by many: computed once for a question, not whenever they are read."""
COMMENT = re.compile(r"--.*")
READ = re.compile(r"\b(?:from|join)\s+(\w+)")
OWN = re.compile(r"(\w+) (?:\(\w+\) )?as \(")
"""A part of a statement that has a name of its own."""


@cache
def text(folder: str, name: str) -> str:
    """The SQL of one relation."""
    return (SQL / folder / f"{name}.sql").read_text(encoding="utf-8")


def migrations() -> list[str]:
    """All schema changes in their order; the version of a store is how many it has had."""
    return [path.read_text(encoding="utf-8") for path in sorted((SQL / "migrations").glob("*.sql"))]


@cache
def definition_hash() -> str:
    """Changes with what defines a kept table: tables of another program are not trusted."""
    paths = [
        *sorted((SQL / "derived").glob("*.sql")),
        *(SQL / "views" / f"{name}.sql" for name in KNOWN),
    ]
    definitions = "".join(path.read_text(encoding="utf-8") for path in paths)
    return hashlib.sha256(COMMENT.sub("", definitions).encode()).hexdigest()


@cache
def read_by(query: str) -> tuple[str, ...]:
    """The relations that `query` reads, also through others, each after those it reads itself."""
    names = (*KNOWN, *ASKED)
    read = named(query)
    for name in reversed(names):
        if name in read:
            read |= named(text("views", name))
    return tuple(name for name in (*LABELS, *names) if name in read)


def named(query: str) -> set[str]:
    """The relations that stand in a statement, without its own parts."""
    statement = COMMENT.sub("", query)
    return {*READ.findall(statement)} - {*OWN.findall(statement)}


def make_view(connection: DuckDBPyConnection, folder: str, name: str) -> None:
    """Make the relation available under its name, for this connection only."""
    connection.execute(f"create or replace temp view {name} as {text(folder, name)}")


def make(connection: DuckDBPyConnection, names: Iterable[str]) -> None:
    """Make several relations of the folder `views`, in this order."""
    for name in names:
        make_one = make_table if name in AT_ONCE else make_view
        make_one(connection, "views", name)


def compute_known(connection: DuckDBPyConnection) -> None:
    """Take into account what has arrived since the question was put."""
    for name in AT_ONCE:
        make_table(connection, "views", name)


def make_table(connection: DuckDBPyConnection, folder: str, name: str, keep: bool = False) -> None:
    """Compute the relation now; `keep` writes it to the store, else it goes with the connection."""
    place = "" if keep else "temp"
    connection.execute(f"create or replace {place} table {name} as {text(folder, name)}")


def add_to_table(connection: DuckDBPyConnection, folder: str, name: str) -> None:
    """Compute the relation once more, and keep its rows beside those of its table."""
    connection.execute(f"insert into {name} {text(folder, name)}")
