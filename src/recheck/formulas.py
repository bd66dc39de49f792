"""What a spreadsheet takes for a formula: named when it comes in, neutralised when it goes out."""

import re

import polars as pl

FORMULA_STARTS = ("=", "+", "-", "@")


def begins_formula(text: pl.Expr) -> pl.Expr:
    """Whether each text begins like a formula; null stays null."""
    return text.str.contains(f"^[{re.escape(''.join(FORMULA_STARTS))}]")
