"""commands.md: what `recheck COMMAND --help` says, on one page."""

import os
import subprocess
import sys
from pathlib import Path

from . import markdown

REPOSITORY = Path(__file__).parents[2]

INTRODUCTION = """\
Every command is `recheck COMMAND …`. Standard output carries only what was asked for; progress,
summaries and notes go to standard error. Commands find the workspace like git finds a repository:
the nearest folder upwards with a `recheck.toml`, or `--workspace DIR` (before or after the
command), or `RECHECK_WORKSPACE`. On the terminal the language is `RECHECK_LANG` (`zh_CN` or
`en`), else the locale's, else Chinese. Names after an option may be written as people write them:
`--district 顺德`, `--town 北窖`."""

EXIT_CODES = (
    (0, "done"),
    (1, "a file was taken or is known, with errors, held rows or refused files beside it"),
    (2, "the command line contradicts itself, or a file cannot be opened or written"),
    (10, "all files refused, at least one of them unreadable"),
    (11, "all files refused: unknown or ambiguous, or a decision such as `--replace` is due"),
    (12, "the store is busy, or of another version"),
    (13, "an invariant is broken (`verify`)"),
    (14, "`recheck.toml`, a rule file or a template is wrong"),
    (130, "interrupted; what was taken before stays"),
)
LISTS = "`check` exits like `ingest`; lists exit 0 whatever they list."


def page() -> str:
    """Exit codes, and one section for each command."""
    codes = f"## Exit codes\n\n{markdown.table(('code', 'means'), EXIT_CODES)}\n\n{LISTS}"
    return markdown.page("Commands", INTRODUCTION, codes, _help_texts())


def _help_texts() -> str:
    """In English whatever the language of this process: help is made when typer is imported."""
    done = subprocess.run(
        [sys.executable, "-m", "scripts.reference.help_texts"],
        cwd=REPOSITORY,
        env={**os.environ, "RECHECK_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()
