"""What no rule forbids and somebody should look at: the failsafe of the failsafe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from recheck.invariants import Tested
from recheck.messages import N_, sentence
from recheck.question import put
from recheck.rulebook import Duties
from recheck.transfer import fill_table
from recheck.view import View


@dataclass(frozen=True)
class Watch:
    """One thing to look for: what it is called, what it says, and the relation that finds it."""

    name: str
    sentence: str
    relation: str


@dataclass(frozen=True)
class Noticed:
    """What a watch found: files, cases or lists by name."""

    watch: Watch
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Produced:
    """A list or report that was written into a file, whole, as of a day."""

    list: str
    as_of: date


WATCHES = (
    Watch("entered_late", N_("Entered with an arrival before what was known."), "entered_late"),
    Watch("silent", N_("Open, and nothing heard for long."), "silent_case"),
    Watch("moved", N_("Enterprise or district differs between rows of a case."), "moved_case"),
    Watch("lost", N_("A hazard or a deadline was lost by an edit."), "lost_by_edit"),
    Watch(
        "unproduced", N_("Lists not produced for longer than their interval."), "unproduced_list"
    ),
)


def noticed(view: View, duties: Duties, produced: Sequence[Produced]) -> Iterator[Noticed]:
    """What every watch finds as of the view's T and K."""
    _load(view, duties, produced)
    put(view.connection, view.question)
    for watch in WATCHES:
        yield Noticed(watch, tuple(view.measured(watch.relation)["label"]))


def _load(view: View, duties: Duties, produced: Sequence[Produced]) -> None:
    days = {"days": duties.silent_days}
    view.connection.execute("set variable silent_days = $days", days)
    told = [(one.list, one.as_of) for one in produced]
    shape = {"list": pl.String(), "as_of": pl.Date()}
    fill_table(view.connection, "produced", pl.DataFrame(told, shape, orient="row"))
    owed = {"list": pl.String(), "days": pl.Int64()}
    fill_table(
        view.connection, "duty", pl.DataFrame([*duties.intervals.items()], owed, orient="row")
    )


def as_list(
    tested: Sequence[Tested], found: Sequence[Noticed], language: str | None = None
) -> pl.DataFrame:
    """rule, check, sentence, items, expected, found, result (holds, broken, none, look), places:
    one row for each invariant, then for each watch. Sentences in the user's language if none."""
    lines = [_line_of_test(one, language) for one in tested]
    lines += [_line_of_watch(one, language) for one in found]
    return pl.DataFrame(lines, LINE, orient="row")


LINE: dict[str, pl.DataType] = {
    "rule": pl.String(),
    "check": pl.String(),
    "sentence": pl.String(),
    "items": pl.Int64(),
    "expected": pl.Int64(),
    "found": pl.Int64(),
    "result": pl.String(),
    "places": pl.List(pl.String()),
}


def _line_of_test(one: Tested, language: str | None) -> tuple[object, ...]:
    figures, invariant = one.figures, one.invariant
    sums = (figures["expected"].sum(), figures["found"].sum())
    result = "broken" if one.broken.height else "holds"
    places = [f"{label}: {expected} ≠ {found}" for label, expected, found in one.broken.iter_rows()]
    said = sentence(invariant.sentence, {}, language)
    return (invariant.rule, invariant.relation, said, figures.height, *sums, result, places)


def _line_of_watch(one: Noticed, language: str | None) -> tuple[object, ...]:
    result = "look" if one.labels else "none"
    count = len(one.labels)
    said = sentence(one.watch.sentence, {}, language)
    return ("", one.watch.name, said, count, None, count, result, [*one.labels])
