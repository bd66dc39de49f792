"""`recheck case show`: one case from its exam to closure."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recheck import terminal
from recheck.commands.asking import format_of_name, opened
from recheck.commands.deciding import command
from recheck.commands.surroundings import note_full_identities
from recheck.errors import UsageProblem
from recheck.messages import CHINESE, N_, language
from recheck.options import Identities, KnownAt, Selection, Where, day, one_of, words

if TYPE_CHECKING:
    from recheck.cases import History
    from recheck.workspace import Workspace

FORMATS = ("text", "json", "pdf")
SUFFIXES = {".txt": "text", ".json": "json", ".pdf": "pdf"}
HEADINGS = (N_("Day"), N_("Event"), N_("What is known of it"))


@command(
    N_("The whole history of a case: rows, deadline, notices, rechecks, decisions."),
    example="recheck case show R00000000195 --as-of 2025-12-31",
)
def show(
    code: Annotated[str, typer.Argument(metavar="CASE", help=words(N_("The 个案编号.")))],
    identities: Identities,
    where: Where,
    *,
    as_of: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help=words(N_("As of this day; default: today."))),
    ] = None,
    known_at: KnownAt = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            parser=one_of(FORMATS),
            metavar="FORMAT",
            help=words(N_("text, json or pdf (个案闭环单); default: what the name of -o says.")),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=words(N_("Write into this file."))),
    ] = None,
) -> None:
    """`recheck case show`."""
    from recheck import cases
    from recheck.archive import write_whole
    from recheck.formats import plain
    from recheck.masks import masked

    workspace = where.find()
    form = format_ or (format_of_name(output, SUFFIXES) if output else "text")
    if form == "pdf" and output is None:
        raise UsageProblem(N_("{format} is not for the screen; add -o FILE."), format=form)
    with opened(workspace, Selection(as_of=as_of, known_at=known_at)) as view:
        history = cases.history(view, code)
    history = replace(history, case=plain(history.case), events=plain(history.events))
    if identities.identities == "masked":
        history = replace(history, case=masked(history.case))
    else:
        note_full_identities(workspace, 1)
    content = _content(history, form, workspace)
    if output is None:
        terminal.put_out(content)
    else:
        write_whole(output, content.encode() if isinstance(content, str) else content)
        terminal.note(N_("{file} written."), file=output)


def _content(history: "History", form: str, workspace: "Workspace") -> str | bytes:
    if form == "pdf":
        return _page(history, workspace)
    return _json(history) if form == "json" else _text(history)


def _json(history: "History") -> str:
    (case,) = history.case.to_dicts()
    told = {"case": case, "events": history.events.to_dicts()}
    return json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n"


def _text(history: "History") -> str:
    """What is known of the case, then what happened to it, day by day."""
    from recheck.words import for_people, told_events

    head, happened = history.case, history.events
    if language() == CHINESE:
        head, happened = for_people(head), for_people(happened)
    known = [(name, value) for name, value in head.row(0, named=True).items() if value is not None]
    above = terminal.table_text((N_("Column"), N_("Value")), known)
    return f"{above}\n{terminal.table_text(HEADINGS, told_events(happened).rows())}"


def _page(history: "History", workspace: "Workspace") -> bytes:
    from recheck.report.case_page import written
    from recheck.report.fonts import FontBook
    from recheck.report.writing import own_fonts, own_look

    look = own_look(workspace)
    fonts = FontBook(own_fonts(workspace))
    return written(history, workspace.settings.institute, look, fonts)
