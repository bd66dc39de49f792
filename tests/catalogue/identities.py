"""ID numbers and names."""

from tests.catalogue.entry import Entry, cell

RIGHT = "440604198503150139"

ENTRIES = (
    Entry(
        1,
        "ID number shown with an exponent: its last digits are lost",
        ("id_digits_lost",),
        cell("证件号码", "4.40606196704213E+17"),
        cell("证件号码", "440606196704213179"),
        "The row is accepted with a weak identity; it keeps the 15 digits that can be trusted.",
    ),
    Entry(
        4,
        "ID number missing",
        ("id_missing",),
        cell("证件号码", "无"),
        cell("证件号码", RIGHT),
    ),
)
"""Entries of this page, in the order of the handbook."""
