"""Write the reference pages."""

from . import FOLDER, PAGES


def main() -> None:
    """Write every page and say so."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8", newline="\n")
        print(f"docs/reference/{name}")


main()
