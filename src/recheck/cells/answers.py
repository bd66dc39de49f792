"""是否复查: yes, no, and what people add to it (a date, a reason)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from recheck.cells.conclusions import ConclusionReader
from recheck.cells.dates import find_dates, in_digits, read_date
from recheck.cells.text import line
from recheck.rulebook import Vocabulary

PUNCTUATION = " ,.;:、。·()[]-/"
YES, NO, EVENT = "yes", "no", "event"


class Answer(NamedTuple):
    """`said`: yes, no, or None when empty or unreadable; `code`: the finding."""

    said: str | None = None
    on: date | None = None
    reason: str | None = None
    conclusion: str | None = None
    code: str | None = None


UNREADABLE = Answer(code="yes_no_unreadable")


@dataclass(frozen=True)
class AnswerReader:
    """Reads the cells of one sheet; a profile's own words are already in `words`."""

    words: Vocabulary
    reasons: Vocabulary
    conclusions: ConclusionReader

    def read(self, text: str) -> Answer:
        """What one cell says."""
        said = self.words.code(text)
        if said in (YES, NO):
            return Answer(str(said))
        if on := read_date(text):
            return Answer(YES, on, code="yes_no_with_more")
        answer = self._compound(in_digits(line(text)))
        return answer._replace(code="yes_no_with_more") if answer.said else answer

    def _compound(self, words: str) -> Answer:
        """已复查2025.7.3正常, 2025.7.3复查, 否（离职）: a word with a date or a remark."""
        dates = list(find_dates(words))
        if len(dates) != 1:
            return self._worded(words, None)
        start, end, on = dates[0]
        rest = f"{words[:start]} {words[end:]}".strip(PUNCTUATION)
        conclusion = self.conclusions.label(rest)
        if not rest or (conclusion and self.words.code(rest) != EVENT):
            return Answer(YES, on, conclusion=conclusion)
        return self._worded(rest, on)

    def _worded(self, words: str, on: date | None) -> Answer:
        """A cell that begins with a word for yes or no; 复查 alone means yes beside a date."""
        said, remark = self._first_word(words)
        if said == NO:
            return Answer(NO, reason=self._reason(remark))
        if said == YES or (said == EVENT and on):
            return Answer(YES, on, conclusion=self.conclusions.label(remark))
        return UNREADABLE

    def _first_word(self, words: str) -> tuple[str | None, str]:
        """The code of the word that begins the cell, and the remark after it.

        A remark that sticks to the word must be known, or the word is another one (是否, 未知).
        """
        found = self._beginning.match(words)
        if not found:
            return None, ""
        rest = words[found.end() :]
        remark = rest.strip(PUNCTUATION)
        stuck = bool(remark) and rest[0] not in PUNCTUATION
        known = self._reason(remark) or self.conclusions.label(remark)
        return (None, "") if stuck and not known else (str(self.words.code(found[0])), remark)

    def _reason(self, words: str) -> str | None:
        reason = self.reasons.read(words)
        return reason if isinstance(reason, str) else None

    @cached_property
    def _beginning(self) -> re.Pattern[str]:
        ordered = sorted(self.words.fixes, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, ordered)), re.IGNORECASE)
