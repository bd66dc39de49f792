"""What the bytes of a file are: a workbook, text, or something that we refuse."""

import io
import struct
import zipfile
from enum import StrEnum

from recheck.errors import Unreadable
from recheck.files.refusals import (
    ARCHIVE,
    DAMAGED,
    DOCUMENT,
    EMPTY,
    ENCRYPTED,
    IMAGE,
    OTHER_WORKBOOK,
    PDF,
    UNKNOWN,
    WEB_PAGE,
    XML,
)


class Form(StrEnum):
    """The three ways to read a table: zipped workbook, BIFF workbook, delimited text."""

    ZIPPED = "zipped"  # xlsx, xlsm, newer et
    BIFF = "biff"  # xls, older et
    TEXT = "text"  # csv, txt


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGIN_OF_WORKBOOK = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # BOF of BIFF8, workbook globals
FILEPASS = 0x2F
FIRST_RECORDS = 4
BARE_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
UNICODE_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", PDF),
    (b"\x89PNG", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"GIF8", IMAGE),
    (b"BM", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"RIFF", IMAGE),
    (b"{\\rtf", DOCUMENT),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
)
"""First bytes and the sentence that refuses them; `BM` counts only when the rest is not text."""

MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<?xml", XML),
    (b"<html", WEB_PAGE),
    (b"<!doctype html", WEB_PAGE),
    (b"<!--", WEB_PAGE),
    (b"<head", WEB_PAGE),
    (b"<meta", WEB_PAGE),
    (b"<style", WEB_PAGE),
    (b"<table", WEB_PAGE),
    (b"<div", WEB_PAGE),
    (b"mime-version:", WEB_PAGE),
)

ZIP_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", OTHER_WORKBOOK),
    ("word/", DOCUMENT),
    ("content.xml", OTHER_WORKBOOK),
    ("index/document.iwa", OTHER_WORKBOOK),
)
"""Beginnings of member names that tell zipped documents which are not our workbooks."""


def form_of(content: bytes) -> Form:
    """Tell the form of a file by content; raises Unreadable for everything else."""
    if not content.strip():
        raise Unreadable(EMPTY)
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.startswith(OLE):
        return _compound(content)
    if content.startswith(BARE_BIFF) and content[2:4] in {b"\x10\x00", b"\x08\x00", b"\x06\x00"}:
        return Form.BIFF
    _refuse_signatures(content)
    _refuse_markup(content)
    return Form.TEXT


def _zipped(content: bytes) -> Form:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise Unreadable(DAMAGED) from problem
    with archive:
        names = [name.lower().replace("\\", "/") for name in archive.namelist()]
        for beginning, sentence in ZIP_PARTS:
            if any(name.startswith(beginning) for name in names):
                raise Unreadable(sentence)
        if not any(name.startswith("xl/") for name in names):
            raise Unreadable(ARCHIVE)
        if any(member.flag_bits & 1 for member in archive.infolist()):
            raise Unreadable(ENCRYPTED)
    return Form.ZIPPED


def _compound(content: bytes) -> Form:
    """An OLE file; its directory names the streams in UTF-16."""
    if _names_stream(content, "EncryptedPackage"):
        raise Unreadable(ENCRYPTED)
    if _names_stream(content, "WordDocument"):
        raise Unreadable(DOCUMENT)
    if _is_encrypted_biff(content):
        raise Unreadable(ENCRYPTED)
    if _names_stream(content, "Workbook") or _names_stream(content, "Book"):
        return Form.BIFF
    raise Unreadable(DAMAGED)


def _is_encrypted_biff(content: bytes) -> bool:
    """Whether a FILEPASS record follows the beginning of the workbook stream."""
    place = content.find(BEGIN_OF_WORKBOOK)
    for _ in range(FIRST_RECORDS if place >= 0 else 0):
        record, length = struct.unpack_from("<HH", content.ljust(place + 4, b"\0"), place)
        if record == FILEPASS:
            return True
        place += 4 + length
    return False


def _names_stream(content: bytes, name: str) -> bool:
    return f"{name}\0".encode("utf-16-le") in content


def _refuse_signatures(content: bytes) -> None:
    for beginning, sentence in SIGNATURES:
        if content.startswith(beginning) and (len(beginning) > 2 or b"\0" in content):
            raise Unreadable(sentence)
    if b"\0" in content and not content.startswith(UNICODE_MARKS):
        raise Unreadable(UNKNOWN)


def _refuse_markup(content: bytes) -> None:
    beginning = content[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    for tag, sentence in MARKUP:
        if beginning.startswith(tag):
            raise Unreadable(WEB_PAGE if b"<html" in beginning else sentence)
