"""个案闭环单: one case on a page, from its exam to closure."""

import polars as pl

from recheck.cases import History
from recheck.report.document import Document
from recheck.report.fonts import FontBook
from recheck.report.look import Look
from recheck.report.markdown import blocks_of
from recheck.report.pdf import render
from recheck.report.showing import Showcase
from recheck.words import for_people, told_events

TITLE = "个案闭环单"


def written(history: History, institute: str, look: Look, fonts: FontBook) -> bytes:
    """The page of a history in plain values as PDF; equal histories give equal bytes."""
    case = _worded(history.case)
    as_of, known_at = case.select("as_of", "known_at").row(0)
    frames = {
        "case": case,
        "case_events": told_events(for_people(history.events)),
    }
    context = {
        "institute": institute,
        "case_id": history.case_id,
        "as_of": as_of,
        "known_at": known_at,
    }
    body = look.templates.render("case.md", context)
    blocks = blocks_of(body, Showcase(look.specs, frames, {}).blocks)
    document = Document(
        title=TITLE + history.case_id,
        author=institute,
        subject=TITLE,
        keywords=(),
        dated=as_of,
        cover=None,
        running_head=(institute, f"截至{as_of}，资料截至{known_at}"),
        blocks=tuple(blocks),
    )
    return render(document, look.style, fonts).content


def _worded(case: pl.DataFrame) -> pl.DataFrame:
    """The case in people's words, under the names of its columns."""
    worded = for_people(case)
    return worded.rename(dict(zip(worded.columns, case.columns, strict=True)))
