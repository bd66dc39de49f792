"""catalogue.md: the ways in which uploads go wrong, each with an example and a near miss."""

from recheck.findings import BY_CODE
from tests.catalogue import ENTRIES
from tests.catalogue.entry import Elsewhere, Entry

from . import markdown

INTRODUCTION = """\
Each line is a problem that uploads really have, the finding that tells of it, a cell or file that
has it and one that nearly has it. `tests/catalogue` writes both files and reads them; where one
file cannot show the problem, the test that does is named. `<U+200B>` stands for a mark that cannot
be seen. What each code says to the clerk: [findings](findings.md)."""

HERE = "`tests/catalogue`"


def page() -> str:
    """One line for each entry."""
    headings = ("no.", "problem", "finding", "example", "near miss", "what becomes of it", "test")
    return markdown.page(
        "Catalogue of dirty data", INTRODUCTION, markdown.table(headings, map(_row, ENTRIES))
    )


def _row(entry: Entry) -> tuple[object, ...]:
    return (
        entry.number,
        entry.title,
        "<br>".join(map(_finding, entry.codes)),
        entry.breaks.shown(),
        entry.nearly.shown(),
        entry.remark,
        f"`{entry.breaks.test}`" if isinstance(entry.breaks, Elsewhere) else HERE,
    )


def _finding(code: str) -> str:
    return f"[{code}](findings.md#{code}) {BY_CODE[code].severity.value}"
