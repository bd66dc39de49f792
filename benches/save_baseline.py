"""Save the same cells unmarked, with the writer that `recheck feedback` uses: unpack every workbook
of a folder and pack it again, in one thread.

python benches/save_baseline.py FOLDER OUT
"""

import sys
import zipfile
from pathlib import Path


def main(folder: Path, out: Path) -> None:
    """Print how many bytes were written."""
    out.mkdir(parents=True, exist_ok=True)
    written = 0
    for path in sorted(folder.glob("*.xlsx")):
        with zipfile.ZipFile(path) as old:
            parts = {entry: old.read(entry) for entry in old.infolist()}
        with zipfile.ZipFile(out / path.name, "w", zipfile.ZIP_DEFLATED) as new:
            for entry, part in parts.items():
                new.writestr(entry.filename, part)
        written += (out / path.name).stat().st_size
    print(written)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
