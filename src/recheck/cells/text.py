"""Text as people type it: trimmed cells, the keys of names, and lines ready for a pattern."""

import re
import unicodedata
from collections.abc import Callable, Collection

import polars as pl

from recheck.rulebook import INVISIBLE, Vocabulary

MIDDLE_DOTS = "[·•‧・･⋅∙.]"
BRACKETS = r"[()\[\]{}〔〕【】〈〉《》]"
EDGES = " \t\r\n\u00a0\u3000\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\ufeff"
PLAIN_NAME = "^[\u3400-\u4dbf\u4e00-\u9fff]+$"  # ideographs that NFKC leaves alone
MIDNIGHT = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[ T]00:00(?::00(?:\.0+)?)?$")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def trimmed(cells: pl.DataFrame, empty: Collection[str]) -> pl.DataFrame:
    """Columns of text without blanks around; null where nothing or a word of `empty` is left."""
    bare = cells.select(pl.all().str.strip_chars(EDGES))
    words = sorted({"", *empty})
    silent = [one.name for one in bare.select(pl.all().is_in(words).any()) if one.item()]
    return bare.with_columns(pl.when(~pl.col(silent).is_in(words)).then(pl.col(silent)))


def typed_forms(words: Vocabulary) -> frozenset[str]:
    """The ignored words (无, N/A) as they come in cells: in small letters and full width too."""
    return frozenset(
        form for word in words.ignored for form in (word, word.lower(), word.translate(FULL_WIDTH))
    )


def name_key(names: pl.Series) -> pl.Series:
    """The keys under which two spellings of a worker's name are the same (definitions §1)."""
    return _on_odd(names, PLAIN_NAME, _name_key)


def enterprise_key(names: pl.Series) -> pl.Series:
    """Keys of names, without brackets; no prefix and no legal form is taken away."""
    return _on_odd(names, PLAIN_NAME, lambda odd: _name_key(odd).str.replace_all(BRACKETS, ""))


def number_key(numbers: pl.Series) -> pl.Series:
    """Exam and case numbers, whichever way they were typed; 1.0 of a number cell is 1."""
    return _on_odd(numbers, r"^[0-9A-Z-]+$", lambda odd: key(odd).str.replace(r"\.0+$", ""))


def key(cells: pl.Series) -> pl.Series:
    """The column form of `rulebook.normalised`."""
    return cells.str.normalize("NFKC").str.replace_all(f"[{INVISIBLE}]", "").str.to_uppercase()


def _name_key(names: pl.Series) -> pl.Series:
    return key(names).str.replace_all(MIDDLE_DOTS, "·")


def _on_odd(cells: pl.Series, plain: str, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """`change` only what does not match `plain`, each distinct value once: most cells are plain."""
    if cells.null_count() == cells.len():
        return cells
    odd = cells.filter(~cells.str.contains(plain)).unique()
    if odd.is_empty():
        return cells
    return cells.replace(odd, change(odd).replace("", None))


def without_midnight(text: str) -> str:
    """A day as date cells give it (2024-11-10 00:00:00) without the time that nobody wrote."""
    return MIDNIGHT.sub("", text)


def line(text: str) -> str:
    """NFKC on one line: invisible marks gone, white space single."""
    visible = "".join(
        " " if mark.isspace() else mark
        for mark in unicodedata.normalize("NFKC", text)
        if unicodedata.category(mark) != "Cf"
    )
    return re.sub(" +", " ", visible).strip()
