"""findings.md: every code, its severity, its sentence in both languages, what follows from it."""

from collections.abc import Iterator

from recheck.checks import FIELDS_OF, PLACING, REFUSING
from recheck.findings import KINDS, FindingKind
from recheck.messages import CHINESE, unfilled
from recheck.model import Severity
from recheck.rulebook import load

from . import markdown

INTRODUCTION = """\
A finding is a value, not a failure: it has a code, a severity, a place (file, sheet, row as Excel
shows it, column letter, heading) and a sentence that tells a clerk what to do. `error` means:
correct it and send the file again; `warning`: please check; `note`: nothing needs to be done. The
store keeps code and parameters; the sentence comes from the catalogue, in Chinese in everything
that is written to a file."""

HELD = "The row is held: it makes no case until it is corrected."
WEAK = "The row is accepted, its worker known by name and enterprise only (weak identity)."


def page() -> str:
    """Codes by severity, then one entry for each."""
    overview = markdown.table(("severity", "codes"), _by_severity())
    return markdown.page("Findings", INTRODUCTION, overview, *map(_entry, KINDS))


def _by_severity() -> Iterator[tuple[str, str]]:
    for severity in dict.fromkeys(kind.severity for kind in KINDS):
        codes = (kind.code for kind in KINDS if kind.severity is severity)
        yield severity.value, " · ".join(f"[{code}](#{code})" for code in codes)


def _entry(kind: FindingKind) -> str:
    lines = [
        f"**{kind.severity.value}** · {unfilled(kind.sentence, CHINESE)}",
        kind.sentence,
        *_consequences(kind),
    ]
    return "\n\n".join([f"## {kind.code}", *lines])


def _consequences(kind: FindingKind) -> Iterator[str]:
    """Where the finding points, and what becomes of row or value."""
    if kind.code in FIELDS_OF:
        headings = {column.field: column.heading for column in load().columns}
        yield f"Points at: {'、'.join(headings[field] for field in FIELDS_OF[kind.code])}."
    if kind.code in {check.code for check in PLACING}:
        yield HELD
    if kind.severity is Severity.ERROR and kind.code.startswith("id_"):
        yield WEAK
    for check in REFUSING:
        if check.code == kind.code:
            yield f"These values count as empty: {markdown.words(check.ignores)}."
