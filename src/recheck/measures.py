"""What can be counted, and by what. Every function asks the store's relations and returns a frame.

Columns are those of the interface; nothing is added up here.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.model import Period, Question
from recheck.question import put
from recheck.rulebook import HAZARD_GROUPS, OUTSIDE, UNCONFIRMED, pack_rules
from recheck.transfer import fill_table
from recheck.view import View

GROUPS: dict[str, tuple[str, ...]] = {
    "total": ("total",),
    "period": ("period",),
    "year": ("year",),
    "due_period": ("due_period",),
    "due_year": ("due_year",),
    "district": ("district",),
    "town": ("town",),
    "enterprise": ("enterprise", "uscc", "enterprise_no"),
    "institution": ("institution",),
    "hazard": ("hazard",),
    "hazard_group": ("hazard_group",),
    "exam_type": ("exam_type",),
    "scale": ("scale",),
    "industry": ("industry",),
    "notice_state": ("notice_state",),
    "reason": ("reason",),
}
"""Groups of `rates`, and the columns by which their members are told apart."""
DECIDED_BY = ("total", "institution", "enterprise", "district", "town", "reason")
"""Groups of `decided`."""
NOTICE_STATES = ("已签收", "已通知无签收", "无通知记录")
UNKNOWN = "不详"
AGEING_BANDS = ("1–30", "31–90", "91–180", "180+")
"""Days overdue, as `ageing` tells them apart."""
UNORDERED = 10_000
LISTED = ("listed_case", "listed_detail", "listed_person")
"""What a list of cases is put together from."""


def ask(view: View, question: Question) -> View:
    """The same store, asked another question; K must stay the same."""
    return replace(view, question=replace(question, known_at=view.question.known_at))


def rates(view: View, by: Sequence[str] = ("total",)) -> pl.DataFrame:
    """The rates of definitions §7: the group columns, then counts, shares (0–1), as_of, known_at.

    Raises UsageProblem for a group that does not exist. Under hazards the rows do not add up.
    """
    by = list(dict.fromkeys(by)) or ["total"]
    for name in by:
        if name not in GROUPS:
            raise UsageProblem(
                N_("“{group}” is no group; the groups are {groups}."),
                group=name,
                groups=", ".join(GROUPS),
            )
    grain = next((name for name in ("hazard", "hazard_group") if name in by), None)
    put(view.connection, view.question, grain=grain, open_only="reason" in by)
    columns = list(dict.fromkeys(column for name in by for column in GROUPS[name]))
    frame = grouped(view, "rates", columns)
    lines = ordered(view, frame, columns).select(*columns, pl.exclude(*columns))
    return lines.drop("enterprise_no", strict=False)


def cases(view: View) -> pl.DataFrame:
    """Every case of the question with its state; one row per case, identities in full."""
    put(view.connection, view.question)
    return _listed(view)


def overdue(view: View) -> pl.DataFrame:
    """逾期未复查清单: exactly the `cases` in state overdue."""
    put(view.connection, view.question, overdue_only=True)
    return _listed(view)


def due(view: View, within: int) -> pl.DataFrame:
    """`cases` that become overdue within so many days from T, with days_left."""
    put(view.connection, view.question, due_within=within)
    _list_cases(view)
    view.compute("cases")
    return view.measured("due")


def repeated(view: View) -> pl.DataFrame:
    """钉子户: enterprises overdue at T and at the ends of two or more half-years before, with the
    half-years, the overdue cases of each, the longest days overdue and the case ids."""
    days = [*half_year_ends(view), view.question.as_of]
    for number, day in enumerate(dict.fromkeys(days)):
        put(view.connection, replace(view.question, as_of=day))
        (view.compute_more if number else view.compute)("overdue_then")
    put(view.connection, view.question)
    return view.measured("repeated")


def half_year_ends(view: View) -> list[date]:
    """The ends of the half-years from the first exam to T, T itself left out."""
    first = view.connection.execute("select min(exam_date) from case_fact").fetchall()[0][0]
    ends = []
    period = Period.of(first or view.question.as_of)
    while period.last_day < view.question.as_of:
        ends.append(period.last_day)
        period = period.plus(1)
    return ends


def outcomes(view: View, everything: bool = False) -> pl.DataFrame:
    """Duties that conclusions opened (职业禁忌证, 疑似职业病) and nothing has settled; with
    `everything` the settled ones too; identities in full."""
    put(view.connection, view.question, everything=everything)
    list_only(view, view.measured("outcome_case"))
    view.compute("cases")
    return view.measured("outcomes")


def disposal(view: View, by: str = "total") -> pl.DataFrame:
    """total, outcome, district or institution, then found, settled_count, waiting, late (beyond its
    days), waiting_30 … waiting_more: by days since the finding, settled_rate (处置闭环率)."""
    put(view.connection, view.question)
    return ordered(view, grouped(view, "disposal", [by]), [by])


def unreported(view: View, by: str = "institution") -> pl.DataFrame:
    """institution or total, cases, unreported (no recheck list has them), unreported_overdue,
    unreported_rate; of institutions that sent exam records."""
    put(view.connection, view.question)
    return grouped(view, "unreported", [by])


def submissions(view: View) -> pl.DataFrame:
    """Versions of submissions with their counts, and those that are missing."""
    put(view.connection, view.question)
    return _of_half_years_asked(view.measured("submissions"), view.question)


def history(view: View) -> pl.DataFrame:
    """Every version with what it changed, what replaced it, and who withdrew it and why; its
    version_no and file_no in the store are the last two columns."""
    _compare(view)
    return _of_half_years_asked(view.measured("history"), view.question)


def history_cases(view: View) -> pl.DataFrame:
    """What each version did to which case: added, changed (with the fields), missing, withdrawn;
    identities in full."""
    _compare(view)
    view.compute("changed_field")
    return _of_half_years_asked(view.measured("case_line"), view.question)


def _compare(view: View) -> None:
    put(view.connection, view.question)
    for step in ("comparison", "case_change"):
        view.compute(step)


def expected(view: View, period: Period) -> pl.DataFrame | None:
    """institution, period: who is on the list of reporters for the half-year; None without a list.

    Nobody is before the first half-year in the store and after the last one.
    """
    put(view.connection, view.question)
    if view.rows("from reporter limit 1").is_empty():
        return None
    return view.rows("from expected").filter(pl.col("period") == str(period))


def reporters(view: View) -> pl.DataFrame:
    """institution, period, status, late, report_by, days_late, as_of, known_at: of everybody
    expected to report on the half-years asked, also when nobody has reported on them yet."""
    last = view.question.span_to
    until = str(Period.of(last)) if last else None
    put(view.connection, view.question, expected_until=until)
    return _of_half_years_asked(view.measured("reporters"), view.question)


def lacking(view: View) -> pl.DataFrame:
    """The reporters missing from what is asked: those of the half-years up to T."""
    told = reporters(view).filter(pl.col("status") == "missing")
    return told.filter(pl.col("period") <= str(Period.of(view.question.as_of)))


def findings(view: View, everything: bool = False) -> pl.DataFrame:
    """Findings with places: institution, period, file, sheet, row, column, heading, code, severity,
    parameters; of the half-years that the question's span covers."""
    put(view.connection, view.question, everything=everything)
    return _of_half_years_asked(view.measured("findings"), view.question)


def returns(view: View) -> dict[str, pl.DataFrame]:
    """What goes back to the institutions, of the half-years asked (see the SQL of each relation).

    file: one row per file_no and institution; row, finding, heading: of these files;
    quality, score: of every half-year; refusal: files that nobody can be asked about by half-year.
    """
    put(view.connection, view.question)
    for step in ("returned_row", "returned_file", "quality"):
        view.compute(step)
    return {
        "file": _of_half_years_asked(view.rows("from returned_file"), view.question),
        "row": view.rows("from returned_row semi join returned_file using (file_no)"),
        "finding": view.measured("returned_finding"),
        "heading": view.rows("from sheet_heading semi join returned_file using (file_no)"),
        "quality": view.rows("from quality"),
        "score": view.measured("quality_score"),
        "refusal": view.measured("returned_refusal"),
    }


def correctable(view: View) -> pl.DataFrame:
    """Findings about cells of active uploads, with whom they concern, in full: institution, period,
    sha256, file, sheet, sheet_no, row, column, heading, field, code, parameters, worker,
    enterprise."""
    put(view.connection, view.question)
    return _of_half_years_asked(view.measured("correctable"), view.question)


def finding_counts(view: View) -> pl.DataFrame:
    """code, severity, findings: of active versions and open refusals, errors first."""
    put(view.connection, view.question)
    view.compute("findings")
    return view.measured("finding_counts")


def declarations(view: View, by: str = "total") -> pl.DataFrame:
    """total or institution, period, examined, declared, notified, listed (cases of the half-year),
    submissions, declaring (of them), need_rate: declared / examined; of the half-years asked."""
    put(view.connection, view.question)
    return _of_half_years_asked(grouped(view, "declarations", [by]), view.question)


def fate_totals(view: View) -> pl.DataFrame:
    """files and, over all of them, rows by fate; one row."""
    put(view.connection, view.question)
    return view.measured("fate_totals")


def balance(view: View, since: date, by: str | None = None) -> pl.DataFrame:
    """[district,] opening, added, closed, closing: overdue cases from the end of `since` to T."""
    put(view.connection, replace(view.question, as_of=since))
    view.compute("earlier_state")
    put(view.connection, view.question, since=since)
    return ordered(view, grouped(view, "balance", [by] if by else ["total"]), [by] if by else [])


def ageing(view: View, by: str | None = None) -> pl.DataFrame:
    """[district,] band, overdue: overdue cases by days overdue; empty bands are not there."""
    put(view.connection, view.question)
    return grouped(view, "ageing", [by] if by else ["total"])


def packs(view: View, *, by_town: bool = False) -> dict[str, pl.DataFrame]:
    """What the overdue cases asked for make packs of (see the SQL of each relation), in full.

    line: one row per case; enterprise: one per recipient and enterprise to be visited; twin: packs
    that were issued for the same T and K.
    """
    put(view.connection, view.question, overdue_only=True)
    _list_cases(view)
    view.connection.execute("set variable packs_by_town = $by_town", {"by_town": by_town})
    for step in ("cases", "pack_line"):
        view.compute(step)
    return {
        "line": view.rows("from pack_line"),
        "enterprise": view.measured("pack_enterprise"),
        "twin": view.measured("pack_twin"),
    }


def open_cases(view: View) -> pl.DataFrame:
    """The cases asked for that wait for a recheck, overdue or not; identities in full."""
    return cases(view).filter(pl.col("state").is_in(["not_due", "overdue"]))


def issued_packs(view: View) -> pl.DataFrame:
    """Every pack: to whom, when, who acknowledged it, where its cases stand at T."""
    put(view.connection, view.question)
    return view.measured("issued_pack")


def open_packs(view: View) -> pl.DataFrame:
    """problem, pack, recipient, case_id …: what somebody must ask about (see the SQL)."""
    put(view.connection, view.question)
    view.compute("issued_pack")
    rules = pack_rules()
    patience, most = rules.acknowledge_days, rules.answer_days
    return view.measured("open_pack", acknowledge_days=patience, answer_days=most)


def last_pack(view: View) -> int:
    """The number that a pack was given last, whatever K."""
    return int(view.rows("select coalesce(max(pack_no), 0) as pack_no from pack")["pack_no"][0])


def decided(view: View, by: str = "institution") -> pl.DataFrame:
    """The group columns, named, exempted, voided, confirmed, decided_rate: the largest share first.

    Groups without a decided case are not there. Raises UsageProblem for a group of `rates` that is
    no group of cases.
    """
    if by not in DECIDED_BY:
        raise UsageProblem(
            N_("“{group}” is no group; the groups are {groups}."),
            group=by,
            groups=", ".join(DECIDED_BY),
        )
    put(view.connection, view.question)
    columns = [*GROUPS[by]]
    frame = ordered(view, grouped(view, "decided", columns), columns)
    ranked = frame.sort("decided_rate", descending=True, maintain_order=True)
    return ranked.select(*columns, pl.exclude(*columns)).drop("enterprise_no", strict=False)


def _listed(view: View) -> pl.DataFrame:
    _list_cases(view)
    return view.measured("cases")


def _list_cases(view: View) -> None:
    for step in LISTED:
        view.compute(step)


def list_only(view: View, chosen: pl.DataFrame) -> None:
    """Put a list together from these cases: rows of `asked_case`."""
    fill_table(view.connection, LISTED[0], chosen)
    for step in LISTED[1:]:
        view.compute(step)


def grouped(view: View, measure: str, columns: list[str]) -> pl.DataFrame:
    """The rows of a measure, one for each combination of the `columns`."""
    view.connection.execute("set variable group_columns = $columns", {"columns": columns})
    return view.measured(measure)


def ordered(view: View, frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Rows in the order of the rulebook's labels; labels it does not order, by code point."""
    keys: list[Any] = []
    for column in columns:
        keys += [_rank(view, column), pl.col(column)]
    return frame.sort(keys, nulls_last=True, maintain_order=True) if keys else frame


def _rank(view: View, column: str) -> pl.Expr:
    labels = label_order(view, column)
    ranks = {label: number for number, label in enumerate(labels)}
    return (
        pl.col(column)
        .cast(pl.String)
        .replace_strict(ranks, default=UNORDERED, return_dtype=pl.Int64)
        .alias(f"{column}_rank")
    )


def label_order(view: View, column: str) -> list[str]:
    """The labels of a group in their printed order, unknown ones last; empty: by code point."""
    book = view.rulebook
    if column in ("exam_type", "scale", "reason"):
        return [*book.vocabularies[column].codes.values(), UNKNOWN]
    if column == "town":
        return [*(town.name for town in book.region.towns), OUTSIDE, UNCONFIRMED]
    fixed = {
        "district": [*book.region.districts, OUTSIDE, UNCONFIRMED],
        "hazard_group": list(HAZARD_GROUPS),
        "notice_state": list(NOTICE_STATES),
    }
    return fixed.get(column, [])


def _of_half_years_asked(frame: pl.DataFrame, question: Question) -> pl.DataFrame:
    """The rows whose `period` the question's span covers; all of them when it has no ends."""
    if question.span_from is None or question.span_to is None:
        return frame
    first, last = Period.of(question.span_from), Period.of(question.span_to)
    return frame.filter(pl.col("period").is_between(pl.lit(str(first)), pl.lit(str(last))))
