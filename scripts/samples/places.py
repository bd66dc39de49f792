"""The invented exam institutions, their size and their practice; how they write is in habits.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Practice:
    """How an institution works; `deadlines` are weights of the ways it words them."""

    notifies: float = 0.95
    delivers: float = 0.8
    deadlines: Mapping[str, int] = field(default_factory=lambda: {"期限": 6, "日期": 2, "无": 2})
    row_per_hazard: bool = False
    repeats_open_cases: bool = True  # else only those not yet due, and those closed since
    shares: Mapping[str, int] = field(default_factory=dict)  # district → weight of its employers


@dataclass(frozen=True)
class Institution:
    """One reporter; `sizes` are its new cases in each half-year, 0 for none."""

    code: str
    name: str
    aliases: tuple[str, ...]
    district: str
    sizes: tuple[int, int, int, int]
    practice: Practice = Practice()


def mostly(district: str, *others: str) -> dict[str, int]:
    """Weights of employers by district."""
    return {district: 12, "市外": 1} | dict.fromkeys(others, 2)


INSTITUTIONS = (
    Institution(
        "CX", "佛山市澄心职业健康检查中心", ("澄心职检中心",), "禅城区", (330, 345, 360, 350),
        Practice(0.99, 0.9, {"期限": 6, "日期": 3, "无": 1},
                 shares=mostly("禅城区", "南海区", "顺德区")),
    ),
    Institution(
        "WL", "佛山市南海区望岭医院", ("望岭医院", "南海望岭医院"), "南海区", (320, 300, 310, 330),
        Practice(0.95, 0.8, {"期限": 3, "日期": 6, "尽快": 1},
                 shares=mostly("南海区", "禅城区")),
    ),
    Institution(
        "FX", "佛山市顺德区凤溪门诊部", ("凤溪门诊部",), "顺德区", (260, 280, 270, 260),
        Practice(0.93, 0.7, {"期限": 5, "脱离噪声48小时后复查": 2, "无": 3},
                 row_per_hazard=True, shares=mostly("顺德区")),
    ),
    Institution(
        "MW", "佛山市三水区淼湾医院", ("淼湾医院",), "三水区", (240, 225, 235, 240),
        Practice(0.85, 0.6, {"期限": 4, "日期": 2, "及时复查": 1, "无": 3},
                 shares=mostly("三水区")),
    ),
    Institution(
        "LW", "佛山市高明区鹿湾医院", ("鹿湾医院",), "高明区", (190, 180, 200, 190),
        Practice(0.8, 0.55, {"期限": 3, "日期": 2, "无": 5},
                 shares=mostly("高明区", "三水区")),
    ),
    Institution(
        "DL", "佛山市顺德区德澜医院", ("德澜医院", "顺德德澜医院"), "顺德区", (300, 310, 320, 335),
        Practice(0.97, 0.85, {"期限": 2, "日期": 7, "无": 1},
                 repeats_open_cases=False, shares=mostly("顺德区", "南海区")),
    ),
    Institution(
        "GC", "佛山市南海区桂澄门诊部", ("桂澄门诊部",), "南海区", (230, 240, 240, 250),
        Practice(0.95, 0.8, {"期限": 8, "日期": 1, "无": 1},
                 shares=mostly("南海区", "三水区")),
    ),
    Institution(
        "DX", "佛山市南海区丹溪坊门诊部", ("丹溪坊门诊部",), "南海区", (70, 75, 70, 80),
        Practice(0.9, 0.6, {"期限": 5, "无": 5},
                 shares=mostly("南海区")),
    ),
    Institution(
        "LH", "佛山市南海区里澜医院", ("里澜医院",), "南海区", (85, 80, 90, 85),
        Practice(0.9, 0.7, {"期限": 5, "日期": 2, "无": 3},
                 shares=mostly("南海区")),
    ),
    Institution(
        "SY", "佛山市南海区松樾门诊部", ("松樾门诊部",), "南海区", (60, 65, 60, 0),
        Practice(0.9, 0.5, {"期限": 4, "无": 6},
                 shares=mostly("南海区")),
    ),
    Institution("HP", "佛山市三水区荷畔门诊部", ("荷畔门诊部",), "三水区", (0, 0, 0, 0)),
    Institution(
        "SL", "佛山市禅城区石榴巷门诊部", ("石榴巷门诊部",), "禅城区", (0, 0, 0, 160),
        Practice(0.9, 0.7, {"期限": 7, "无": 3},
                 shares=mostly("禅城区", "高明区")),
    ),
)  # fmt: skip

BY_CODE = {institution.code: institution for institution in INSTITUTIONS}
