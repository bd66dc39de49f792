"""Headings, tables and pages in Markdown."""

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Made by `make docs` from code and rules: change those, not this page. -->"


def page(title: str, *parts: str) -> str:
    """A whole page: title, the warning that it is generated, and its parts."""
    return "\n\n".join([f"# {title}", GENERATED, *filter(None, parts)]) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; None prints as nothing."""
    lines = [_line(headings), _line(["---"] * len(headings)), *map(_line, rows)]
    return "\n".join(lines)


def words(values: Iterable[str]) -> str:
    """Words in code style, one after the other."""
    return " ".join(f"`{value}`" for value in values)


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
