"""Letters to who has not reported: which step of the ladder is due, as a page and as text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

import polars as pl

from recheck.model import Period
from recheck.report.document import Block, Document, Heading, Paragraph
from recheck.report.fonts import FontBook
from recheck.report.look import Look
from recheck.report.markdown import blocks_of
from recheck.report.pdf import render
from recheck.report.showing import Showcase
from recheck.rulebook import Duties, Step


@dataclass(frozen=True)
class Letter:
    """One letter about a half-year: a step, and the institutions that it names."""

    step: Step
    period: Period
    institutions: tuple[str, ...]
    report_by: date
    as_of: date
    known_at: datetime

    @property
    def days_late(self) -> int:
        """Days since the reporting date."""
        return (self.as_of - self.report_by).days

    @property
    def name(self) -> str:
        """Of its files, without what no file name may hold."""
        whose = "" if self.step.joint else self.institutions[0]
        return re.sub(r'[<>:"/\\|?*\s]', "", f"{whose}{self.period.chinese}{self.step.label}")


def due_letters(lines: pl.DataFrame, duties: Duties) -> tuple[Letter, ...]:
    """The letters due, from `measures.reporters`: one an institution, or one a joint step."""
    missing = lines.filter(pl.col("status") == "missing").to_dicts()
    wanted = [
        _letter(line, step) for line in missing if (step := duties.step_on(line["days_late"]))
    ]
    return tuple(one for _, group in groupby(wanted, _envelope) for one in _joined([*group]))


def _letter(line: dict[str, object], step: Step) -> Letter:
    return Letter(
        step=step,
        period=Period.parse(str(line["period"])),
        institutions=(str(line["institution"]),),
        **{name: line[name] for name in ("report_by", "as_of", "known_at")},  # type: ignore[arg-type]
    )


def _envelope(letter: Letter) -> tuple[str, str]:
    return (letter.step.step, "" if letter.step.joint else letter.institutions[0])


def _joined(letters: Sequence[Letter]) -> Iterator[Letter]:
    """One letter that names all institutions."""
    first = letters[0]
    named = tuple(name for one in letters for name in one.institutions)
    yield Letter(first.step, first.period, named, first.report_by, first.as_of, first.known_at)


def written(letter: Letter, institute: str, look: Look, fonts: FontBook) -> tuple[bytes, str]:
    """The letter as PDF and as text; equal letters give equal bytes."""
    blocks = _blocks(letter, institute, look)
    title = next(block.text for block in blocks if isinstance(block, Heading))
    document = Document(
        title=title,
        author=institute,
        subject=f"{letter.period.chinese}{letter.step.label}",
        keywords=(),
        dated=letter.as_of,
        cover=None,
        running_head=(institute, letter.step.label),
        blocks=tuple(blocks),
    )
    return render(document, look.style, fonts).content, "\n\n".join(map(_text, blocks)) + "\n"


def _blocks(letter: Letter, institute: str, look: Look) -> list[Block]:
    context = {
        "institute": institute,
        "institution": letter.institutions[0],
        "institutions": letter.institutions,
        "period": letter.period.chinese,
        "report_by": letter.report_by,
        "days_late": letter.days_late,
        "answer_by": letter.as_of + timedelta(days=letter.step.answer_days),
        "as_of": letter.as_of,
        "known_at": letter.known_at,
    }
    rendered = look.templates.render(letter.step.letter, context)
    return blocks_of(rendered, Showcase(look.specs, {}, {}).blocks)


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Paragraph):
        words = "".join(run.text for run in block.words)
        return f"{block.mark} {words}" if block.mark else words
    return ""
