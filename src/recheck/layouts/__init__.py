"""The headings of a file compared with its institution's profile, and the profile written on."""

from recheck.layouts.comparison import Change, Comparison, Line, compare
from recheck.layouts.deciding import NOT_READ, Decided, accepted, decide
from recheck.layouts.profile_text import Confirmed, written_on
from recheck.layouts.saving import save_profile

__all__ = [
    "NOT_READ",
    "Change",
    "Comparison",
    "Confirmed",
    "Decided",
    "Line",
    "accepted",
    "compare",
    "decide",
    "save_profile",
    "written_on",
]
