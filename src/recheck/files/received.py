"""A received file before anybody knows what it is: on disk, or enclosed in a parcel."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import IO

from recheck.errors import FileRefused, Unreadable
from recheck.files.limits import MIB, SIZE_LIMIT
from recheck.files.locks import unlocked
from recheck.files.refusals import TOO_BIG_ON_DISK, UNREAD
from recheck.files.zips import ZIP_PROBLEMS
from recheck.model import SourceFile

NEAR_FOLDERS = 2  # folders further up are somebody's filing, not the sender's


@dataclass(frozen=True, eq=False)
class Received:
    """One file as it came. `folders`: names of the nearest folders, innermost first.

    `opened` gives its bytes as a stream. `refused` says why an enclosing parcel could not be
    opened as a whole; its bytes are kept all the same.
    """

    name: str
    folders: tuple[str, ...]
    opened: Callable[[], AbstractContextManager[IO[bytes]]] = field(repr=False)
    refused: FileRefused | None = None

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes, made without holding them all. Raises Unreadable."""
        hashed = hashlib.sha256()
        with _readable(self.opened) as stream:
            while piece := stream.read(MIB):
                hashed.update(piece)
        return hashed.hexdigest()

    def source(self, passwords: Sequence[str] = ()) -> SourceFile:
        """The bytes in memory, or those of the workbook that one of the passwords opens.

        Raises Unreadable, also when they are unreasonably many; Locked.
        """
        if self.refused:
            raise self.refused
        with _readable(self.opened) as stream:
            content = stream.read(SIZE_LIMIT + 1)
        if len(content) > SIZE_LIMIT:
            raise Unreadable(TOO_BIG_ON_DISK, size=SIZE_LIMIT // MIB)
        return SourceFile(self.name, self.sha256, unlocked(content, passwords), self.folders)

    def outline(self) -> SourceFile:
        """Name and hash, for a file whose bytes nobody needs in memory."""
        return SourceFile(self.name, self.sha256, b"", self.folders)


@contextmanager
def _readable(opened: Callable[[], AbstractContextManager[IO[bytes]]]) -> Iterator[IO[bytes]]:
    try:
        with opened() as stream:
            yield stream
    except ZIP_PROBLEMS as problem:  # a parcel may have changed since it was looked into
        raise Unreadable(UNREAD) from problem


def on_disk(path: Path) -> Received:
    """The file at `path`."""
    folders = path.absolute().parents[:NEAR_FOLDERS]
    return Received(legible(path), tuple(map(legible, folders)), opened=lambda: path.open("rb"))


def legible(path: PurePath) -> str:
    """The last part of a path as people read it: GBK bytes, left by an old unzip, are decoded."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return os.fsencode(path.name).decode("gb18030", errors="replace")
    return path.name
