"""Findings about employers and their codes."""

from recheck.findings.kind import WARNING, FindingKind
from recheck.messages import N_

EMPLOYERS: tuple[FindingKind, ...] = (
    FindingKind(
        "uscc_malformed",
        WARNING,
        N_(
            "The unified social credit code is not well formed; the enterprise is told by its name."
            " Compare the code with the business licence (no letters I, O, S, V, Z)."
        ),
    ),
    FindingKind(
        "uscc_wrong_mark",
        WARNING,
        N_(
            "The unified social credit code has “{marks}” in place {places}; it never holds the"
            " letters I, O, S, V, Z. The enterprise is told by its name. Please compare the code"
            " with the business licence."
        ),
    ),
    FindingKind(
        "uscc_wrong_length",
        WARNING,
        N_(
            "The unified social credit code has {count} characters instead of 18; the enterprise is"
            " told by its name. Please compare it with the business licence."
        ),
    ),
    FindingKind(
        "uscc_of_older_kind",
        WARNING,
        N_(
            "This is an older registration or organisation number, not the unified social credit"
            " code of 18 characters; the enterprise is told by its name. Please fill in the code of"
            " the business licence."
        ),
    ),
)
