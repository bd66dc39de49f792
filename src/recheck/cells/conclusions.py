"""Conclusion cells: their classes, and whether a recheck again says 复查 (definitions §6)."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from recheck.cells.text import line
from recheck.rulebook import Vocabulary, normalised

BETWEEN = re.compile(r"[\s、,;/:()+。]+|(?:^|(?<=\D))\d{1,2}[.、)](?!\d)")
RECHECK = "recheck"
SEVERAL = "conclusion_several"
CODE_BY_CLASSES = {0: "conclusion_unknown", 1: None}


class Conclusion(NamedTuple):
    """`label`: canonical classes joined with `;`, or the text itself when a part is not a class."""

    label: str
    recheck_again: bool
    code: str | None = None


@dataclass(frozen=True)
class ConclusionReader:
    """Reads conclusions; `prefixes` are words before 复查 that leave its meaning (需, 建议 …)."""

    classes: Vocabulary
    prefixes: Vocabulary

    def read(self, text: str) -> Conclusion:
        """The classes of one cell; a cell with other words in it keeps its text."""
        codes = self._codes(text)
        known = {code for code in codes if code}
        label = self.label(text) or line(text)
        return Conclusion(label, RECHECK in known, CODE_BY_CLASSES.get(len(known), SEVERAL))

    def label(self, text: str) -> str | None:
        """The classes joined with `;` when the cell names nothing else; else None."""
        codes = self._codes(text)
        if not codes or not all(codes):
            return None
        return ";".join(dict.fromkeys(self.classes.codes[code] for code in codes if code))

    def _codes(self, text: str) -> list[str | None]:
        """The code of the whole cell, else of each token in it; None: no class."""
        if whole := self._class(normalised(text)):
            return [whole]
        return [self._class(normalised(token)) for token in BETWEEN.split(line(text)) if token]

    def _class(self, token: str) -> str | None:
        """The code of one token; 复查 counts once the words before it are taken away."""
        code = self.classes.code(token)
        if isinstance(code, str):
            return code
        bare = self._prefix.sub("", token)
        return RECHECK if bare and self.classes.code(bare) == RECHECK else None

    @cached_property
    def _prefix(self) -> re.Pattern[str]:
        ordered = sorted(self.prefixes.ignored, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, ordered)))
