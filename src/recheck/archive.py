"""The archive: every received file, refused ones too, by content hash, never changed."""

import os
from pathlib import Path

READ_ONLY = 0o444


def keep(archive: Path, sha256: str, name: str, content: bytes) -> Path:
    """Put a file into the archive unless its content is there already; returns its place."""
    shelf = archive / sha256[:2]
    kept = next(shelf.glob(f"{sha256}*"), None)
    if kept is None:
        kept = shelf / f"{sha256}{Path(name).suffix.lower()}"
        shelf.mkdir(parents=True, exist_ok=True)
        write_whole(kept, content)
        kept.chmod(READ_ONLY)
    return kept


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there completely or, after a crash, not at all. Raises OSError."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(path)) from problem
    finally:
        draft.unlink(missing_ok=True)
