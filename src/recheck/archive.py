"""The archive: every received file, refused ones too, by content hash, never changed."""

import io
import os
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

READ_ONLY = 0o444


@dataclass(frozen=True)
class Archived:
    """A received file that can be read anew, from the archive.

    `origin_no`: its file_no as it was received, on `received_at`. `claims`: (institution, period)
    for which it is active now; `joins`: as a supplement. `institution`, `period`: what its reading
    before took it for, when that is one.
    """

    origin_no: int
    name: str
    sha256: str
    received_at: datetime
    joins: bool
    institution: str | None
    period: str | None
    claims: Sequence[Sequence[str]]


def keep(archive: Path, sha256: str, name: str, content: IO[bytes]) -> Path:
    """Put a file into the archive unless its content is there already; returns its place."""
    place = kept(archive, sha256)
    if place is None:
        shelf = _shelf(archive, sha256)
        place = shelf / f"{sha256}{_ending(name)}"
        shelf.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)
        place.chmod(READ_ONLY)
    return place


def kept(archive: Path, sha256: str) -> Path | None:
    """Where the content with this hash is kept; None when it is not."""
    return next(_shelf(archive, sha256).glob(f"{sha256}*"), None)


def _shelf(archive: Path, sha256: str) -> Path:
    return archive / sha256[:2]


def _ending(name: str) -> str:
    """.xlsx, .csv …; a name that ends otherwise than files do lends nothing of it."""
    ending = re.search(r"\.[a-z0-9]{1,8}$", name.lower(), re.ASCII)
    return ending[0] if ending else ""


def write_whole(path: Path, content: bytes | IO[bytes]) -> None:
    """Write a file that is there completely or, after a crash, not at all. Raises OSError."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as file:
            shutil.copyfileobj(stream, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(path)) from problem
    finally:
        with suppress(OSError):  # where a file stands for a folder nothing was begun
            draft.unlink()
