"""How people write things: days, districts, hazards, yes and no. Values in, cells out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from samples.course import HALF_YEARS, Deadline
from samples.workbook import Cell

TOWN_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "石湾镇街道": ("石湾镇", "石湾街道", "石湾", "澜石"),
    "祖庙街道": ("祖庙", "普君", "祖庙街道"),
    "狮山镇": ("罗村", "狮山", "官窑", "小塘", "狮山镇"),
    "桂城街道": ("平洲", "桂城", "桂城街道"),
    "大沥镇": ("盐步", "黄岐", "大沥", "大沥镇"),
    "里水镇": ("和顺", "里水", "里水镇"),
    "丹灶镇": ("金沙", "丹灶", "丹灶镇"),
    "西樵镇": ("西樵", "西樵镇"),
    "北滘镇": ("北窖", "北滘", "北窖镇", "北滘镇"),
    "容桂街道": ("容桂", "容奇", "桂洲", "容桂街道"),
    "白坭镇": ("白泥镇", "白坭", "白坭镇"),
    "荷城街道": ("荷城", "富湾", "荷城街道"),
    "更合镇": ("更合", "更楼", "合水"),
}
HAZARD_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "噪声": ("噪音", "噪声", "噪声"),
    "矽尘": ("矽尘", "硅尘", "矽尘（游离SiO2含量≥10%）"),
    "电焊烟尘": ("电焊烟尘", "焊尘", "电焊尘"),
    "铅及其无机化合物": ("铅及其无机化合物", "铅尘", "铅烟", "铅"),
}
REASON_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "用人单位未安排": ("用人单位未安排", "企业未安排", "单位未安排"),
    "离职": ("离职", "已离职"),
    "劳动者拒绝": ("劳动者拒绝", "本人拒绝", "拒绝复查"),
    "失联": ("失联", "电话空号", "联系不上"),
    "已在其他机构复查": ("已在其他机构复查", "其他机构复查"),
}
TYPE_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "上岗前": ("上岗前", "岗前"),
    "在岗期间": ("在岗期间", "在岗"),
    "离岗时": ("离岗时", "离岗"),
    "应急": ("应急",),
}
WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
ZERO_WIDTH = "\u200b"


@dataclass(frozen=True)
class Spelling:
    """One institution's way of writing; shares say how often the sloppy form is used."""

    days: Mapping[str, int] = field(default_factory=lambda: {"iso": 1})
    yes: tuple[str, ...] = ("是",)
    no: tuple[str, ...] = ("否",)
    reason_in_no: float = 0.0  # 否（离职）
    sloppy: float = 0.3  # towns, hazards, reasons, exam types as people say them
    separators: str = "、"
    wide_digits: float = 0.0
    stray_marks: float = 0.01  # spaces and zero-width marks around ID numbers
    district: str = "{}"
    industry: str = "{code}{name}"
    scale: str = "{}"
    nothing: str | None = None  # what stands in a cell with nothing to say


def spell_day(day: date, style: str) -> Cell:
    """One of the spellings of a day."""
    if style == "excel":
        return day
    if style == "serial":
        return (day - date(1899, 12, 30)).days
    full = {
        "iso": f"{day:%Y-%m-%d}", "compact": f"{day:%Y%m%d}", "time": f"{day:%Y-%m-%d} 09:30:00",
        "slash": f"{day.year}/{day.month}/{day.day}", "dot": f"{day.year}.{day.month}.{day.day}",
        "short": f"{day:%y}.{day.month}.{day.day}", "cn": f"{day.year}年{day.month}月{day.day}日",
        "month_day": f"{day.month}月{day.day}日",
    }  # fmt: skip
    return full[style]


def pick(rng: Random, weights: Mapping[str, int]) -> str:
    """One key by weight."""
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


@dataclass(frozen=True)
class Pen:
    """Writes the cells of one row as one institution would."""

    spelling: Spelling
    rng: Random

    def cell(self, name: str, row: Mapping[str, object]) -> Cell:
        """The cell for a field of a row."""
        value = row.get(name)
        if name == "rechecked":
            return self.yes_no(value is True, row.get("reason"))
        if value is None or value == "":
            return self.spelling.nothing if self.rng.random() < 0.5 else None
        return self.wide(self.written(name, value))

    def written(self, name: str, value: object) -> Cell:
        """A value that is there, in this institution's words."""
        if isinstance(value, date):
            return spell_day(value, pick(self.rng, self.spelling.days))
        if isinstance(value, Deadline):
            return self.deadline(value)
        if isinstance(value, tuple):
            return self.industry(value) if name == "industry" else self.hazards(value)
        if isinstance(value, int):
            return period_name(value) if name == "half_year" else value
        return self.words(name, str(value))

    def words(self, name: str, text: str) -> str:
        """Text, sometimes as people say it."""
        forms = {
            "town": TOWN_SPELLINGS.get(text, (text[:2] if len(text) == 3 else text[:-2], text)),
            "reason": REASON_SPELLINGS.get(text, (text,)),
            "exam_type": TYPE_SPELLINGS.get(text, (text,)),
            "recheck_conclusion": (text.replace("证", "症"), text),
            "district": (self.district(text),),
            "scale": (self.spelling.scale.format(text, short=text[0]),),
            "id_number": (self.marked(text),),
        }.get(name, (text,))
        sloppy = self.rng.random() < self.spelling.sloppy
        return self.rng.choice(forms) if sloppy else forms[-1]

    def district(self, text: str) -> str:
        """A district of the city as this institution calls it; another city stays as it is."""
        short = text.removesuffix("区")
        return text if text == "市外" else self.spelling.district.format(text, short=short)

    def marked(self, number: str) -> str:
        """An ID number, now and then with what was copied along."""
        if self.rng.random() >= self.spelling.stray_marks:
            return number
        return self.rng.choice(
            (f" {number}", f"{number}{ZERO_WIDTH}", number.lower(), f"{number}\t")
        )

    def hazards(self, names: tuple[str, ...]) -> str:
        """Several hazards in one cell."""
        sloppy = self.rng.random() < self.spelling.sloppy
        forms = [
            self.rng.choice(HAZARD_SPELLINGS.get(name, (name,))) if sloppy else name
            for name in names
        ]
        return self.rng.choice(self.spelling.separators).join(forms)

    def industry(self, value: tuple[str, ...]) -> str:
        """3525模具制造, C3525, 模具制造 …"""
        code, name = value
        letter = "E" if code.startswith("49") else "C"
        return self.spelling.industry.format(code=code, name=name, letter=letter)

    def deadline(self, deadline: Deadline) -> Cell:
        """The words of the notice, or its day."""
        if deadline.on is None:
            return deadline.text or self.spelling.nothing
        style = pick(self.rng, self.spelling.days)
        if self.rng.random() < 0.15:
            style = "month_day"
        day = spell_day(deadline.on, style)
        before = isinstance(day, str) and day.endswith("日")
        return f"{day}前" if before else day

    def yes_no(self, yes: bool, reason: object) -> str:
        """是否复查."""
        if yes:
            return self.rng.choice(self.spelling.yes)
        word = self.rng.choice(self.spelling.no)
        if reason == "离职" and self.rng.random() < self.spelling.reason_in_no:
            return f"{word}（离职）"
        return word

    def wide(self, cell: Cell) -> Cell:
        """Full-width digits, where somebody types with a Chinese keyboard."""
        if isinstance(cell, str) and self.rng.random() < self.spelling.wide_digits:
            return cell.translate(WIDE_DIGITS)
        return cell


def period_name(half_year: int) -> str:
    """2024年上半年."""
    text = HALF_YEARS[half_year]
    return f"{text[:4]}年{'上' if text.endswith('1') else '下'}半年"
