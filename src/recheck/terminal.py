"""What people see: notes, tables and progress on standard error, lists on standard output."""

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from getpass import getpass
from typing import TYPE_CHECKING

from recheck.errors import UsageProblem
from recheck.messages import CHINESE, N_, language, sentence

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console
    from rich.table import Table

WITHOUT_LIMIT = 100_000  # columns: a table that goes into a file or pipe is not cut to a screen

WORD = 12  # cells: columns of values no longer than this (dates, phones, case ids) are not folded
FOLDED = 10  # cells: other columns may become as narrow as this
RULE = "─" * 20
"""Between the rows of a table that a narrow screen shows value by value."""


@cache
def _messages() -> "Console":
    from rich.console import Console

    width = None if sys.stderr.isatty() else WITHOUT_LIMIT
    return Console(stderr=True, highlight=False, soft_wrap=True, width=width)


def note(message: str, **parameters: object) -> None:
    """One sentence on standard error."""
    _messages().print(sentence(message, parameters), markup=False)


def complain(message: str, **parameters: object) -> None:
    """What went wrong, on standard error, in red where there is colour."""
    _messages().print(sentence(message, parameters), markup=False, style="red")


def secret(message: str, **parameters: object) -> str | None:
    """A password typed unseen; None when nobody sits there, or nothing is typed."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    with suppress(EOFError):
        return getpass(sentence(message, parameters), stream=sys.stderr) or None
    return None


@contextmanager
def progress(message: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, nothing elsewhere; yields what to call after each step."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = _messages()
    with Progress(
        *columns,
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bars:
        task = bars.add_task(sentence(message, {}), total=total)
        yield lambda: bars.advance(task)


def summary(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A small table on standard error; `title` and `headings` are message ids.

    Columns that are empty in every row are left out.
    """
    filled = [index for index in range(len(headings)) if any(row[index] != "" for row in rows)]
    names = [sentence(headings[index], {}) for index in filled]
    chosen = [[row[index] for index in filled] for row in rows]
    console = _messages()
    console.print(sentence(title, {}), style="italic")
    console.print(_drawn(names, chosen, console.width), markup=False)


def table_text(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A small table as text; `headings` are message ids."""
    return _drawn([sentence(heading, {}) for heading in headings], rows, WITHOUT_LIMIT)


def list_text(rows: "pl.DataFrame", name: str, is_screen: bool) -> str:
    """A list as a table in people's words; a screen gets only the columns that fit it."""
    from recheck.formats import plain
    from recheck.words import for_people, list_words

    fitting = list_words().terminal.get(name, rows.columns) if is_screen else rows.columns
    chosen = plain(rows.select(column for column in rows.columns if column in fitting))
    readable = for_people(chosen) if language() == CHINESE else chosen
    rates = ["_rate" in column for column in chosen.columns]
    texts = [list(map(_text, row, rates)) for row in readable.iter_rows()]
    return _drawn(readable.columns, texts, None if is_screen else WITHOUT_LIMIT)


def _drawn(headings: Sequence[str], rows: Sequence[Sequence[object]], width: int | None) -> str:
    """A table; where the screen is too narrow for one, one value a line."""
    from rich.cells import cell_len
    from rich.console import Console

    console = Console(file=io.StringIO(), width=width)
    with console.capture() as drawn:
        console.print(_table(headings, rows), crop=False)
    lines = [line for drawn_line in drawn.get().splitlines() if (line := drawn_line.rstrip())]
    fits = all(cell_len(line) <= console.width for line in lines)
    return "\n".join(lines if fits else _value_by_value(headings, rows)) + "\n"


def _value_by_value(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Each value beside its heading, a rule between the rows; empty values are left out."""
    from rich.cells import cell_len

    width = max(map(cell_len, headings))
    names = [f"{heading}{' ' * (width - cell_len(heading))}" for heading in headings]
    for number, row in enumerate(rows):
        if number:
            yield RULE
        yield from (
            f"{name}  {value}" for name, value in zip(names, row, strict=True) if value != ""
        )


def _text(value: object, is_rate: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.1%}" if is_rate else str(value)


def _table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> "Table":
    from rich.box import SIMPLE
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False)
    for index, heading in enumerate(headings):
        values = [str(row[index]) for row in rows]
        longest = max(map(cell_len, values), default=0)
        table.add_column(
            heading,
            justify="right" if values and all(map(_is_number, values)) else "left",
            overflow="fold",
            min_width=longest if longest <= WORD else FOLDED,
        )
    for row in rows:
        table.add_row(*(Text(str(value)) for value in row))
    return table


def _is_number(text: str) -> bool:
    return not text or text.rstrip("%").replace(".", "", 1).isdigit()


def is_answered() -> bool:
    """Whether somebody sits at the keyboard."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(message: str, **parameters: object) -> str:
    """What somebody types after a sentence on standard error; empty for Enter alone."""
    _messages().print(sentence(message, parameters), markup=False, end=" ")
    answer = sys.stdin.readline()
    if not answer:
        raise UsageProblem(N_("The input ended before everything was answered; nothing was done."))
    return answer.strip()


def put_out(content: str | bytes) -> None:
    """A list on standard output: text in the terminal's encoding, or bytes as they are."""
    with suppress(BrokenPipeError):
        if isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)


def flush() -> None:
    """Print what is still held back; a reader that has seen enough (`| head`) is no error."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(BrokenPipeError):
            stream.flush()
