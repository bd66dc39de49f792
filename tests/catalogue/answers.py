"""Answers, reasons, conclusions, hazards and other words."""

from tests.catalogue.entry import Entry, Rows, cell, rows

OPEN: dict[str, object] = {"是否复查": "否", "复查日期": None, "复查结论": None}
"""Nobody came back."""

ANSWERS = (
    Entry(
        12,
        "date and conclusion in a yes/no cell",
        ("yes_no_with_more",),
        rows({"是否复查": "已复查2025.7.3正常", "复查日期": None, "复查结论": None}),
        rows({"是否复查": "已复查"}),
        "Yes, on that day, with that conclusion.",
    ),
    Entry(
        12,
        "a reason in a yes/no cell",
        ("yes_no_with_more",),
        rows(OPEN | {"是否复查": "否（离职）"}),
        rows(OPEN | {"是否复查": "×", "未复查原因": "离职"}),
        "No, for that reason.",
    ),
    Entry(
        12,
        "a bare 0 or 1: two systems use opposite codes",
        ("yes_no_unreadable",),
        cell("是否复查", "1"),
        cell("是否复查", "√"),
        "Empty, unless the institution's profile says which it is.",
    ),
    Entry(
        12,
        "yes without a recheck date",
        ("yes_without_date",),
        rows({"复查日期": None}),
        rows({"是否复查": "2025.4.10", "复查日期": None}),
        "The row claims a recheck; the case stays open.",
    ),
    Entry(
        12,
        "no with a recheck date",
        ("no_with_date",),
        cell("是否复查", "否"),
        cell("是否复查", None),
        "The date counts.",
    ),
    Entry(
        12,
        "no without a reason",
        ("no_without_reason",),
        rows(OPEN),
        rows(OPEN | {"未复查原因": "失访"}),
    ),
    Entry(
        12,
        "a reason beside a recheck",
        ("reason_with_recheck",),
        cell("未复查原因", "离职"),
        cell("未复查原因", "/"),
        "The recheck counts.",
    ),
    Entry(
        12,
        "rechecked elsewhere, nobody says when",
        ("elsewhere_without_date",),
        rows(OPEN | {"未复查原因": "已在外院复查"}),
        rows({"未复查原因": "已在外院复查"}),
        "The case stays open.",
    ),
    Entry(
        12,
        "not due, but the deadline has passed",
        ("not_due_but_past",),
        rows(OPEN | {"未复查原因": "未到期", "复查期限": "2025-07-14"}),
        rows(OPEN | {"未复查原因": "未到期", "复查期限": "2025-07-15"}),
    ),
    Entry(
        12,
        "left, without word of an exit exam",
        ("left_without_exit_exam",),
        rows(OPEN | {"未复查原因": "已离职"}),
        rows(OPEN | {"未复查原因": "已离职", "体检类别": "离岗时"}),
        "The case stays open and carries its reason.",
    ),
    Entry(
        12,
        "death given as the reason",
        ("death_reported",),
        rows(OPEN | {"未复查原因": "死亡"}),
        rows(OPEN | {"未复查原因": "住院"}),
        "A word exempts nobody; a decision with evidence does.",
    ),
    Entry(
        12,
        "a word that its column does not know",
        ("word_unknown",),
        rows({"企业规模": "小微"}),
        rows({"企业规模": "微型企业"}),
        "Counts as empty.",
    ),
)

CONCLUSIONS = (
    Entry(
        23,
        "a conclusion cell that lists several classes",
        ("conclusion_several",),
        cell("体检结论", "1.复查 2.其他疾病或异常"),
        cell("体检结论", "需复查"),
        "复查 counts.",
    ),
    Entry(
        23,
        "rechecks of other diseases mixed in",
        ("conclusion_without_recheck",),
        cell("体检结论", "其他疾病或异常"),
        cell("体检结论", "其他疾病或异常；复查"),
        "The row makes a case; please check.",
    ),
    Entry(
        23,
        "a conclusion in free text",
        ("conclusion_unknown",),
        cell("体检结论", "双耳听阈升高"),
        cell("体检结论", "建议继续复查"),
        "Kept as written.",
    ),
)

TELLING = ("复查期限", "复查日期", "复查通知日期", "签收日期", "未复查原因", "复查结论")


def record(**cells: object) -> Rows:
    """An exam record."""
    return Rows((cells,), without=TELLING)


RECORDS = (
    Entry(
        23,
        "an exam record that is a recheck and is not",
        ("visit_contradiction",),
        record(体检类别="复查", 是否复查="否"),
        record(体检类别="复查", 是否复查="是"),
        "A recheck.",
    ),
    Entry(
        23,
        "an exam record without a conclusion",
        ("no_conclusion",),
        record(体检结论=None, 是否复查="否"),
        record(体检结论=None, 是否复查="是"),
        "Nobody is followed up.",
    ),
    Entry(
        23,
        "an exam record whose conclusion only speaks of 复查",
        ("recheck_in_words",),
        record(体检结论="双耳听阈升高建议复查", 是否复查="否"),
        record(体检结论="建议复查", 是否复查="否"),
        "Nobody is followed up.",
    ),
)

HAZARDS = (
    Entry(
        11,
        "a hazard that the catalogue does not know",
        ("hazard_unknown",),
        cell("危害因素", "噪声、某某因素"),
        cell("危害因素", "噪音、电焊烟尘/锰及其化合物，1,2-二氯乙烷"),
        "Kept as a hazard of its own.",
    ),
)

ENTRIES = (*ANSWERS, *CONCLUSIONS, *RECORDS, *HAZARDS)
