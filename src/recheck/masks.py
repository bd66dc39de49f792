"""Identities as they may be shown to everybody: 张*, 440*************79, 138****1234."""

import polars as pl

NAMES = ("worker", "contact", "other_worker", "reported_contact")
ID_NUMBERS = ("id_number", "other_id_number")
PHONES = ("phone", "contact_phone", "other_phone", "reported_contact_phone")


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


def masked_values(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` of changed_field, old_value, new_value: masked where the field tells who somebody is.

    Several values in one cell are separated by ；. A remark may name anybody, and is a star.
    """
    return rows.with_columns(_value("old_value"), _value("new_value"))


def _value(column: str) -> pl.Expr:
    text, field = pl.col(column), pl.col("changed_field")
    several = text.str.split("；")
    return (
        pl.when(field.is_in(NAMES))
        .then(several.list.eval(_name(pl.element())).list.join("；"))
        .when(field.is_in(ID_NUMBERS))
        .then(several.list.eval(_id_number(pl.element())).list.join("；"))
        .when(field.is_in(PHONES))
        .then(several.list.eval(_phone(pl.element())).list.join("；"))
        .when((field == "remark") & text.is_not_null())
        .then(pl.lit("*"))
        .otherwise(text)
        .alias(column)
    )


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
