"""Identity numbers: valid, upgraded from 15 digits, or weak (definitions §1); column by column."""

from decimal import Decimal

import polars as pl

from recheck.cells.lookup import Typed, findings_of
from recheck.cells.text import key
from recheck.rulebook import Vocabulary

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_MARKS = pl.Series(list("10X98765432"))  # by the remainder of the weighted sum

# [0-9] and not \d, which is hundreds of marks and slow to compile
CITIZEN = r"^[0-9]{17}[0-9X]$"
FIFTEEN = r"^[0-9]{15}$"
EXPONENT = r"^[0-9](\.[0-9]+)?E\+?[0-9]{1,2}$"
OTHER = r"^[0-9A-Z]{5,20}$"

OTHER_TYPES = ("passport", "officer", "hong_kong_macau", "taiwan", "permanent_residence")
PATTERNS = {  # first match wins
    "hong_kong_macau": r"^[HM][0-9]{8}([0-9]{2})?$",
    "permanent_residence": r"^[A-Z]{3}[0-9]{12}$",
    "taiwan": r"^[0-9]{10}[A-Z]$",
    "passport": r"^([EGDSP][0-9]{8}|E[A-HJ-NP-Z][0-9]{7})$",
}
TOLD_BY_NUMBER = {
    "81": "residence_permit",
    "82": "residence_permit",
    "83": "residence_permit",
    "9": "permanent_residence",
}

number, stated = pl.col("number"), pl.col("stated")
cut, fifteen = pl.col("cut"), pl.col("fifteen")


def type_id_numbers(cells: pl.DataFrame, type_column: Typed, types: Vocabulary) -> Typed:
    """Columns id_type, id_number, id_valid from the fields id_number and worker.

    `type_column`: the column id_type as it is stated, in labels of `types`.
    """
    numbers = cells.select("row", "worker", number="id_number").with_columns(
        type_column.columns["id_type"].alias("stated"), pl.int_range(pl.len()).alias("place")
    )
    written = numbers["number"]
    sound = written.str.contains(CITIZEN) & _is_right(written)
    numbers = numbers.with_columns(sound.fill_null(value=False).alias("sound"))
    parts = [_sound(numbers.filter("sound"), types), _odd(numbers.filter(~pl.col("sound")), types)]
    judged = pl.concat(parts).sort("place")
    found = findings_of(cells["row"], "id_number", judged["code"])
    columns = judged.select("id_type", "id_number", "id_valid")
    return Typed(columns, pl.concat([type_column.findings, found]))


def _sound(numbers: pl.DataFrame, types: Vocabulary) -> pl.DataFrame:
    """Numbers of 18 marks that are right as they stand: nearly all."""
    return numbers.select(
        "place",
        id_type=_told_by_number(types),
        id_number=number,
        id_valid=pl.lit(value=True),
        code=pl.lit(None, pl.String),
    )


def _odd(numbers: pl.DataFrame, types: Vocabulary) -> pl.DataFrame:
    """All other numbers: typed oddly, other documents, wrong, or missing."""
    shaped = _shaped(numbers, types)
    citizen = _is_right(shaped["long"]).fill_null(value=False)
    valid = citizen | shaped["other"].fill_null(value=False)
    return shaped.with_columns(citizen.alias("citizen"), valid.alias("valid")).select(
        "place",
        id_type=pl.when("citizen")
        .then(_told_by_number(types))
        .otherwise(pl.coalesce("other_type", "stated")),
        id_number=pl.when("citizen").then("long").otherwise(number),
        id_valid="valid",
        code=_code(),
    )


def _shaped(numbers: pl.DataFrame, types: Vocabulary) -> pl.DataFrame:
    """Normalised, with `cut` (digits lost), `fifteen`, `long` (18 marks) and `other` documents."""
    others = [types.codes[code] for code in OTHER_TYPES]
    stated_other = stated.is_in(others).fill_null(value=False)
    shaped = (
        numbers.with_columns(_normalised(numbers["number"]))
        .with_columns(cut=number.str.contains(EXPONENT).fill_null(value=False))
        .with_columns(
            number=_expanded(pl.col("number")),
            fifteen=number.str.contains(FIFTEEN) & ~stated_other,
            other_type=_other_type(types, stated_other),
        )
    )
    return shaped.with_columns(
        other=pl.col("other_type").is_not_null() & number.str.contains(OTHER) & ~cut,
        long=pl.when(fifteen)
        .then(_upgraded(shaped["number"]))
        .when(number.str.contains(CITIZEN) & ~cut)
        .then(number),
    )


def _normalised(numbers: pl.Series) -> pl.Series:
    """Without marks that people type around and inside a number.

    × and the Cyrillic Х in the last place can only be the check mark X.
    """
    plain = key(numbers).str.replace_all(r"['’‘`\-()]", "")
    return plain.str.replace(r"^([0-9]{17})[×Х✕]$", "${1}X").str.replace(r"^([0-9]+)\.0+$", "${1}")


def _expanded(numbers: pl.Expr) -> pl.Expr:
    """4.40606196704213E+17 with its reliable digits and zeros; other numbers as they are."""
    return (
        pl.when(cut)
        .then(numbers.map_elements(lambda text: f"{Decimal(text):f}", return_dtype=pl.String))
        .otherwise(numbers)
    )


def _other_type(types: Vocabulary, stated_other: pl.Expr) -> pl.Expr:
    """The label of another document: the stated type, else what the pattern tells."""
    told = pl.lit(None, pl.String)
    for code, pattern in reversed(PATTERNS.items()):
        told = pl.when(number.str.contains(pattern)).then(pl.lit(types.codes[code])).otherwise(told)
    return pl.when(stated_other).then(stated).otherwise(told)


def _upgraded(fifteens: pl.Series) -> pl.Series:
    """15 digits with the century and the check mark."""
    first17 = fifteens.str.slice(0, 6) + "19" + fifteens.str.slice(6)
    return first17 + _check_mark(first17)


def _is_right(long: pl.Series) -> pl.Series:
    """A real birth date and the right check mark; null or false when not."""
    born = long.str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    return born.is_not_null() & (long.str.slice(17) == _check_mark(long.str.slice(0, 17)))


def _check_mark(first17: pl.Series) -> pl.Series:
    """Null where the text is no number."""
    digits = first17.cast(pl.Int64, strict=False)
    remainder = digits * 0
    for place, weight in enumerate(WEIGHTS):
        remainder += digits // 10 ** (16 - place) % 10 * weight
    return CHECK_MARKS.gather(remainder % 11)


def _told_by_number(types: Vocabulary) -> pl.Expr:
    told = pl.lit(types.codes["resident"])
    for beginning, code in TOLD_BY_NUMBER.items():
        is_so = number.str.starts_with(beginning) & (number.str.len_bytes() == 18)
        told = pl.when(is_so).then(pl.lit(types.codes[code])).otherwise(told)
    return told


def _code() -> pl.Expr:
    """What a clerk must know about the number; first that applies."""
    eighteen = number.str.contains(CITIZEN)
    lost = cut | (eighteen & number.str.ends_with("000"))
    return (
        pl.when(fifteen & pl.col("citizen"))
        .then(pl.lit("id_upgraded"))
        .when("valid")
        .then(None)
        .when(number.is_null())
        .then(pl.when(pl.col("worker").is_not_null()).then(pl.lit("id_missing")))
        .when(lost)
        .then(pl.lit("id_digits_lost"))
        .when(
            pl.col("long").str.slice(6, 8).str.to_date("%Y%m%d", strict=False).is_null()
            & pl.col("long").is_not_null()
        )
        .then(pl.lit("id_bad_date"))
        .when(eighteen)
        .then(pl.lit("id_bad_check"))
        .otherwise(pl.lit("id_malformed"))
    )
