"""What `--help` says, as Markdown sections on standard output, in the language of this process."""

from collections.abc import Iterator

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

import recheck.cli  # noqa: F401  which registers the commands
from recheck.commands.app import app
from recheck.messages import CHINESE, sentence

from . import markdown


def main() -> None:
    """Print one section for each command, those of groups too."""
    print("\n\n".join(_section(name, one) for name, one in _commands(get_command(app), "")))


def _commands(program: object, above: str) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Every command with its whole name: `identities list`; groups that do something alone too."""
    if isinstance(program, TyperGroup):
        if above and program.invoke_without_command:
            yield above.strip(), program
        for name, one in program.commands.items():
            yield from _commands(one, f"{above}{name} ")
    elif isinstance(program, TyperCommand):
        yield above.strip(), program


def _section(name: str, command: TyperCommand | TyperGroup) -> str:
    summary, example = command.help or "", (command.epilog or "").partition(": ")[2]
    parts = [
        f"## recheck {name}",
        f"{summary} {sentence(summary, {}, CHINESE)}",
        markdown.table(("parameter", "", "meaning"), _parameters(command)),
        f"```console\n{example}\n```" if example else "",
    ]
    return "\n\n".join(filter(None, parts))


def _parameters(command: TyperCommand | TyperGroup) -> Iterator[tuple[str, str, str]]:
    for one in command.params:
        if isinstance(one, TyperArgument):
            yield f"`{one.metavar}`", "required" if one.required else "", one.help or ""
        if isinstance(one, TyperOption):
            yield f"`{_written(one)}`", _default(one), one.help or ""


def _written(option: TyperOption) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar}"


def _default(option: TyperOption) -> str:
    if option.required:
        return "required"
    return "" if option.default in (None, False, "") else f"default {option.default}"


main()
