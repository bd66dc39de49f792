"""A zip is opened only after a look at how long its list of members is."""

import struct
import zipfile
import zlib
from typing import IO

from recheck.errors import Unreadable
from recheck.files.limits import MIB
from recheck.files.refusals import DAMAGED

DIRECTORY_LIMIT = 4 * MIB
"""Bytes of the list of members: some 80,000 of them, each an object in memory."""
ZIP_PROBLEMS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,  # a member that should be there
    NotImplementedError,  # another compression
    RuntimeError,  # a password
    OSError,
    ValueError,
    struct.error,
)
"""What reading a member can raise."""
END_OF_DIRECTORY = b"PK\x05\x06"
LOCATOR, LARGE_END = b"PK\x06\x07", b"PK\x06\x06"
LONGEST_END = 20 + 22 + (1 << 16)


def opened_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """The archive in a seekable stream. Raises Unreadable when it is none, or none we trust."""
    if _directory_size(stream) > DIRECTORY_LIMIT:
        raise Unreadable(DAMAGED)
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as problem:
        raise Unreadable(DAMAGED) from problem


def _directory_size(stream: IO[bytes]) -> int:
    """Bytes of the list of members, as the end of the archive says; 0 when there is no such end."""
    length = stream.seek(0, 2)
    start = max(0, length - LONGEST_END)
    stream.seek(start)
    tail = stream.read()
    end = tail.rfind(END_OF_DIRECTORY)
    if end < 0 or len(tail) < end + 16:
        return 0
    locator = tail[max(0, end - 20) : end]
    if locator.startswith(LOCATOR):
        return _large_directory_size(stream, locator)
    return int(struct.unpack_from("<I", tail, end + 12)[0])


def _large_directory_size(stream: IO[bytes], locator: bytes) -> int:
    """Of an archive that counts in 64 bits, as Java programs like to do even for small ones."""
    stream.seek(min(struct.unpack_from("<Q", locator, 8)[0], 1 << 62))
    record = stream.read(56)
    if len(record) < 56 or not record.startswith(LARGE_END):
        return DIRECTORY_LIMIT + 1
    return int(struct.unpack_from("<Q", record, 40)[0])
