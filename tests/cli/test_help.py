"""Help: in Chinese first, whole on a narrow terminal, and ending in an example that runs."""

import shlex
import shutil
from pathlib import Path

import pytest

from recheck.commands.app import app
from tests.cli.conftest import Recheck

COMMANDS = [str(command.name) for command in app.registered_commands]
EXAMPLES = {str(command.name): str(command.epilog) for command in app.registered_commands}


def test_every_command_of_the_interface_is_there() -> None:
    assert COMMANDS == [
        "init",
        "template",
        "check",
        "headings",
        "ingest",
        "submissions",
        "withdraw",
        "findings",
        "cases",
        "overdue",
        "rates",
        "report",
        "verify",
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_at_the_end_of_the_help_runs(
    workspace: Path, recheck: Recheck, command: str
) -> None:
    example = EXAMPLES[command].partition("recheck ")[2]
    assert recheck(command, "--help").out.rstrip().endswith(f"recheck {example}")
    done = recheck(*shlex.split(example))
    assert done.code in {0, 1}, done.err
    assert "Traceback" not in done.err
    shutil.rmtree(workspace)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_whole_on_a_narrow_terminal(
    recheck: Recheck, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = recheck(command, "--help")
    assert shown.code == 0
    assert "…" not in shown.out.replace("NAME,…", "")
    assert "Show this" not in shown.out
    assert "<bool>" not in shown.out


def test_without_a_command_the_help_is_shown(recheck: Recheck) -> None:
    done = recheck()
    assert done.code == 2
    assert "上报文件入库" in done.out
