"""The readers of one rulebook and institution; each remembers the cells that it has read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from recheck.cells.answers import AnswerReader
from recheck.cells.conclusions import ConclusionReader
from recheck.cells.deadlines import DeadlineReader
from recheck.cells.hazards import HazardReader
from recheck.cells.labels import label_reader
from recheck.cells.lookup import CellReader, as_parameters
from recheck.cells.places import PlaceReader
from recheck.rulebook import Profile, Rulebook, Vocabulary

CELLS_KEPT = 1 << 14
"""Cells that a reader remembers; beyond the words of a whole half-year."""
READERS_KEPT = 128
"""More than a city has institutions that write in their own way."""


@dataclass(frozen=True, eq=False)
class Readers:
    """One reader per kind of cell that repeats itself from file to file."""

    rulebook: Rulebook
    words: Mapping[str, Vocabulary]
    """The rulebook's vocabularies with the institution's own spellings."""

    @cached_property
    def place(self) -> CellReader:
        """District and town → both names and both codes."""
        return _remembering(PlaceReader(self.rulebook.region).read)

    @cached_property
    def hazards(self) -> CellReader:
        """Hazards → canonical names, code and parameters."""
        reader = HazardReader(self.rulebook.hazards, self.words["nothing"])

        def read(written: str) -> tuple[list[str], str | None, str | None]:
            hazards, unknown = reader.read(written)
            if not unknown:
                return hazards, None, None
            return hazards, "hazard_unknown", as_parameters(hazard="、".join(unknown))

        return _remembering(read)

    @cached_property
    def deadline(self) -> CellReader:
        """复查期限 → Deadline."""
        reader = DeadlineReader(self.words["vague_deadline"], self.words["deadline_filler"])
        return _remembering(reader.read)

    @cached_property
    def conclusion(self) -> CellReader:
        """体检结论 and 复查结论 → Conclusion."""
        return _remembering(self._conclusions.read)

    @cached_property
    def answer(self) -> CellReader:
        """是否复查 → Answer."""
        reader = AnswerReader(self.words["yes_no"], self.words["reason"], self._conclusions)
        return _remembering(reader.read)

    @cached_property
    def labels(self) -> Mapping[str, CellReader]:
        """Vocabulary → the reader of a cell that names an entry of it: label and code."""
        return {name: _remembering(label_reader(name, words)) for name, words in self.words.items()}

    @cached_property
    def _conclusions(self) -> ConclusionReader:
        return ConclusionReader(self.words["conclusion"], self.words["recheck_prefix"])


@lru_cache(READERS_KEPT)
def readers_for(rulebook: Rulebook, profile: Profile | None) -> Readers:
    """The readers for an institution; the same ones for each of its files."""
    own = profile.values if profile else {}
    words = {
        name: words.extended(own[name]) if name in own else words
        for name, words in rulebook.vocabularies.items()
    }
    return Readers(rulebook, words)


def _remembering(reader: Callable[..., tuple[object, ...]]) -> CellReader:
    return lru_cache(CELLS_KEPT)(reader)
