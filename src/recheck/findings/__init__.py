"""Every code a finding can have: severity and sentence; the reference page is made from this.

To add a code, add a FindingKind to the file of its subject, its sentence to the catalogue of
messages, and an entry to tests/catalogue.
"""

from recheck.findings.between import BETWEEN
from recheck.findings.cells import CELLS
from recheck.findings.corrections import CORRECTIONS
from recheck.findings.dates import DATES
from recheck.findings.employers import EMPLOYERS
from recheck.findings.files import FILES
from recheck.findings.identities import IDENTITIES
from recheck.findings.kind import FindingKind
from recheck.findings.merging import MERGING
from recheck.findings.registers import REGISTERS
from recheck.findings.rows import ROWS
from recheck.findings.summary import SUMMARY
from recheck.findings.supervision import SUPERVISION

__all__ = ["BY_CODE", "KINDS", "FindingKind"]

KINDS: tuple[FindingKind, ...] = (
    *FILES,
    *SUMMARY,
    *ROWS,
    *BETWEEN,
    *IDENTITIES,
    *EMPLOYERS,
    *DATES,
    *CELLS,
    *MERGING,
    *CORRECTIONS,
    *REGISTERS,
    *SUPERVISION,
)

BY_CODE = {kind.code: kind for kind in KINDS}
