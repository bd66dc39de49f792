"""How much one file may hold; beyond, no half-year of a whole city comes near."""

MIB = 1 << 20
SIZE_LIMIT = 256 * MIB
"""Bytes of a file; what is larger is never taken into memory."""
TEXT_LIMIT = 96 * MIB
"""Bytes of a delimited text, a web page or an XML workbook."""
CELL_LIMIT = 8_000_000
"""Cells of all sheets of a file, filled or not: 200,000 rows with 40 columns."""
COLUMN_LIMIT = 16_384
"""Columns of a sheet, as Excel counts."""
