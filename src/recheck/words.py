"""How lists read to people: Chinese headings and words for codes, from `rules/lists.toml`."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

import polars as pl

from recheck import strict
from recheck.findings import BY_CODE
from recheck.messages import sentence
from recheck.model import Period
from recheck.rulebook.book import RULES

DAY_ENDS = ("T00:00:00", "T23:59:59")
"""Times of which only the day is known: of an arrival, and of what had arrived by a day's end."""
SIDE = re.compile("_(?:before|after)$")
"""What a column is called that shows the same as another, before and after."""
YES, NO = "是", "否"
SEVERAL = ("evidence", "problems", "causes")
"""Columns with several codes in a cell."""


@dataclass(frozen=True)
class ListWords:
    """`headings`: column → heading; `words`: column → code → word; `terminal`: list → columns."""

    headings: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    terminal: Mapping[str, tuple[str, ...]]


@cache
def list_words() -> ListWords:
    """The words of `rules/lists.toml`."""
    return strict.read(RULES / "lists.toml", ListWords)


def for_people(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows`, plain, with Chinese headings, words for codes, 2025年上半年 for 2025H1 and 是/否."""
    words = list_words()
    readable = (_readable(name, rows.schema[name], words) for name in rows.columns)
    headings = {name: words.headings.get(name, name) for name in rows.columns}
    return rows.with_columns(*readable).rename(headings)


def _readable(name: str, kind: pl.DataType, words: ListWords) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.Boolean:
        return pl.when(column).then(pl.lit(YES)).when(~column).then(pl.lit(NO)).alias(name)
    if name == "changed_field":
        return column.replace(dict(words.headings))
    if name in SPELLED and kind == pl.String:
        return column.map_elements(SPELLED[name], return_dtype=pl.String)
    if name in SEVERAL:
        each = pl.element().replace(dict(words.words[name]))
        return column.str.split(";").list.eval(each).list.join("；")
    code = SIDE.sub("", name)
    if code in words.words and kind == pl.String:
        return column.replace(dict(words.words[code]))
    return column


def told_events(readable: pl.DataFrame) -> pl.DataFrame:
    """happened_on, event, told: all that each event tells, as 列名：内容；列名：内容."""
    first, second, *others = readable.columns
    told = [
        "；".join(f"{name}：{row[name]}" for name in others if row[name] is not None)
        for row in readable.iter_rows(named=True)
    ]
    return pl.DataFrame(
        {"happened_on": readable[first], "event": readable[second], "told": told},
        {"happened_on": pl.Date, "event": pl.String, "told": pl.String},
    )


def period_in_chinese(text: str) -> str:
    """2025年上半年 for 2025H1."""
    return Period.parse(text).chinese


def moment(text: str) -> str:
    """2025-07-15 for 2025-07-15T00:00:00, and 2025-07-15 10:00:00 where a time is known."""
    known_day = text.endswith(DAY_ENDS)
    return text.partition("T")[0] if known_day else text.replace("T", " ")


def periods_in_chinese(text: str) -> str:
    """2024年下半年、2025年上半年 for 2024H2;2025H1."""
    return "、".join(map(period_in_chinese, text.split(";")))


SPELLED: Mapping[str, Callable[[str], str]] = {
    "period": period_in_chinese,
    "due_period": period_in_chinese,
    "half_years": periods_in_chinese,
    "known_at": moment,
    "known_before": moment,
    "arrived_at": moment,
    "received_at": moment,
    "issued_at": moment,
    "pack_known_at": moment,
}
"""Columns whose texts people write otherwise."""


def with_messages(findings: pl.DataFrame, language: str) -> pl.DataFrame:
    """`findings` with severity and the sentence for the clerk in place of its parameters."""
    messages = [
        finding_sentence(code, heading, parameters, language)
        for code, heading, parameters in findings.select(
            "code", "heading", "parameters"
        ).iter_rows()
    ]
    severities = [BY_CODE[code].severity.value for code in findings["code"]]
    told = pl.Series("parameters", messages, pl.String)
    return findings.with_columns(pl.Series("severity", severities, pl.String), told).rename(
        {"parameters": "message"}
    )


def finding_sentence(
    code: str,
    heading: str | None,
    parameters: str | None,
    language: str,
    *,
    to_sender: bool = False,
) -> str:
    """The sentence of one finding; `parameters` is the JSON object that the store keeps."""
    said = partial(sentence, wanted=language, to_sender=to_sender)
    values = {"heading": heading or ""} | json.loads(parameters or "{}")
    if "message" in values:  # why a file or a sheet was refused
        values = {"reason": said(values["message"], values["parameters"])}
    if problem := values.get("problem"):  # what is wrong with the row that a correction names
        told = problem["code"], problem["heading"], json.dumps(problem["parameters"])
        values["problem"] = finding_sentence(*told, language, to_sender=to_sender)
    return said(BY_CODE[code].sentence, values)
