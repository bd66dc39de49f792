"""profiles.md: what a profile of an institution may say, key by key."""

from collections.abc import Mapping

from recheck.rulebook import DateHabits, Layout, Profile, SheetNames, load
from recheck.rulebook.profiles import HAZARDS, ORDERS, SERIALS

from . import keys, markdown

INTRODUCTION = """\
One TOML file for each institution that does something differently, in `rules/institutions/` of
the workspace (or of the package; on days that both cover, the workspace counts). File names are
free, but end in `.toml`. Files are read strictly: an unknown key, field, vocabulary or code, a
heading or spelling with two meanings, and two profiles of one institution for the same day are
errors (exit code 14) with file and line. `recheck headings FILE --save` writes `headings`,
`ignored` and `layouts` after somebody has confirmed them; what people wrote stays as it is."""

EXAMPLE = """\
## Example

```toml
institution = "佛山市某某医院" # official name or an alias of it
from = 2025-07-01 # files that arrive from this day on …
until = 2026-06-30 # … to this one, both included
ignored = ["科室", "检查日期"] # not read and not listed

[headings] # as written → field; 体检单位 means the employer here
"体检单位" = "enterprise"
"来院日" = "exam_date"

[values.yes_no] # what a bare 1 and 0 mean here
"1" = "yes"
"0" = "no"

[values.hazards] # as written → name of the catalogue
"1301" = "噪声"

[sheets] # * stands for any letters
left_out = ["汇总*", "历史数据"]

[dates]
order = "day-month-year" # 05.03.2025 is 5 March
```"""

SECTIONS: Mapping[str, tuple[type, Mapping[str, str]]] = {
    "Top level": (
        Profile,
        {
            "institution": "Official name, or an alias that `recheck.toml` lists.",
            "from": "First day of arrival that the profile is for; none: from the beginning.",
            "until": "Last day of arrival, included; none: to the end.",
            "ignored": "Headings that are not read, whatever they mean elsewhere, and not listed.",
            "headings": "Heading as written → field of [columns](columns.md). A heading below a"
            " group is written with it: 复查情况日期.",
            "values": "Vocabulary → as written → code of [vocabularies](vocabularies.md); under"
            f" `{HAZARDS}` the code is a name of [hazards](hazards.md).",
            "sheets": "Which sheets hold lists: see [sheets](#sheets).",
            "dates": "How days are written: see [dates](#dates).",
            "layouts": "What stood over the columns: see [layouts](#layouts).",
        },
    ),
    "[sheets]": (
        SheetNames,
        {
            "only": "The only sheets that hold lists. Another one that looks like a list is not"
            " read, with a warning.",
            "left_out": "Sheets that are not read though they look like lists, with a note.",
        },
    ),
    "[dates]": (
        DateHabits,
        {
            "order": f"One of {markdown.words(ORDERS)}; for text such as 05.03.2025 or 5/3/25."
            " Date cells, and text that begins with a year of four digits, are read as ever.",
            "serials_from": f"{SERIALS[0]} or {SERIALS[1]}: what bare five-digit numbers count"
            " from (old Macintosh workbooks).",
        },
    ),
    "[[layouts]]": (
        Layout,
        {
            "sheets": "Names of the sheets; empty for csv.",
            "headings": "From column A on; empty where a column has none.",
        },
    ),
}
"""Title → the dataclass that reads the table, and its keys' meanings."""

LAYOUTS = """\
Layouts decide nothing and do not count as a change of rules: `recheck headings` compares with
them, to tell what is new, gone or moved."""

NEVER = """\
## What no profile can say

A date without year or without day is never completed, and no institution gets rules of its own
for deadlines, states or rates: see [decision 22](../decisions/22-profiles-of-institutions.md)."""


def page() -> str:
    """The keys of each table, an example, and the packaged profiles."""
    sections = (_section(title, *shape) for title, shape in SECTIONS.items())
    return markdown.page(
        "Profiles of institutions", INTRODUCTION, EXAMPLE, *sections, NEVER, _packaged()
    )


def _section(title: str, shape: type, meanings: Mapping[str, str]) -> str:
    listed = f"## {title}\n\n{keys.table(shape, meanings)}"
    return f"{listed}\n\n{LAYOUTS}" if shape is Layout else listed


def _packaged() -> str:
    names = [own[0].institution for own in load().institutions.values()]
    told = "、".join(names) if names else "none: every institution of the city is read alike"
    return f"## In the package\n\nProfiles that come with the program: {told}."
