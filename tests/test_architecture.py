"""The house plan: who imports whom, reads the clock, opens the store, and how long files are."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "recheck"
MODULES = sorted(SOURCE.rglob("*.py"))

CORRIDOR = (
    "errors",
    "messages",
    "spelling",
    "formulas",
    "model",
    "decisions",
    "corrections",
    "supervision",
    "findings",
    "strict",
    "rulebook",
    "reporters",
    "workspace",
    "archive",
    # intake: a file becomes an Upload
    "files",
    "sheets",
    "headings",
    "cells",
    "checks",
    "intake",
    "layouts",
    # store: Uploads become cases, cases become figures
    "hashes",
    "preparing",
    "transfer",
    "relations",
    "question",
    "view",
    "snapshots",
    "labels",
    "identity",
    "derived",
    "appending",
    "comparing",
    "registering",
    "correcting",
    "supervising",
    "store",
    "issuing",
    "measures",
    "changes",
    "addresses",
    "cases",
    "candidates",
    "invariants",
    "watch",
    # what people get
    "words",
    "masks",
    "names",
    "report",
    "timeless",
    "template_book",
    "correction_book",
    "packs",
    "list_book",
    "feedback",
    "formats",
    "todo_book",
    "terminal",
    "options",
    "commands",
    "cli",
)
"""A module imports only modules above it."""

INTAKE = ("files", "sheets", "headings", "cells", "checks", "intake", "layouts")
STORE = (
    "hashes",
    "preparing",
    "transfer",
    "relations",
    "question",
    "view",
    "snapshots",
    "labels",
    "identity",
    "derived",
    "appending",
    "comparing",
    "registering",
    "correcting",
    "supervising",
    "store",
    "issuing",
    "measures",
    "changes",
    "addresses",
    "cases",
    "candidates",
    "invariants",
    "watch",
)
SURROUNDINGS = ("commands", "cli")
CLOCK = {"now", "today", "utcnow", "time", "monotonic"}
HEAVY = ("polars", "duckdb", "reportlab", "openpyxl", "fastexcel", "jinja2", "uharfbuzz")
LONGEST_FILE = 400


def part_of(path: Path) -> str:
    """The module of the corridor that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            is_package = node.module == "recheck"
            yield from (
                (f"recheck.{name.name}" for name in node.names) if is_package else [node.module]
            )


def of_ours(path: Path) -> set[str]:
    """The parts of the corridor that a file imports, other than its own."""
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("recheck.")}
    return ours - {part_of(path)}


def attributes(path: Path) -> set[tuple[str, str]]:
    """Every attribute that is read, as (object, attribute): ("os", "environ")."""
    return {
        (node.value.id, node.attr)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


def offenders(offence: Callable[[Path], object]) -> dict[str, object]:
    """File → what it does against the rule, for the files that do."""
    found = {path.relative_to(SOURCE).as_posix(): offence(path) for path in MODULES}
    return {name: what for name, what in found.items() if what}


def test_every_module_has_its_place_in_the_corridor() -> None:
    assert {part_of(path) for path in MODULES} - {"__init__"} == set(CORRIDOR)


def test_a_module_imports_only_modules_above_it() -> None:
    def imports_from_below(path: Path) -> set[str]:
        part = part_of(path)
        above = CORRIDOR[: CORRIDOR.index(part)] if part in CORRIDOR else ()
        return of_ours(path) - set(above)

    assert offenders(imports_from_below) == {}


def test_intake_and_store_never_import_each_other() -> None:
    def imports_the_other_side(path: Path) -> set[str]:
        part = part_of(path)
        return of_ours(path) & set(STORE if part in INTAKE else INTAKE if part in STORE else ())

    assert offenders(imports_the_other_side) == {}


def test_only_the_commands_read_the_clock() -> None:
    def clock(path: Path) -> set[tuple[str, str]]:
        if part_of(path) in SURROUNDINGS:
            return set()
        times = {"datetime", "date", "time"}
        return {pair for pair in attributes(path) if pair[0] in times and pair[1] in CLOCK}

    assert offenders(clock) == {}


def test_only_the_commands_read_the_environment() -> None:
    """And the language of messages is looked up where messages are made."""

    def environment(path: Path) -> set[tuple[str, str]]:
        return attributes(path) & {("os", "environ"), ("os", "getenv")}

    assert {name.split("/")[0] for name in offenders(environment)} <= {"messages.py", "cli.py"}


def test_only_the_store_opens_duckdb_and_commits() -> None:
    def opens_or_commits(path: Path) -> bool:
        commits = '"commit"' in path.read_text(encoding="utf-8")
        return commits or ("duckdb", "connect") in attributes(path)

    assert list(offenders(opens_or_commits)) == ["store.py"]


def test_no_file_outgrows_its_reader() -> None:
    def lines(path: Path) -> int:
        return len(path.read_text(encoding="utf-8").splitlines())

    assert offenders(lambda path: lines(path) if lines(path) >= LONGEST_FILE else 0) == {}


def test_help_waits_for_no_heavy_library() -> None:
    code = (
        "import sys; from recheck.cli import run; run(['--help']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().endswith("[]")
