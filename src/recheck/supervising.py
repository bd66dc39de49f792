"""The cases and enterprises that a returned workbook names are looked up in the store."""

from duckdb import DuckDBPyConnection

from recheck import relations
from recheck.supervision import Supervised, SupervisionBook
from recheck.transfer import fetched, fill_table


def find_supervised(connection: DuckDBPyConnection, book: SupervisionBook) -> Supervised:
    """What the store knows of them now."""
    named = book.rows.select("case_id", "pack_no", "enterprise_seq").unique(maintain_order=True)
    fill_table(connection, "wanted_case", named)
    return Supervised(
        cases=fetched(connection, relations.text("measures", "supervised_case")),
        enterprises=fetched(connection, relations.text("measures", "supervised_enterprise")),
        recipient=_recipient(connection, book.pack_no),
    )


def _recipient(connection: DuckDBPyConnection, pack_no: int | None) -> str | None:
    found = connection.execute(
        "select recipient from pack where pack_no = $pack_no", {"pack_no": pack_no}
    ).fetchall()
    return str(found[0][0]) if found else None
