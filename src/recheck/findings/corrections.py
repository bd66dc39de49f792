"""Corrections by the institute: what is wrong with a line of the workbook, and what rows say."""

from recheck.findings.kind import ERROR, NOTE, WARNING, FindingKind
from recheck.messages import N_

CORRECTIONS: tuple[FindingKind, ...] = (
    FindingKind(
        "correction_target_unknown",
        ERROR,
        N_(
            "The row that is to be corrected cannot be found, so the correction is held. Please"
            " write a new correction workbook and copy the line into it."
        ),
    ),
    FindingKind(
        "correction_field_unknown",
        ERROR,
        N_(
            "It cannot be told which entry is to be corrected, so the correction is held. Please"
            " choose one of the list."
        ),
    ),
    FindingKind(
        "correction_without_basis",
        ERROR,
        N_(
            "The basis is missing, so the correction is held. Please write what it rests on, like"
            " a telephone call and its date."
        ),
    ),
    FindingKind(
        "correction_without_verifier",
        ERROR,
        N_("Who verified it is missing, so the correction is held. Please fill in the name."),
    ),
    FindingKind(
        "correction_twice",
        ERROR,
        N_(
            "Two lines give the same entry different values, so both are held. Please delete the"
            " wrong one."
        ),
    ),
    FindingKind(
        "correction_unreadable",
        ERROR,
        N_("The value cannot be read, so the correction is held. Please write it another way."),
    ),
    FindingKind(
        "correction_wrong",
        ERROR,
        N_("With this value something is still wrong, so the correction is held: {problem}"),
    ),
    FindingKind(
        "correction_row_held",
        WARNING,
        N_("The correction is kept, but the row it corrects is still held: {problem}"),
    ),
    FindingKind(
        "correction_raises",
        WARNING,
        N_("The correction counts, but with it something else no longer fits: {problem}"),
    ),
    FindingKind(
        "correction_repeated",
        NOTE,
        N_("The line says the same as a correction that counts already; nothing has changed."),
    ),
    FindingKind(
        "corrected_by_institute",
        NOTE,
        N_("{heading} was corrected by the institute; its value counts above what is sent."),
    ),
    FindingKind(
        "differs_from_correction",
        NOTE,
        N_(
            "{heading} differs from the institute's earlier correction, which still counts. Please"
            " ask which is right."
        ),
    ),
)
"""What workbooks of corrections leave, and what corrections leave on the rows of uploads."""
