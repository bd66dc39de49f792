"""Read a workbook from standard input and keep nothing; `rehearsal` runs this file.

python -I rehearsed.py MEMORY_LIMIT CELL_LIMIT

Ends with 0 when the reader ends in order (its errors are the caller's to explain), with 3 when
the sheets make more cells than the limit; dies of anything else.
"""

import sys
from importlib.util import find_spec

import fastexcel


def main(memory_limit: int, cell_limit: int) -> int:
    """The exit code."""
    if find_spec("resource"):
        import resource  # noqa: PLC0415  Windows has none; there the system itself says no

        resource.setrlimit(resource.RLIMIT_AS, (memory_limit, memory_limit))
    try:
        return 3 if cell_count(sys.stdin.buffer.read()) > cell_limit else 0
    except fastexcel.FastExcelError:
        return 0


def cell_count(content: bytes) -> int:
    """How many cells all sheets together make, filled or not."""
    reader = fastexcel.read_excel(content)
    cells = 0
    for index in range(len(reader.sheet_names)):
        sheet = reader.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
        cells += sheet.height * sheet.width
    return cells


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
