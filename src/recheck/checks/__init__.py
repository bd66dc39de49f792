"""What can be wrong between the cells of a row, and between the rows of a file."""

from recheck.checks.rules import (
    CHECKS,
    DEADLINE,
    FIELDS_OF,
    PLACING,
    RECHECK_UNIT,
    REFUSING,
    Check,
)
from recheck.checks.running import run_checks, told_once
from recheck.checks.supervision import check_answers

__all__ = [
    "CHECKS",
    "DEADLINE",
    "FIELDS_OF",
    "PLACING",
    "RECHECK_UNIT",
    "REFUSING",
    "Check",
    "check_answers",
    "run_checks",
    "told_once",
]
