"""The rules as they were when something arrived: those of reading, and dated ones of judging."""

from datetime import date

from duckdb import DuckDBPyConnection

from recheck.model import Arrival
from recheck.rulebook import Policy, Rulebook, parse_policy


def record_rules(connection: DuckDBPyConnection, book: Rulebook, arrival: Arrival) -> None:
    """Freeze the rules of reading and judging with the first event that uses them."""
    connection.execute(
        "insert or ignore into reading_rules values ($hash, $content, $recorded)",
        {
            "hash": book.reading_hash,
            "content": book.reading_rules,
            "recorded": arrival.recorded_at,
        },
    )
    newest = connection.execute(
        "select judging_no, content from judging_rules order by judging_no desc limit 1"
    ).fetchall()
    number, content = newest[0] if newest else (0, None)
    if content != book.judging_rules:
        _record_judging_rules(connection, number + 1, book, arrival)
        _record_deadline_rules(connection, number + 1, book.policy)


def _record_judging_rules(
    connection: DuckDBPyConnection, judging_no: int, book: Rulebook, arrival: Arrival
) -> None:
    second, first = sorted(book.policy.reporting_dates)
    connection.execute(
        "insert into judging_rules values"
        " ($no, $known, $recorded, $content, $grace, $assumed, $first, $second)",
        {
            "no": judging_no,
            "known": arrival.received_at,
            "recorded": arrival.recorded_at,
            "content": book.judging_rules,
            "grace": book.policy.grace_days,
            "assumed": book.policy.assumed_days,
            "first": first,
            "second": second,
        },
    )


def _record_deadline_rules(connection: DuckDBPyConnection, judging_no: int, policy: Policy) -> None:
    rules = [
        (
            judging_no,
            position,
            standard.from_ or date.min,
            standard.until or date.max,
            rule.label,
            rule.match,
            rule.except_,
            rule.days,
        )
        for standard in policy.standards
        for position, rule in enumerate(standard.rules)
    ]
    connection.executemany(
        "insert into deadline_rule values ($1, $2, $3, $4, $5, $6, $7, $8)", rules
    )


def known_policy(connection: DuckDBPyConnection) -> Policy | None:
    """The judging rules known at K, by which the views judge; None in an empty store."""
    found = connection.execute("select content from judging").fetchall()
    return parse_policy(found[0][0]) if found else None
