"""Employers: names, codes, places."""

from tests.catalogue.entry import Entry, cell, rows
from tests.uploads import CLINIC

CODE = "91440606MA51ABCD44"
OTHER_CODE = "914406057462915X2M"
BY_NAME = "The employer is told by its name."

NAMES = (
    Entry(
        14,
        "one code, several spellings of the name",
        ("enterprise_spellings",),
        cell("用人单位名称", "虚构家具有限公司", "虚构家具厂"),
        cell("用人单位名称", "虚构家具（顺德）厂", "虚构家具(顺德)厂"),
        "One employer; the newest name is printed.",
    ),
    Entry(
        14,
        "one name, several codes",
        ("enterprise_with_two_codes",),
        cell("统一社会信用代码", CODE, OTHER_CODE),
        cell("统一社会信用代码", CODE, CODE),
        "Two employers; never joined by their name.",
    ),
    Entry(
        14,
        "neither name nor code of the employer",
        ("no_employer",),
        rows({"用人单位名称": None, "统一社会信用代码": None}),
        rows({"用人单位名称": None}),
        "The row is held.",
    ),
    Entry(
        15,
        "a dispatch firm as the employer",
        ("dispatch_as_employer",),
        rows({"用人单位名称": "某某劳务派遣有限公司", "用工单位名称": None}),
        rows({"用人单位名称": "某某劳务派遣有限公司", "用工单位名称": "甲厂"}),
    ),
)

CODES = (
    Entry(
        15,
        "letters O and I in the code",
        ("uscc_wrong_mark",),
        cell("统一社会信用代码", "9144O606MA5IABCD44"),
        cell("统一社会信用代码", "９１440606ma51abcd44"),
        f"{BY_NAME} Letters are never repaired.",
    ),
    Entry(
        15,
        "two characters of the code swapped",
        ("uscc_malformed",),
        cell("统一社会信用代码", "91440606MA51ABDC44"),
        cell("统一社会信用代码", CODE),
        BY_NAME,
    ),
    Entry(
        15,
        "a character of the code missing",
        ("uscc_wrong_length",),
        cell("统一社会信用代码", CODE[:-1]),
        cell("统一社会信用代码", "办理中"),
        BY_NAME,
    ),
    Entry(
        15,
        "registration number or organisation code",
        ("uscc_of_older_kind",),
        cell("统一社会信用代码", "440606000012345"),
        cell("统一社会信用代码", CODE),
        BY_NAME,
    ),
    Entry(
        15,
        "a code copied down the column",
        ("uscc_of_many",),
        cell("用人单位名称", "甲厂", "乙厂", "丙厂", "丁厂"),
        cell("用人单位名称", "甲厂", "甲厂", "甲厂", "甲厂"),
        "The code decides, so they count as one employer until it is corrected.",
    ),
    Entry(
        15,
        "the institution's own code copied down",
        ("uscc_of_institution",),
        cell("用人单位名称", CLINIC, "甲厂"),
        cell("用人单位名称", CLINIC, CLINIC),
        "The code decides, so they count as one employer until it is corrected.",
    ),
)

PLACES = (
    Entry(
        16,
        "a place that is no district or town of the city",
        ("place_unknown",),
        rows({"所属区": "佛山", "所属镇街": "工业园"}),
        rows({"所属镇街": "北窖"}),
        "待核实, unless another row of the employer says it.",
    ),
    Entry(
        16,
        "town and district contradict each other",
        ("place_contradiction",),
        rows({"所属区": "南海区", "所属镇街": "北滘镇"}),
        rows({"所属区": "顺德", "所属镇街": "顺德区北滘"}),
        "The town decides.",
    ),
)

ENTRIES = (*NAMES, *CODES, *PLACES)
