"""What the comment on top of every SQL file says, and what is true."""

import re
from dataclasses import dataclass
from pathlib import Path

from recheck.relations import SQL, named

SOURCE = SQL.parent
FOLDERS = ("views", "derived", "measures", "invariants")
ASKING = (
    "store",
    "identity",
    "derived",
    "comparing",
    "correcting",
    "supervising",
    "measures",
    "changes",
    "cases",
    "candidates",
    "invariants",
    "watch",
)
"""The modules that ask relations by name."""
COMMENT = re.compile(
    r"(?P<told>(?:-- .+\n)+?)-- one row per: (?P<grain>.+)\n-- read by: (?P<readers>.+)\n(?!--)"
)


@dataclass(frozen=True)
class Relation:
    """One file: what it is, its grain, and who it says reads it."""

    path: Path
    told: str
    grain: str
    readers: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.path.stem


def relations() -> list[Relation]:
    """Every relation; a file without the three comment lines fails."""
    paths = [path for folder in FOLDERS for path in sorted((SQL / folder).glob("*.sql"))]
    return [_read(path) for path in paths]


def _read(path: Path) -> Relation:
    found = COMMENT.match(path.read_text(encoding="utf-8"))
    assert found, f"{path.name} lacks what it is, its grain or its readers"
    return Relation(path, found["told"], found["grain"], tuple(found["readers"].split(", ")))


def readers_of(name: str) -> tuple[str, ...]:
    """The relations that read `name`; where there is none, the modules that do."""
    files = (path for folder in FOLDERS for path in sorted((SQL / folder).glob("*.sql")))
    inside = sorted(
        {
            path.stem
            for path in files
            if path.stem != name and name in named(path.read_text("utf-8"))
        }
    )
    return tuple(inside) or tuple(sorted(_modules(name)))


def _modules(name: str) -> set[str]:
    quoted = re.compile(rf"\"(from )?{name}\"|from {name}\b")
    files = {module: SOURCE / f"{module}.py" for module in ASKING}
    return {name for name, path in files.items() if quoted.search(path.read_text("utf-8"))}
