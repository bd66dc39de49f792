"""The rules of definitions.md once more, naive and slow, written without a look at the SQL.

known_cases(files, known_at) → cases_at(cases, T) → described(case, T) · rates(cases, by, T)
"""

from tests.lib.oracle.cases import Case, known_cases
from tests.lib.oracle.changes import moves
from tests.lib.oracle.rates import in_cohort, rates, wilson
from tests.lib.oracle.states import CaseAt, cases_at, described

__all__ = [
    "Case",
    "CaseAt",
    "cases_at",
    "described",
    "in_cohort",
    "known_cases",
    "moves",
    "rates",
    "wilson",
]
