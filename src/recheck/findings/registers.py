"""Registers of enterprises, and answers about enterprises: what is wrong with a line."""

from recheck.findings.kind import ERROR, WARNING, FindingKind
from recheck.messages import N_

REGISTERS: tuple[FindingKind, ...] = (
    FindingKind(
        "register_line_unnamed",
        ERROR,
        N_(
            "The line names no enterprise, so it is held. Please fill in its name or its unified"
            " social credit code."
        ),
    ),
    FindingKind(
        "register_line_twice",
        WARNING,
        N_(
            "The enterprise stands in row {first} already, with other entries; where they differ,"
            " this lower row counts. Please delete the one that is out of date."
        ),
    ),
)
