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

__all__ = [
    "CHECKS",
    "DEADLINE",
    "FIELDS_OF",
    "PLACING",
    "RECHECK_UNIT",
    "REFUSING",
    "Check",
    "run_checks",
    "told_once",
]
