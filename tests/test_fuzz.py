"""Damaged files and wild cells: a sentence or an upload, never a traceback, never a lost row.

RECHECK_FUZZ=2000 looks longer; a failure names the seed that shows it again.
"""

import io
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recheck.errors import RecheckError
from recheck.files import on_disk, unpacked
from recheck.model import Upload
from tests.uploads import GOOD, fates, read, table
from tests.uploads.forms import FORMS, locked_xls, locked_xlsx, zipped

ROUNDS = int(os.environ.get("RECHECK_FUZZ", "15"))
WORD = "密码123"
ROWS = table({}, {"姓名": "乙某"}, {"体检日期": "45721"}, {"备注": "长" * 300})
SAMPLES = {
    **{form: make(ROWS) for form, make in FORMS.items()},
    "locked xlsx": locked_xlsx(FORMS["xlsx"](ROWS), WORD),
    "locked xls": locked_xls(FORMS["xls"](ROWS), WORD),
}
LYING_NUMBERS = (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\0\0\0\x80", b"\xff\xff")

Damage = Callable[[bytearray, Random], None]


def flip_a_bit(content: bytearray, rng: Random) -> None:
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def cut_off(content: bytearray, rng: Random) -> None:
    del content[rng.randrange(len(content)) :]


def cut_out(content: bytearray, rng: Random) -> None:
    start = rng.randrange(len(content))
    del content[start : start + rng.randrange(64)]


def repeat(content: bytearray, rng: Random) -> None:
    start = rng.randrange(len(content))
    content[start:start] = content[start : start + rng.randrange(200)]


def lie(content: bytearray, rng: Random) -> None:
    start, number = rng.randrange(len(content)), rng.choice(LYING_NUMBERS)
    content[start : start + len(number)] = number


DAMAGES: Sequence[Damage] = (flip_a_bit, flip_a_bit, cut_off, cut_out, repeat, lie, lie)


def damaged(content: bytes, rng: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5))):
        rng.choice(DAMAGES)(changed, rng)
        changed = changed or bytearray(b"\0")
    return bytes(changed)


def damaged_inside(content: bytes, rng: Random) -> bytes:
    """A zip whose members are damaged, or have each other's content, but whose list is whole."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    one, other = rng.choice(list(members)), rng.choice(list(members))
    members[one], members[other] = members[other], damaged(members[one] or b"\0", rng)
    return zipped(members)


def received(path: Path) -> list[Upload | RecheckError]:
    """What becomes of a file and of all that it encloses; any other exception is the finding."""
    outcomes: list[Upload | RecheckError] = []
    for file in unpacked(on_disk(path), [WORD]):
        try:
            source = file.source([WORD])
            inside = path.with_name("inside")
            inside.write_bytes(source.content)
            outcomes.append(read(inside, institution="某院", period="2025H1"))
        except RecheckError as refusal:
            outcomes.append(refusal)
    return outcomes


@pytest.mark.parametrize("form", SAMPLES)
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, form: str) -> None:
    content = SAMPLES[form]
    for seed in range(ROUNDS):
        rng = Random(f"{form} {seed}")  # noqa: S311
        is_zip = content.startswith(b"PK") and rng.random() < 0.7
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(damaged_inside(content, rng) if is_zip else damaged(content, rng))
        assert received(path), f"{form} {seed}"
        path.unlink()


def test_a_damaged_parcel_is_read_or_refused(tmp_path: Path) -> None:
    inner = zipped({"里.csv": SAMPLES["csv"]})
    content = zipped({"一/表.csv": SAMPLES["csv"], "二.xlsx": SAMPLES["xlsx"], "三.zip": inner})
    for seed in range(ROUNDS):
        rng = Random(f"parcel {seed}")  # noqa: S311
        path = tmp_path / f"{seed}.zip"
        path.write_bytes(damaged(content, rng))
        assert received(path), f"parcel {seed}"
        path.unlink()


WILD = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
TELLING = st.sampled_from(
    ("合计", "示例", "同上", "无", "/", "2025.13.45", "48小时", "=1+1", "零报告", "4.4E+17", "是")
)
CELL = st.none() | WILD | TELLING | st.integers(-(10**18), 10**18).map(str)


@settings(
    max_examples=ROUNDS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(list(GOOD)), CELL, max_size=8), min_size=1, max_size=5
    ),
    st.sampled_from(sorted(FORMS)),
)
def test_no_cell_loses_its_row(
    tmp_path: Path, changes: list[dict[str, str | None]], form: str
) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(FORMS[form](table(*changes, {})))
    try:
        upload = read(path)
    except RecheckError:
        return
    assert sorted(fates(upload)) == list(range(1, upload.row_total + 1))
