"""The one-row relation `question` that every view reads: T, K, cohort, filters, needs of a list."""

from datetime import date, datetime

from duckdb import DuckDBPyConnection

from recheck.model import Question

ALL_TIME = Question(as_of=date.max, known_at=datetime.max)  # noqa: DTZ901  arrivals are local times
"""Everything that ever arrived."""

PUT = """
create or replace temp table question as
with arrival as (
    select received_at as arrived_at from received_file
    union all
    select known_from from judging_rules
    union all
    select received_at from decision
    union all
    select received_at from pack
    union all
    select received_at from pack_receipt
),

newest as (
    select max(arrived_at) as arrived_at from arrival
)
select
    cast($as_of as date) as as_of,
    coalesce(cast($known_at as timestamp), n.arrived_at, cast($as_of as timestamp)) as known_at,
    coalesce(cast($known_at as timestamp) >= n.arrived_at, true) as knows_all,
    cast($span_from as date) as span_from,
    cast($span_to as date) as span_to,
    cast($cohort as varchar) as cohort,
    cast($district as varchar) as district,
    cast($town as varchar) as town,
    cast($enterprise as varchar) as enterprise,
    cast($institution as varchar) as institution,
    cast($hazard as varchar) as hazard,
    cast($exam_type as varchar) as exam_type,
    cast($grain as varchar) as grain,
    cast($since as date) as since,
    cast($everything as boolean) as everything,
    cast($overdue_only as boolean) as overdue_only,
    cast($open_only as boolean) as open_only,
    cast($due_within as integer) as due_within,
    cast($expected_until as varchar) as expected_until
from newest as n
"""


def put(
    connection: DuckDBPyConnection,
    question: Question,
    *,
    grain: str | None = None,
    since: date | None = None,
    everything: bool = False,
    overdue_only: bool = False,
    open_only: bool = False,
    due_within: int | None = None,
    expected_until: str | None = None,
) -> None:
    """Ask `question` from now on.

    grain: "hazard" or "hazard_group" when cases are split by them; since: T1 of a balance;
    everything: findings of superseded versions too; due_within: list what is due in so many days;
    expected_until: a half-year that reporters owe, although nobody may have reported it yet.
    """
    asked = {
        "as_of": question.as_of,
        "known_at": question.known_at,
        "span_from": question.span_from or date.min,
        "span_to": question.span_to or date.max,
        "cohort": question.cohort.value,
        "district": question.district,
        "town": question.town,
        "enterprise": question.enterprise,
        "institution": question.institution,
        "hazard": question.hazard,
        "exam_type": question.exam_type,
        "grain": grain,
        "since": since,
        "everything": everything,
        "overdue_only": overdue_only,
        "open_only": open_only,
        "due_within": due_within,
        "expected_until": expected_until,
    }
    connection.execute(PUT, asked)
