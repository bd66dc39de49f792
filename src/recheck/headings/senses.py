"""What a heading means: by the rules for everybody, and by what one institution has confirmed."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from typing import Final

from recheck.model import Kind
from recheck.rulebook import AmbiguousHeading, Column, Profile, Rulebook, heading_key
from recheck.sheets import Heading

REMARK_IN_BRACKETS = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
GROUP_WORDS = re.compile(r"(?:基本|落实)?(?:情况|信息|内容|资料|登记)$")

LEXICONS_KEPT = 128
HEADINGS_KEPT = 4096
"""More institutions than a city has, and more headings than an institution tries on its sheets."""


class _Unread(Enum):
    UNREAD = "unread"


UNREAD: Final = _Unread.UNREAD
"""A heading that is known and not needed: nobody is told that it was not read."""


@dataclass(frozen=True)
class Fallback:
    """The field that a heading means where no other heading of the sheet names it."""

    field: str


Sense = str | AmbiguousHeading | Fallback | _Unread | None
"""A field, a heading that could mean several, a fallback, nothing needed, or nothing known."""


@dataclass(frozen=True)
class Lexicon:
    """The headings of some columns, with the own headings of an institution before them."""

    columns: tuple[Column, ...]
    rulebook: Rulebook
    profile: Profile | None

    @classmethod
    def of(cls, kind: Kind, rulebook: Rulebook, profile: Profile | None) -> "Lexicon":
        """The headings of one kind of sheet."""
        columns = tuple(column for column in rulebook.columns if column.kind == kind)
        return cls(columns, rulebook, profile)

    @property
    def names(self) -> dict[str, str]:
        """Field → canonical heading."""
        return {column.field: column.heading for column in self.columns}

    def sense(self, heading: Heading) -> Sense:
        """What stands over a column means; the most specific spelling that is known counts."""
        known = (key for key in _keys(heading.group, heading.text) if key in self._senses)
        return self._senses.get(next(known, ""))

    @cached_property
    def _senses(self) -> dict[str, Sense]:
        senses: dict[str, Sense] = dict.fromkeys(self.rulebook.unread, UNREAD)
        for column in reversed(self.columns):
            senses |= dict.fromkeys(column.fallbacks, Fallback(column.field))
        for column in reversed(self.columns):
            senses |= dict.fromkeys(column.synonyms, column.field)
        senses |= {one.heading: one for one in self.rulebook.ambiguous}
        if self.profile:
            senses |= {heading_key(own): meant for own, meant in self.profile.headings.items()}
            senses |= dict.fromkeys(map(heading_key, self.profile.ignored), UNREAD)
        return senses


@lru_cache(LEXICONS_KEPT)
def heading_sense(rulebook: Rulebook, profile: Profile | None) -> Callable[[str, str], Sense]:
    """(group, heading) → what it means on any kind of sheet; to find the header by."""
    lexicon = Lexicon(rulebook.columns, rulebook, profile)

    @lru_cache(HEADINGS_KEPT)
    def sense(group: str, text: str) -> Sense:
        meant = lexicon.sense(Heading("", group, text))
        return None if meant is UNREAD else meant

    return sense


def full_text(heading: Heading) -> str:
    """The heading with the group above it, as one word: what a profile calls it."""
    return heading.group + heading.text


def _keys(group: str, text: str) -> Iterator[str]:
    """The spellings to look up, most specific first: 复查情况日期, 复查日期, 日期复查, 日期."""
    for written in _without_remark(text):
        own, above = heading_key(written), heading_key(group)
        if above:
            short = GROUP_WORDS.sub("", above)
            yield from (above + own, short + own, own + short)
        yield own


def _without_remark(text: str) -> Iterable[str]:
    return text, REMARK_IN_BRACKETS.sub("", text)
