"""The options that commands share: frozen dataclasses, turned into typer options in one place.

Nothing here imports polars: help must come at once.
"""

import inspect
import re
from collections.abc import Callable, Collection
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from datetime import time as time_of_day
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from recheck.errors import UsageProblem
from recheck.messages import N_, sentence

if TYPE_CHECKING:
    from recheck.model import Question
    from recheck.workspace import Workspace

LIST_FORMATS = ("table", "csv", "json", "xlsx", "parquet")
COHORTS = ("exam", "due")
IDENTITIES = ("masked", "full")
SWITCH = ""
"""The metavar of an option that takes no value."""
DIGITS = 5
"""Of the longest number that can be meant."""
LAST_YEAR = 2999
"""Days are added to what is typed; the calendar ends with 9999."""
LAST = time_of_day(23, 59, 59, 999999)
"""Of the times of a day."""


def words(message: str) -> str:
    """A help text in the user's language; a narrow terminal can break it after each 、，；。"""
    return re.sub(r"(?<=[、，；：。])(?=\S)", " ", sentence(message, {}))


# --- words of the command line ------------------------------------------------------------------


def day(text: str) -> date:
    """2025-06-30."""
    try:
        found = date.fromisoformat(text)
    except ValueError as problem:
        raise UsageProblem(
            N_("“{text}” is not a date; write it like 2025-06-30."), text=text
        ) from problem
    if found.year > LAST_YEAR:
        raise UsageProblem(
            N_("{text} lies too far in the future to reckon with; check the year."), text=text
        )
    return found


def moment(text: str) -> datetime:
    """2025-07-15 (its beginning) or 2025-07-15T10:00."""
    problem = N_("“{text}” is not a time; write it like 2025-07-15 or 2025-07-15T10:00.")
    try:
        time = datetime.fromisoformat(text)
    except ValueError as reason:
        raise UsageProblem(problem, text=text) from reason
    if time.tzinfo:
        raise UsageProblem(problem, text=text)
    return time


def known(text: str) -> datetime:
    """2025-07-15 (its end) or 2025-07-15T10:00."""
    time = moment(text)
    return datetime.combine(time, LAST) if len(text) == len("2025-07-15") else time


def number(text: str | int) -> int:
    """0, 1, 2 …; a default is a number already."""
    digits = str(text)
    if not digits.isdecimal() or len(digits) > DIGITS:
        raise UsageProblem(
            N_("“{text}” is no number of at most {digits} digits; write it like 14."),
            text=digits,
            digits=DIGITS,
        )
    return int(digits)


def something(text: str) -> str:
    """What somebody must really say: who it was, and why."""
    if not text.strip():
        raise UsageProblem(
            N_("Say who it was, and why where a reason is asked for; left empty, nothing is kept.")
        )
    return text.strip()


@dataclass(frozen=True)
class Span:
    """First and last day, both included."""

    first: date
    last: date


def span(text: str) -> Span:
    """2025H1, or 2025 for the whole year."""
    from recheck.model import Period

    halves = (f"{text}H1", f"{text}H2") if text.isdigit() else (text, text)
    first, last = map(Period.parse, halves)
    return Span(first.first_day, last.last_day)


def one_of(known: Collection[str]) -> Callable[[str], str]:
    """A parser that takes one of the `known` words, and names the nearest for any other."""

    def word(text: str) -> str:
        if text in known:
            return text
        from recheck.names import unknown_word

        raise unknown_word(text, known)

    return word


def several(text: str) -> list[str]:
    """The words of a list, joined with commas of either width or with 、."""
    return [word for part in re.split("[,，、]", text) if (word := part.strip())]


# --- the shared options ---------------------------------------------------------------------------

KnownAt = Annotated[
    datetime | None,
    typer.Option(
        parser=known,
        metavar="TIME",
        help=words(
            N_(
                "Only what had arrived by then: by the end of a day, 2025-07-15, or by a time,"
                " 2025-07-15T10:00; default: the last arrival."
            )
        ),
    ),
]


@dataclass(frozen=True)
class Where:
    """The workspace."""

    workspace: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=words(N_("The workspace; else the nearest folder upwards with a recheck.toml.")),
        ),
    ] = None

    def find(self) -> "Workspace":
        """The workspace that was named, or that holds the current folder."""
        from recheck import workspace

        return workspace.find(Path.cwd(), self.workspace)


@dataclass(frozen=True)
class Filters:
    """T, the cohort and the filters."""

    as_of: Annotated[
        date | None,
        typer.Option(
            parser=day,
            metavar="DATE",
            help=words(N_("As of the end of this day; default: end of the period, else today.")),
        ),
    ] = None
    period: Annotated[
        Span | None,
        typer.Option(parser=span, metavar="P", help=words(N_("Half-year 2025H1 or year 2025."))),
    ] = None
    cohort: Annotated[
        str,
        typer.Option(
            parser=one_of(COHORTS),
            metavar="WHICH",
            help=words(
                N_("Which date lies in the period: exam (of the exam) or due (of the deadline).")
            ),
        ),
    ] = "exam"
    district: Annotated[
        str | None, typer.Option(metavar="NAME", help=words(N_("Only this district.")))
    ] = None
    town: Annotated[str | None, typer.Option(metavar="NAME", help=words(N_("Only this town.")))] = (
        None
    )
    enterprise: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=words(N_("Only this enterprise: its name or its USCC."))),
    ] = None
    institution: Annotated[
        str | None, typer.Option(metavar="NAME", help=words(N_("Only this exam institution.")))
    ] = None
    hazard: Annotated[
        str | None, typer.Option(metavar="NAME", help=words(N_("Only cases with this hazard.")))
    ] = None
    exam_type: Annotated[
        str | None, typer.Option(metavar="NAME", help=words(N_("Only this type of exam.")))
    ] = None


@dataclass(frozen=True)
class Selection(Filters):
    """The same, days instead of a period, and K."""

    known_at: KnownAt = None
    from_: Annotated[
        date | None,
        typer.Option(
            "--from", parser=day, metavar="DATE", help=words(N_("First day, instead of --period."))
        ),
    ] = None
    to: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help=words(N_("Last day, instead of --period."))),
    ] = None

    def question(self, workspace: "Workspace", today: date) -> "Question":
        """The question these options ask, with the names as the rulebook spells them."""
        from recheck import names
        from recheck.model import Cohort, Question

        first, last = self._days()
        book = workspace.rulebook
        return Question(
            as_of=self.as_of or last or today,
            known_at=self.known_at,
            span_from=first,
            span_to=last,
            cohort=Cohort(self.cohort),
            district=names.district(self.district, book),
            town=names.town(self.town, book),
            enterprise=self.enterprise,
            institution=names.institution(self.institution, workspace.settings.official_names),
            hazard=names.hazard(self.hazard, book),
            exam_type=names.exam_type(self.exam_type, book),
        )

    def _days(self) -> tuple[date | None, date | None]:
        if self.period and (self.from_ or self.to):
            raise UsageProblem(N_("Give either --period or --from and --to, not both."))
        if self.from_ and self.to and self.from_ > self.to:
            raise UsageProblem(N_("--from is later than --to; no day lies between them."))
        return (self.period.first, self.period.last) if self.period else (self.from_, self.to)


@dataclass(frozen=True)
class Shown:
    """How a list is put out."""

    format: Annotated[
        str | None,
        typer.Option(
            parser=one_of(LIST_FORMATS),
            metavar="FORMAT",
            help=words(
                N_(
                    "table, csv, json, xlsx or parquet; default: what the name of -o says, table on"
                    " a terminal, else csv."
                )
            ),
        ),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=words(N_("Write into this file."))),
    ] = None


@dataclass(frozen=True)
class Identities:
    """Whether names and numbers are masked."""

    identities: Annotated[
        str,
        typer.Option(
            parser=one_of(IDENTITIES),
            metavar="HOW",
            help=words(N_("masked: 张*; full: whole names and numbers, noted in the audit log.")),
        ),
    ] = "masked"


# --- into typer -----------------------------------------------------------------------------------


Shape = Any
"""One of the dataclasses above."""
KEYWORD = inspect.Parameter.KEYWORD_ONLY


def unfolded(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with each parameter that is one of the dataclasses above replaced by its fields."""
    hints = get_type_hints(command, include_extras=True)
    folded: dict[str, Shape] = {name: shape for name, shape in hints.items() if is_dataclass(shape)}

    @wraps(command)
    def run(**given: object) -> None:
        for name, shape in folded.items():
            given[name] = shape(**{field.name: given.pop(field.name) for field in fields(shape)})
        command(**given)

    run.__signature__ = _signature(command, folded)  # type: ignore[attr-defined]
    return run


def _signature(command: Callable[..., None], folded: dict[str, Shape]) -> inspect.Signature:
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        shape = folded.get(parameter.name)
        parameters += _parameters(shape) if shape else [parameter.replace(kind=KEYWORD)]
    return inspect.Signature(parameters)


def _parameters(shape: Shape) -> list[inspect.Parameter]:
    hints = get_type_hints(shape, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            KEYWORD,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(shape)
    ]


# --- decisions --------------------------------------------------------------------------------

ByWhom = Annotated[
    str, typer.Option(parser=something, metavar="NAME", help=words(N_("Who decided so.")))
]
WordedReason = Annotated[
    str,
    typer.Option(
        parser=something,
        metavar="WORD",
        help=words(N_("Why, in a word of the rulebook; a wrong one names those there are.")),
    ),
]
Evidence = Annotated[
    str | None,
    typer.Option(
        parser=something,
        metavar="TEXT",
        help=words(N_("The document that shows it, with its number.")),
    ),
]
DecidedOn = Annotated[
    date | None,
    typer.Option(
        "--on",
        parser=day,
        metavar="DATE",
        help=words(N_("The day of the decision; default: the day it arrived.")),
    ),
]
Arrived = Annotated[
    datetime | None,
    typer.Option(
        parser=moment,
        metavar="TIME",
        help=words(N_("When it arrived, like 2025-07-15; default: now.")),
    ),
]
