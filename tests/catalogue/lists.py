"""Whole lists: headings, repeated rows, lists that are not whole."""

from tests.catalogue.answers import OPEN
from tests.catalogue.entry import Cells, Entry, rows, sent

ANOTHER = {"姓名": "乙某", "证件号码": "440605199011020240", "体检编号": "T002"}
NEXT_HALF_YEAR = {"上报期": "2025年下半年"}
ANOTHER_DAY = {"体检日期": "2025-03-06"}
NAMESAKES = tuple(
    {"证件号码": number, "体检编号": None}
    for number in ("440604198503150139", "440606196704213179")
)
NAMELESS = {"证件号码": None, "体检编号": None}


def still_open(count: int) -> list[Cells]:
    """So many rows without a recheck, each an exam of its own."""
    return [OPEN | {"未复查原因": "失联", "体检编号": f"T{one:03}"} for one in range(count)]


def done(count: int) -> list[Cells]:
    """So many rows with a recheck, each an exam of its own."""
    return [{"体检编号": f"D{one:03}"} for one in range(count)]


ENTRIES = (
    Entry(
        17,
        "a row twice in one file",
        ("duplicate_row",),
        rows({}, {}),
        rows({}, {"体检编号": "T002", "体检日期": "2025-03-06"}),
        "Counted once.",
    ),
    Entry(
        17,
        "a row already sent with another file of the half-year",
        ("repeats_version",),
        sent(rows({}), rows({}, ANOTHER), options=("--add",)),
        sent(rows({}), rows(ANOTHER), options=("--add",)),
        "Counted once.",
    ),
    Entry(
        17,
        "a row of the last half-year with another recheck",
        ("changed",),
        sent(rows({}), rows(NEXT_HALF_YEAR | {"复查日期": "2025-04-12"})),
        sent(rows({}), rows(NEXT_HALF_YEAR)),
        "The newest value counts.",
    ),
    Entry(
        17,
        "a notice served again later",
        ("later_value_ignored",),
        sent(rows({}), rows(NEXT_HALF_YEAR | {"签收日期": "2025-07-22"})),
        sent(rows({}), rows(NEXT_HALF_YEAR)),
        "The first one counts: serving it again moves no deadline.",
    ),
    Entry(
        17,
        "a row without valid ID number that fits two workers",
        ("weak_fits_two",),
        sent(rows(*NAMESAKES, NAMELESS)),
        sent(rows(NAMESAKES[0], NAMELESS)),
        "It stays a case of its own.",
    ),
    Entry(
        17,
        "a mistyped 个案编号 beside a worker and exam that are known",
        ("case_id_passed_over",),
        sent(rows({}), rows(NEXT_HALF_YEAR | {"个案编号": "R00000000159"})),
        sent(rows({}), rows(NEXT_HALF_YEAR | {"个案编号": "R00000000195"})),
        "Worker and exam tell which case it is.",
    ),
    Entry(
        17,
        "a mistyped 个案编号, and nothing else tells the case",
        ("case_id_of_nobody",),
        sent(rows({}), rows(NEXT_HALF_YEAR | ANOTHER_DAY | {"个案编号": "R00000000159"})),
        sent(rows({}), rows(NEXT_HALF_YEAR | ANOTHER_DAY | {"个案编号": "2025-00159"})),
        "It is a case of its own; a number that is not written like ours is the institution's.",
    ),
    Entry(
        21,
        "columns with unknown headings",
        ("columns_not_read",),
        rows({"自编栏目": "甲"}),
        rows({}),
        "Listed once; the other columns are read.",
    ),
    Entry(
        21,
        "a required column is missing",
        ("file_refused",),
        rows(without=("危害因素",)),
        rows(without=("复查期限",)),
        "The sheet is refused with the headings it lacks.",
    ),
    Entry(
        21,
        "a half-year that cannot be read",
        ("period_unreadable",),
        rows({"上报期": "上半年"}, {"体检编号": "T002"}),
        rows({"上报期": "2025H1"}),
    ),
    Entry(
        22,
        "only those who did not come",
        ("only_open_rows",),
        rows(*still_open(10)),
        rows(*still_open(10), *done(1)),
        "The rate has no denominator then.",
    ),
    Entry(
        22,
        "only those who came",
        ("only_done_rows",),
        rows(*done(30)),
        rows(*done(30), *still_open(1)),
        "The rate has no numerator then.",
    ),
)
