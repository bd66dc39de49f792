"""Which field an unknown heading is nearly a name of, and how nearly; never a decision."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property

from recheck.headings.senses import REMARK_IN_BRACKETS, Lexicon
from recheck.rulebook import Column, heading_key

LEAST = 0.6
"""Below that, two headings share some letters by chance."""
CLEAR = 0.75
LEAD = 0.05
"""A suggestion is clear from CLEAR on, if no other field comes so near, and if the last letter is
the same: 复查的日期 is 复查日期, but 复查医生 is not 复查医院."""


@dataclass(frozen=True)
class Near:
    """A field, what it is called, and how near a heading comes to one of its names (0 to 1)."""

    field: str
    heading: str
    similarity: float
    is_clear: bool

    @property
    def percent(self) -> str:
        """As people read it: 83%."""
        return f"{self.similarity:.0%}"


@dataclass(frozen=True)
class Nearness:
    """The fields of one kind of sheet, with every spelling known for each."""

    columns: tuple[Column, ...]
    own: Mapping[str, str]
    """What the institution wrote before: heading → field."""

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Nearness":
        """By the columns and the profile of the lexicon."""
        return cls(lexicon.columns, lexicon.profile.headings if lexicon.profile else {})

    def best(self, texts: Iterable[str], fields: Collection[str]) -> Near | None:
        """The nearest of `fields` to any of the texts, if one is near enough."""
        found = sorted(self._all(texts, fields), key=lambda near: near.similarity, reverse=True)
        if not found or found[0].similarity < LEAST:
            return None
        first, second = found[0], found[1].similarity if len(found) > 1 else 0.0
        return replace(first, is_clear=first.is_clear and first.similarity - second >= LEAD)

    def _all(self, texts: Iterable[str], fields: Collection[str]) -> Iterator[Near]:
        keys = {heading_key(one) for text in texts for one in (text, _bare(text))} - {""}
        for column in self.columns:
            if column.field in fields and keys:
                names = self._names[column.field]
                pairs = ((key, name) for key in keys for name in names)
                near, same_end = max((_similarity(*pair), _same_end(*pair)) for pair in pairs)
                yield Near(column.field, column.heading, near, near >= CLEAR and same_end)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names = {one.field: [*one.synonyms, *one.fallbacks] for one in self.columns}
        for heading, field in self.own.items():
            names.setdefault(field, []).append(heading_key(heading))
        return names


def _bare(text: str) -> str:
    return REMARK_IN_BRACKETS.sub("", text)


def _same_end(one: str, other: str) -> bool:
    return one[-1:] == other[-1:]


def _similarity(one: str, other: str) -> float:
    """How much of both is the same, in order; 1 when they are equal."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LEAST else 0.0
