"""Conclusion cells of exam records: for all hazards of the row, or hazard by hazard."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from recheck.cells.conclusions import Conclusion, ConclusionReader
from recheck.cells.hazards import HazardReader
from recheck.cells.text import line

PART = re.compile(r"([^:;,。]+):([^:;,。、]*)")
"""噪声:复查 in 噪声:复查;苯:未见异常."""
UNKNOWN = "conclusion_unknown"


class ToldConclusion(NamedTuple):
    """`hazards`: those that the cell names, `recheck_hazards`: those of them told to come back."""

    label: str
    recheck: bool
    hazards: tuple[str, ...] = ()
    recheck_hazards: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True)
class ToldConclusionReader:
    """Reads the conclusions of one sheet."""

    conclusions: ConclusionReader
    hazards: HazardReader

    def read(self, text: str) -> ToldConclusion:
        """One cell; when one of its hazards is unknown, it speaks of all hazards of the row."""
        parts = [(found[1].strip("、 "), found[2].strip()) for found in PART.finditer(line(text))]
        named = [self.hazards.read(name) for name, _ in parts]
        if not parts or any(unknown or not known for known, unknown in named):
            return self._of_all(text)
        told = [self.conclusions.read(conclusion) for _, conclusion in parts]
        by_hazard = {
            hazard: one for (known, _), one in zip(named, told, strict=True) for hazard in known
        }
        again = sorted(hazard for hazard, one in by_hazard.items() if one.recheck_again)
        return ToldConclusion(
            ";".join(f"{hazard}:{by_hazard[hazard].label}" for hazard in sorted(by_hazard)),
            bool(again),
            tuple(sorted(by_hazard)),
            tuple(again),
            next((one.code for one in told if one.code == UNKNOWN), None),
        )

    def _of_all(self, text: str) -> ToldConclusion:
        whole: Conclusion = self.conclusions.read(text)
        return ToldConclusion(whole.label, whole.recheck_again, code=whole.code)
