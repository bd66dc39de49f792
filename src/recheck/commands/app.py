"""The typer program, and the decorator that makes a function one of its commands."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.options import SWITCH, unfolded, words

ORDER = (
    *("init", "template", "check", "headings", "ingest"),
    *("submissions", "letters", "withdraw"),
    *("findings", "feedback"),
    *("cases", "overdue", "due", "outcomes", "rates", "changes"),
    *("report", "pack", "packs"),
    *("case", "enterprises", "identities"),
    "verify",
)
"""Of the commands in the help: as the work goes."""


class _HelpInOurWords:
    """A typer command whose --help is explained in the user's language; typer speaks English."""

    def get_help_option(self, context: Any) -> TyperOption | None:  # noqa: ANN401  theirs is private
        """The option --help."""
        option: TyperOption | None = super().get_help_option(context)  # type: ignore[misc]
        if option:
            option.help, option.metavar = words(N_("Show this help.")), SWITCH
        return option


class _Command(_HelpInOurWords, TyperCommand):
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  theirs is private
        """Read the words after the command; raises UsageProblem for those that mean nothing."""
        ctx.allow_extra_args = True
        left: list[str] = super().parse_args(ctx, args)
        if left:
            raise UsageProblem(
                N_("“{words}” is too much here; put a name with blanks in quotation marks."),
                words=" ".join(left),
            )
        return left


class _Program(_HelpInOurWords, TyperGroup):
    pass


class _WholeProgram(_Program):
    def __init__(self, **told: Any) -> None:  # noqa: ANN401  handed on as it is
        super().__init__(**told)
        self.commands = dict(sorted(self.commands.items(), key=lambda one: ORDER.index(one[0])))


app = typer.Typer(
    name="recheck",
    cls=_WholeProgram,
    help=words(N_("Follow every occupational health recheck from the upload to its end.")),
    no_args_is_help=True,
    add_completion=False,
    suggest_commands=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def recheck(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            envvar="RECHECK_WORKSPACE",
            help=words(N_("The workspace; else the nearest folder upwards with a recheck.toml.")),
        ),
    ] = None,
) -> None:
    """Hand a workspace that is named before the command on to it."""
    if workspace:
        context.default_map = _in_workspace(app, workspace)


def _in_workspace(program: typer.Typer, workspace: Path) -> dict[str, Any]:
    """The defaults of every command of a program, those of its groups too."""
    own = {str(one.name): {"workspace": workspace} for one in program.registered_commands}
    groups = [one.typer_instance for one in program.registered_groups if one.typer_instance]
    return own | {
        str(one.info.name): {"workspace": workspace} | _in_workspace(one, workspace)
        for one in groups
    }


Made = Callable[[Callable[..., None]], Callable[..., None]]
"""Makes a function a command."""


class Maker(Protocol):
    """`command`, or that of a group."""

    def __call__(self, summary: str, example: str) -> Made:
        """Make a function a command."""


def group(
    name: str,
    summary: str,
    alone: Callable[..., None] | None = None,
    example: str | None = None,
) -> Maker:
    """Commands of one subject, `recheck NAME …`; returns a `command` that adds to them.

    `alone`: what NAME does without one of them, with an `example`; its first parameter is the typer
    context.
    """
    program = typer.Typer(
        name=name,
        cls=_Program,
        help=words(summary),
        epilog=f"{words(N_('Example:'))} {example}" if example else None,
        no_args_is_help=alone is None,
        invoke_without_command=alone is not None,
        add_completion=False,
        suggest_commands=False,
    )
    if alone:
        program.callback()(unfolded(alone))
    app.add_typer(program)
    return partial(command, program=program)


def command(summary: str, example: str, program: typer.Typer = app) -> Made:
    """Make a function a command; `example` can be run in a workspace and closes the help.

    A function whose name is a word of Python has a _ at its end, the command has none.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        program.command(
            function.__name__.rstrip("_"),
            cls=_Command,
            help=words(summary),
            epilog=f"{words(N_('Example:'))} {example}",
        )(unfolded(function))
        return function

    return register
