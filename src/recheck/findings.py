"""Every code a finding can have: severity and sentence; the reference page is made from this."""

from dataclasses import dataclass

from recheck.messages import N_
from recheck.model import Severity


@dataclass(frozen=True)
class FindingKind:
    """A code, its severity, and the sentence (English message id) that tells a clerk what to do."""

    code: str
    severity: Severity
    sentence: str


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

KINDS: tuple[FindingKind, ...] = (
    # the file
    FindingKind("file_refused", ERROR, N_("The file was not taken: {reason}")),
    # whole sheets and their senders (intake)
    FindingKind(
        "reporter_unlisted",
        WARNING,
        N_(
            "{institution} is not on the list of institutions that report. If the name is misspelt,"
            " please correct it; else add it to the list."
        ),
    ),
    FindingKind(
        "hidden_sheet",
        WARNING,
        N_("This sheet is hidden and was not read. If it belongs to the report, please show it."),
    ),
    FindingKind("sheet_refused", ERROR, N_("This sheet was not taken: {reason}")),
    FindingKind(
        "columns_not_read",
        NOTE,
        N_("These columns have unknown headings and were not read: {headings}."),
    ),
    FindingKind(
        "period_unreadable",
        WARNING,
        N_("The half-year cannot be read; please write it like 2025年上半年 or 2025H1."),
    ),
    # rows that cannot be placed (checks)
    FindingKind(
        "no_institution",
        ERROR,
        N_("The row names no institution, so it is held. Please fill it in and send again."),
    ),
    FindingKind(
        "no_person",
        ERROR,
        N_(
            "The row has neither a name nor a valid ID number, so it is held. Please fill in both"
            " and send again."
        ),
    ),
    FindingKind(
        "no_exam_date",
        ERROR,
        N_("The exam date is missing, so the row is held. Please fill it in and send again."),
    ),
    FindingKind(
        "exam_after_arrival",
        ERROR,
        N_(
            "The exam date is later than the day the file came, so the row is held. Please correct"
            " it and send again."
        ),
    ),
    FindingKind(
        "no_employer",
        ERROR,
        N_(
            "The row has neither the employer's name nor its credit code, so it is held. Please"
            " fill them in and send again."
        ),
    ),
    FindingKind(
        "duplicate_row",
        NOTE,
        N_("The row says the same as row {first} and was counted once."),
    ),
    # between the cells of a row (checks)
    FindingKind(
        "recheck_before_exam",
        ERROR,
        N_(
            "The recheck date is before the exam date, so the recheck does not count. Please"
            " correct it and send again."
        ),
    ),
    FindingKind(
        "recheck_after_arrival",
        ERROR,
        N_(
            "The recheck date is later than the day the file came, so it does not count. Please"
            " correct it and send again."
        ),
    ),
    FindingKind(
        "deadline_before_exam",
        ERROR,
        N_(
            "The deadline is before the exam date; the default days are used instead. Please"
            " correct it and send again."
        ),
    ),
    FindingKind(
        "report_before_exam",
        WARNING,
        N_("The report date is before the exam date and was ignored. Please check both."),
    ),
    FindingKind(
        "notice_before_exam",
        WARNING,
        N_("The notice date is before the exam date and was ignored. Please check both."),
    ),
    FindingKind(
        "delivery_before_exam",
        WARNING,
        N_("The delivery date is before the exam date and was ignored. Please check both."),
    ),
    FindingKind(
        "recheck_on_exam_day",
        WARNING,
        N_("Recheck and exam have the same date; the recheck counts. Please check the date."),
    ),
    FindingKind(
        "yes_without_date",
        ERROR,
        N_(
            "The row says rechecked but has no usable recheck date, so it stays open. Please fill"
            " in the date of the recheck."
        ),
    ),
    FindingKind(
        "no_with_date",
        WARNING,
        N_("The row says not rechecked but has a recheck date; the date counts. Please check."),
    ),
    FindingKind(
        "no_without_reason",
        WARNING,
        N_("Not rechecked, and no reason is given. Please fill in 未复查原因."),
    ),
    FindingKind(
        "no_notice",
        WARNING,
        N_("Neither notice date nor delivery date is given. Please fill in at least one of them."),
    ),
    FindingKind(
        "deadline_before_base",
        WARNING,
        N_("The deadline is before notice, delivery or report; it stands. Please check the dates."),
    ),
    FindingKind(
        "conclusion_without_recheck",
        WARNING,
        N_("The exam conclusion is not 复查, yet the row is on the recheck list. Please check."),
    ),
    FindingKind(
        "unusual_age",
        WARNING,
        N_("By the ID number the worker was under 16 or over 80 at the exam. Please check it."),
    ),
    # one cell (cells)
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
    # when several rows of a case are merged, by the store
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
)

BY_CODE = {kind.code: kind for kind in KINDS}
