"""Findings of one cell, of any other kind."""

from recheck.findings.kind import ERROR, NOTE, WARNING, FindingKind
from recheck.messages import N_

LIKE_FORMULA = N_(
    "The name begins like a formula; it is kept as text and never runs. Please check the name."
)

CELLS: tuple[FindingKind, ...] = (
    FindingKind(
        "ditto",
        ERROR,
        N_(
            "The cell points at the row above, which is not filled in. Please write the value"
            " itself in every row."
        ),
    ),
    FindingKind(
        "yes_no_unreadable",
        WARNING,
        N_("It cannot be told whether this means yes or no. Write 是 or 否."),
    ),
    FindingKind(
        "yes_no_with_more",
        NOTE,
        N_(
            "The cell says more than yes or no; date, reason or conclusion were taken from it. Next"
            " time please use the columns for them."
        ),
    ),
    FindingKind(
        "hazard_unknown",
        WARNING,
        N_("The catalogue has no hazard “{hazard}”; it is kept as written. Check the name."),
    ),
    FindingKind(
        "place_unknown",
        WARNING,
        N_(
            "The district or town cannot be told from this text. Write one district or town of the"
            " city, or 市外."
        ),
    ),
    FindingKind(
        "place_contradiction",
        WARNING,
        N_("The town lies in another district; the town counts. Correct one of the two."),
    ),
    FindingKind(
        "deadline_unreadable",
        WARNING,
        N_(
            "The deadline cannot be read; the rule for the hazard applies. Write a date, like"
            " 2025-07-31, or a span, like 30天内."
        ),
    ),
    FindingKind(
        "deadline_working_days",
        WARNING,
        N_(
            "A deadline in working days cannot be counted; the rule for the hazard applies. Write"
            " a date or calendar days."
        ),
    ),
    FindingKind(
        "deadline_vague",
        NOTE,
        N_("The deadline names no day; the rule for the hazard applies. Better write a date."),
    ),
    FindingKind(
        "word_unknown",
        WARNING,
        N_(
            "This entry is not in the list for its column and counts as empty."
            " Choose one of the list."
        ),
    ),
    FindingKind(
        "conclusion_unknown",
        NOTE,
        N_("The conclusion is none of the five classes; it is kept as written."),
    ),
    FindingKind(
        "conclusion_several",
        NOTE,
        N_("The conclusion names several classes; 复查 counts when it is among them."),
    ),
    FindingKind(
        "invisible_marks",
        NOTE,
        N_(
            "{count} cells of this column hold marks that cannot be seen, as copied from a chat;"
            " they were ignored."
        ),
    ),
    FindingKind(
        "full_width_marks",
        NOTE,
        N_(
            "{count} cells of this column hold full-width letters or digits; they were read as"
            " plain ones."
        ),
    ),
    FindingKind(
        "compatibility_marks",
        NOTE,
        N_(
            "{count} cells of this column hold characters that only look right, as copied from a"
            " PDF; they were read as the usual ones."
        ),
    ),
    FindingKind("worker_like_formula", WARNING, LIKE_FORMULA),
    FindingKind("employer_like_formula", WARNING, LIKE_FORMULA),
)
