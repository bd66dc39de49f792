"""Tables whose headings, columns or sheets are not those of the template."""

from collections.abc import Mapping
from pathlib import Path

from tests.catalogue.entry import Elsewhere, Entry, Made
from tests.uploads import Cells, table, workbook

RENAMED = {"证件号码": "身份证件号吗", "体检日期": "来院日"}
ENGLISH = {"证件号码": "IdCardNo", "姓名": "PERSON_NAME", "体检日期": "BHK_DATE", "备注": "workno"}
PROFILES = "tests/test_profiles.py"


def _renamed(names: Mapping[str, str]) -> Made:
    first, *good = table({})
    headings = [names.get(str(heading), heading) for heading in first]
    example = "; ".join(f"{old} is called {new}" for old, new in names.items())
    return _made(example, [headings, *good])


def _with_column(heading: str, cell: str) -> Made:
    first, good = table({})
    return _made(f"a further column {heading}", [[*first, heading], [*good, cell]])


def _made(example: str, rows: Cells) -> Made:
    def make(folder: Path) -> Path:
        return workbook(folder / "上报.xlsx", rows)

    return Made(example, make)


ENTRIES = (
    Entry(
        21,
        "a required column has another heading",
        ("file_refused",),
        _renamed(RENAMED),
        _renamed(ENGLISH),
        "The refusal names the columns that are nearly it, and how nearly; `recheck headings` asks,"
        " and remembers the answer in the institution's profile.",
    ),
    Entry(
        21,
        "an optional column whose heading is misspelt",
        ("column_nearly_known",),
        _renamed({"复查结论": "复查的结论"}),
        _renamed({"复查结论": "复查结果"}),
        "Not read, and asked about: a whole column of answers would be lost in silence.",
    ),
    Entry(
        21,
        "two filled columns for one field",
        ("file_refused",),
        _with_column("检查日期", "2025-03-06"),
        _with_column("条码号", "8801"),
        "A number such as 条码号 counts only where no other heading names the exam number.",
    ),
    Entry(
        8,
        "a sheet that looks like a list and is none",
        ("sheet_left_out",),
        Elsewhere(
            "汇总表 repeats the rows of the months",
            f"{PROFILES}::test_a_sheet_that_the_profile_leaves_out_is_furniture_with_a_note",
        ),
        Elsewhere(
            "the sheet 3月 of the same file",
            f"{PROFILES}::test_a_sheet_that_the_profile_leaves_out_is_furniture_with_a_note",
        ),
        "Only where the profile says so; else it is read like any other.",
    ),
    Entry(
        8,
        "a list on a sheet where the profile expects none",
        ("sheet_unexpected",),
        Elsewhere(
            "补充 beside 3月",
            f"{PROFILES}::test_a_list_that_the_profile_does_not_expect_is_not_lost_in_silence",
        ),
        Elsewhere(
            "说明, which holds no list",
            f"{PROFILES}::test_a_list_that_the_profile_does_not_expect_is_not_lost_in_silence",
        ),
        "Not read, and said, so that nobody is lost in silence.",
    ),
)
