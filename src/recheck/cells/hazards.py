"""Hazard cells: known names first, longest match; the rest split at separators (definitions §7)."""

import re
from dataclasses import dataclass
from functools import cached_property

from recheck.cells.text import line
from recheck.rulebook import HazardBook, Vocabulary, normalised

SEPARATORS = "、,;/+ "
SHELTERED = {ord(mark): 0xE000 + place for place, mark in enumerate(SEPARATORS)}
BARE = {hidden: mark for mark, hidden in SHELTERED.items()}

KEPT_TOGETHER = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|(?:\d,)+\d-|N,N-", re.IGNORECASE)
NUMBERING = re.compile(rf"(?:^|(?<=[{SEPARATORS}]))\d{{1,2}}[.、)](?!\d)")
REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True)
class HazardReader:
    """Reads the cells of one sheet by the hazard book."""

    book: HazardBook
    nothing: Vocabulary

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """Canonical names, sorted without repeats, and those among them that are not known."""
        pieces = self._pieces(NUMBERING.sub("", line(text)))
        named = {name for piece in pieces if (name := self._name(piece))}
        return sorted(named), sorted(named - self.book.groups.keys())

    def _pieces(self, words: str) -> list[str]:
        """Whole names with separators in them, then what lies between separators."""
        words = self._long_names.sub(lambda found: _sheltered(found[0]), words)
        words = KEPT_TOGETHER.sub(lambda found: _sheltered(found[0]), words)
        return [piece.translate(BARE) for piece in re.split(f"[{SEPARATORS}]+", words) if piece]

    def _name(self, piece: str) -> str | None:
        """The canonical name; the piece itself when unknown; None when it says nothing."""
        for spelling in (piece, REMARK.sub("", piece)):
            if name := self.book.names.get(normalised(spelling)):
                return name
        return None if normalised(piece) in self.nothing.ignored else piece

    @cached_property
    def _long_names(self) -> re.Pattern[str]:
        """Known names that a separator would cut (汽油、溶剂汽油), the longest first."""
        cut = [name for name in self.book.names if set(name) & set(SEPARATORS)]
        spaced = (r"\s*".join(map(re.escape, name)) for name in sorted(cut, key=len, reverse=True))
        alone = rf"(?:^|(?<=[{SEPARATORS}]))(?:{'|'.join(spaced)})(?=$|[{SEPARATORS}(])"
        return re.compile(alone, re.IGNORECASE)


def _sheltered(words: str) -> str:
    return words.translate(SHELTERED)
