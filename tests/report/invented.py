"""Invented figures of one half-year, shaped as `figures.gather` shapes them."""

from datetime import date, datetime

import polars as pl

from recheck.model import Period
from recheck.report.figures import Comparison, Figures, Row, equal_maturity

T = date(2025, 12, 31)
P = Period(2025, 2)
K = datetime(2026, 1, 14, 17, 30)  # noqa: DTZ001  times of the store have no zone


def wilson(overdue: int, due: int) -> tuple[float | None, float | None, float | None]:
    if not due:
        return None, None, None
    z, p = 1.959963984540054, overdue / due
    middle = (p + z * z / (2 * due)) / (1 + z * z / due)
    half = z * (p * (1 - p) / due + z * z / (4 * due * due)) ** 0.5 / (1 + z * z / due)
    return p, middle - half, middle + half


def rates(due: int, overdue: int, later: int = 0) -> dict[str, object]:
    done = due - overdue
    on_time = done * 7 // 8
    missed, low, high = wilson(overdue, due)
    return {
        "cases": due + later,
        "workers": due + later - due // 50,
        "due": due,
        "done": done,
        "on_time": on_time,
        "done_late": done - on_time,
        "overdue": overdue,
        "due_later": later,
        "recheck_rate": done / due if due else None,
        "on_time_rate": on_time / due if due else None,
        "missed_rate": missed,
        "missed_rate_low": low,
        "missed_rate_high": high,
        "missed_rate_adjusted": missed,
        "missed_rate_gross": (overdue + later) / (due + later) if due else None,
        "known_at": K,
    }


def grouped(name: str, groups: dict[str, tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame([{name: label, **rates(*numbers)} for label, numbers in groups.items()])


DISTRICTS = {
    "禅城区": (212, 31),
    "南海区": (488, 96),
    "顺德区": (530, 118),
    "高明区": (97, 12),
    "三水区": (140, 25),
    "市外": (9, 3),
    "待核实": (14, 6),
}
TOWNS = {
    "大良街道": (80, 14),
    "容桂街道": (95, 22),
    "伦教街道": (52, 9),
    "勒流街道": (61, 17),
    "陈村镇": (33, 6),
    "北滘镇": (87, 21),
    "乐从镇": (44, 10),
    "龙江镇": (41, 12),
    "杏坛镇": (25, 5),
    "均安镇": (12, 0),
    "待核实": (3, 2),
}
HAZARDS = {
    "噪声": (1198, 232),
    "电焊烟尘": (96, 22),
    "矽尘": (88, 15),
    "苯": (71, 9),
    "铅及其无机化合物": (40, 7),
    "高温": (38, 6),
    "1,2-二氯乙烷": (12, 0),
}
INSTITUTIONS = {
    f"佛山市{name}职业健康检查中心": (90 + 17 * number, 9 + 5 * number)
    for number, name in enumerate(
        ("安澜", "健泽", "康晟", "泰和", "仁恒", "同济堂", "明德", "惠民")
    )
}
TREND = {
    "2024H1": (1380, 318, 404),
    "2024H2": (1425, 290, 352),
    "2025H1": (1466, 268, 310),
    "2025H2": (1490, 291, 291),
}
NAMES = "张李王陈黄何梁周𬭎㛃𠅤"


def trend() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "due_period": code,
                **rates(due, now),
                "equal_as_of": equal_maturity(P, T, Period.parse(code)),
                "equal_missed_rate": equal / due,
            }
            for code, (due, now, equal) in TREND.items()
        ]
    )


def ageing_by_district() -> pl.DataFrame:
    bands = ("1–30", "31–90", "91–180", "180+")
    return pl.DataFrame(
        [
            {"district": district, "band": band, "overdue": 11 + 7 * row + 5 * column}
            for row, district in enumerate(DISTRICTS)
            for column, band in enumerate(bands)
            if (row, column) != (5, 0)
        ]
    )


def ageing() -> pl.DataFrame:
    counts = {"1–30": 141, "31–90": 209, "91–180": 196, "180+": 270}
    return pl.DataFrame([{"band": band, "overdue": number} for band, number in counts.items()])


def enterprises() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "district": "顺德区",
                "town": list(TOWNS)[number % 10],
                "enterprise": f"佛山市{name}模具制造有限公司",
                "uscc": None,
                **rates(40 - number, 24 - number),
            }
            for number, name in enumerate(("恒锐", "金铸", "新域", "宏鼎", "<b>裕丰</b>", "联冠"))
        ]
    )


def overdue(rows: int = 60) -> pl.DataFrame:
    towns = list(TOWNS)
    return pl.DataFrame(
        [
            {
                "town": towns[number * len(towns) // rows],
                "enterprise": f"佛山市{'恒金新宏'[number // 7 % 4]}{number // 7}五金塑料有限公司",
                "uscc": None,
                "worker": f"{NAMES[number % len(NAMES)]}*",
                "id_number": "440*************79",
                "phone": "138****1234" if number % 3 else None,
                "exam_date": date(2025, 3, 1 + number % 28),
                "hazards": "噪声;电焊烟尘;锰及其无机化合物" if number % 9 == 0 else "噪声",
                "due_on": date(2025, 5, 1 + number % 28),
                "days_overdue": 300 - number % 200,
                "reason": ("用人单位未安排", "离职", None, "单位已签收未跟进")[number % 4],
            }
            for number in range(rows)
        ]
    )


def submissions() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "institution": name,
                "status": "nil" if number == 5 else "active",
                "received_at": datetime(2026, 1, 3 + number),  # noqa: DTZ001
                "accepted": 0 if number == 5 else 160 + number,
                "held": number % 3,
                "errors": number * 2,
                "warnings": number * 5,
                "late": number == 7,
            }
            for number, name in enumerate(INSTITUTIONS)
        ]
    )


def declarations() -> pl.DataFrame:
    """One declares nothing, one only whom it told to come back; two are beyond the bands."""
    examined = (2100, None, 640, 900, 480, 120, 700, None)
    declared = (105, None, 3, 60, 130, 0, 41, 22)
    return pl.DataFrame(
        [
            {
                "institution": name,
                "period": str(P),
                "examined": examined[number],
                "declared": declared[number],
                "notified": declared[number],
                "listed": declared[number] or 0,
                "submissions": 1,
                "declaring": int(examined[number] is not None),
                "need_rate": _share(declared[number], examined[number]),
                "due": 90 + 17 * number,
                "missed_rate": 0.0 if number == 6 else 0.2,
            }
            for number, name in enumerate(INSTITUTIONS)
        ]
    )


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None


def declared_total() -> pl.DataFrame:
    totals = {"examined": 4940, "declared": 361, "notified": 361, "listed": 361}
    counts = {"submissions": 8, "declaring": 6, "need_rate": 339 / 4940}
    missed = {"due": 1196, "missed_rate": 0.25}
    return pl.DataFrame([{"total": "合计", "period": str(P), **totals, **counts, **missed}])


def verified(result: str = "holds") -> pl.DataFrame:
    told = ("§9.4", "stock_and_flow", "期初未办结＋新增＝办结＋期末未办结。", 8, 8186, 8186, result)
    looked = ("", "silent", "未办结且长期没有任何消息的个案。", 3, None, 3, "look")
    columns = ["rule", "check", "sentence", "items", "expected", "found", "result"]
    return pl.DataFrame([told, looked], columns, orient="row")


def frames() -> dict[str, pl.DataFrame]:
    by_town = grouped("town", TOWNS).with_columns(district=pl.lit("顺德区"))
    return {
        "by_district": grouped("district", DISTRICTS),
        "by_town": by_town,
        "by_institution": grouped("institution", INSTITUTIONS),
        "by_hazard": grouped("hazard", HAZARDS),
        "by_hazard_group": grouped("hazard_group", {"噪声": (1198, 232), "电焊烟尘": (96, 22)}),
        "by_exam_type": grouped("exam_type", {"上岗前": (180, 51), "在岗期间": (1250, 224)}),
        "by_scale": grouped("scale", {"大型": (120, 9), "小型": (900, 170), "不详": (20, 0)}),
        "by_notice_state": grouped("notice_state", {"已签收": (1100, 150), "无通知记录": (0, 0)}),
        "trend": trend(),
        "balance_by_district": pl.DataFrame(
            [
                {"district": name, "opening": 90, "added": 60, "closed": 40, "closing": 110}
                for name in DISTRICTS
            ]
        ),
        "ageing": ageing(),
        "ageing_by_district": ageing_by_district(),
        "enterprises": enterprises(),
        "reasons": grouped("reason", {"用人单位未安排": (0, 210), "离职": (0, 88)}),
        "decided": pl.DataFrame(
            {
                "institution": ["佛山市第一医院"],
                "named": [812],
                "exempted": [3],
                "voided": [1],
                "confirmed": [12],
                "decided_rate": [4 / 812],
            }
        ),
        "submissions": submissions(),
        "missing": pl.DataFrame(
            {"institution": ["佛山市未报职业健康检查中心"], "status": ["missing"]}
        ),
        "excused": pl.DataFrame({"institution": ["佛山市免报门诊部"], "status": ["excused"]}),
        "declarations": declarations(),
        "declared_total": declared_total(),
        "row_fates": pl.DataFrame(
            [
                {
                    "files": 41,
                    "rows": 9120,
                    "accepted": 7431,
                    "held": 52,
                    "duplicate": 96,
                    "superseded": 903,
                    "blank": 302,
                    "furniture": 336,
                }
            ]
        ),
        "findings": pl.DataFrame(
            [
                {"code": "file_refused", "severity": "error", "findings": 2},
                {"code": "changed", "severity": "note", "findings": 130},
            ]
        ),
        "overdue": overdue(),
        "verified": verified(),
        **unreported(),
        **disposal(),
    }


def unreported() -> dict[str, pl.DataFrame]:
    counts = {"cases": 200, "unreported": 9, "unreported_overdue": 6, "unreported_rate": 0.045}
    return {
        "unreported": pl.DataFrame([{"institution": "澄心职检中心", **counts}]),
        "unreported_total": pl.DataFrame([{"total": "合计", **counts}]),
    }


def disposal() -> dict[str, pl.DataFrame]:
    counts = {"found": 12, "settled_count": 9, "waiting": 3, "late": 2, "settled_rate": 0.75}
    bands = {"waiting_30": 1, "waiting_90": 2, "waiting_180": 0, "waiting_more": 0}
    return {
        "disposal": pl.DataFrame([{"outcome": "职业禁忌证", **counts, **bands}]),
        "disposal_total": pl.DataFrame([{"total": "合计", **counts, **bands}]),
    }


def comparison(period: Period, due: int, then: int, now: int) -> Comparison:
    return Comparison(period, equal_maturity(P, T, period), rates(due, then), rates(due, now))


def figures(district: str | None = None, **changed: pl.DataFrame) -> Figures:
    """A city's report, or with `district` that of a district; `changed` replaces frames."""
    total: Row = rates(1490, 291, later=26)
    return Figures(
        filters={},
        period=P,
        as_of=T,
        known_at=K,
        district=district,
        total=total,
        everything=rates(5787, 816, later=26),
        previous=comparison(P.plus(-1), 1466, 310, 268),
        year_ago=comparison(P.plus(-2), 1425, 352, 290),
        expected=43,
        balance={"opening": 630, "added": 420, "closed": 234, "closing": 816},
        frames={**frames(), **changed},
    )
