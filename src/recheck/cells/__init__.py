"""Mapped text → typed columns and findings; each module reads one kind of cell."""

from recheck.cells.rows import VALUE_SCHEMA, type_rows

__all__ = ["VALUE_SCHEMA", "type_rows"]
