"""Read every workbook of a folder as strings, in one thread, and do nothing with them.

python benches/fastexcel_baseline.py FOLDER
"""

import sys
from pathlib import Path

import fastexcel


def main(folder: Path) -> None:
    """Print how many rows there are."""
    rows = 0
    for path in sorted(folder.glob("*.xlsx")):
        book = fastexcel.read_excel(path.read_bytes())
        sheet = book.load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
        rows += sheet.to_polars().height
    print(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
