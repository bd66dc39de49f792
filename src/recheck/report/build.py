"""Figures and rules into a Document: context for the templates, tables and charts by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from recheck.findings import BY_CODE
from recheck.measures import AGEING_BANDS
from recheck.messages import CHINESE, unfilled
from recheck.report.completeness import silent, with_questions
from recheck.report.document import Block, Cover, Document, Heading, Paragraph
from recheck.report.figures import Comparison, Figures, Row
from recheck.report.look import Look
from recheck.report.markdown import blocks_of
from recheck.report.showing import Showcase
from recheck.report.wording import rounded_percent, span
from recheck.rulebook import Policy, Rulebook
from recheck.words import list_words

NAMED_AT_MOST = 3
SMALL_GROUP = 10
"""Groups with fewer cases due are not ranked by rate."""


def build(figures: Figures, rulebook: Rulebook, institute: str, look: Look) -> Document:
    """The report of a city, or of the district that the figures name."""
    context = _context(figures, rulebook, institute)
    rows = {"total": figures.total, "everything": figures.everything, "balance": figures.balance}
    rows["declared"] = _declared_total(figures)
    for name in ("unreported_total", "disposal_total"):
        rows[name] = _only_row(figures.frames[name])
    ageing = _ageing(figures)
    frames = {
        **figures.frames,
        **ageing.frames,
        "findings": _explained(figures.frames["findings"]),
        "declarations": with_questions(figures.frames["declarations"], rulebook.policy.bands),
        "day_rules": _day_rules(rulebook.policy),
        "comparisons": _comparisons(figures),
        "balance": pl.DataFrame([dict(figures.balance)]),
    }
    showcase = Showcase(look.specs, frames, {**rows, "ageing": ageing.total})
    body = look.templates.render("district.md" if figures.district else "city.md", context)
    cover = blocks_of(look.templates.render("cover.md", context), showcase.blocks)
    return _document(cover, blocks_of(body, showcase.blocks), figures, institute)


def _document(cover: list[Block], body: list[Block], figures: Figures, institute: str) -> Document:
    """Cover: headings are lines of the title, list items keywords; the first text stands on top."""
    title = tuple(block.text for block in cover if isinstance(block, Heading))
    texts = [_text(one) for one in cover if isinstance(one, Paragraph) and not one.mark]
    keywords = tuple(_text(one) for one in cover if isinstance(one, Paragraph) and one.mark)
    kicker, subtitle, *foot = texts
    return Document(
        title="".join(title),
        author=institute,
        subject="；".join((subtitle, *foot)),
        keywords=keywords,
        dated=figures.as_of,
        cover=Cover(kicker, title, subtitle, tuple(foot)),
        running_head=("".join(title), subtitle),
        blocks=tuple(body),
    )


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.words)


# --- context of the templates -------------------------------------------------------------------


def _context(figures: Figures, rulebook: Rulebook, institute: str) -> dict[str, object]:
    city = rulebook.region.city
    frames = figures.frames
    return {
        "city": city,
        "district": figures.district,
        "scope": f"{city}{figures.district}" if figures.district else city,
        "filters": _filters(figures),
        "institute": institute,
        "period": figures.period.chinese,
        "first_day": figures.period.first_day,
        "last_day": figures.period.last_day,
        "as_of": figures.as_of,
        "known_at": figures.known_at,
        "total": figures.total,
        "everything": figures.everything,
        "balance": figures.balance,
        "previous": _compared(figures.total, figures.previous),
        "year_ago": _compared(figures.total, figures.year_ago),
        "districts": _most_overdue(frames["by_district"], "district"),
        "towns": _most_overdue(frames["by_town"], "town"),
        "hazards": _most_overdue(frames["by_hazard"], "hazard"),
        "enterprises": _most_overdue(frames["enterprises"], "enterprise"),
        "reported": frames["submissions"].rows(named=True),
        "missing": frames["missing"].rows(named=True),
        "excused": frames["excused"].rows(named=True),
        "expected": figures.expected,
        "declared": _declared_total(figures),
        "broken": frames["verified"].filter(pl.col("result") == "broken").height,
        "unreported": _only_row(frames["unreported_total"]),
        "disposal": _only_row(frames["disposal_total"]),
        "silent": silent(frames["declarations"]),
        "policy": rulebook.policy,
        "small_group": SMALL_GROUP,
    }


def _filters(figures: Figures) -> str:
    """What else the report is narrowed to: 危害因素为苯."""
    headings = list_words().headings
    return "、".join(f"{headings[name]}为{value}" for name, value in figures.filters.items())


def _compared(total: Row, earlier: Comparison) -> dict[str, object]:
    return {
        "period": earlier.period.chinese,
        "equal_as_of": earlier.equal_as_of,
        "equal": earlier.equal,
        "now": earlier.now,
        "missed_rate": change(total["missed_rate"], earlier.equal["missed_rate"]),
        "recheck_rate": change(total["recheck_rate"], earlier.equal["recheck_rate"]),
    }


def change(now: object, before: object) -> dict[str, object]:
    """`direction` up, down, same or unknown, and `points`: the difference of the printed rates."""
    if not isinstance(now, float) or not isinstance(before, float):
        return {"direction": "unknown", "points": None}
    points = rounded_percent(now) - rounded_percent(before)
    direction = "same" if points == 0 else "up" if points > 0 else "down"
    return {"direction": direction, "points": abs(points).quantize(Decimal("0.1"))}


def _most_overdue(frame: pl.DataFrame, name: str) -> list[dict[str, object]]:
    """The first groups by overdue cases, named `name` in the templates."""
    waiting = frame.filter(pl.col("overdue") > 0)
    ordered = waiting.sort("overdue", descending=True, maintain_order=True)
    return [{**row, "name": row[name]} for row in ordered.head(NAMED_AT_MOST).rows(named=True)]


def _declared_total(figures: Figures) -> Row:
    """What all institutions declare together, and that nothing is asked about a total."""
    return {**_only_row(figures.frames["declared_total"]), "questions": None}


def _only_row(frame: pl.DataFrame) -> Row:
    return frame.row(0, named=True) if frame.height else dict.fromkeys(frame.columns)


# --- frames that are only put in another shape --------------------------------------------------


@dataclass(frozen=True)
class _Ageing:
    frames: Mapping[str, pl.DataFrame]
    total: Row


def _ageing(figures: Figures) -> _Ageing:
    """Bands as columns, one row a district, 0 where a band is empty."""
    long, by_district = figures.frames["ageing"], figures.frames["ageing_by_district"]
    total = dict.fromkeys(AGEING_BANDS, 0) | dict(long.select("band", "overdue").rows())
    if by_district.is_empty():
        return _Ageing({"ageing_bands": by_district}, total)
    wide = by_district.pivot(on="band", on_columns=AGEING_BANDS, index="district", values="overdue")
    order = figures.frames["balance_by_district"].select("district")
    ordered = order.join(wide, on="district", how="inner", maintain_order="left")
    return _Ageing({"ageing_bands": ordered.fill_null(0)}, total)


def _explained(findings: pl.DataFrame) -> pl.DataFrame:
    """Findings by code with their Chinese sentence; what varies from cell to cell is left out."""
    sentences = {code: _sentence_of(code) for code in findings["code"]}
    return findings.with_columns(
        sentence=pl.col("code").replace_strict(sentences, default=None, return_dtype=pl.String)
    )


def _sentence_of(code: str) -> str:
    return unfilled(BY_CODE[code].sentence, CHINESE).format_map(_Ellipses())


def _day_rules(policy: Policy) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "standard": standard.name,
                "span": span(standard.from_, standard.until),
                "label": rule.label,
                "days": rule.days,
            }
            for standard in policy.standards
            for rule in standard.rules
        ],
        infer_schema_length=None,
    )


def _comparisons(figures: Figures) -> pl.DataFrame:
    """A year ago, the previous half-year and P itself, at equal maturity and as of T."""
    own = Comparison(figures.period, figures.as_of, figures.total, figures.total)
    return pl.DataFrame(
        [
            {
                "period": str(one.period),
                "equal_as_of": one.equal_as_of,
                **{f"equal_{name}": value for name, value in _plain(one.equal).items()},
                **{f"now_{name}": value for name, value in _plain(one.now).items()},
            }
            for one in (figures.year_ago, figures.previous, own)
        ],
        infer_schema_length=None,
    )


def _plain(row: Row) -> dict[str, object]:
    return {name: row[name] for name in ("due", "overdue", "missed_rate", "recheck_rate")}


class _Ellipses(dict[str, object]):
    """Stands for parameters that vary: every placeholder becomes ……."""

    def __missing__(self, _: str) -> str:
        return "……"
