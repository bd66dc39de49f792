"""Help: in Chinese first, whole on a narrow terminal, and ending in an example that runs."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from recheck.commands.app import app
from tests.cli.conftest import Recheck, person, write_upload


def examples(program: object, above: str = "") -> Iterator[tuple[str, str]]:
    """Every command with its whole name, in the order of the help, and the end of its help."""
    if isinstance(program, TyperGroup):
        if above and program.epilog:
            yield above.strip(), program.epilog
        for name, one in program.commands.items():
            yield from examples(one, f"{above}{name} ")
    elif isinstance(program, TyperCommand):
        yield above.strip(), str(program.epilog)


EXAMPLES = dict(examples(get_command(app)))
COMMANDS = [*EXAMPLES]
LEFT = person(0, "张三", 体检日期="2025-03-20", 未复查原因="离职")
BEFORE = {
    "case reopen": EXAMPLES["case exempt"],
    "case part": EXAMPLES["case merge"],
    "submissions expect": EXAMPLES["submissions excuse"],
    "case confirm": "recheck ingest 三院2025年上半年.csv --received 2025-07-10",
}
"""What must have happened before an example makes sense."""


def test_every_command_of_the_interface_is_there() -> None:
    assert COMMANDS == [
        "init",
        "template",
        "check",
        "headings",
        "ingest",
        "submissions",
        "submissions excuse",
        "submissions expect",
        "letters",
        "withdraw",
        "findings",
        "feedback",
        "cases",
        "overdue",
        "due",
        "outcomes",
        "rates",
        "changes",
        "report",
        "pack",
        "packs ack",
        "case exempt",
        "case void",
        "case reopen",
        "case confirm",
        "case assign",
        "case merge",
        "case part",
        "case candidates",
        "case decided",
        "case show",
        "enterprises import",
        "enterprises todo",
        "identities list",
        "identities confirm",
        "identities reject",
        "verify",
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_at_the_end_of_the_help_runs(
    workspace: Path, recheck: Recheck, command: str
) -> None:
    example = EXAMPLES[command].partition("recheck ")[2]
    shown = recheck(*command.split(), "--help").out
    assert " ".join(shown.split()).endswith(f"recheck {example}")  # it may take two lines
    if command in BEFORE:
        write_upload(workspace / "三院2025年上半年.csv", "佛山市第三医院", [LEFT])
        assert recheck(*shlex.split(BEFORE[command].partition("recheck ")[2])).code == 0
    if command == "packs ack":
        recheck("pack", "--as-of", "2025-06-30", "-o", "督办", "--received", "2025-07-01")
    done = recheck(*shlex.split(example))
    assert done.code in {0, 1}, done.err
    assert "Traceback" not in done.err
    shutil.rmtree(workspace)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_whole_on_a_narrow_terminal(
    recheck: Recheck, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = recheck(*command.split(), "--help")
    assert shown.code == 0
    assert "…" not in shown.out.replace("NAME,…", "")
    assert "Show this" not in shown.out
    assert "<bool>" not in shown.out


@pytest.mark.parametrize(
    ("verbs", "said"),
    [
        (("exempt",), "从哪一天起：死亡之日或决定之日。"),
        (("reopen", "confirm", "assign"), "从哪一天起生效。"),
        (("void", "merge", "part"), "作出决定之日；对此前各日的统计同样有效。"),
    ],
)
def test_each_verb_says_what_its_day_means(
    recheck: Recheck, verbs: tuple[str, ...], said: str
) -> None:
    for verb in verbs:
        assert said in re.sub(r"[\s│]", "", recheck("case", verb, "--help").out)


def test_without_a_command_the_help_is_shown(recheck: Recheck) -> None:
    done = recheck()
    assert done.code == 2
    assert "上报文件入库" in done.out
