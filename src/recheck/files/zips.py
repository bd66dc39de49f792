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
END_OF_LARGE_DIRECTORY = b"PK\x06\x07"
LONGEST_END = 22 + (1 << 16)


def opened_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """The archive in a seekable stream. Raises Unreadable when it is none, or none we trust."""
    if _directory_size(stream) > DIRECTORY_LIMIT:
        raise Unreadable(DAMAGED)
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as problem:
        raise Unreadable(DAMAGED) from problem


def _directory_size(stream: IO[bytes]) -> int:
    """What the end of the archive says; the largest number when it says so in the large way."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - LONGEST_END - 20))
    tail = stream.read()
    end = tail.rfind(END_OF_DIRECTORY)
    if end < 0 or len(tail) < end + 16:
        return 0  # no archive; that is said when it is opened
    if tail[:end].rfind(END_OF_LARGE_DIRECTORY, max(0, end - 20)) >= 0:
        return DIRECTORY_LIMIT + 1  # for archives beyond 4 GiB or 65,535 members
    return int(struct.unpack_from("<I", tail, end + 12)[0])
