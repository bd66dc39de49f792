"""What a finding's code stands for."""

from dataclasses import dataclass

from recheck.model import Severity


@dataclass(frozen=True)
class FindingKind:
    """A code, its severity, and the sentence (English message id) that tells a clerk what to do."""

    code: str
    severity: Severity
    sentence: str


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
