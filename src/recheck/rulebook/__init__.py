"""Rules as data: `load` reads `rules/` strictly into one frozen Rulebook."""

from recheck.rulebook.book import Rulebook, load
from recheck.rulebook.columns import AmbiguousHeading, Column
from recheck.rulebook.correction import CorrectionWords, correctable, correction_words
from recheck.rulebook.decisions import read_reasons, reasons_of
from recheck.rulebook.duties import Duties, Step, check_duties, read_duties
from recheck.rulebook.furniture import Furniture
from recheck.rulebook.hazards import GROUPS as HAZARD_GROUPS
from recheck.rulebook.hazards import UNNAMED, HazardBook
from recheck.rulebook.outcomes import OutcomeRules, read_outcome_rules
from recheck.rulebook.packs import PackColumn, PackRules, pack_rules
from recheck.rulebook.policy import (
    Bands,
    DayRule,
    Policy,
    Standard,
    check_policy,
    parse_policy,
)
from recheck.rulebook.profiles import HAZARDS, DateHabits, Layout, Profile, SheetNames
from recheck.rulebook.quality import Quality, read_quality
from recheck.rulebook.region import OUTSIDE, UNCONFIRMED, Region, Town
from recheck.rulebook.summary import SummaryRules
from recheck.rulebook.words import IGNORED, INVISIBLE, Vocabulary, heading_key, normalised

__all__ = [
    "HAZARDS",
    "HAZARD_GROUPS",
    "IGNORED",
    "INVISIBLE",
    "OUTSIDE",
    "UNCONFIRMED",
    "UNNAMED",
    "AmbiguousHeading",
    "Bands",
    "Column",
    "CorrectionWords",
    "DateHabits",
    "DayRule",
    "Duties",
    "Furniture",
    "HazardBook",
    "Layout",
    "OutcomeRules",
    "PackColumn",
    "PackRules",
    "Policy",
    "Profile",
    "Quality",
    "Region",
    "Rulebook",
    "SheetNames",
    "Standard",
    "Step",
    "SummaryRules",
    "Town",
    "Vocabulary",
    "check_duties",
    "check_policy",
    "correctable",
    "correction_words",
    "heading_key",
    "load",
    "normalised",
    "pack_rules",
    "parse_policy",
    "read_duties",
    "read_outcome_rules",
    "read_quality",
    "read_reasons",
    "reasons_of",
]
