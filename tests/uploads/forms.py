"""The same small table as a file of every kind that we read, and locked ones."""

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import escape

import openpyxl
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4
from olefile import OleFileIO

from tests.uploads import Texts

OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(rows: Texts) -> bytes:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            sheet.cell(number, column, text).data_type = "s" if text else "n"  # never a formula
    book.save(packed)
    return packed.getvalue()


def xls(rows: Texts) -> bytes:
    book, packed = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("表1")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                sheet.write(number, column, text)
    book.save(packed)
    return packed.getvalue()


def ods(rows: Texts) -> bytes:
    lines = (f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return ods_of("".join(lines))


def _ods_cell(text: str | None) -> str:
    if not text:
        return "<table:table-cell/>"
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def ods_of(rows: str) -> bytes:
    """An ods around table rows that are written already."""
    names = " ".join(
        f'xmlns:{one}="{OPEN_DOCUMENT}:{one}:1.0"' for one in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="表1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest xmlns="{OPEN_DOCUMENT}:manifest:1.0"/>'.encode(),
            "content.xml": content.encode(),
        }
    )


def csv(rows: Texts) -> bytes:
    return "\n".join(",".join(text or "" for text in row) for row in rows).encode()


def tab_separated(rows: Texts) -> bytes:
    return "\n".join("\t".join(text or "" for text in row) for row in rows).encode("utf-16")


def semicolons(rows: Texts) -> bytes:
    return "\n".join(";".join(text or "" for text in row) for row in rows).encode("gb18030")


def web_page(rows: Texts) -> bytes:
    lines = (
        f"<tr>{''.join(f'<td>{escape(text or chr(160))}</td>' for text in row)}</tr>"
        for row in rows
    )
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td{}</style>'
    page = f"<html><head>{head}</head><body><table border=1>{''.join(lines)}</table></body></html>"
    return page.encode("gb18030")


def xml_workbook(rows: Texts) -> bytes:
    lines = (f"<Row>{''.join(map(_xml_cell, row))}</Row>" for row in rows)
    return xml_of(f'<Worksheet ss:Name="表1"><Table>{"".join(lines)}</Table></Worksheet>')


def _xml_cell(text: str | None) -> str:
    return f'<Cell><Data ss:Type="String">{escape(text)}</Data></Cell>' if text else "<Cell/>"


def xml_of(sheets: str) -> bytes:
    """SpreadsheetML around sheets that are written already."""
    office = "urn:schemas-microsoft-com:office"
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{office}:spreadsheet" xmlns:ss="{office}:spreadsheet"'
        f' xmlns:x="{office}:excel">{sheets}</Workbook>'
    ).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


FORMS: Mapping[str, Callable[[Texts], bytes]] = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "csv": csv,
    "txt": tab_separated,
    "semicolons": semicolons,
    "html": web_page,
    "xml": xml_workbook,
}
"""What a file is called here → how a table becomes one."""


def locked_xlsx(content: bytes, password: str) -> bytes:
    """An xlsx behind a password, as Excel saves it since 2010."""
    locked = io.BytesIO()
    plain = OOXMLFile(io.BytesIO(content))
    plain.encrypt(password, locked)
    return locked.getvalue()


WORKBOOK = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # the first record of the stream
IN_CLEAR = {0x0809: 0xFFFF, 0x2F: 0xFFFF, 0xE1: 0xFFFF, 0x85: 4}
"""Record → how many of its bytes are never encrypted: BOF, FILEPASS, INTERFACEHDR, BOUNDSHEET."""
WRITE_ACCESS = 0x5C
SALT = bytes(range(16))


def locked_xls(content: bytes, password: str) -> bytes:
    """An xls of xlwt behind a password, by RC4 as Excel 97 to 2003 saved it.

    The stream keeps its length: FILEPASS takes the room of the user name.
    """
    start = content.index(WORKBOOK)
    records = list(_records(content[start:]))
    place = next(n for n, one in enumerate(records) if one[0] == WRITE_ACCESS)
    first, *before = records[:place]
    user, *after = records[place:]
    verifier = bytes(16)
    proof = _rc4(verifier + hashlib.md5(verifier).digest(), password)  # noqa: S324  theirs
    filepass = _record(0x2F, struct.pack("<HHH", 1, 1, 1) + SALT + proof)
    filler = _record(0x1FC, bytes(len(user) - len(filepass) - 4))
    stream = b"".join((first, filepass, *before, filler, *after))
    padding = OleFileIO(io.BytesIO(content)).get_size("Workbook") - len(stream)
    stream += _record(0x1FC, bytes(padding - 4))
    return content[:start] + _encrypted(stream, password) + content[start + len(stream) :]


def _records(stream: bytes) -> Iterator[bytes]:
    """Up to the end of the last sheet; what follows is padding."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == 0:
            return
        yield stream[place : place + 4 + length]
        place += 4 + length


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _encrypted(stream: bytes, password: str) -> bytes:
    hidden, place = bytearray(_rc4(stream, password)), 0
    for record in _records(stream):
        kind = struct.unpack_from("<H", record)[0]
        clear = 4 + min(IN_CLEAR.get(kind, 0), len(record) - 4)
        hidden[place : place + clear] = record[:clear]
        place += len(record)
    return bytes(hidden[:place]) + stream[place:]


def _rc4(text: bytes, password: str) -> bytes:
    """The cipher is its own inverse."""
    return bytes(DocumentRC4.decrypt(password, SALT, io.BytesIO(text), blocksize=1024).read())
