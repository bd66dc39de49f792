"""OLE files: what their directory names, and whether a workbook in them is locked."""

import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGIN_OF_WORKBOOK = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # BOF of BIFF8, workbook globals
FILEPASS = 0x2F
FIRST_RECORDS = 4


def names_stream(content: bytes, name: str) -> bool:
    """Whether the directory, which is in UTF-16, names a stream."""
    return f"{name}\0".encode("utf-16-le") in content


def is_locked(content: bytes) -> bool:
    """Whether a workbook of either kind is behind a password."""
    if not content.startswith(OLE):
        return False
    return names_stream(content, "EncryptedPackage") or _is_locked_biff(content)


def _is_locked_biff(content: bytes) -> bool:
    """Whether a FILEPASS record follows the beginning of the workbook stream."""
    place = content.find(BEGIN_OF_WORKBOOK)
    for _ in range(FIRST_RECORDS if place >= 0 else 0):
        record, length = struct.unpack_from("<HH", content.ljust(place + 4, b"\0"), place)
        if record == FILEPASS:
            return True
        place += 4 + length
    return False
