"""Processes that share none of our threads; where they can, they begin with all imported."""

import multiprocessing
import os
from contextlib import suppress
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

BEGIN_WITH = "recheck.commands.reader"
PROCESSORS = os.cpu_count() or 1
MANY = 16
"""Files that are worth processes, each of which takes half a second to begin."""


def are_worth(files: int) -> bool:
    """Whether so many files are read sooner by processes than by threads."""
    return files >= MANY and PROCESSORS > 1


def context() -> BaseContext:
    """How such processes are made here."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload([BEGIN_WITH])
    return made


def get_ready() -> None:
    """Import for them while this process imports for itself."""
    if context().get_start_method() == "forkserver":
        with suppress(OSError):  # then there is nothing to be had from it later either
            forkserver.ensure_running()
