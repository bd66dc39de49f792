"""Which institution and half-year a file speaks for, as titles, file and folder names tell."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from recheck.model import Period, SourceFile
from recheck.rulebook import normalised
from recheck.sheets import Header, Sheet

TITLE_ROWS = 15
WIDE_GAP = "   "

LABELLED = re.compile(
    r"(?:填报|上报|报送|体检|检查|职业健康检查)(?:单位|机构)(?:名称)?\s*(?:\([盖公]章\))?\s*:\s*"
    r"(\S.{1,38}?)(?=\s{2,}|\s*20\d\d\s*(?:年|[Hh][12])|"
    r"\s*(?:填表|填报|制表|审核|联系|日期|上报|电话|负责人|报送|\([盖公]章)|[,;:]|\s*$)"
)
NAMED = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,30}?"
    r"(?:医院|职业病防治[院所]|疾病预防控制中心|卫生服务中心|体检中心|检测中心|卫生院|门诊部)"
)
"""What an institution that is not on the list looks like, where it begins a word."""

CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
HALF_YEAR = re.compile(
    r"(?P<year>20\d\d)(?:"
    r"[-_]?[Hh](?P<half>[12])(?!\d)"
    r"|年?度?(?P<part>[上下])半年"
    r"|[年./-]?0?(?P<first>1|7)月?份?[-—–~至到]+"
    r"(?:(?P=year)[年./-]?|(?=\d\d?月))0?(?P<last>6|12)(?!\d)月?"
    r")"
)
"""2025H1, 2025年上半年, 2025上半年, 2025年1-6月, 2025.01-2025.06; but 2025-01-06 is a day."""

MONTHS = {("1", "6"): 1, ("7", "12"): 2}


@dataclass(frozen=True)
class Origin:
    """What a text tells of its sender; None: nothing, or more than one."""

    institution: str | None = None
    period: Period | None = None

    def completed_by(self, other: "Origin") -> "Origin":
        """This, and the other where this tells nothing."""
        return Origin(self.institution or other.institution, self.period or other.period)


@dataclass(frozen=True)
class Reporters:
    """Normalised name or alias → official name of the expected institutions."""

    official: Mapping[str, str]

    def name(self, text: str) -> str:
        """The official name; who is not on the list is called as it calls itself."""
        return self.official.get(normalised(text), normalised(text))

    def expects(self, institution: str) -> bool:
        """Whether the institution is on the list."""
        return institution in self.official.values()

    def named_in(self, text: str) -> str | None:
        """The institution that a title or a file name names; None when there are several."""
        text = unicodedata.normalize("NFKC", text)
        label = LABELLED.search(text)
        if label:
            return self.name(label[1])
        found = {key for key in self.official if key in normalised(text)}
        longest = {key for key in found if not any(key in other for other in found - {key})}
        names = {self.official[key] for key in longest} or set(NAMED.findall(_no_dates(text)))
        return names.pop() if len(names) == 1 else None


def _no_dates(text: str) -> str:
    return HALF_YEAR.sub(" ", re.sub(r"\s*(年|[上下]半年)\s*", r"\1", text))


def period_in(text: str) -> Period | None:
    """The half-year that a text names; None when it names none or several."""
    text = re.sub("[〇○零一二三四五六七八九]{4}(?=年)", _in_digits, normalised(text))
    periods = {_period(found) for found in HALF_YEAR.finditer(text)} - {None}
    return periods.pop() if len(periods) == 1 else None


def _in_digits(year: re.Match[str]) -> str:
    return year[0].translate(CHINESE_DIGITS)


def _period(found: re.Match[str]) -> Period | None:
    half = MONTHS.get((found["first"], found["last"]))
    if found["half"]:
        half = int(found["half"])
    elif found["part"]:
        half = 1 if found["part"] == "上" else 2
    return Period(int(found["year"]), half) if half else None


def told_by_title(sheet: Sheet, header: Header | None, reporters: Reporters) -> Origin:
    """What the rows above the header tell (or, without one, the first rows)."""
    rows = sheet.cells.head(header.first_row - 1 if header else TITLE_ROWS).rows()
    return told_by_rows(rows, reporters)


def told_by_rows(rows: Iterable[Sequence[str | None]], reporters: Reporters) -> Origin:
    """What the first telling row tells; a label and its value may stand in two cells."""
    return _told_by((WIDE_GAP.join(filter(None, row)) for row in rows), reporters)


def told_by_names(source: SourceFile, reporters: Reporters) -> Origin:
    """What the file name tells, else the nearest folders."""
    return _told_by([PurePath(source.name).stem, *source.folders], reporters)


def _told_by(texts: Iterable[str], reporters: Reporters) -> Origin:
    told = Origin()
    for text in texts:
        told = told.completed_by(Origin(reporters.named_in(text), period_in(text)))
    return told
