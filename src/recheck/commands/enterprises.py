"""`recheck enterprises`: registers come in, and questions about enterprises go out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.app import group
from recheck.commands.asking import asked, chosen_format, put_out, with_identities
from recheck.commands.surroundings import arrival_of
from recheck.commands.taking import Password, Received
from recheck.messages import N_, language, sentence
from recheck.options import Identities, Selection, Shown, Where, day, words

if TYPE_CHECKING:
    import polars as pl

    from recheck import files
    from recheck.commands.gathering import Passwords
    from recheck.errors import FileRefused
    from recheck.model import Arrival, Register
    from recheck.store import Writer
    from recheck.workspace import Workspace

command = group("enterprises", N_("Employers: registers of where they are, and open questions."))

HEADINGS = (
    N_("File"),
    N_("Rows"),
    N_("Accepted"),
    N_("Held"),
    N_("Duplicate"),
    N_("Left blank"),
    N_("Errors"),
    N_("Warnings"),
)


@dataclass(frozen=True)
class _Imported:
    """What became of one file: a register, refused, or (neither) known already."""

    file: "files.Received"
    register: "Register | None" = None
    refused: "FileRefused | None" = None

    def findings(self, severity: str) -> int:
        """How many findings of that severity there are."""
        from recheck.findings import BY_CODE

        codes = self.register.findings["code"] if self.register else ()
        return sum(BY_CODE[code].severity == severity for code in codes)

    @property
    def needs_attention(self) -> bool:
        """Whether somebody has to correct something."""
        return self.refused is not None or self.findings("error") > 0

    def summary(self) -> tuple[object, ...]:
        """One line under HEADINGS; empty when the file was not taken."""
        if self.register is None:
            return ()
        frames = (self.register.lines, self.register.other_rows)
        fates = [fate for frame in frames for fate in frame["fate"]]
        counts = (fates.count(fate) for fate in ("accepted", "held", "duplicate", "blank"))
        severities = (self.findings(one) for one in ("error", "warning"))
        return (self.file.name, self.register.row_total, *counts, *severities)


@command(
    N_("Take a register of enterprises, or a filled-in workbook of enterprises todo."),
    example="recheck enterprises import 企业名录.csv --received 2025-07-10",
)
def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help=words(N_("Registers, or folders with them."))),
    ],
    where: Where,
    *,
    received: Received = None,
    password: Password = None,
) -> None:
    """`recheck enterprises import`."""
    from recheck import store
    from recheck.commands.gathering import Passwords, files_below

    workspace = where.find()
    arrival = arrival_of(workspace, received)
    passwords = Passwords(password or [])
    files = files_below(paths, passwords)
    with store.writing(workspace.store_path, workspace.key(), workspace.rulebook) as writer:
        outcomes = [_import(file, workspace, writer, arrival, passwords) for file in files]
        writer.settle()
    _tell(outcomes)
    raise typer.Exit(_exit_code(outcomes))


def _import(
    file: "files.Received",
    workspace: "Workspace",
    writer: "Writer",
    arrival: "Arrival",
    passwords: "Passwords",
) -> _Imported:
    """Archive, read and store one file; a refused one is noted with its reason."""
    from recheck import archive
    from recheck.errors import FileRefused, Locked

    outline = file.outline()
    if workspace.rulebook.reading_hash in writer.taken([outline.sha256])[outline.sha256]:
        return _Imported(file)
    with file.opened() as content:
        archive.keep(workspace.archive, outline.sha256, outline.name, content)
    read = passwords.opening(
        file.name,
        lambda: _read(file, passwords, workspace),
        lambda result: isinstance(result, Locked),
    )
    if isinstance(read, FileRefused):
        writer.refuse(outline, read, arrival)
        return _Imported(file, refused=read)
    writer.list_enterprises(read, arrival)
    return _Imported(file, read)


def _read(
    file: "files.Received", passwords: "Passwords", workspace: "Workspace"
) -> "Register | FileRefused":
    from recheck.commands.readers import or_refusal
    from recheck.intake import read_register

    return or_refusal(lambda: read_register(file.source(passwords.words), workspace.rulebook))


def _tell(outcomes: Sequence[_Imported]) -> None:
    from recheck.words import with_messages

    lines = [one.summary() for one in outcomes if one.register]
    if lines:
        terminal.summary(N_("What was taken"), HEADINGS, lines)
    for one in outcomes:
        if one.register and one.register.findings.height:
            rows = with_messages(one.register.findings, language())
            terminal.put_out(terminal.list_text(rows, "check", is_screen=False))
        elif one.refused:
            reason = sentence(one.refused.message, one.refused.parameters)
            terminal.complain(
                N_("{file} was not taken: {reason}"), file=one.file.name, reason=reason
            )
        elif not one.register:
            terminal.note(
                N_("{file} was taken before with the same content; nothing has changed."),
                file=one.file.name,
            )
    terminal.note(N_("Next: recheck enterprises todo shows what is still open."))


def _exit_code(outcomes: Sequence[_Imported]) -> int:
    """0, 1, 10 or 11, as the interface defines them."""
    refusals = [one.refused for one in outcomes if one.refused]
    if len(refusals) == len(outcomes):
        return min(refusal.exit_code for refusal in refusals)
    return 1 if any(one.needs_attention for one in outcomes) else 0


@command(
    N_("Enterprises whose place or code somebody should find out, with suggestions."),
    example="recheck enterprises todo -o 待核实用人单位.xlsx",
)
def todo(
    identities: Identities,
    shown: Shown,
    where: Where,
    *,
    as_of: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help=words(N_("As of this day; default: today."))),
    ] = None,
    district: Annotated[
        str | None, typer.Option(metavar="NAME", help=words(N_("Only this district.")))
    ] = None,
) -> None:
    """`recheck enterprises todo`."""
    from recheck import candidates

    selection = Selection(as_of=as_of, district=district)
    rows = with_identities(asked(where, selection, candidates.enterprises), identities, where)
    if chosen_format(shown) == "xlsx":
        _write_workbook(rows, shown, where.find())
    else:
        put_out(rows, "enterprises", shown)


def _write_workbook(rows: "pl.DataFrame", shown: Shown, workspace: "Workspace") -> None:
    from recheck.archive import write_whole
    from recheck.todo_book import todo_book

    content = todo_book(rows, workspace.rulebook)
    if shown.output is None:
        terminal.put_out(content)
        return
    write_whole(shown.output, content)
    terminal.note(
        N_("{rows} enterprises written to {file}; fill in the yellow columns, then import it."),
        rows=rows.height,
        file=shown.output,
    )
