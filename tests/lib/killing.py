"""Commands that are killed in the middle, as a power cut would."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from recheck import archive
from recheck.cli import run

KILLED = 137
PROGRAM = "from tests.lib.killing import answer; answer()"


class Counted:
    """A connection that counts the statements it is given, and can end the process over one."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, steps: "Steps") -> None:
        self._connection = connection
        self._steps = steps

    def execute(self, *given: Any) -> duckdb.DuckDBPyConnection:
        self._steps.next()
        return self._connection.execute(*given)

    def executemany(self, *given: Any) -> duckdb.DuckDBPyConnection:
        self._steps.next()
        return self._connection.executemany(*given)

    def close(self) -> None:
        self._steps.next()
        self._connection.close()


class Steps:
    """What a command does to the store and to files, one after the other."""

    def __init__(self, last: int | None = None) -> None:
        self.done = 0
        self.last = last

    def next(self) -> None:
        """One more; the process ends before the one after the `last`."""
        if self.done == self.last:
            os._exit(KILLED)
        self.done += 1


@contextmanager
def counting(steps: Steps) -> Iterator[None]:
    """Every statement and every file written is a step."""
    connect, write = duckdb.connect, archive.write_whole

    def connected(*given: Any, **named: Any) -> Counted:
        return Counted(connect(*given, **named), steps)

    def written(path: Path, content: Any) -> None:
        steps.next()
        write(path, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", connected)
        patch.setattr(archive, "write_whole", written)
        yield


def steps_of(words: Sequence[str]) -> int:
    """Run a command line to its end; how many steps it took."""
    steps = Steps()
    with counting(steps):
        run(words)
    return steps.done


def answer() -> None:
    """Run the command lines that standard input names, each in a child that is killed."""
    for line in sys.stdin:
        folder, last, words = json.loads(line)
        child = os.fork()  # nothing of polars or DuckDB has run here yet
        if not child:
            os.chdir(folder)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            with counting(Steps(last)):
                run(words)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


class Killer:
    """A process of its own whose children run commands and are killed."""

    def __init__(self) -> None:
        environment = os.environ | {"RECHECK_LANG": "zh", "PYTHONPATH": os.pathsep.join(sys.path)}
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def run(self, folder: Path, last: int, words: Sequence[str]) -> int:
        """How a command ended that was killed after so many steps."""
        to, back = self._process.stdin, self._process.stdout
        assert to
        assert back
        print(json.dumps([str(folder), last, list(words)]), file=to, flush=True)
        return int(back.readline())

    def close(self) -> None:
        """End it."""
        self._process.communicate()
