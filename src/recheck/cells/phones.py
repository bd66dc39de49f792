"""Telephone numbers as plain digits."""

import re
from decimal import Decimal

import polars as pl

from recheck.cells.lookup import Typed, findings_of, read_each
from recheck.rulebook import normalised

MOBILE = r"^1[3-9][0-9]{9}$"
SEVERAL = re.compile(r"[/、,;|或]")
EXTENSION = re.compile(r"(?:(?:转|EXT\.?|#)|(?<=^0\d{3}-\d{8})-|(?<=^0\d{11})-)\d{1,6}$")


def read_phone(text: str, area: str) -> str | None:
    """The first number of the cell in digits, `area` before a bare local number; else None."""
    first = SEVERAL.split(_without_exponent(normalised(text)))[0]
    digits = re.sub(r"[-()+.\s]", "", EXTENSION.sub("", first))
    digits = re.sub(r"^(?:0086|86)(?=1\d{10}$|0?\d{10,11}$)", "", digits)
    if re.fullmatch(r"[2-8]\d{7}", digits):
        return area + digits
    return digits if re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}|400\d{7}", digits) else None


def _without_exponent(text: str) -> str:
    """13800138000.0 and 1.3800138E+10, as number cells arrive, as plain digits."""
    if not re.fullmatch(r"\d+\.0+|\d(?:\.\d+)?E\+?\d{1,2}", text):
        return text
    return str(int(Decimal(text)))


def type_phone(cells: pl.DataFrame, area: str) -> Typed:
    """The workers' phones: mobiles as they are, everything else read one by one."""
    phone = cells["phone"]
    plain = phone.str.contains(MOBILE)
    odd = pl.DataFrame({"phone": phone.set(plain.fill_null(False), None)})  # noqa: FBT003
    read = read_each(odd, lambda text: (read_phone(text, area),), {"phone": pl.String()})["phone"]
    typed = pl.select(pl.when(plain).then(phone).otherwise(read).alias("phone"))
    unreadable = phone.is_not_null() & typed["phone"].is_null()
    codes = pl.select(pl.when(unreadable).then(pl.lit("phone_unreadable"))).to_series()
    return Typed(typed, findings_of(cells["row"], "phone", codes))
