"""Findings about the sheet 汇总, what the store compares it with, and about our own template."""

from recheck.findings.kind import ERROR, NOTE, WARNING, FindingKind
from recheck.messages import N_

SUMMARY: tuple[FindingKind, ...] = (
    FindingKind(
        "count_unreadable",
        ERROR,
        N_("{heading} must be a whole number, 0 or more. Correct it and send the file again."),
    ),
    FindingKind(
        "count_missing",
        WARNING,
        N_("{heading} is empty. Fill it in; write 0 when there was nobody."),
    ),
    FindingKind(
        "declared_above_examined",
        ERROR,
        N_(
            "More people must come back than were examined. Correct 受检人次 or 需复查人次 and send"
            " the file again."
        ),
    ),
    FindingKind(
        "notified_above_declared",
        WARNING,
        N_("More people were notified than must come back. Check 已通知人次 and 需复查人次."),
    ),
    FindingKind(
        "summary_not_ours",
        WARNING,
        N_(
            "This line of 汇总 ({institution} {period}) fits no list in the file and was not taken."
            " Correct the institution or the half-year, or delete the line."
        ),
    ),
    FindingKind(
        "summary_twice",
        ERROR,
        N_(
            "汇总 has more than one line for this institution and half-year, so none of them was"
            " taken. Keep one line and send the file again."
        ),
    ),
    FindingKind(
        "cases_missing",
        ERROR,
        N_(
            "汇总 says that {declared} people of this half-year must come back, but {cases} are"
            " listed ({held} more rows are held). List those who are missing, or correct"
            " 需复查人次, and send the file again."
        ),
    ),
    FindingKind(
        "cases_beyond",
        WARNING,
        N_(
            "汇总 says that {declared} people of this half-year must come back, but {cases} are"
            " listed. Check 需复查人次 and the list."
        ),
    ),
    FindingKind(
        "declared_nothing",
        NOTE,
        N_(
            "受检人次 and 需复查人次 were not declared, so nobody can tell whether everybody is"
            " listed. Please fill in the sheet 汇总 of the template next time."
        ),
    ),
    FindingKind(
        "template_outdated",
        NOTE,
        N_(
            "The file was made from version {version} of the template; version {current} is in use."
            " Please use that one next time."
        ),
    ),
)
