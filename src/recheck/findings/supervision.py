"""Returned workbooks of packs: rows that name nobody's case, impossible dates, closing unproven."""

from recheck.findings.kind import ERROR, WARNING, FindingKind
from recheck.messages import N_

SUPERVISION: tuple[FindingKind, ...] = (
    FindingKind(
        "supervised_case_unknown",
        ERROR,
        N_(
            "There is no case with this 个案编号, so the row is held. Please copy the number from"
            " the workbook that was issued."
        ),
    ),
    FindingKind(
        "supervised_enterprise_unknown",
        ERROR,
        N_(
            "No pack has this 企业编号, so the row is held. Please copy the number from the"
            " workbook that was issued."
        ),
    ),
    FindingKind(
        "supervised_case_foreign",
        ERROR,
        N_(
            "This case was given to somebody else, so the row is held. Please leave it to them, or"
            " ask the institute whose case it is."
        ),
    ),
    FindingKind(
        "verified_before_exam",
        ERROR,
        N_("The verified recheck lies before the exam, so it does not count. Correct the date."),
    ),
    FindingKind(
        "verified_after_arrival",
        ERROR,
        N_(
            "The verified recheck is later than the day the file came, so it does not count."
            " Correct the date."
        ),
    ),
    FindingKind(
        "action_before_exam",
        ERROR,
        N_("The day of the visit lies before the exam and was ignored. Correct the date."),
    ),
    FindingKind(
        "action_after_arrival",
        ERROR,
        N_("The day of the visit is later than the day the file came; it was ignored. Correct it."),
    ),
    FindingKind(
        "closing_before_exam",
        ERROR,
        N_("The day of closing lies before the exam and was ignored. Correct the date."),
    ),
    FindingKind(
        "closing_after_arrival",
        ERROR,
        N_("The day of closing is later than the day the file came; it was ignored. Correct it."),
    ),
    FindingKind(
        "promise_before_action",
        ERROR,
        N_("The promised day lies before the visit and was ignored. Correct the date."),
    ),
    FindingKind(
        "verified_on_exam_day",
        WARNING,
        N_("Verified recheck and exam have the same date; it counts. Please check the date."),
    ),
    FindingKind(
        "verified_without_evidence",
        WARNING,
        N_(
            "The verified recheck has no 证据编号. It counts, and stays on a list until an upload"
            " confirms it. Please add the number of the report."
        ),
    ),
    FindingKind(
        "closed_without_recheck",
        ERROR,
        N_(
            "The row says 已复查 but gives no usable date, so the case stays open. Please fill in"
            " the date, the institution and the number of the report."
        ),
    ),
    FindingKind(
        "closed_without_evidence",
        ERROR,
        N_(
            "The row closes the case without recheck and without 证据编号, so the case stays open."
            " Please add what it rests on."
        ),
    ),
    FindingKind(
        "reason_without_evidence",
        WARNING,
        N_(
            "The reason has no 证据编号, so the case stays on the list. Please add what it rests"
            " on, like the number of a certificate."
        ),
    ),
)
"""What rows of returned workbooks leave."""
