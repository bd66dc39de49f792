"""Commands that start something: a workspace, and the workbook that institutions fill in."""

from pathlib import Path
from typing import Annotated

import typer

from recheck import terminal
from recheck.commands.app import command
from recheck.messages import N_
from recheck.options import Where, words


@command(N_("Make a workspace in DIR."), example="recheck init 新工作区 --city foshan")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=words(N_("A folder, new or not.")))],
    city: Annotated[
        str, typer.Option(metavar="CITY", help=words(N_("Fills in districts and towns.")))
    ] = "foshan",
    reporters: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=words(
                N_(
                    "The expected institutions: a CSV file with name, aliases (joined with ;),"
                    " district, from, until."
                )
            ),
        ),
    ] = None,
) -> None:
    """`recheck init`."""
    from recheck import workspace

    made = workspace.create(folder, city, reporters)
    terminal.note(
        N_("{folder} is ready. Look through {file}, then go there and run: recheck ingest FOLDER"),
        folder=folder,
        file=made.root.joinpath(workspace.SETTINGS_FILE).name,
    )


@command(
    N_("Write the upload workbook for institutions."), example="recheck template -o 上报模板.xlsx"
)
def template(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help=words(N_("Where to write it.")))
    ],
    where: Where,
) -> None:
    """`recheck template`."""
    from recheck.archive import write_whole
    from recheck.template_book import template_book

    write_whole(output, template_book(where.find().rulebook))
    terminal.note(N_("{file} can be sent to the institutions."), file=output)
