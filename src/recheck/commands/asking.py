"""From options to an open view of the store, and from a list to its reader."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from recheck import terminal
from recheck.commands.surroundings import note_full_identities, now
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.options import Identities, Selection, Shown, Where

if TYPE_CHECKING:
    import polars as pl

    from recheck.view import View
    from recheck.workspace import Workspace

Answer = TypeVar("Answer")
BINARY = ("xlsx", "parquet")
STILL_OPEN = N_("--known-at {known_at} is yet to come: what arrives until then is not in here.")


@contextmanager
def opened(workspace: "Workspace", selection: Selection) -> "Iterator[View]":
    """The store of the workspace, asked what the options select."""
    from recheck import store

    time = now(workspace)
    if selection.known_at and selection.known_at > time:
        terminal.note(STILL_OPEN, known_at=f"{selection.known_at:%Y-%m-%d %H:%M}")
    question = selection.question(workspace, time.date())
    expected = workspace.settings.reporters
    with store.reading(workspace.store_path, workspace.rulebook, question, expected) as view:
        yield view


def asked(where: Where, selection: Selection, measure: "Callable[[View], Answer]") -> Answer:
    """What `measure` answers; the store is closed again before anything is printed."""
    with opened(where.find(), selection) as view:
        return measure(view)


def with_identities(rows: "pl.DataFrame", identities: Identities, where: Where) -> "pl.DataFrame":
    """Masked, unless full identities are wanted: then the audit log says so."""
    from recheck.masks import masked

    if identities.identities == "masked":
        return masked(rows)
    note_full_identities(where.find(), rows.height)
    return rows


def put_out(rows: "pl.DataFrame", name: str, shown: Shown) -> None:
    """The list `name` where and how the options want it."""
    from recheck.archive import write_whole
    from recheck.formats import encoded

    form = chosen_format(shown)
    is_table = form == "table"
    content = terminal.list_text(rows, name, _is_screen(shown)) if is_table else encoded(rows, form)
    if shown.output is None:
        terminal.put_out(content)
        if rows.is_empty():
            terminal.note(N_("Nothing matches; if that surprises you, check the names and dates."))
    else:
        write_whole(shown.output, content.encode() if isinstance(content, str) else content)
        terminal.note(N_("{rows} rows written to {file}."), rows=rows.height, file=shown.output)


def _is_screen(shown: Shown) -> bool:
    return shown.output is None and sys.stdout.isatty()


def chosen_format(shown: Shown) -> str:
    """--format, else what the file is called, else a table on a terminal and csv in a pipe."""
    form = shown.format or _default_format(shown)
    if _is_screen(shown) and form in BINARY:
        raise UsageProblem(N_("{format} is not for the screen; add -o FILE."), format=form)
    return form


def _default_format(shown: Shown) -> str:
    from recheck.formats import FORMATS

    if shown.output is None:
        return "table" if _is_screen(shown) else "csv"
    return format_of_name(shown.output, {f".{form}": form for form in FORMATS})


def format_of_name(file: Path, formats: Mapping[str, str]) -> str:
    """The format that the name of a file tells; `formats`: by the endings of names."""
    form = formats.get(file.suffix.lower())
    if form is None:
        raise UsageProblem(
            N_("The name {file} does not tell the format; add --format, or end it in {known}."),
            file=file.name,
            known="、".join(formats),
        )
    return form
