"""Findings of dates that cannot be read to the day."""

from recheck.findings.kind import ERROR, WARNING, FindingKind
from recheck.messages import N_

FAULTS = (
    (
        "date_without_year",
        N_("The date names no year, so it cannot be read. Please write it like 2025-03-05."),
    ),
    (
        "date_without_day",
        N_("The date names no day, so it cannot be read. Please write it like 2025-03-05."),
    ),
    (
        "date_range",
        N_(
            "Several days stand in one cell, so none can be taken. Please write one day, like"
            " 2025-03-05."
        ),
    ),
    (
        "date_impossible",
        N_("This day does not exist. Please check month and day and write it like 2025-03-05."),
    ),
    (
        "date_with_words",
        N_(
            "Other words stand beside the date, so it was not taken. Please write only the date,"
            " like 2025-03-05."
        ),
    ),
)
"""What can be wrong with any date; of the exam date it is an error, for the row is held."""

DATES: tuple[FindingKind, ...] = (
    FindingKind(
        "exam_date_unreadable",
        ERROR,
        N_("The exam date cannot be read to the day. Write it like 2025-03-05."),
    ),
    FindingKind(
        "date_unreadable",
        WARNING,
        N_("The date cannot be read to the day and counts as empty. Write it like 2025-03-05."),
    ),
    *(FindingKind(f"exam_{code}", ERROR, sentence) for code, sentence in FAULTS),
    *(FindingKind(code, WARNING, sentence) for code, sentence in FAULTS),
)
