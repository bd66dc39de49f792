"""A parcel is a zip of uploads: each file in it is received as if it lay in a folder.

Nothing is unpacked to disk, so names that climb out of a folder, or that a disk cannot hold, do
no harm; they are only names.
"""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import IO

from recheck.errors import FileRefused, Locked, Unreadable
from recheck.files.forms import ZIP_STARTS, Form, form_of_zip
from recheck.files.limits import MIB, SIZE_LIMIT
from recheck.files.received import NEAR_FOLDERS, Received
from recheck.files.refusals import (
    EMPTY_PARCEL,
    ENCRYPTED,
    LOCKED_OTHERWISE,
    PARCEL_DAMAGED,
    PARCEL_TOO_BIG,
    PARCEL_TOO_DEEP,
    WRONG_PASSWORD,
)
from recheck.files.zips import ZIP_PROBLEMS, opened_zip

LITTER = ("~$", "~wrl", ".~lock", "._", "thumbs.db", "desktop.ini", ".ds_store")
"""What office programs and file managers leave behind; compared with the start of the name."""
LITTER_FOLDER = "__macosx"

MEMBER_LIMIT = 2000
UNPACKED_LIMIT = 1024 * MIB
DEPTH_LIMIT = 3  # parcels in parcels
NAME_LIMIT = 200
IS_LOCKED, NAME_IS_UTF8 = 0x1, 0x800  # flags of a member
AES = 99  # the "compression" of members locked in the newer way
UNICODE_NAME = 0x7075  # an extra field: the name once more, in UTF-8
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


def is_litter(name: str) -> bool:
    """Whether a file is nobody's upload."""
    return name.lower().startswith(LITTER)


def unpacked(file: Received, passwords: Sequence[str] = ()) -> tuple[Received, ...]:
    """The files in a parcel, nested ones too; a file that is no parcel is itself.

    The parcel is among them, with the reason in `refused`, when anything in it cannot be had.
    """
    return tuple(_Unpacking(passwords).files(file))


@dataclass
class _Unpacking:
    """What is left of the limits, which hold for a parcel with all that it encloses."""

    passwords: Sequence[str]
    members_left: int = MEMBER_LIMIT
    bytes_left: int = UNPACKED_LIMIT

    def files(self, file: Received, depth: int = 0) -> Iterator[Received]:
        """The file, or what it encloses."""
        if not _is_parcel(file):
            yield file
        elif depth == DEPTH_LIMIT:
            yield replace(file, refused=Unreadable(PARCEL_TOO_DEEP))
        else:
            yield from self._enclosed(file, depth)

    def _enclosed(self, parcel: Received, depth: int) -> Iterator[Received]:
        with _archive(parcel) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and _parts(one)]
        self.members_left -= len(members)
        self.bytes_left -= sum(one.file_size for one in members)
        refused = self._refusal(members)
        for member in () if refused else members:
            try:
                yield from self.files(self._had(parcel, member), depth + 1)
            except FileRefused as refusal:
                refused = refused or refusal
        if refused:
            yield replace(parcel, refused=refused)

    def _refusal(self, members: Sequence[zipfile.ZipInfo]) -> FileRefused | None:
        if not members:
            return Unreadable(EMPTY_PARCEL)
        if self.members_left < 0 or self.bytes_left < 0:
            return Unreadable(PARCEL_TOO_BIG, files=MEMBER_LIMIT, size=UNPACKED_LIMIT // MIB)
        return None

    def _had(self, parcel: Received, member: zipfile.ZipInfo) -> Received:
        """The member, once its bytes are known to be whole. Raises Unreadable."""
        is_locked = bool(member.flag_bits & IS_LOCKED)
        for key in _keys(self.passwords) if is_locked else (None,):
            had = _member(parcel, member, key)
            try:
                had.sha256  # noqa: B018  reads it to its end
            except (*ZIP_PROBLEMS, Unreadable):
                continue
            return had
        raise self._unhad(member, is_locked)

    def _unhad(self, member: zipfile.ZipInfo, is_locked: bool) -> Unreadable:
        if not is_locked:
            return Unreadable(PARCEL_DAMAGED, file=_parts(member)[-1])
        if member.compress_type == AES:
            return Unreadable(LOCKED_OTHERWISE)
        return Locked(WRONG_PASSWORD if self.passwords else ENCRYPTED)


def _is_parcel(file: Received) -> bool:
    try:
        with file.opened() as stream:
            if stream.read(4) not in ZIP_STARTS:
                return False
        with _archive(file) as archive:
            return form_of_zip(archive) is Form.PARCEL
    except (Unreadable, *ZIP_PROBLEMS):
        return False  # whatever it is, reading it will say


@contextmanager
def _archive(parcel: Received) -> Iterator[zipfile.ZipFile]:
    with parcel.opened() as stream:
        on_disk = isinstance(stream, io.BufferedReader)
        seekable = stream if on_disk else io.BytesIO(stream.read(SIZE_LIMIT))
        with opened_zip(seekable) as archive:
            yield archive


def _member(parcel: Received, member: zipfile.ZipInfo, key: bytes | None) -> Received:
    *folders, name = _parts(member)
    outer = (PurePath(parcel.name).stem, *parcel.folders)
    near = (*reversed(folders), *outer)[:NEAR_FOLDERS]
    return Received(name, near, partial(_opened, parcel, member, key))


@contextmanager
def _opened(parcel: Received, member: zipfile.ZipInfo, key: bytes | None) -> Iterator[IO[bytes]]:
    with _archive(parcel) as archive, archive.open(member, pwd=key) as stream:
        yield stream


def _keys(passwords: Sequence[str]) -> Iterator[bytes]:
    """Programs disagree about how a Chinese password becomes bytes."""
    for password in passwords:
        yield from dict.fromkeys((password.encode(), password.encode("gb18030")))


def _parts(member: zipfile.ZipInfo) -> list[str]:
    """Folders and name as people read them; empty for litter. They lead nowhere on a disk."""
    written = re.split(r"[\\/]+", _name(member))
    parts = [_harmless(part) for part in written if part.strip(". ")]
    is_nothing = any(part.lower() == LITTER_FOLDER for part in parts) or not parts
    return [] if is_nothing or is_litter(parts[-1]) else parts


def _harmless(part: str) -> str:
    seen = "".join(one for one in part if unicodedata.category(one) not in {"Cf", "Cs"})
    return FORBIDDEN.sub("_", seen)[-NAME_LIMIT:]


def _name(member: zipfile.ZipInfo) -> str:
    """Names that do not say how they are written are UTF-8 (macOS), else GBK (Windows)."""
    name = member.orig_filename
    if member.flag_bits & NAME_IS_UTF8:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name  # decoded already
    for encoding, text in (("utf-8", _unicode_name(member, raw)), ("utf-8", raw), ("gb18030", raw)):
        try:
            return text.decode(encoding) if text else name
        except UnicodeDecodeError:
            continue
    return name


def _unicode_name(member: zipfile.ZipInfo, raw: bytes) -> bytes:
    """The name in the extra field, where it belongs to the name in the header, else that one."""
    extra = member.extra
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == UNICODE_NAME and body[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return body[5:]
    return raw
