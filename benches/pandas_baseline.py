"""What an analyst would write with pandas and calamine: read, clean, count the overdue cases.

python benches/pandas_baseline.py FOLDER [AS_OF]
"""

import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd

DATES = ("体检日期", "报告日期", "复查通知日期", "签收日期", "复查日期")
FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")
TEXTS = (
    "体检机构名称",
    "用人单位名称",
    "所属区",
    "所属镇街",
    "姓名",
    "证件号码",
    "危害因素",
    "复查期限",
)
HAZARDS = {"噪音": "噪声", "硅尘": "矽尘", "焊尘": "电焊烟尘", "电焊尘": "电焊烟尘"}
HAZARDS |= dict.fromkeys(("铅尘", "铅烟", "铅"), "铅及其无机化合物")
DAYS = {"苯": 14, "铅及其无机化合物": 90, "高温": 14}
DAYS |= dict.fromkeys(("电工作业", "高处作业", "压力容器作业"), 14)
ID_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
ID_CHECKS = np.array(list("10X98765432"))
RELATIVE = re.compile(r"每?(\d+|[一两二三])(?:个)?(日|天|周|月)(?:内|复查一次)?$")
CHINESE = {"一": 1, "两": 2, "二": 2, "三": 3}


def read(folder: Path) -> pd.DataFrame:
    """All rows of all workbooks, as text."""
    paths = sorted(folder.glob("*.xlsx"))
    return pd.concat(
        [pd.read_excel(path, engine="calamine", dtype=str) for path in paths], ignore_index=True
    )


def clean(rows: pd.DataFrame) -> pd.DataFrame:
    """Normal text, real dates, checked numbers."""
    for column in TEXTS:
        rows[column] = rows[column].str.normalize("NFKC").str.strip()
    for column in DATES:
        rows[column] = dates(rows[column])
    rows["id_valid"] = id_valid(rows["证件号码"].str.upper().fillna(""))
    rows["done"] = rows["是否复查"].isin(["是", "已复查"])
    return rows.drop_duplicates(["体检机构名称", "证件号码", "体检日期"])


def dates(column: pd.Series) -> pd.Series:
    """Days in any of the known spellings; every spelling is parsed once."""
    texts = pd.Series(column.dropna().unique(), dtype=str)
    found = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[s]")
    for spelling in FORMATS:
        rest = found.isna()
        found[rest] = pd.to_datetime(texts[rest], format=spelling, errors="coerce")
    return column.map(dict(zip(texts, found, strict=True))).astype("datetime64[s]")


def id_valid(numbers: pd.Series) -> pd.Series:
    """Whether the check character of an 18-digit number is right."""
    formed = numbers.str.fullmatch(r"\d{17}[\dX]")
    characters = numbers[formed].to_numpy(dtype="U18").view("U1").reshape(-1, 18)
    digits = characters[:, :17].astype(int)
    valid = pd.Series(data=False, index=numbers.index)
    valid[formed] = ID_CHECKS[(digits @ ID_WEIGHTS) % 11] == characters[:, 17]
    return valid


def rule_days(hazards: pd.Series) -> pd.Series:
    """The shortest time to recheck among the hazards of each row."""
    single = hazards.str.split(r"[、,，;；/+\s]+", regex=True).explode().replace(HAZARDS)
    return single.map(DAYS).fillna(30).groupby(level=0).min()


def stated(words: pd.Series, base: pd.Series) -> pd.Series:
    """The deadline that the notice states, where it states one."""
    due = dates(words.str.removesuffix("前"))
    wordings = words[due.isna()]
    for text, where in wordings.groupby(wordings).groups.items():
        due[where] = stated_by(str(text), base[where])
    return due


def stated_by(text: str, base: pd.Series) -> pd.Series:
    """One wording for all rows that use it: 30日内, 一个月内, 7月31日前."""
    if found := RELATIVE.match(text):
        amount = CHINESE.get(found[1]) or int(found[1])
        if found[2] == "月":
            return base + pd.DateOffset(months=amount)
        return base + pd.Timedelta(days=amount * (7 if found[2] == "周" else 1))
    if found := re.match(r"(\d+)月(\d+)日前?$", text):
        month, day = int(found[1]), int(found[2])
        this_year = pd.to_datetime({"year": base.dt.year, "month": month, "day": day})
        return this_year.where(this_year >= base, this_year + pd.DateOffset(years=1))
    return pd.Series(pd.NaT, index=base.index)


def overdue(rows: pd.DataFrame, as_of: pd.Timestamp) -> int:
    """How many cases were open on the day, and past their deadline."""
    base = rows["签收日期"].fillna(rows["复查通知日期"]).fillna(rows["报告日期"])
    base = base.fillna(rows["体检日期"] + pd.Timedelta(days=42))
    days = pd.to_timedelta(rule_days(rows["危害因素"]), unit="D")
    due = stated(rows["复查期限"], base).fillna(base + days)
    visited = rows["done"] & (rows["复查日期"] >= rows["体检日期"]) & (rows["复查日期"] <= as_of)
    again = visited & (rows["复查结论"] == "复查")
    due = due.where(~again, rows["复查日期"] + days)
    waiting = (rows["体检日期"] <= as_of) & (~visited | again)
    return int((waiting & (due < as_of)).sum())


if __name__ == "__main__":
    folder, *day = sys.argv[1:]
    print(overdue(clean(read(Path(folder))), pd.Timestamp(*day or ["2025-06-30"])))
