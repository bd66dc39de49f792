"""`headings`: how a file's headings are read, and what somebody decides about the others."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.app import command
from recheck.commands.asking import put_out
from recheck.commands.surroundings import now
from recheck.commands.taking import Password
from recheck.errors import Unplaceable, UsageProblem
from recheck.messages import N_, sentence
from recheck.options import SWITCH, Shown, Where, moment, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    import polars as pl

    from recheck.layouts import Comparison, Decided, Line
    from recheck.model import SourceFile
    from recheck.sheets import Sheet
    from recheck.workspace import Workspace

    Opened = tuple[SourceFile, Sequence[Sheet]]

YES = ("", "y", "yes", "是", "好")
LATER = "?"
"""The answer of somebody who cannot tell yet."""

NO_HEADINGS = N_(
    "No sheet of {file} has a row that looks like headings in its first 15 rows; nothing can be"
    " compared."
)

UNLISTED = N_(
    "{institution} is not on the list of institutions that report. If the name is misspelt, delete"
    " this profile and name the institution as recheck.toml does."
)


@command(
    N_("How the headings of a file are read, as a difference to its institution's profile."),
    example="recheck headings 上报文件/一院2025年上半年.csv",
)
def headings(
    path: Annotated[Path, typer.Argument(metavar="FILE", help=words(N_("The file.")))],
    shown: Shown,
    where: Where,
    *,
    institution: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=words(N_("Whose profile to compare with, else who it is from."))
        ),
    ] = None,
    password: Password = None,
    received: Annotated[
        datetime | None,
        typer.Option(
            parser=moment,
            metavar="TIME",
            help=words(N_("When it arrived: chooses between profiles of different times.")),
        ),
    ] = None,
    save: Annotated[
        bool,
        typer.Option(
            "--save",
            metavar=SWITCH,
            help=words(N_("Decide what is open, then write it into the profile.")),
        ),
    ] = False,
    said: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="HEADING=FIELD",
            help=words(
                N_("What a heading, or the column with these letters, means; - for: not read.")
            ),
        ),
    ] = None,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes", metavar=SWITCH, help=words(N_("Agree with every clear suggestion; don't ask."))
        ),
    ] = False,
) -> None:
    """`recheck headings`."""
    if (said or yes) and not save:
        raise UsageProblem(N_("--set and --yes say what to save; add --save."))
    workspace = where.find()
    day = (received or now(workspace)).date()
    source = _opened(path, password or [])
    compared = _compared(source, workspace, institution, day)
    put_out(_rows(compared), "headings", shown)
    _tell_profiles(compared)
    if save:
        _save(compared, workspace, day, _said(said or [], compared), yes=yes)
        compared = _compared(source, where.find(), institution, day)
    _end(compared, saved=save)


def _opened(path: Path, given: list[str]) -> "Opened":
    """The sheets of the one file at `path`. Raises FileRefused and UsageProblem."""
    from recheck.commands.gathering import Passwords, files_below
    from recheck.commands.readers import or_refusal
    from recheck.errors import FileRefused, Locked
    from recheck.sheets import open_sheets

    passwords = Passwords(given)
    files = files_below([path], passwords)
    if len(files) > 1:
        raise UsageProblem(N_("{path} holds several files; name one of them."), path=path)
    file = files[0]
    if file.refused:
        raise file.refused

    def read() -> "Opened":
        source = file.source(passwords.words)
        return source, open_sheets(source.content)

    opened = passwords.opening(
        file.name, lambda: or_refusal(read), lambda found: isinstance(found, Locked)
    )
    if isinstance(opened, FileRefused):
        raise opened
    return opened


def _compared(
    opened: "Opened", workspace: "Workspace", institution: str | None, day: date
) -> "list[Comparison]":
    """Every sheet with headings. Raises Unplaceable when there is none."""
    from recheck import names
    from recheck.intake import outlooks, reading_of
    from recheck.layouts import compare
    from recheck.model import Known

    source, sheets = opened
    official = workspace.settings.official_names
    known = Known(day, institution=names.institution(institution, official))
    reading = reading_of(source, workspace.rulebook, known, official)
    seen = outlooks(sheets, reading)
    found = [one for outlook in seen if (one := compare(outlook, workspace.rulebook))]
    if not found:
        raise Unplaceable(NO_HEADINGS, file=source.name)
    return found


# --- what is shown --------------------------------------------------------------------------------


def _rows(compared: "Sequence[Comparison]") -> "pl.DataFrame":
    """One row per heading; sheets with the same headings are shown once."""
    import polars as pl

    kinds: dict[str, pl.DataType] = {
        **dict.fromkeys(("column", "field", "read_as", "before"), pl.String()),
        **dict.fromkeys(("sheets", "suggestion"), pl.List(pl.String())),
        **dict.fromkeys(("similarity_rate", "contents_rate"), pl.Float64()),
    }
    alike: dict[tuple[object, ...], list[Comparison]] = {}
    for one in compared:
        alike.setdefault((one.institution, one.lines), []).append(one)
    rows = [
        {"sheets": [one.sheet for one in same], **_row(line, same[0].names)}
        for same in alike.values()
        for line in same[0].lines
    ]
    return pl.DataFrame(rows, schema_overrides=kinds, infer_schema_length=None)


def _row(line: "Line", names: "Mapping[str, str]") -> dict[str, object]:
    near = line.near
    suggested = [near.heading] if near else [names[field] for field in line.choices]
    return {
        "change": line.change.value,
        "column": line.column,
        "heading": line.heading,
        "field": line.field,
        "read_as": names.get(line.field or ""),
        "before": line.before,
        "suggestion": suggested,
        "similarity_rate": near.similarity if near and near.similarity else None,
        "contents_rate": line.fits,
    }


def _tell_profiles(compared: "Sequence[Comparison]") -> None:
    """Whose headings they are, and whether that one has a profile."""
    for institution in dict.fromkeys(one.institution for one in compared):
        own = next(one.profile for one in compared if one.institution == institution)
        if institution is None:
            terminal.note(
                N_("It cannot be told who sent the file; with --institution its profile is used.")
            )
        elif own is None:
            terminal.note(
                N_("{institution} has no profile yet; the headings of all institutions are used."),
                institution=institution,
            )
        else:
            terminal.note(
                N_("Compared with the profile of {institution}."), institution=institution
            )


def _end(compared: "Sequence[Comparison]", *, saved: bool) -> None:
    """Why a sheet cannot be taken, and what to do next; then the exit code."""
    refused = [one.refusal for one in compared if one.refusal]
    for refusal in refused:
        terminal.complain(refusal.message, **refusal.parameters)
    if any(line.needs_decision for one in compared for line in one.lines) and not saved:
        terminal.note(N_("Next: recheck headings FILE --save to decide about the open headings."))
    elif not refused:
        terminal.note(N_("All headings are settled. Next: recheck check with the same file."))
    raise typer.Exit(Unplaceable.exit_code if len(refused) == len(compared) else 0)


# --- what is saved --------------------------------------------------------------------------------


def _said(said: Sequence[str], compared: "Sequence[Comparison]") -> dict[str, str]:
    """HEADING=FIELD; the field by its name or by any heading that is read as it."""
    told: dict[str, str] = {}
    for one in said:
        heading, sign, field = one.rpartition("=")
        if not sign or not heading.strip():
            raise UsageProblem(N_("“{text}” is not HEADING=FIELD."), text=one)
        meant = _field(field, compared[0].names)
        if told.setdefault(heading.strip(), meant) != meant:
            raise UsageProblem(
                N_("--set says two things about “{heading}”; say only one."),
                heading=heading.strip(),
            )
    return told


def _field(word: str, names: "Mapping[str, str]") -> str:
    """The field that a name or a canonical heading means. Raises UsageProblem."""
    from recheck.layouts import NOT_READ
    from recheck.names import unknown_word
    from recheck.rulebook import heading_key

    fields = {heading_key(heading): field for field, heading in names.items()}
    fields |= {heading_key(field): field for field in names} | {NOT_READ: NOT_READ}
    if found := fields.get(heading_key(word)):
        return found
    raise unknown_word(word, list(names.values()))


def _save(
    compared: "Sequence[Comparison]",
    workspace: "Workspace",
    day: date,
    said: dict[str, str],
    *,
    yes: bool,
) -> None:
    from recheck.layouts import accepted, decide, save_profile

    institution = _one_institution(compared)
    if not yes and not terminal.is_answered():
        raise UsageProblem(
            N_("--save wants somebody to confirm: add --yes, or run it in a terminal.")
        )
    decided = decide(compared, said, accepted if yes else _asked)
    _tell(decided, compared)
    if not yes and terminal.ask(N_("Write this into the profile? [Y/n]")).lower() not in YES:
        terminal.note(N_("Nothing was saved."))
        return
    written = save_profile(workspace, institution, day, decided.confirmed)
    if written:
        terminal.note(N_("{file} was written."), file=written)
        official = workspace.settings.official_names.values()
        if official and institution not in official:
            terminal.note(UNLISTED, institution=institution)
    else:
        terminal.note(N_("The profile says all of this already; nothing was changed."))


def _one_institution(compared: "Sequence[Comparison]") -> str:
    named = {one.institution for one in compared}
    if len(named) == 1 and (only := named.pop()):
        return only
    raise UsageProblem(
        N_("Whose profile is to be written? Name the institution with --institution.")
    )


def _tell(decided: "Decided", compared: "Sequence[Comparison]") -> None:
    """What will be written, and what stays open."""
    for heading, field in decided.confirmed.headings.items():
        terminal.note(
            N_("“{heading}” is read as {field}."), heading=heading, field=compared[0].names[field]
        )
    for heading in decided.confirmed.ignored:
        terminal.note(N_("“{heading}” is not read."), heading=heading)
    for heading in decided.undecided:
        terminal.note(
            N_("“{heading}” stays undecided; say what it means with --set."), heading=heading
        )


def _asked(comparison: "Comparison", line: "Line", taken: "Set[str]") -> str | None:
    """What somebody at the terminal answers about one heading."""
    from recheck.layouts import NOT_READ

    near = line.near if line.near and line.near.field not in taken else None
    choices = "、".join(comparison.names[field] for field in line.choices)
    if near:
        question = N_(
            "Sheet “{sheet}”, column {column} “{heading}”: {suggestion} ({how})? Enter: yes;"
            " else the right heading; -: do not read; ?: decide later:"
        )
    elif choices:
        question = N_(
            "Sheet “{sheet}”, column {column} “{heading}” can mean {choices}. Which one? -: do not"
            " read; ?: decide later:"
        )
    else:
        question = N_(
            "Sheet “{sheet}”, column {column} “{heading}” is not known. Enter: do not read; else"
            " the right heading; ?: decide later:"
        )
    told = {"sheet": comparison.sheet, "column": line.column, "heading": line.heading}
    told |= {"choices": choices, "suggestion": near.heading if near else "", "how": _how(line)}
    default = near.field if near else None if choices else NOT_READ
    while True:
        answer = terminal.ask(question, **told)
        if not answer or answer == LATER:
            return default if not answer else None
        try:
            return _field(answer, comparison.names)
        except UsageProblem as problem:
            terminal.complain(problem.message, **problem.parameters)


def _how(line: "Line") -> str:
    """How near the suggestion is: by its letters, and by the cells below."""
    parts = []
    if line.near and line.near.similarity:
        parts.append(sentence(N_("similarity {share}"), {"share": line.near.percent}))
    if line.fits is not None:
        parts.append(sentence(N_("contents fit {share}"), {"share": f"{line.fits:.0%}"}))
    return "，".join(parts)
