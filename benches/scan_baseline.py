"""Import what recheck imports, open the store, and scan the columns that a list needs, once.

python benches/scan_baseline.py WORKSPACE rates|overdue
"""

import sys
from pathlib import Path

import duckdb
import polars
import rich
import typer

LIBRARIES = (duckdb, polars, rich, typer)

RATES = (
    "row_no", "version_no", "fate", "kind", "institution", "period", "case_code", "id_hash",
    "name_hash", "enterprise_key", "uscc", "district", "town", "exam_no", "exam_date",
    "reported_on", "notified_on", "delivered_on", "deadline_mode", "deadline_on",
    "deadline_amount", "deadline_unit", "rechecked", "rechecked_on", "recheck_again", "reason",
)  # fmt: skip
OVERDUE = (
    *RATES, "enterprise", "id_type", "exam_type", "abnormal_items", "recheck_items",
    "deadline_text", "recheck_institution", "recheck_conclusion", "disposition", "disposed_on",
    "user_unit",
)  # fmt: skip
PEOPLE = ("worker", "id_number", "phone", "contact", "contact_phone", "address")


def scan(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> None:
    """Look at every value of the columns."""
    looks = ", ".join(f"count({column}), max({column})" for column in columns)
    connection.sql(f"select {looks} from {table}").fetchall()


def main(workspace: Path, what: str) -> None:
    """Scan the base table; a list with names scans the people too."""
    store = workspace / "store" / "recheck.duckdb"
    with duckdb.connect(store, read_only=True) as connection:
        scan(connection, "row_read", RATES if what == "rates" else OVERDUE)
        scan(connection, "row_hazard", ("hazard",))
        if what == "overdue":
            scan(connection, "row_person", PEOPLE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
