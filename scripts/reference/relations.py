"""relations.md: the tables of the store, and every relation by the comment lines on its top."""

import re
from collections.abc import Iterator
from pathlib import Path

from recheck.relations import SQL, migrations

from . import markdown

INTRODUCTION = """\
One relation a file, named as the file; its comment says what it is, its grain (one row per …) and
who reads it. T and K come from the one-row relation `question`, never from a clock. Why it is so:
[the loop](../explanation/the-loop.md)."""

FOLDERS = {
    "views": "Views: made when a connection opens, as of the question",
    "derived": "Derived: what follows from the rows known at K; kept for speed, rebuilt at will",
    "measures": "Measures: what is asked, one file a question",
    "invariants": "Invariants: what `recheck verify` asks, expected beside found",
}

TABLE = re.compile(r"create table (\w+) \((?: *-- (.+))?\n(.*?)\n\);", re.DOTALL)
COLUMN = re.compile(r" *\"?(\w+)\"? (\w+)([^,\n-]*),?(?: *-- (.+))?")
GRAIN, READERS = "one row per: ", "read by: "


def page() -> str:
    """Tables as migrated, then the relations of each folder."""
    tables = "\n\n".join(_tables("\n".join(migrations())))
    stored = f"## Tables: what arrived\n\nOnly ever added to.\n\n{tables}"
    return markdown.page("Relations", INTRODUCTION, stored, *map(_folder, FOLDERS))


def _tables(schema: str) -> Iterator[str]:
    for name, remark, body in TABLE.findall(schema):
        columns = (COLUMN.fullmatch(line) for line in body.splitlines())
        rows = [
            (f"`{one[1]}`", f"{one[2]}{one[3].rstrip()}", one[4] or "") for one in columns if one
        ]
        listed = markdown.table(("column", "type", ""), rows)
        yield "\n\n".join(filter(None, [f"### {name}", remark and f"{remark}.", listed]))


def _folder(folder: str) -> str:
    rows = [_row(path) for path in sorted((SQL / folder).glob("*.sql"))]
    listed = markdown.table(("relation", "what it is", "one row per", "read by"), rows)
    return f"## {FOLDERS[folder]}\n\n{listed}"


def _row(path: Path) -> tuple[str, str, str, str]:
    """Name, description, grain and readers: the comment lines on top of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next(number for number, line in enumerate(lines) if not line.startswith("-- "))
    comment = " ".join(line.removeprefix("-- ") for line in lines[:end])
    told, _, rest = comment.partition(GRAIN)
    grain, _, readers = rest.partition(READERS)
    return f"`{path.stem}`", told.strip(), grain.strip(), readers.strip()
