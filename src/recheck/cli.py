"""The program: every command, and the one place where errors become sentences and exit codes."""

import errno
import gettext
import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache

from typer.exceptions import TyperException
from typer.main import get_command

from recheck import terminal
from recheck.commands import (
    case_history,
    changing,
    deciding,
    enterprises,
    excusing,
    headings,
    identities,
    letters,
    lists,
    packs,
    reports,
    returning,
    start,
    taking,
    withdrawing,
)
from recheck.commands.app import app
from recheck.errors import RecheckError
from recheck.messages import LOCALES, N_, language

__all__ = [
    "case_history",
    "changing",
    "deciding",
    "enterprises",
    "excusing",
    "headings",
    "identities",
    "letters",
    "lists",
    "main",
    "packs",
    "reports",
    "returning",
    "run",
    "start",
    "taking",
    "withdrawing",
]

INTERRUPTED = 130
STATEMENT_INTERRUPTED = "Query interrupted"
"""What duckdb says of Ctrl-C in the middle of a statement."""
USAGE = 2
"""The exit codes that `errors` does not know."""

SYSTEM_PROBLEMS = {
    errno.ENOENT: N_("{path} does not exist; check the spelling of file and folder."),
    errno.EACCES: N_(
        "{path} is write-protected or open in another program; close it and try again."
    ),
    errno.EPERM: N_(
        "{path} is write-protected or open in another program; close it and try again."
    ),
    errno.EROFS: N_("{path} is on a read-only disk; choose another place."),
    errno.EISDIR: N_("{path} is a folder; name a file."),
    errno.ENOTDIR: N_("{path} cannot be there: a part of the path is a file, not a folder."),
    errno.EEXIST: N_("{path} exists already; choose another name."),
    errno.ENOSPC: N_("The disk is full; {path} could not be written."),
}
USAGE_PROBLEMS = {
    "NoSuchOption": N_("There is no option {reason}."),
    "BadOptionUsage": N_(
        "{reason} is not written as it should be: a value follows an option that takes one, and"
        " nothing an option that takes none."
    ),
    "MissingParameter": N_("{reason} is missing on the command line."),
}


def main() -> None:
    """The console script."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # files are read side by side already
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without a character shows ? for it
    code = run(sys.argv[1:])
    terminal.flush()
    sys.exit(code)


def run(words: Sequence[str]) -> int:
    """Run one command line; returns the exit code of the interface."""
    wanted = language()
    _let_typer_speak(wanted)
    try:
        code = _program(wanted)(list(words), prog_name="recheck", standalone_mode=False) or 0
    except RecheckError as problem:
        terminal.complain(problem.message, **problem.parameters)
        return problem.exit_code
    except TyperException as problem:
        return _complain_about_usage(problem)
    except OSError as problem:
        return _complain_about_system(problem)
    except RuntimeError as problem:
        if str(problem) != STATEMENT_INTERRUPTED:
            raise
        code = INTERRUPTED
    if code == INTERRUPTED:
        terminal.complain(
            N_("Interrupted. Files taken before stay in the store; the others are as before.")
        )
    return int(code)


@cache
def _program(wanted: str) -> Callable[..., int | None]:  # noqa: ARG001  typer's own words are put in as it is built
    """The commands as one program that takes words."""
    return get_command(app)


def _let_typer_speak(wanted: str) -> None:
    """Give typer its own few words (Options, No such command …) from our catalogue."""
    os.environ["LANGUAGE"] = wanted
    gettext.bindtextdomain("recheck", LOCALES)
    gettext.textdomain("recheck")


def _complain_about_usage(problem: TyperException) -> int:
    kind = type(problem).__name__
    if kind != "NoArgsIsHelpError":  # then the help has been shown
        message = USAGE_PROBLEMS.get(kind, N_("The command line cannot be read: {reason}"))
        terminal.complain(message, reason=_usage_reason(problem))
        terminal.note(N_("What a command takes is shown by: recheck COMMAND --help"))
    return USAGE


def _usage_reason(problem: TyperException) -> object:
    """The option that does not exist or the parameter that is missing, else typer's sentence."""
    option, missing = getattr(problem, "option_name", None), getattr(problem, "param", None)
    if type(problem).__name__ == "MissingParameter" and missing:
        return missing.opts[0] if missing.opts[0].startswith("-") else missing.metavar
    return option or problem.format_message()


def _complain_about_system(problem: OSError) -> int:
    message = SYSTEM_PROBLEMS.get(problem.errno or 0, N_("{path}: the system says: {reason}"))
    path = problem.filename2 or problem.filename or ""
    terminal.complain(message, path=path, reason=problem.strerror or problem)
    return USAGE
