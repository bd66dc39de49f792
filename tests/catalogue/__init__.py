"""The catalogue of dirty spreadsheets: for each problem a file that has it and one that nearly has.

To add an entry, add it to the module of its subject, or add a module and name it here; then run
`make docs`, which writes docs/reference/catalogue.md from this list.
"""

from tests.catalogue import (
    answers,
    dates,
    employers,
    files,
    identities,
    lists,
    senders,
    tables,
    typed_cells,
)
from tests.catalogue.entry import Entry

MODULES = (answers, dates, employers, files, identities, lists, senders, tables, typed_cells)

ENTRIES: tuple[Entry, ...] = tuple(
    sorted((entry for module in MODULES for entry in module.ENTRIES), key=lambda one: one.number)
)
"""All entries, by their number in the handbook."""
