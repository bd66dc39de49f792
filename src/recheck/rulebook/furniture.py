"""Words by which the rows of a sheet that hold no case are told, from `rules/furniture.toml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recheck import strict

OPENING = "[(（【*＊]*"
CLOSING = "[)）】]?"


@dataclass(frozen=True)
class Furniture:
    """Words of totals, signatures, notes, example rows and nil returns.

    The patterns that they make are regular expressions that Python and polars read alike.
    """

    total: tuple[str, ...]
    total_of: tuple[str, ...]
    signer: tuple[str, ...]
    signs: tuple[str, ...]
    signed: tuple[str, ...]
    note: tuple[str, ...]
    example: tuple[str, ...]
    nothing_to_report: tuple[str, ...]
    instruction: tuple[str, ...]

    @cached_property
    def line(self) -> str:
        """The start of a total, a signature or a note."""
        return f"^(?:{self._total}|{self._signature}|{self._note})"

    @cached_property
    def example_row(self) -> str:
        """The start of an example row, or (示例) at the end of its first cell."""
        words = _any(self.example)
        return f"^[(（【]?(?:填写)?{words}|[(（]{words}[)）]$"

    @cached_property
    def nothing(self) -> str:
        """Words of a nil return, anywhere."""
        return _any(self.nothing_to_report)

    def says_nothing_to_report(self, text: str) -> bool:
        """A 零报告 cell; an instruction that mentions the word is none."""
        return bool(re.search(self.nothing, text)) and not re.search(_any(self.instruction), text)

    @property
    def _total(self) -> str:
        return f"{_any(self.total_of)}?{_any(self.total)}"

    @property
    def _signature(self) -> str:
        by_role = f"{_any(self.signer)}[^:：]{{0,12}}(?:[:：]|{_any(self.signs)})"
        return rf"[(（【]?(?:{by_role}|{_any(self.signed)}{CLOSING}\s*(?:[:：]|$))"

    @property
    def _note(self) -> str:
        return rf"{OPENING}{_any(self.note)}\s*[0-9]*{CLOSING}\s*(?:[:：.、]|$)"


def read_furniture(path: Path) -> Furniture:
    """The file `furniture.toml`."""
    return strict.read(path, Furniture)


def _any(words: Iterable[str]) -> str:
    """Any of the words, with or without blanks between their characters."""
    return f"(?:{'|'.join(map(_spaced, words))})"


def _spaced(word: str) -> str:
    return r"\s*".join(map(re.escape, word))
