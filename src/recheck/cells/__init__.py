"""Mapped text → typed columns and findings; each module reads one kind of cell."""

from recheck.cells.rows import DATES, VALUE_SCHEMA, type_rows

__all__ = ["DATES", "VALUE_SCHEMA", "type_rows"]
