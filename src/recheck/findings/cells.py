"""Findings of one cell."""

from recheck.findings.kind import ERROR, NOTE, WARNING, FindingKind
from recheck.messages import N_

CELLS: tuple[FindingKind, ...] = (
    FindingKind(
        "id_missing", ERROR, N_("The ID number is missing. Fill it in and send the file again.")
    ),
    FindingKind(
        "id_bad_check",
        ERROR,
        N_(
            "The last character of the ID number does not fit the others. Compare it with the card."
        ),
    ),
    FindingKind(
        "id_bad_date",
        ERROR,
        N_("The ID number holds a birth date that does not exist. Compare it with the card."),
    ),
    FindingKind(
        "id_digits_lost",
        ERROR,
        N_(
            "The ID number was stored as a number and has lost its last digits. Format the column"
            " as text and type the number again."
        ),
    ),
    FindingKind(
        "id_malformed",
        ERROR,
        N_(
            "This is no ID number of 18 or 15 characters. Correct it, or name the kind of document"
            " in 证件类型."
        ),
    ),
    FindingKind(
        "id_upgraded",
        NOTE,
        N_("The ID number of 15 digits was read as the one of 18; nothing needs to be done."),
    ),
    FindingKind(
        "uscc_malformed",
        WARNING,
        N_(
            "The unified social credit code is not well formed; the enterprise is told by its name."
            " Compare the code with the business licence (no letters I, O, S, V, Z)."
        ),
    ),
    FindingKind(
        "phone_unreadable",
        NOTE,
        N_("The telephone number cannot be read; write one number in digits."),
    ),
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
    FindingKind(
        "yes_no_unreadable",
        WARNING,
        N_("It cannot be told whether this means yes or no. Write 是 or 否."),
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
)
