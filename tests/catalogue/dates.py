"""Dates and deadlines."""

from tests.catalogue.entry import Entry, cell, rows

HELD = "Without the exam's day the row is held; any other date counts as empty."
EMPTY = "Counts as empty."
RULE = "The rule by hazard sets the deadline."


def unreadable(title: str, code: str, written: str, nearly: str) -> tuple[Entry, ...]:
    """The same slip in the exam date (an error: the row is held) and in another date."""
    return (
        Entry(
            5, title, (f"exam_{code}",), cell("体检日期", written), cell("体检日期", nearly), HELD
        ),
        Entry(5, title, (code,), cell("签收日期", written), cell("签收日期", nearly), EMPTY),
    )


DATES = (
    *unreadable("no year", "date_without_year", "3月25日", "25年3月25日"),
    *unreadable("no day", "date_without_day", "2025-3", "2025-3-25"),
    *unreadable("several days", "date_range", "2025.03.25-26", "2025.03.25 14:30"),
    *unreadable("a day that does not exist", "date_impossible", "2025.13.5", "2025.3.25"),
    *unreadable("words beside the date", "date_with_words", "约2025.3.25", "2025年3月25日"),
    *unreadable("no date, or its year at the end", "date_unreadable", "25/3/2025", "2025/3/25"),
    Entry(
        5,
        "exam date missing",
        ("no_exam_date",),
        cell("体检日期", "/"),
        cell("体检日期", "45741"),
        HELD,
    ),
    Entry(
        5,
        "同上 instead of a value, in any column",
        ("ditto",),
        cell("用人单位名称", "甲厂", "同上"),
        cell("用人单位名称", "甲厂", "甲厂"),
        "Counts as empty; nothing is filled in from the row above.",
    ),
    Entry(
        5,
        "a day number counted from 1904, in a csv file",
        ("exam_date_of_1904",),
        rows(
            {"体检日期": "44259", "复查日期": None, "是否复查": "否", "未复查原因": "离职"},
            kind="csv",
        ),
        cell("体检日期", "45721", kind="csv"),
        "Read as written.",
    ),
    Entry(
        5,
        "an exam later than the day the file came",
        ("exam_after_arrival",),
        cell("体检日期", "2025-07-16"),
        cell("体检日期", "2025-07-15"),
        "The row is held.",
    ),
    Entry(
        5,
        "an exam after the half-year of the report",
        ("exam_after_period",),
        cell("体检日期", "2025-07-01"),
        cell("体检日期", "2025-06-30"),
    ),
)

ORDER = (
    Entry(
        13,
        "recheck before the exam",
        ("recheck_before_exam",),
        cell("复查日期", "2025-03-04"),
        cell("复查日期", "2025-03-06"),
        "The recheck does not count.",
    ),
    Entry(
        13,
        "recheck on the day of the exam",
        ("recheck_on_exam_day",),
        cell("复查日期", "2025-03-05"),
        cell("复查日期", "2025-03-06"),
        "It counts.",
    ),
    Entry(
        13,
        "recheck later than the day the file came",
        ("recheck_after_arrival",),
        cell("复查日期", "2025-07-16"),
        cell("复查日期", "2025-07-15"),
        "The recheck does not count.",
    ),
    Entry(
        13,
        "deadline before the exam",
        ("deadline_before_exam",),
        cell("复查期限", "2025-03-04"),
        cell("复查期限", "2025-03-05"),
        RULE,
    ),
    Entry(
        13,
        "deadline before the notice",
        ("deadline_before_base",),
        cell("复查期限", "2025-03-20"),
        cell("复查期限", "2025-03-22"),
        "It stands.",
    ),
    *(
        Entry(
            13,
            f"{what} before the exam",
            (code,),
            cell(heading, "2025-03-04"),
            cell(heading, "2025-03-05"),
            "The date is ignored.",
        )
        for what, code, heading in (
            ("report", "report_before_exam", "报告日期"),
            ("notice", "notice_before_exam", "复查通知日期"),
            ("delivery", "delivery_before_exam", "签收日期"),
        )
    ),
    Entry(
        13,
        "neither notice nor delivery date",
        ("no_notice",),
        rows({"复查通知日期": None, "签收日期": None}),
        rows({"复查通知日期": None}),
    ),
)

DEADLINES = (
    Entry(
        13,
        "a deadline that names no day",
        ("deadline_vague",),
        cell("复查期限", "尽快"),
        cell("复查期限", "一周内"),
        RULE,
    ),
    Entry(
        13,
        "a deadline in working days",
        ("deadline_working_days",),
        cell("复查期限", "10个工作日内"),
        cell("复查期限", "10日内"),
        RULE,
    ),
    Entry(
        13,
        "a deadline that sets no single day",
        ("deadline_unreadable",),
        cell("复查期限", "7月底前"),
        cell("复查期限", "7月31日前"),
        RULE,
    ),
)

ENTRIES = (*DATES, *ORDER, *DEADLINES)
