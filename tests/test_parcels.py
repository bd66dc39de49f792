"""A zip of uploads: each file in it is received as if it lay in a folder, and none does harm."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from recheck.errors import Locked, Unreadable
from recheck.files import Form, Received, form_of, on_disk, refusals, unpacked
from recheck.files import parcels as limits
from tests.uploads.forms import zipped

WORD = "密码123"


def parcel(tmp_path: Path, content: bytes, name: str = "一院.zip") -> Received:
    path = tmp_path / "2025H1" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return on_disk(path)


def names(files: Sequence[Received]) -> list[str]:
    return [file.name for file in files if not file.refused]


def why(files: Sequence[Received]) -> list[str]:
    return [file.refused.message for file in files if file.refused]


def with_raw_name(raw: bytes, flags: int = 0, extra: bytes = b"") -> bytes:
    """An archive whose only member has exactly these bytes as its name."""
    member = zipfile.ZipInfo("n" * len(raw))
    member.extra = extra
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, b"x")
    content = packed.getvalue().replace(b"n" * len(raw), raw)
    first, listed = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    changed = bytearray(content)
    changed[first + 6 : first + 8] = changed[listed + 8 : listed + 10] = struct.pack("<H", flags)
    return bytes(changed)


def locked(content: bytes, password: str) -> bytes:
    """An archive with one stored member 表.csv behind a password, in the old way (ZipCrypto)."""
    crc = zlib.crc32(content)
    hidden = _old_cipher(bytes(11) + bytes([crc >> 24]) + content, password.encode())
    name, flags = "表.csv".encode(), 0x801
    head = struct.pack(
        "<HHHHHIIIHH", 20, flags, 0, 0, 33, crc, len(hidden), len(content), len(name), 0
    )
    local = b"PK\x03\x04" + head + name + hidden
    listed = (
        b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    )
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), len(local), 0)
    return local + listed + b"PK\x05\x06" + end


def _old_cipher(text: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def turn(byte: int) -> None:
        keys[0] = zlib.crc32(bytes([byte]), keys[0] ^ 0xFFFFFFFF) ^ 0xFFFFFFFF
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = zlib.crc32(bytes([keys[1] >> 24]), keys[2] ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    for byte in password:
        turn(byte)
    hidden = bytearray()
    for byte in text:
        mask = keys[2] | 2
        hidden.append(byte ^ ((mask * (mask ^ 1) >> 8) & 0xFF))
        turn(byte)
    return bytes(hidden)


def test_a_file_that_is_no_parcel_is_itself(tmp_path: Path) -> None:
    for content in (b"a,b\n", b"", b"PK\x03\x04 cut off", zipped({"xl/workbook.xml": b"x"})):
        file = parcel(tmp_path, content)
        assert unpacked(file) == (file,)


def test_files_have_their_own_bytes_and_the_folders_they_lie_in(tmp_path: Path) -> None:
    content = zipped({"表.csv": b"1", "南海/二月/表.csv": b"2", "空/": b""})
    first, second = unpacked(parcel(tmp_path, content))
    assert (first.source().content, first.folders) == (b"1", ("一院", "2025H1"))
    assert (second.source().content, second.folders) == (b"2", ("二月", "南海"))
    assert first.sha256 != second.sha256


def test_litter_is_left_out(tmp_path: Path) -> None:
    litter = ("__MACOSX/._表.csv", "~$表.xlsx", "Thumbs.db", "a/.DS_Store", "desktop.ini")
    content = zipped(dict.fromkeys((*litter, "表.csv"), b"x"))
    assert names(unpacked(parcel(tmp_path, content))) == ["表.csv"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_that_do_not_say_how_they_are_written_are_told(tmp_path: Path, encoding: str) -> None:
    content = with_raw_name("佛山一院复查.csv".encode(encoding))
    assert names(unpacked(parcel(tmp_path, content))) == ["佛山一院复查.csv"]


def test_a_name_may_stand_in_an_extra_field(tmp_path: Path) -> None:
    raw, name = b"_____.csv", "体检㛃.csv".encode()
    body = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + name
    extra = struct.pack("<HH", 0x7075, len(body)) + body
    assert names(unpacked(parcel(tmp_path, with_raw_name(raw, extra=extra)))) == ["体检㛃.csv"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\Windows\\..\\表.csv", "表.csv"),
        ("/abs/表.csv", "表.csv"),
        ("a/CON:流?.csv", "CON_流_.csv"),
        ("a/\u202e表\u200b.csv", "表.csv"),
        ("a/" + "长" * 500 + ".csv", "长" * 196 + ".csv"),
    ],
)
def test_names_lead_nowhere(tmp_path: Path, written: str, name: str) -> None:
    content = with_raw_name(written.encode(), flags=0x800)
    assert names(unpacked(parcel(tmp_path, content))) == [name]
    assert [path.name for path in tmp_path.rglob("*")] == ["2025H1", "一院.zip"]


def test_parcels_in_parcels_are_opened_to_a_depth(tmp_path: Path) -> None:
    content = b"x"
    for depth in range(limits.DEPTH_LIMIT):
        content = zipped({"表.csv" if not depth else f"{depth}.zip": content})
    assert names(unpacked(parcel(tmp_path, content))) == ["表.csv"]
    deeper = unpacked(parcel(tmp_path, zipped({"外.zip": content})))
    assert why(deeper) == [refusals.PARCEL_TOO_DEEP]


def test_without_a_file_it_is_refused(tmp_path: Path) -> None:
    for content in (zipped({}), zipped({"空/": b"", "Thumbs.db": b"x"})):
        assert why(unpacked(parcel(tmp_path, content))) == [refusals.EMPTY_PARCEL]


def test_one_damaged_file_does_not_stop_the_others(tmp_path: Path) -> None:
    content = zipped({"好.csv": b"good" * 9, "坏.csv": bytes(range(256)) * 9})
    place = content.index("坏.csv".encode()) + 40
    damaged = content[:place] + b"\xff" * 20 + content[place + 20 :]
    files = unpacked(parcel(tmp_path, damaged))
    assert names(files) == ["好.csv"]
    assert why(files) == [refusals.PARCEL_DAMAGED]
    assert files[-1].name == "一院.zip"


def test_too_many_files_inside_are_refused_wherever_they_lie(tmp_path: Path) -> None:
    many = zipped({f"{n}.csv": b"x" for n in range(limits.MEMBER_LIMIT)})
    files = unpacked(parcel(tmp_path, zipped({"1.csv": b"x", "多.zip": many})))
    assert names(files) == ["1.csv"]
    assert why(files) == [refusals.PARCEL_TOO_BIG]


def test_too_many_bytes_inside_are_refused_by_their_own_account(tmp_path: Path) -> None:
    content = zipped({"1.csv": b"x" * 60})
    listed = content.index(b"PK\x01\x02") + 24
    lying = content[:listed] + struct.pack("<I", limits.UNPACKED_LIMIT + 1) + content[listed + 4 :]
    assert why(unpacked(parcel(tmp_path, lying))) == [refusals.PARCEL_TOO_BIG]


def test_a_list_of_members_that_fills_the_memory_is_not_read(tmp_path: Path) -> None:
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, 1 << 30, 0, 0)
    file = parcel(tmp_path, b"PK\x03\x04" + bytes(100) + b"PK\x05\x06" + end)
    assert unpacked(file) == (file,)


def test_a_password_opens(tmp_path: Path) -> None:
    file = parcel(tmp_path, locked(b"x,y\n1,2\n", WORD))
    (refused,) = unpacked(file)
    assert isinstance(refused.refused, Locked)
    assert why(unpacked(file, ["错"])) == [refusals.WRONG_PASSWORD]
    (opened,) = unpacked(file, ["错", WORD])
    assert opened.source().content == b"x,y\n1,2\n"


def counted_in_64_bits(content: bytes) -> bytes:
    """The same archive as some Java programs write it, however small it is."""
    end = content.index(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", content, end + 10)
    record = struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, start)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1)
    small = struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:end] + b"PK\x06\x06" + record + locator + b"PK\x05\x06" + small


def test_an_archive_may_count_in_64_bits(tmp_path: Path) -> None:
    content = counted_in_64_bits(zipped({"表.csv": b"1"}))
    assert names(unpacked(parcel(tmp_path, content))) == ["表.csv"]
    assert form_of(counted_in_64_bits(zipped({"xl/workbook.xml": b"x"}))) is Form.ZIPPED
    lying = content.replace(b"PK\x06\x06", b"PK\x06\x09")
    with pytest.raises(Unreadable):
        form_of(lying)
