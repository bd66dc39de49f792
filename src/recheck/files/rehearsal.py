"""What might abort the whole process is read by one of its own first, which may die.

A length that lies inside a BIFF file, or a repeat count in an ods, makes the reader ask for more
memory than there is, and no error can be caught. A rehearsal costs a tenth of a second, so the
usual zipped workbooks, which the zip guard knows, do without.
"""

import subprocess
import sys
from pathlib import Path

from recheck.errors import Unreadable
from recheck.files.limits import CELL_LIMIT, MIB
from recheck.files.refusals import DAMAGED, UNREASONABLE

READER = Path(__file__).with_name("rehearsed.py")
MEMORY_LIMIT = 750 * MIB
SECONDS = 120
TOO_MANY_CELLS = 3
OUT_OF_MEMORY = b"memory allocation"
"""What the reader says before it aborts."""


def rehearse(content: bytes) -> None:
    """Raise Unreadable when reading dies, takes too long, or yields more than a table can hold."""
    try:
        ended = subprocess.run(  # noqa: S603  our own file, no shell
            [sys.executable, "-I", READER, str(MEMORY_LIMIT), str(CELL_LIMIT)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise Unreadable(UNREASONABLE) from problem
    if ended.returncode == TOO_MANY_CELLS or OUT_OF_MEMORY in ended.stderr:
        raise Unreadable(UNREASONABLE)
    if ended.returncode:
        raise Unreadable(DAMAGED)
