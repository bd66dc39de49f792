"""settings.md: recheck.toml key by key, from the dataclasses that read it."""

import re
from collections.abc import Mapping
from functools import partial

from recheck.reporters import Reporter
from recheck.rulebook import Bands, DayRule, Standard, Step, load, read_duties
from recheck.rulebook.book import RULES
from recheck.workspace import TEMPLATE, DutyChanges, Fonts, PolicyChanges, Settings

from . import keys, markdown

INTRODUCTION = """\
`recheck init` writes `recheck.toml` with Chinese comments. It is read strictly: an unknown key, a
wrong type or a missing key is an error (exit code 14) that names file, line and key, and for an
unknown key the nearest known one. Keys that are not written have the default."""

SECTIONS: Mapping[str, tuple[type, str]] = {
    "": (Settings, "Top level"),
    "policy": (PolicyChanges, "[policy]"),
    "duties": (DutyChanges, "[duties]"),
    "duties.ladder": (Step, "[[duties.ladder]]"),
    "fonts": (Fonts, "[fonts]"),
    "reporters": (Reporter, "[[reporters]]"),
    "policy.bands": (Bands, "[policy.bands]"),
    "policy.standards": (Standard, "[[policy.standards]]"),
    "policy.standards.rules": (DayRule, "rules of a standard"),
}
"""Path of a table → the dataclass that reads it, and its title."""

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "": {
        "institute": "Who issues the reports: on the cover.",
        "city": "Chooses districts, towns and their spellings: a folder of `rules/cities/`.",
        "timezone": "Of all times that name no zone.",
        "districts": "Districts that get a report of their own; none named: all.",
        "policy": "Judging rules that differ from the package's: see [policy](#policy).",
        "duties": "Intervals of lists, and the ladder of letters: see [duties](#duties).",
        "fonts": "Fonts of the reports: see [fonts](#fonts).",
        "reporters": "The institutions that should report: see [reporters](#reporters).",
    },
    "policy": {
        "grace_days": "Days after `due_on` that still count as in time.",
        "assumed_days": "Exam date to base date, when no report, notice or delivery date is known.",
        "reporting_dates": "Month and day by which the two half-years must have been reported.",
        "exempt_reasons": "Reasons that a decision may exempt a case for.",
        "adjusted_reasons": "Confirmed reasons left out of `missed_rate_adjusted`.",
        "standards": "Days by hazard, effective-dated; replaces all standards of the package.",
        "bands": "Shares beyond which an institution is asked why: see [bands](#policy-bands).",
    },
    "policy.bands": {
        "need_below": "Of those examined, fewer than this share declared as 需复查: asked.",
        "need_above": "More than this share: asked.",
        "missed_at_most": "A missed rate of at most this share: asked.",
        "missed_above": "A missed rate above this share: asked.",
        "least_examined": "需复查率 is asked about where at least so many were examined.",
        "least_due": "The missed rate is asked about where at least so many cases were due.",
    },
    "duties": {
        "silent_days": "`verify` names overdue cases of which nothing was heard for longer.",
        "intervals": "List → days after which it must have been produced again; one by one.",
        "ladder": "Letters to those who have not reported: see [ladder](#duties-ladder).",
    },
    "duties.ladder": {
        "step": "Its name in lists.",
        "label": "Its name in Chinese, and that of its files.",
        "letter": "The template; one of the workspace may take its place.",
        "from_days": "Days after the reporting date from which it is due, until the next step.",
        "answer_days": "Days from T that the letter gives for an answer.",
        "joint": "One letter about all institutions of the step.",
    },
    "fonts": {
        "body": "A font file for the text of the reports, relative to recheck.toml.",
        "heading": "A font file for headings.",
    },
    "reporters": {
        "name": "Official name, as it is printed.",
        "aliases": "Other names in titles, columns and file names.",
        "district": "Where the institution is.",
        "from": "The first half-year it reports, as 2025H1; none: from the first in the store.",
        "until": "The last half-year it reports.",
        "phone": "Printed in packs, for inspectors who have a question.",
    },
    "policy.standards": {
        "name": "Printed in the method section of reports.",
        "rules": "In order; the first that matches counts, and the last must match everything.",
        "from": "First exam date; the first standard has none.",
        "until": "Last exam date; the last standard has none. No gap, no overlap.",
    },
    "policy.standards.rules": {
        "label": "Printed in the method section.",
        "match": "RE2 pattern over canonical hazard names.",
        "days": "From the base date to the deadline.",
        "except": "RE2 pattern of names that the rule does not mean.",
    },
}
"""Path of a table → key → what it is for."""


def page() -> str:
    """Every table of recheck.toml, then the file as `recheck init` writes it."""
    template = (RULES / TEMPLATE).read_text(encoding="utf-8")
    written = f"## As `recheck init` writes it\n\n```toml\n{template.strip()}\n```"
    return markdown.page("Settings: recheck.toml", INTRODUCTION, *map(_section, SECTIONS), written)


def _section(path: str) -> str:
    shape, title = SECTIONS[path]
    anchor = re.sub(r"[^a-z]+", "-", path).strip("-")
    named = f'## <a id="{anchor}"></a>{title}' if path else f"## {title}"
    return f"{named}\n\n{keys.table(shape, MEANINGS[path], partial(_default, path))}"


def _default(path: str, key: str, field: keys.Field) -> str:
    if path == "policy":
        return (
            "the package's"
            if key in {"standards", "bands"}
            else keys.shown(getattr(load().policy, key))
        )
    if path == "duties":
        own = getattr(read_duties(), key)
        return keys.shown(own) if isinstance(own, int) else "the package's"
    return keys.default_of(field)
