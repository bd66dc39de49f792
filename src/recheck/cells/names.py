"""Workers' names: as written, their keys, and what is no name."""

import re

import polars as pl

from recheck.cells.lookup import overlaid
from recheck.cells.text import PLAIN_NAME, name_key

NUMBER = re.compile(r"[0-9X*]{6,}")
MORE_THAN_A_NAME = re.compile(r"[0-9()\[\]【】<>、,;:/+|?!]")
RADICAL = re.compile("[\u2e80-\u2fdf]")


def type_names(written: pl.Series) -> pl.DataFrame:
    """worker, worker_key and code; a number where the name should be is no name."""
    plain = written.str.contains(PLAIN_NAME)
    names = pl.DataFrame([written.alias("worker"), written.alias("worker_key")]).with_columns(
        pl.lit(None, pl.String).alias("code")
    )
    odd = written.filter(~plain)
    if odd.is_empty():
        return names
    keys = name_key(odd)
    readings = [
        (None, None, code) if code == "name_is_number" else (name, key, code)
        for name, key in zip(odd, keys, strict=True)
        for code in (_fault(key),)
    ]
    return overlaid(names, (~plain).fill_null(value=False), readings)


def _fault(key: str | None) -> str | None:
    """The finding code of a name, by its key; first that applies."""
    if not key:
        return None
    if NUMBER.fullmatch(key):
        return "name_is_number"
    if "*" in key:
        return "name_masked"
    if MORE_THAN_A_NAME.search(key):
        return "name_with_more"
    return "name_with_radical" if RADICAL.search(key) else None
