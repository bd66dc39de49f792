"""Who sends, which sheets count, and what the sheet 汇总 declares."""

from collections.abc import Sequence
from pathlib import Path

from tests.catalogue.entry import Elsewhere, Entry, Made, rows, sent
from tests.uploads import CLINIC, HOSPITAL, Cells, table, workbook

STAMP = "tests/test_template_book.py::test_a_workbook_of_another_version_is_told"
DECLARED = ("体检机构名称", "上报期", "受检人次", "需复查人次", "已通知人次")
ONE_LISTED = table({})
TWO_LISTED = table({}, {"姓名": "乙某", "证件号码": "440605199011020240", "体检编号": "T002"})
Line = Sequence[str | None]


def book(example: str, *sheets: Cells, hidden: tuple[str, ...] = ()) -> Made:
    """A workbook of these sheets, 表1, 表2 …"""
    return Made(example, lambda folder: workbook(folder / "上报.xlsx", *sheets, hidden=hidden))


def summary(*lines: Line, listed: Cells = ONE_LISTED) -> Made:
    """A workbook with a list and a sheet 汇总 of these lines, each after institution and period."""
    figures = "; ".join("/".join(cell or "(empty)" for cell in line) for line in lines)
    declared = [DECLARED, *((CLINIC, "2025年上半年", *line) for line in lines)]
    return _with_summary(f"汇总 受检/需复查/已通知: {figures}", declared, listed)


def of_others(institution: str) -> Made:
    """A 汇总 that speaks for this institution."""
    line = (institution, "2025年上半年", "512", "1", "1")
    return _with_summary(f"汇总 of {institution}", [DECLARED, line], ONE_LISTED)


def _with_summary(example: str, declared: Cells, listed: Cells) -> Made:
    def make(folder: Path) -> Path:
        names = ("复查落实情况表", "汇总")
        return workbook(folder / "上报.xlsx", listed, declared, names=names)

    return Made(example, make)


def under_title_rows(count: int) -> Made:
    """A list under so many rows of title."""
    title: Cells = [
        ["复查落实情况表（2025年上半年）"],
        *([f"说明{row}"] for row in range(2, count + 1)),
    ]
    return book(f"the headings stand in row {count + 1}", [*title, *ONE_LISTED])


SHEETS = (
    Entry(
        6,
        "so many title rows that no headings are found",
        ("file_refused",),
        under_title_rows(15),
        under_title_rows(14),
        "Headings are sought in the first 15 rows; a notice above them is furniture.",
    ),
    Entry(
        8,
        "a hidden sheet",
        ("hidden_sheet",),
        book("表2 is hidden", ONE_LISTED, TWO_LISTED, hidden=("表2",)),
        book("表2 is empty and hidden", ONE_LISTED, [], hidden=("表2",)),
        "Not read; its rows are furniture.",
    ),
    Entry(
        8,
        "a sheet without a required column beside a good one",
        ("sheet_refused",),
        book("表2 lacks 危害因素", ONE_LISTED, table({}, without=("危害因素",))),
        book("表2 lacks 复查期限", ONE_LISTED, table({"体检编号": "T002"}, without=("复查期限",))),
        "The good sheet is taken.",
    ),
    Entry(
        14,
        "an institution that is not on the list",
        ("reporter_unlisted",),
        rows({"体检机构名称": "某某医院"}),
        rows({"体检机构名称": "石榴巷门诊部"}),
        "Taken; an alias of the list is the official name.",
    ),
    Entry(
        14,
        "a row without institution in a merged file",
        ("no_institution",),
        rows({}, {"体检机构名称": None, "体检编号": "T002"}, {"体检机构名称": HOSPITAL}),
        rows({}, {"体检机构名称": HOSPITAL, "体检编号": "T002"}),
        "The row is held.",
    ),
    Entry(
        21,
        "a file made from an older template",
        ("template_outdated",),
        Elsewhere("the hidden stamp names another version", STAMP),
        Elsewhere("the stamp of this version", STAMP),
    ),
)

DECLARATIONS = (
    Entry(
        22,
        "汇总 declares what is no number",
        ("count_unreadable",),
        summary(("512", "-1", "1")),
        summary(("512人次", "１", "1")),
    ),
    Entry(
        22,
        "汇总 leaves a figure out",
        ("count_missing",),
        summary((None, "1", "1")),
        summary(("512", "1", None)),
    ),
    Entry(
        22,
        "汇总 declares more to come back than were examined",
        ("declared_above_examined",),
        summary(("512", "513", "1")),
        summary(("512", "512", "1")),
    ),
    Entry(
        22,
        "汇总 declares more notified than must come back",
        ("notified_above_declared",),
        summary(("512", "1", "2")),
        summary(("512", "1", "1")),
    ),
    Entry(
        22,
        "汇总 speaks for an institution that the list does not name",
        ("summary_not_ours",),
        of_others(HOSPITAL),
        of_others(CLINIC),
        "The line is not taken.",
    ),
    Entry(
        22,
        "汇总 has two lines for one half-year",
        ("summary_twice",),
        summary(("512", "1", "1"), ("510", "1", "1")),
        summary(("512", "1", "1")),
        "The second line is not taken.",
    ),
    Entry(
        22,
        "fewer listed than 汇总 declares",
        ("cases_missing",),
        sent(summary(("512", "2", "2"))),
        sent(summary(("512", "1", "1"))),
    ),
    Entry(
        22,
        "more listed than 汇总 declares",
        ("cases_beyond",),
        sent(summary(("512", "1", "1"), listed=TWO_LISTED)),
        sent(summary(("512", "2", "2"), listed=TWO_LISTED)),
    ),
    Entry(
        22,
        "nothing declared",
        ("declared_nothing",),
        sent(rows({})),
        sent(summary(("512", "1", "1"))),
    ),
)

ENTRIES = (*SHEETS, *DECLARATIONS)
