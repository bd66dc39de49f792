"""Findings between the rows of one file."""

from recheck.findings.kind import ERROR, NOTE, WARNING, FindingKind
from recheck.messages import N_

BETWEEN: tuple[FindingKind, ...] = (
    FindingKind(
        "id_series",
        ERROR,
        N_(
            "The ID numbers of neighbouring rows differ by the same step, as when a cell is dragged"
            " down. Please type each number from the card."
        ),
    ),
    FindingKind(
        "date_series",
        WARNING,
        N_(
            "The exam dates of neighbouring rows count up day by day, as when a cell is dragged"
            " down. Please check them."
        ),
    ),
    FindingKind(
        "phone_series",
        WARNING,
        N_(
            "The telephone numbers of neighbouring rows count up by one, as when a cell is dragged"
            " down. Please check them."
        ),
    ),
    FindingKind(
        "phone_shared",
        WARNING,
        N_(
            "This telephone number stands for {count} workers. Please fill in the workers' own"
            " numbers."
        ),
    ),
    FindingKind(
        "id_of_two_names",
        WARNING,
        N_("The same ID number stands beside different names. Please check name and number."),
    ),
    FindingKind(
        "uscc_of_many",
        WARNING,
        N_(
            "This code stands beside {count} different employers; it was probably copied down."
            " Please fill in each employer's own code."
        ),
    ),
    FindingKind(
        "uscc_of_institution",
        ERROR,
        N_(
            "This is the code of the institution itself, not of the employer. Please fill in the"
            " employer's own code."
        ),
    ),
    FindingKind(
        "enterprise_spellings",
        NOTE,
        N_(
            "Beside this code the employer's name is written in {count} ways; they count as one."
            " Please check that the code belongs to all of them."
        ),
    ),
    FindingKind(
        "enterprise_with_two_codes",
        WARNING,
        N_(
            "This employer stands with {count} different codes, so it counts as several. Please"
            " check the codes."
        ),
    ),
    FindingKind(
        "only_open_rows",
        WARNING,
        N_(
            "None of the {count} rows has a recheck. If the list holds only those who did not come,"
            " please send all who were told to come back."
        ),
    ),
    FindingKind(
        "only_done_rows",
        WARNING,
        N_(
            "All {count} rows have a recheck. If the list holds only those who came, please send"
            " all who were told to come back."
        ),
    ),
)
