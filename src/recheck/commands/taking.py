"""`ingest` and its rehearsal `check`."""

import dataclasses
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from recheck import terminal
from recheck.commands import processes
from recheck.commands.app import command
from recheck.commands.surroundings import arrival_of
from recheck.errors import UsageProblem
from recheck.messages import N_, language, sentence
from recheck.options import SWITCH, Where, moment, words

if TYPE_CHECKING:
    from recheck.commands.receiving import Delivery, Outcome
    from recheck.model import Mode, Upload
    from recheck.workspace import Workspace

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...",
        help=words(N_("Files, zips of files, or folders with all files below them.")),
    ),
]
NewFiles = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH...",
        help=words(N_("Files, zips of files, or folders with all files below them.")),
    ),
]
HalfYear = Annotated[
    str | None,
    typer.Option(
        metavar="P", help=words(N_("The half-year they report on, when they do not say so."))
    ),
]
Institution = Annotated[
    str | None,
    typer.Option(metavar="NAME", help=words(N_("Who sent them, when they do not say so."))),
]
Received = Annotated[
    datetime | None,
    typer.Option(
        parser=moment,
        metavar="TIME",
        help=words(N_("When they arrived: 2025-07-15 or 2025-07-15T10:00; default: now.")),
    ),
]
Password = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WORD",
        help=words(N_("Opens locked files; may be given several times, each is tried.")),
    ),
]
Add = Annotated[
    bool,
    typer.Option(
        "--add", metavar=SWITCH, help=words(N_("They supplement what was reported before."))
    ),
]
Confirm = Annotated[
    bool,
    typer.Option(
        "--confirm",
        metavar=SWITCH,
        help=words(
            N_("They are right although they look like another's, or were withdrawn before.")
        ),
    ),
]
Reread = Annotated[
    bool,
    typer.Option(
        "--reread",
        metavar=SWITCH,
        help=words(N_("No new files: those that count, from the archive, by the rules of today.")),
    ),
]
Refused = Annotated[
    bool,
    typer.Option(
        "--refused",
        metavar=SWITCH,
        help=words(N_("With --reread: also files that were refused.")),
    ),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace", metavar=SWITCH, help=words(N_("They replace what was reported before."))
    ),
]


@command(
    N_("Take uploads into the store: files or whole folders."),
    example="recheck ingest 上报文件 --received 2025-07-10",
)
def ingest(
    where: Where,
    paths: NewFiles = None,
    *,
    period: HalfYear = None,
    institution: Institution = None,
    received: Received = None,
    add: Add = False,
    replace: Replace = False,
    confirm: Confirm = False,
    reread: Reread = False,
    refused: Refused = False,
    password: Password = None,
) -> None:
    """`recheck ingest`."""
    _get_ready(paths or [])
    workspace = where.find()
    delivery = _delivery(workspace, period, institution, received, password)
    delivery = dataclasses.replace(delivery, mode=_mode(add, replace), confirmed=confirm)
    if reread:
        _refuse_with_reread(paths=paths, period=period, institution=institution, add=add)
        _end_of_rereading(_reread(workspace, delivery, refused))
    if not paths or refused:
        raise UsageProblem(N_("Name the files or folders to take; --refused goes with --reread."))
    outcomes = _receive(paths, workspace, workspace.store_path, delivery)
    if any(outcome.needs_attention for outcome in outcomes):
        next_step = N_("Next: recheck findings shows what institutions must correct.")
    else:
        next_step = N_("Next: recheck overdue, recheck rates or recheck report.")
    _end(outcomes, next_step)


@command(
    N_("Read uploads as ingest would, store nothing, and show what was found."),
    example="recheck check 上报文件",
)
def check(
    paths: Paths,
    where: Where,
    *,
    period: HalfYear = None,
    institution: Institution = None,
    received: Received = None,
    password: Password = None,
) -> None:
    """`recheck check`."""
    _get_ready(paths)
    workspace = where.find()
    delivery = _delivery(workspace, period, institution, received, password)
    with tempfile.TemporaryDirectory() as folder:
        delivery = dataclasses.replace(
            delivery, archive=Path(folder), rehearsed_for=workspace.store_path
        )
        outcomes = _receive(paths, workspace, Path(folder, "recheck.duckdb"), delivery)
    headings = {column.field: column.heading for column in workspace.rulebook.columns}
    headings |= workspace.rulebook.summary.headings
    for outcome in outcomes:
        if outcome.upload:
            terminal.put_out(_as_read(outcome.upload, headings))
    if any(outcome.refused for outcome in outcomes):
        next_step = N_("Nothing was stored. Next: have the refused files corrected.")
    else:
        next_step = N_("Nothing was stored. Next: recheck ingest with the same files.")
    _end(outcomes, next_step)


def _get_ready(paths: Sequence[Path]) -> None:
    """Processes take a while to begin, so they begin as soon as there seem to be files enough."""
    found = (file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]))
    if processes.are_worth(sum(1 for _ in islice(found, processes.MANY))):
        processes.get_ready()


def _delivery(
    workspace: "Workspace",
    period: str | None,
    institution: str | None,
    received: datetime | None,
    passwords: list[str] | None,
) -> "Delivery":
    from recheck import names
    from recheck.commands.gathering import Passwords
    from recheck.commands.receiving import Delivery
    from recheck.model import Known, Mode, Period

    arrival = arrival_of(workspace, received)
    known = Known(
        arrived_on=arrival.received_at.date(),
        period=Period.parse(period) if period else None,
        institution=names.institution(institution, workspace.settings.official_names),
    )
    typed = Passwords(passwords or [])
    return Delivery(arrival, known, Mode.AUTO, workspace.archive, passwords=typed)


def _mode(add: bool, replace: bool) -> "Mode":
    from recheck.model import Mode

    if add and replace:
        raise UsageProblem(N_("Give either --add or --replace, not both."))
    return Mode.ADD if add else Mode.REPLACE if replace else Mode.AUTO


def _receive(
    paths: Sequence[Path], workspace: "Workspace", store_path: Path, delivery: "Delivery"
) -> "tuple[Outcome, ...]":
    from recheck import store
    from recheck.commands.gathering import files_below
    from recheck.commands.receiving import receive

    files = files_below(paths, delivery.passwords)
    with store.writing(store_path, workspace.key(), workspace.rulebook) as writer:
        return receive(files, workspace, writer, delivery)


def _refuse_with_reread(**given: object) -> None:
    """What is said of new files says nothing of those in the archive."""
    for name, value in given.items():
        if value:
            raise UsageProblem(
                N_("--reread reads what is in the archive; it takes no {name}."),
                name="PATH" if name == "paths" else f"--{name}",
            )


def _reread(workspace: "Workspace", delivery: "Delivery", refused: bool) -> "tuple[Outcome, ...]":
    from recheck import store
    from recheck.commands.rereading import reread

    with store.writing(workspace.store_path, workspace.key(), workspace.rulebook) as writer:
        return reread(workspace, writer, delivery, refused=refused)


def _end_of_rereading(outcomes: "Sequence[Outcome]") -> NoReturn:
    """The summary, what reads as before or not at all; then the exit code."""
    from recheck.commands.receiving import exit_code

    _summarise(outcomes)
    for outcome in outcomes:
        if outcome.refused:
            reason = sentence(outcome.refused.message, outcome.refused.parameters)
            stays = N_("{file} stays as it was read before: {reason}")
            message = stays if outcome.counts else N_("{file} was not taken: {reason}")
            terminal.complain(message, file=outcome.file.name, reason=reason)
        elif not outcome.taken:
            terminal.note(N_("{file} reads as before."), file=outcome.file.name)
    if not outcomes:
        terminal.note(N_("All files that count were read by the rules of today."))
    terminal.note(N_("Next: recheck submissions --cases shows what changed in which case."))
    raise typer.Exit(exit_code(outcomes) if outcomes else 0)


def _end(outcomes: "Sequence[Outcome]", next_step: str) -> None:
    """The summary, what was refused and why, what to do next; then the exit code."""
    from recheck.commands.receiving import exit_code

    _summarise(outcomes)
    for outcome in outcomes:
        if outcome.refused:
            reason = sentence(outcome.refused.message, outcome.refused.parameters)
            terminal.complain(
                N_("{file} was not taken: {reason}"), file=outcome.file.name, reason=reason
            )
        elif outcome.withdrawn:
            terminal.note(
                N_(
                    "{file} was withdrawn on {day} ({reason}) and stays out; add --confirm when it"
                    " is right after all."
                ),
                file=outcome.file.name,
                day=outcome.withdrawn.decided_on,
                reason=outcome.withdrawn.reason,
            )
        elif outcome.reads_otherwise:
            terminal.note(
                N_(
                    "{file} was taken before, when other rules read it; what they read otherwise"
                    " now is shown and kept by: recheck ingest --reread"
                ),
                file=outcome.file.name,
            )
        elif not outcome.taken:
            terminal.note(
                N_("{file} was taken before with the same content; nothing has changed."),
                file=outcome.file.name,
            )
        elif any(claim.replaced for claim in outcome.taken):
            terminal.note(
                N_(
                    "{file} arrived before a version that is in the store already; that one counts."
                ),
                file=outcome.file.name,
            )
    terminal.note(next_step)
    raise typer.Exit(exit_code(outcomes))


MAPPING = (N_("Sheet"), N_("Rows"), N_("Column"), N_("Heading"), N_("Read as"))
HEADINGS = (
    N_("File"),
    N_("Half-year"),
    N_("Rows"),
    N_("Accepted"),
    N_("Held"),
    N_("Duplicate"),
    N_("Errors"),
    N_("Warnings"),
    N_("Added"),
    N_("Changed"),
    N_("Missing"),
)


def _summarise(outcomes: "Sequence[Outcome]") -> None:
    """One line per file; differences only where an earlier version stood."""
    lines = [outcome.summary() for outcome in outcomes if outcome.taken]
    if lines:
        terminal.summary(N_("What was taken"), HEADINGS, lines)


def _as_read(upload: "Upload", names: Mapping[str, str]) -> str:
    """What the sheets of one file are taken for, and its findings."""
    from recheck.words import with_messages

    mapping: list[tuple[object, ...]] = []
    for sheet in upload.sheets:
        mapping += [
            (sheet.name, sheet.row_total, one.column, one.heading, names.get(one.field or "", "—"))
            for one in sheet.headings
        ] or [(sheet.name, sheet.row_total, "", "", "—")]
    parts = [upload.source.name, terminal.table_text(MAPPING, mapping)]
    if upload.template_version:
        made = N_("Made from version {version} of our template.")
        parts.insert(1, sentence(made, {"version": upload.template_version}))
    if upload.findings.height:
        rows = with_messages(upload.findings, language())
        parts.append(terminal.list_text(rows, "check", is_screen=sys.stdout.isatty()))
    return "\n".join(parts) + "\n"
