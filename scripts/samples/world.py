"""Invented employers and workers, as Foshan has them: tiles, furniture, metal, appliances."""

import csv
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from samples import numbers

REPOSITORY = Path(__file__).parents[2]
TRADES_CSV = Path(__file__).with_name("trades.csv")
TOWNS_CSV = REPOSITORY / "src/recheck/rules/cities/foshan/towns.csv"


@dataclass(frozen=True)
class Trade:
    """A line of business: how its firms are called, its GB/T 4754 class, and what it exposes to."""

    ending: str
    code: str
    industry: str
    hazards: tuple[str, ...]
    jobs: tuple[str, ...]


def trades() -> tuple[Trade, ...]:
    """All lines of business."""
    with TRADES_CSV.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Trade(
                row["ending"],
                row["code"],
                row["industry"],
                tuple(row["hazards"].split(";")),
                tuple(row["jobs"].split(";")),
            )
            for row in csv.DictReader(lines)
        )


TRADES = trades()
CLOSE_TO_HOME = {"陶瓷": ("禅城区", "三水区", "高明区"), "家具": ("顺德区",), "电器": ("顺德区",)}
SCALES = ("大型", "中型", "小型", "微型")
ECONOMY = ("私营有限责任公司", "其他有限责任公司", "港澳台商独资", "股份有限公司", "个体户")
SIGN_FIRST = "澜砚岑樾弈泓沐珩祺翊铄钰骏晟昱烨煜琅璟翎"
SIGN_SECOND = "霖屿岱峤洵涞淳湛溯潼瀚炘琛琰瑾璞礽筠缜翀"
SURNAMES = "陈李黄何梁张林罗王吴刘杨周谭邓郑卢潘冯蒙韦覃莫岑霍麦区简苏钟关欧阳"
GIVEN_MEN = "伟强杰志明辉永健国华海平文俊建军勇斌浩锋成龙德荣光祥坤旺"
GIVEN_WOMEN = "丽芳娟燕玲敏静秀英桂兰婷雪梅艳红翠霞凤琼惠洁嘉欣美珍"
RARE_NAMES = ("陈㛃", "麦𬭎", "阿依古丽·买买提", "欧阳珺", "覃翀", "梁堃", "霍昇", "吴玥")
OTHER_CITIES = (
    ("市外", "", "中山市小榄镇"),
    ("市外", "", "广州市番禺区"),
    ("市外", "", "肇庆市四会市"),
)


@dataclass(frozen=True)
class Town:
    """A town or street of the city."""

    name: str
    district_code: str
    district: str


@dataclass(frozen=True)
class Enterprise:
    """An employer; `stubborn` ones hardly ever send anybody back."""

    name: str
    uscc: str
    district: str  # "市外" outside the city
    town: str
    address: str
    trade: Trade
    scale: str
    economic_type: str
    contact: str
    contact_phone: str
    stubborn: bool
    user_unit: str | None = None
    user_unit_uscc: str | None = None


@dataclass(frozen=True)
class Worker:
    """A person who does not exist."""

    name: str
    id_type: str
    id_number: str
    male: bool
    born: date
    phone: str
    job: str


def towns() -> list[Town]:
    """The 32 towns, in the order of the region table."""
    with TOWNS_CSV.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return [Town(row["name"], row["district_code"], row["district"]) for row in rows]


def person_name(rng: Random, *, male: bool) -> str:
    """A plausible name; one in two hundred has a rare character."""
    if rng.random() < 0.005:
        return rng.choice(RARE_NAMES)
    surname: str = rng.choice([*SURNAMES[:-2], "欧阳"])
    given = GIVEN_MEN if male else GIVEN_WOMEN
    return surname + "".join(rng.choices(given, k=1 if rng.random() < 0.15 else 2))


def firm_sign(rng: Random, used: set[str]) -> str:
    """Two characters nobody has taken yet."""
    while True:
        sign = rng.choice(SIGN_FIRST) + rng.choice(SIGN_SECOND)
        if sign not in used:
            used.add(sign)
            return sign


def trade_of(rng: Random, district: str) -> Trade:
    """A line of business that fits the district."""
    weights = [
        (4 if district in CLOSE_TO_HOME.get(trade.ending, ()) else 1)
        * (3 if trade.ending in ("金属制品", "模具", "铝业") else 1)
        for trade in TRADES
    ]
    return rng.choices(TRADES, weights)[0]


def firm_name(rng: Random, district: str, sign: str, trade: Trade) -> str:
    """As the licence prints it; brackets and district vary."""
    form = rng.choice(("有限公司", "有限公司", "有限公司", "实业有限公司", "厂"))
    place = rng.choice(("佛山市", f"佛山市{district}", district.removesuffix("区")))
    return f"{place}{sign}{trade.ending}{form}"


def local_enterprise(rng: Random, town: Town, used: set[str], stubborn: bool) -> Enterprise:
    """One employer in `town`."""
    trade, sign = trade_of(rng, town.district), firm_sign(rng, used)
    road = rng.choice(("工业大道", "兴业路", "科技二路", "创富路", "东园路"))
    return Enterprise(
        name=firm_name(rng, town.district, sign, trade),
        uscc=numbers.uscc(rng, town.district_code),
        district=town.district,
        town=town.name,
        address=f"佛山市{town.district}{town.name}{road}{rng.randrange(1, 200)}号",
        trade=trade,
        scale=rng.choices(SCALES, (6, 18, 56, 20))[0],
        economic_type=rng.choices(ECONOMY, (60, 20, 10, 5, 5))[0],
        contact=person_name(rng, male=rng.random() < 0.5),
        contact_phone=numbers.landline(rng) if rng.random() < 0.5 else numbers.mobile(rng),
        stubborn=stubborn,
    )


def outside_enterprise(rng: Random, used: set[str]) -> Enterprise:
    """One employer of another city whose workers are examined here."""
    district, town, place = rng.choice(OTHER_CITIES)
    trade, sign = rng.choice(TRADES), firm_sign(rng, used)
    return Enterprise(
        name=f"{place[:3]}{sign}{trade.ending}有限公司",
        uscc=numbers.uscc(rng, "442000"),
        district=district,
        town=town,
        address=f"{place}沿江路{rng.randrange(1, 99)}号",
        trade=trade,
        scale="小型",
        economic_type=ECONOMY[0],
        contact=person_name(rng, male=True),
        contact_phone=numbers.mobile(rng),
        stubborn=False,
    )


def enterprises(rng: Random, per_town: int = 9, outside: int = 6) -> list[Enterprise]:
    """All employers; in every third town one of them is stubborn."""
    used: set[str] = set()
    local = [
        local_enterprise(rng, town, used, stubborn=place == 0 and index % 3 == 0)
        for index, town in enumerate(towns())
        for place in range(per_town)
    ]
    return dispatched(local) + [outside_enterprise(rng, used) for _ in range(outside)]


def dispatched(firms: list[Enterprise]) -> list[Enterprise]:
    """The same employers; a few only lend their workers to the next one."""
    return [
        replace(
            firm,
            name=f"佛山市{firm.name.partition(firm.trade.ending)[0][-2:]}劳务派遣有限公司",
            user_unit=user.name,
            user_unit_uscc=user.uscc,
        )
        if index % 40 == 7
        else firm
        for index, (firm, user) in enumerate(zip(firms, [*firms[1:], firms[0]], strict=True))
    ]


def worker(rng: Random, exam: date, exam_type: str, trade: Trade) -> Worker:
    """Somebody of working age; a few carry a residence permit or a passport."""
    male = rng.random() < 0.78
    birthday = numbers.born(rng, exam, exam_type)
    name, id_type = person_name(rng, male=male), "居民身份证"
    number = numbers.id_number(rng, male, birthday)
    if rng.random() < 0.004:
        first17 = f"830000{birthday:%Y%m%d}{901 if male else 902}"
        number, id_type = first17 + numbers.id_check(first17), "港澳台居民居住证"
    elif rng.random() < 0.003:
        number, id_type = f"EZ{rng.randrange(10**7):07d}", "护照"
    return Worker(
        name, id_type, number, male, birthday, numbers.mobile(rng), rng.choice(trade.jobs)
    )
