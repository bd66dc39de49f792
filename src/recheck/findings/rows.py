"""Findings of rows that cannot be placed, and between the cells of a row."""

from recheck.findings.kind import ERROR, NOTE, WARNING, FindingKind
from recheck.messages import N_

ROWS: tuple[FindingKind, ...] = (
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
        "visit_contradiction",
        WARNING,
        N_(
            "One cell says that this is a recheck, another that it is not; it is read as a recheck,"
            " and as neither where one of them says 补检. Please correct one of them."
        ),
    ),
    FindingKind(
        "no_conclusion",
        WARNING,
        N_(
            "The exam record has no conclusion, so nobody is followed up. Please fill in 体检结论"
            " and send again."
        ),
    ),
    FindingKind(
        "recheck_in_words",
        WARNING,
        N_(
            "The conclusion speaks of 复查 but is none of the five classes, so no case was made."
            " Please write 复查 when the worker must come back."
        ),
    ),
    FindingKind(
        "unusual_age",
        WARNING,
        N_("By the ID number the worker was under 16 or over 80 at the exam. Please check it."),
    ),
    FindingKind(
        "age_contradiction",
        WARNING,
        N_("The age does not fit the birth date in the ID number. Please check both."),
    ),
    FindingKind(
        "sex_contradiction",
        WARNING,
        N_("The sex does not fit the ID number. Please check both."),
    ),
    FindingKind(
        "exam_after_period",
        WARNING,
        N_(
            "The exam is later than the half-year of this report. Please check the exam date, or"
            " report it with the next half-year."
        ),
    ),
    FindingKind(
        "exam_date_of_1904",
        WARNING,
        N_(
            "The exam lies four years and a day before the half-year of this report, as when a"
            " workbook counts days from 1904. Please check the exam date."
        ),
    ),
    FindingKind(
        "dispatch_as_employer",
        WARNING,
        N_(
            "By its name the employer is a dispatch firm. Please fill in 用工单位名称, where the"
            " worker really works."
        ),
    ),
    FindingKind(
        "reason_with_recheck",
        NOTE,
        N_("A reason for not coming stands beside a recheck date; the recheck counts."),
    ),
    FindingKind(
        "elsewhere_without_date",
        WARNING,
        N_(
            "The recheck is said to have been done elsewhere, but its date is missing, so it stays"
            " open. Please fill in date and institution of the recheck."
        ),
    ),
    FindingKind(
        "not_due_but_past",
        WARNING,
        N_(
            "The reason says that the deadline has not come, but it has passed. Please check the"
            " reason."
        ),
    ),
    FindingKind(
        "left_without_exit_exam",
        NOTE,
        N_(
            "The worker has left; the case stays open until it is settled. Please keep the proof,"
            " and check whether the exit exam was done."
        ),
    ),
    FindingKind(
        "death_reported",
        NOTE,
        N_(
            "Death is reported as the reason; the case stays open until the institute has seen the"
            " proof. Please send it along."
        ),
    ),
)
