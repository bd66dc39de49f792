"""Whole numbers in digits or in Chinese numerals."""

DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")}
DIGITS |= {"〇": 0, "○": 0, "两": 2}
MARKS = "0-9零〇○一二两三四五六七八九十百"
NUMERAL = "[0-9]+|[零〇○一二两三四五六七八九十百]+"
"""Pattern of what `number` reads; `MARKS` are its characters, for a class."""


def number(text: str) -> int | None:
    """15, 十五, 一百八十 and 二〇二五 as numbers; None when the marks make none."""
    if text.isascii():
        return int(text) if text.isdecimal() else None
    if not set(text) & set("十百"):
        return int("".join(str(DIGITS[mark]) for mark in text))
    hundreds, _, rest = text.rpartition("百")
    tens, ten, units = rest.rpartition("十")
    parts = (hundreds or "零", tens or ("一" if ten else "零"), units.lstrip("零") or "零")
    if any(part not in DIGITS for part in parts):
        return None
    return sum(DIGITS[part] * weight for part, weight in zip(parts, (100, 10, 1), strict=True))
