"""Which field an unknown heading is nearly a name of, and how nearly; never a decision."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from recheck.headings.senses import REMARK_IN_BRACKETS, Lexicon
from recheck.rulebook import Column, heading_key

LEAST = 0.6
"""Below that, two headings share some letters by chance."""
WORTH_ASKING = 0.75
"""From there on a column that is not read is told as one that perhaps should be."""
CLEAR = 0.9
LEAD = 0.05
"""A suggestion is clear from CLEAR on, if no other field comes so near, and if the last letter is
the same. One letter can turn the meaning: 应复查日期 is no 复查日期, 复查医生 no 复查医院. So no
heading that we know would be taken for another field if we did not know it."""

HEADINGS_KEPT = 1 << 14
"""Comparisons that are remembered; sheets of a file have the same headings."""


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
                near, same_end = max(_nearest(key, tuple(names)) for key in keys)
                yield Near(column.field, column.heading, near, near >= CLEAR and same_end)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names = {one.field: [*one.synonyms, *one.fallbacks] for one in self.columns}
        for heading, field in self.own.items():
            names.setdefault(field, []).append(heading_key(heading))
        return names


def _bare(text: str) -> str:
    return REMARK_IN_BRACKETS.sub("", text)


@lru_cache(HEADINGS_KEPT)
def _nearest(key: str, names: tuple[str, ...]) -> tuple[float, bool]:
    """How much of `key` and the name nearest to it is the same, in order; and whether they end in
    the same letter. 0 for what is not near enough to be looked at closely."""
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(key)
    best = (0.0, False)
    for name in names:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= LEAST and matcher.quick_ratio() >= LEAST:
            best = max(best, (matcher.ratio(), name[-1:] == key[-1:]))
    return best
