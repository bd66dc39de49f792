"""Every code a finding can have: severity and sentence together; the reference page is made from this."""

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
    # merging (store)
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
        "weak_fits_two",
        WARNING,
        N_(
            "Without a valid ID number this row fits two exams of the same day; it is kept as a case"
            " of its own. Add the ID number and send the file again."
        ),
    ),
)

BY_CODE = {kind.code: kind for kind in KINDS}
