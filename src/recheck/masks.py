"""Identities as they may be shown to everybody: 张*, 440*************79, 138****1234."""

import polars as pl

NAMES = ("worker", "contact")
ID_NUMBERS = ("id_number",)
PHONES = ("phone", "contact_phone")


def masked(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with the identities in its known columns masked; columns it lacks are no matter."""
    masks = (
        *(_name(pl.col(column)).alias(column) for column in NAMES if column in rows.columns),
        *(
            _id_number(pl.col(column)).alias(column)
            for column in ID_NUMBERS
            if column in rows.columns
        ),
        *(_phone(pl.col(column)).alias(column) for column in PHONES if column in rows.columns),
    )
    return rows.with_columns(masks)


def _name(text: pl.Expr) -> pl.Expr:
    """The first character and one star, so that the length tells nothing either."""
    return text.str.slice(0, 1) + "*"


def _id_number(text: pl.Expr) -> pl.Expr:
    """The first three and the last two characters; a number too short to hide in is all stars."""
    length = text.str.len_chars()
    start = text.str.slice(0, 3).str.pad_end(length - 2, "*")
    return (
        pl.when(length > 5)
        .then(start + text.str.slice(-2))
        .otherwise(text.str.replace_all(r"(?s).", "*"))
    )


def _phone(text: pl.Expr) -> pl.Expr:
    """A mobile number keeps three and four digits, any other number three and two characters."""
    return (
        pl.when(text.str.contains(r"^\d{11}$"))
        .then(text.str.slice(0, 3) + "****" + text.str.slice(-4))
        .when(text.str.len_chars() > 7)
        .then(text.str.slice(0, 3) + "****" + text.str.slice(-2))
        .when(text.is_not_null())
        .then(pl.lit("****"))
    )
