"""Hashes that stores already hold: what was hashed once must never hash otherwise."""

from datetime import date

import polars as pl

from recheck.hashes import keyed
from recheck.model import ROW_SCHEMA
from recheck.preparing import hashed

KEY = bytes(range(32))
ROW = {
    "sheet": "复查",
    "sheet_no": 1,
    "row": 2,
    "fate": "accepted",
    "kind": "recheck_status",
    "institution": "佛山市第一医院",
    "period": "2025H1",
    "enterprise": "佛山某厂",
    "enterprise_key": "佛山某厂",
    "worker": "张伟",
    "worker_key": "张伟",
    "id_type": "居民身份证",
    "id_number": "440601199001011234",
    "id_valid": True,
    "phone": "13800138000",
    "exam_date": date(2025, 3, 5),
    "hazards": ["噪声", "苯"],
    "recheck_again": False,
    "deadline_amount": 30,
}
OF_AN_EXAM_RECORD = {"visit": "told", "recheck_hazards": ["苯"]}
HASHES = ("id_hash", "name_hash", "phone_hash", "content_hash")


def _hex(column: pl.Series) -> list[str | None]:
    return column.bin.encode("hex").to_list()


def test_a_text_keeps_its_hash() -> None:
    texts = pl.Series(["张伟", "", None])
    assert _hex(keyed(texts, KEY)) == [
        "053b8aa5367cccec5d6a3f189872cd3d",
        "3daf97bce7888fd59773c66bf647459c",
        None,
    ]


def test_a_row_keeps_its_hashes() -> None:
    weak = ROW | {"id_valid": False, "phone": None} | OF_AN_EXAM_RECORD
    rows = hashed(pl.DataFrame([ROW, weak], ROW_SCHEMA), KEY)
    assert {name: _hex(rows[name]) for name in HASHES} == {
        "id_hash": ["fc3b8854ae68e17653f5941d68d6ae27", None],
        "name_hash": ["053b8aa5367cccec5d6a3f189872cd3d"] * 2,
        "phone_hash": ["5aae3a8c1f762d3e7c28726090a956f5", None],
        "content_hash": ["bbd8ecb9f7ff9e47071a9a00afc42a30", "4181a6c356e682b8ef9d7922219eaa82"],
    }


def test_who_says_nothing_has_no_hash_and_the_same_content_as_everybody_else_who_does() -> None:
    silent = pl.DataFrame([{"id_valid": None}] * 2, ROW_SCHEMA)
    rows = hashed(silent, KEY)
    assert rows.select(HASHES[:3]).null_count().row(0) == (2, 2, 2)
    assert rows["content_hash"].n_unique() == 1
