"""Who is who, and which rows are one exam (definitions §1).

SQL finds the links, union-find joins them. Nothing here is stored as a decision: the result follows
from the rows and decisions known at K, and can be dropped and rebuilt.
"""

from collections.abc import Iterable

import polars as pl
from duckdb import DuckDBPyConnection

from recheck import relations
from recheck.transfer import fill_table


def resolve(connection: DuckDBPyConnection, keep: bool) -> None:
    """Make the table `row_case` (row → case, worker, enterprise) of the institutions in `scope`."""
    relations.make_table(connection, "derived", "enterprise_spelling")
    relations.make_table(connection, "derived", "identity_row")
    _unite_people(connection)
    links: list[tuple[int, int]] = []
    _join(connection, links)
    for step in ("decided_link", "merged_link", "exam_link", "weak_link", "weak_fit"):
        relations.make_view(connection, "derived", step)
    surely = "from exam_link union from decided_link union from merged_link"
    for found in (surely, "from weak_link"):
        links += connection.execute(found).fetchall()
        _join(connection, links)
    fits = connection.execute("select case_no, other, contested from weak_fit").fetchall()
    _join(connection, [*links, *((one, other) for one, other, contested in fits if not contested)])
    alone = {one for one, _, contested in fits if contested}
    fill_table(
        connection,
        "contested_case",
        pl.DataFrame({"case_no": sorted(alone)}, {"case_no": pl.Int64}),
    )
    relations.make_table(connection, "derived", "row_case", keep)


def _unite_people(connection: DuckDBPyConnection) -> None:
    relations.make_view(connection, "derived", "decided_person")
    decided = connection.execute("from decided_person").fetchall()
    _fill(connection, "joined_person", ("person_no", "united_no"), decided)


def _join(connection: DuckDBPyConnection, links: Iterable[tuple[int, int]]) -> None:
    _fill(connection, "joined_label", ("label", "case_no"), links)


def _fill(
    connection: DuckDBPyConnection,
    table: str,
    columns: tuple[str, str],
    links: Iterable[tuple[int, int]],
) -> None:
    shape = dict.fromkeys(columns, pl.Int64)
    joined = pl.DataFrame(list(united(links).items()), shape, orient="row")
    fill_table(connection, table, joined)


def united(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each label that a link names → the smallest label it is linked to, also through others."""
    parent: dict[int, int] = {}

    def root(label: int) -> int:
        while (above := parent.setdefault(label, label)) != label:
            parent[label] = parent[above]
            label = above
        return label

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {label: root(label) for label in list(parent)}
