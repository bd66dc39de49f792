"""Findings of the store, when several rows of a case are merged."""

from recheck.findings.kind import NOTE, WARNING, FindingKind
from recheck.messages import N_

MERGING: tuple[FindingKind, ...] = (
    FindingKind(
        "changed",
        NOTE,
        N_("{heading} differs from what was reported before; the newest value counts."),
    ),
    FindingKind(
        "later_value_ignored",
        NOTE,
        N_("{heading} was first reported for an earlier half-year; that value stays."),
    ),
    FindingKind(
        "repeats_version",
        NOTE,
        N_("The row says the same as a row sent before and was counted once."),
    ),
    FindingKind(
        "weak_fits_two",
        WARNING,
        N_(
            "Without a valid ID number this row fits two exams of the same day; it is kept as a"
            " case of its own. Add the ID number and send the file again."
        ),
    ),
    FindingKind(
        "case_id_passed_over",
        WARNING,
        N_(
            "No case of the institution has the 个案编号 {case_id}; by worker and exam the row was"
            " placed in {placed_in} instead. Please check which case is meant and correct the"
            " number."
        ),
    ),
    FindingKind(
        "case_id_of_nobody",
        WARNING,
        N_(
            "No case of the institution has the 个案编号 {case_id}, and by worker and exam the row"
            " fits none that was there before; it is the case {placed_in} of its own. Please check"
            " the number, or empty the cell if the case is new."
        ),
    ),
)
