"""What the bytes of a file are: a workbook, text, or something that we refuse."""

import io
import re
import zipfile
from enum import StrEnum

from recheck.errors import Locked, Unreadable
from recheck.files.compound import OLE, is_locked, names_stream
from recheck.files.limits import MIB
from recheck.files.refusals import (
    ARCHIVE,
    DAMAGED,
    DOCUMENT,
    EMPTY,
    ENCRYPTED,
    IMAGE,
    LOCKED_OTHERWISE,
    OTHER_WORKBOOK,
    PDF,
    UNKNOWN,
    WEB_PAGE,
    XML,
)
from recheck.files.zips import ZIP_PROBLEMS, opened_zip


class Form(StrEnum):
    """What a file is; the last one holds others and is no table itself."""

    ZIPPED = "zipped"  # xlsx, xlsm, newer et
    BIFF = "biff"  # xls, older et
    ODS = "ods"
    TEXT = "text"  # csv, txt
    WEB_PAGE = "web page"  # what many systems export as xls
    XML = "xml"  # SpreadsheetML 2003
    PARCEL = "parcel"  # a zip of uploads


ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
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
)
"""First bytes and the sentence that refuses them; `BM` counts only when the rest is not text."""

MARKUP = re.compile(rb"<(?:[a-z?]|!doctype|!--)", re.IGNORECASE)
PROLOGUE = 4096
XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
WEB_ARCHIVE = b"mime-version:"

ZIP_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", OTHER_WORKBOOK),
    ("word/", DOCUMENT),
    ("ppt/", DOCUMENT),
    ("index/document.iwa", OTHER_WORKBOOK),
    ("ofd.xml", PDF),
)
"""Beginnings of member names that tell zipped documents which are not our workbooks."""

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def form_of(content: bytes) -> Form:
    """Tell the form of a file by content; raises Unreadable for everything else."""
    if not content.strip():
        raise Unreadable(EMPTY)
    if content.startswith(ZIP_STARTS):
        with opened_zip(io.BytesIO(content)) as archive:
            return form_of_zip(archive)
    if content.startswith(OLE):
        return _compound(content)
    if content.startswith(BARE_BIFF) and content[2:4] in {b"\x10\x00", b"\x08\x00", b"\x06\x00"}:
        return Form.BIFF
    _refuse_signatures(content)
    return _text(content)


def form_of_zip(archive: zipfile.ZipFile) -> Form:
    """Tell a workbook from a zip of uploads by the names of the members."""
    names = [name.lower().replace("\\", "/") for name in archive.namelist()]
    for beginning, sentence in ZIP_PARTS:
        if any(name.startswith(beginning) for name in names):
            raise Unreadable(sentence)
    if "mimetype" in names and "content.xml" in names:
        return _open_document(archive)
    if not any(name.startswith("xl/") for name in names):
        return Form.PARCEL
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise Unreadable(LOCKED_OTHERWISE)
    return Form.ZIPPED


def _open_document(archive: zipfile.ZipFile) -> Form:
    try:
        kind = archive.open("mimetype").read(100)
        manifest = archive.open("META-INF/manifest.xml").read(MIB)
    except ZIP_PROBLEMS as problem:
        raise Unreadable(DAMAGED) from problem
    if b"encryption-data" in manifest:
        raise Unreadable(LOCKED_OTHERWISE)
    if kind.startswith(OPEN_DOCUMENT + b"spreadsheet"):
        return Form.ODS
    raise Unreadable(DOCUMENT if kind.startswith(OPEN_DOCUMENT + b"text") else OTHER_WORKBOOK)


def _compound(content: bytes) -> Form:
    if is_locked(content):
        raise Locked(ENCRYPTED)
    if any(names_stream(content, name) for name in ("WordDocument", "PowerPoint Document")):
        raise Unreadable(DOCUMENT)
    if names_stream(content, "Workbook") or names_stream(content, "Book"):
        return Form.BIFF
    raise Unreadable(DAMAGED)


def _refuse_signatures(content: bytes) -> None:
    for beginning, sentence in SIGNATURES:
        if content.startswith(beginning) and (len(beginning) > 2 or b"\0" in content):
            raise Unreadable(sentence)
    if b"\0" in content and not content.startswith(UNICODE_MARKS):
        raise Unreadable(UNKNOWN)


def _text(content: bytes) -> Form:
    beginning = (
        content[:PROLOGUE].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    )
    if beginning.startswith(WEB_ARCHIVE):
        raise Unreadable(WEB_PAGE)
    if not MARKUP.match(beginning):
        return Form.TEXT
    if XML_SPREADSHEET in beginning and b"<html" not in beginning:
        return Form.XML
    if beginning.startswith(b"<?xml") and b"<html" not in beginning:
        raise Unreadable(XML)
    return Form.WEB_PAGE
