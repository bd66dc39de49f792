"""columns.md: the fields of every kind of sheet and the headings that are read as them."""

from recheck.rulebook import Column, SummaryRules, load

from . import markdown

INTRODUCTION = """\
The canonical Chinese heading is what `recheck template` prints; every heading in the last column
is read as the same field, those after *else* only where no other heading of the sheet names the
field. Headings are compared after NFKC, without white space, brackets, stars,
colons and 必填/选填, in upper case; a two-row heading is looked up as group and sub heading
together first (复查情况 over 日期 = 复查情况日期). Two columns that claim one field, or one
heading that means two, refuse the sheet. The source is `rules/columns.toml`; what only one
institution writes belongs into its
[profile](../how-to/an-institution-writes-its-own-headings.md)."""

AMBIGUOUS = """\
## Headings that mean two things

Such a heading means the field that no other heading of the sheet names; else the sheet is
refused, unless the profile of the institution says which."""

SUMMARY = """\
## The sheet 汇总

Known by its headings, as a table or as a form with headings below each other; institution and
half-year as above. The source is `rules/summary.toml`; what it is compared with is told in
[see whether a list is complete](../how-to/see-whether-a-list-is-complete.md)."""

TITLES = {
    "recheck_status": "复查落实情况表",
    "exam_records": "职业健康检查个案",
    "supervision": "督办反馈表 — recognised, and refused until it can be read",
    "register": "企业名录, and answers about enterprises — read by `recheck enterprises import`",
}


def page() -> str:
    """One table for each kind of sheet, and the ambiguous headings."""
    book = load()
    headings = {column.field: column.heading for column in book.columns}
    ambiguous = markdown.table(
        ("heading", "may be"),
        (
            (one.heading, " or ".join(f"`{name}` {headings[name]}" for name in one.fields))
            for one in book.ambiguous
        ),
    )
    kinds = [_kind(kind, book.columns) for kind in TITLES]
    unread = f"## Headings that nobody misses\n\n{markdown.words(sorted(book.unread))}"
    summary = f"{SUMMARY}\n\n{_figures(book.summary)}"
    return markdown.page("Columns", INTRODUCTION, *kinds, summary, AMBIGUOUS, ambiguous, unread)


def _figures(rules: SummaryRules) -> str:
    rows = []
    for field, heading in rules.headings.items():
        also = (one for one, means in rules.synonyms.items() if means == field and one != heading)
        rows.append((heading, f"`{field}`", " · ".join(also)))
    return markdown.table(("heading", "field", "also read"), rows)


def _kind(kind: str, columns: tuple[Column, ...]) -> str:
    rows = [_row(column) for column in columns if column.kind == kind]
    listed = markdown.table(("heading", "field", "", "also read"), rows)
    return f"## {kind}: {TITLES[kind]}\n\n{listed}"


def _row(column: Column) -> tuple[str, ...]:
    required = "required" if column.required else ""
    read = " · ".join(column.synonyms[1:])
    if column.fallbacks:
        read = f"{read} · *else* {' · '.join(column.fallbacks)}"
    return column.heading, f"`{column.field}`", required, read
