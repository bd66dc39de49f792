"""The headings of a sheet become fields; what is claimed twice or means two things is refused."""

from recheck.headings.mapping import (
    AMBIGUOUS,
    AMBIGUOUS_KIND,
    CLAIMED_TWICE,
    MISSING,
    MISSING_BUT_NEAR,
    Claims,
    SheetMap,
    claims_of,
    kind_of,
    map_as,
    map_headings,
)
from recheck.headings.nearness import Near, Nearness
from recheck.headings.senses import UNREAD, Fallback, Lexicon, Sense, full_text, heading_sense

__all__ = [
    "AMBIGUOUS",
    "AMBIGUOUS_KIND",
    "CLAIMED_TWICE",
    "MISSING",
    "MISSING_BUT_NEAR",
    "UNREAD",
    "Claims",
    "Fallback",
    "Lexicon",
    "Near",
    "Nearness",
    "Sense",
    "SheetMap",
    "claims_of",
    "full_text",
    "heading_sense",
    "kind_of",
    "map_as",
    "map_headings",
]
