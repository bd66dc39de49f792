"""The typer program, and the decorator that makes a function one of its commands."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from recheck.messages import N_
from recheck.options import SWITCH, unfolded, words


class _HelpInOurWords:
    """A typer command whose --help is explained in the user's language; typer speaks English."""

    def get_help_option(self, context: Any) -> TyperOption | None:  # noqa: ANN401  theirs is private
        """The option --help."""
        option: TyperOption | None = super().get_help_option(context)  # type: ignore[misc]
        if option:
            option.help, option.metavar = words(N_("Show this help.")), SWITCH
        return option


class _Command(_HelpInOurWords, TyperCommand):
    pass


class _Program(_HelpInOurWords, TyperGroup):
    pass


app = typer.Typer(
    name="recheck",
    cls=_Program,
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
        names = (one.name for one in app.registered_commands)
        context.default_map = {name: {"workspace": workspace} for name in names if name}


def command(summary: str, example: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function a command; `example` can be run in a workspace and closes the help."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        app.command(
            function.__name__,
            cls=_Command,
            help=words(summary),
            epilog=f"{words(N_('Example:'))} {example}",
        )(unfolded(function))
        return function

    return register
