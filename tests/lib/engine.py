"""The real engine, asked like the oracle: files in, cases and rates out, in a throwaway store."""

import dataclasses
import hashlib
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from recheck import changes, measures, model, rulebook, store
from recheck.archive import Archived
from recheck.corrections import CorrectionBook, JudgedBook, NewReading, Target
from recheck.decisions import Decision, Verdict
from recheck.invariants import tested
from recheck.issuing import append_packs
from recheck.model import (
    FINDING_SCHEMA,
    HAZARD_SCHEMA,
    OTHER_ROW_SCHEMA,
    REGISTER_SCHEMA,
    ROW_SCHEMA,
    Arrival,
    Claim,
    Cohort,
    Kind,
    Mode,
    Period,
    Question,
    SourceFile,
    Upload,
)
from recheck.preparing import prepare
from recheck.question import put
from recheck.view import View
from tests.lib.history import (
    Answered,
    Corrected,
    Decided,
    Event,
    Issued,
    Judging,
    Register,
    Reread,
    Sent,
    Told,
    Withdrawn,
)
from tests.lib.oracle.days import GROUPS
from tests.lib.packing import answers, new_pack

Lines = list[dict[str, Any]]
KEY = bytes(range(32))


class Engine:
    """A store that holds `files`, in their order of entry."""

    def __init__(self, folder: Path, judging: Judging) -> None:
        self.path = folder / "recheck.duckdb"
        self.rules = rules(judging)
        self.path.write_bytes(_new_store())

    def take(self, files: Sequence[Sent], events: Sequence[Event] = (), taken: int = 0) -> None:
        """Enter files as `ingest` would, after the first `taken`, and what happened beside them.

        Raises what the store raises.
        """
        with store.writing(self.path, KEY, self.rules) as writer:
            for entry, file in enumerate(files[taken:], taken):
                arrival = Arrival(file.arrived, stated=True, recorded_at=file.arrived)
                codes = _issued(files[:entry])
                prepared = prepare(upload(file, entry, codes), writer.key, writer.folder)
                writer.take([prepared], arrival, Mode(file.mode), confirmed=True)
            for entry, event in enumerate(events):
                _tell(writer, files, event, entry)
            writer.settle()

    @contextmanager
    def reading(self, known_at: datetime | None = None) -> Iterator["Asked"]:
        """The store opened once, for many questions about the same K."""
        anything = Question(date.min, known_at=known_at)
        with store.reading(self.path, self.rules, anything) as view:
            yield Asked(view)

    def case_changes(self, first: datetime, last: datetime, as_of: date) -> Lines:
        """The lines of `changes --cases` between two K."""
        with store.reading(self.path, self.rules, Question(as_of, known_at=first)) as view:
            return changes.case_changes(view, last).to_dicts()

    def rate_changes(self, first: datetime, last: datetime, as_of: date, by: str) -> Lines:
        """The lines of `changes` between two K."""
        with store.reading(self.path, self.rules, Question(as_of, known_at=first)) as view:
            return changes.rate_changes(view, last, [by]).to_dicts()


def _tell(writer: store.Writer, files: Sequence[Sent], event: Event, entry: int) -> None:
    codes = _issued(files)
    arrival = Arrival(event.arrived, stated=True, recorded_at=event.arrived)
    if isinstance(event, Register):
        writer.list_enterprises(_register(event, entry), arrival)
    elif isinstance(event, Reread):
        again = dataclasses.replace(files[event.file], rows=event.rows)
        prepared = prepare(upload(again, len(files) + entry, codes), writer.key, writer.folder)
        writer.retake(prepared, _archived(files, event), arrival, Mode.REPLACE)
    elif isinstance(event, Issued):
        append_packs(writer, [new_pack(event, codes)], arrival)
    elif isinstance(event, Answered):
        prepared = prepare(answers(event, entry, codes), writer.key, writer.folder)
        writer.take([prepared], arrival, Mode.ADD, confirmed=True)
    elif isinstance(event, Corrected):
        writer.correct(_correction(files, event, entry, codes), arrival)
    elif isinstance(event, Withdrawn):
        writer.decide([_withdrawal(files, event)], arrival)
    elif isinstance(event, Decided):
        writer.decide([_on_case(event, codes)], arrival)
    else:
        writer.decide([_decision(event, codes)], arrival)


def _correction(
    files: Sequence[Sent], event: Corrected, entry: int, codes: Mapping[tuple[int, int], str]
) -> JudgedBook:
    """A correction workbook of one row, as judging would leave it."""
    file_entry, number = event.row
    file = files[file_entry]
    sent_rows = _rows(file, codes).to_dicts()
    target = Target(
        row_no=int(codes[event.row][1:10]),
        file="",
        sha256="",
        arrived_on=file.arrived.date(),
        sheet_no=1,
        row=number + 2,
        institution=file.institution_of(file.rows[number]),
        period=file.period,
        troubles=frozenset(),
    )
    reading = sent_rows[number] | dict(event.cells)
    always = ("kind", "visit", "institution", "period", "hazards", "recheck_hazards")
    overlay = dict.fromkeys(ROW_SCHEMA) | dict(event.cells) | {one: reading[one] for one in always}
    content = repr((entry, event)).encode()
    source = SourceFile(f"{entry}.xlsx", hashlib.sha256(content).hexdigest(), content)
    heading = pl.DataFrame([("更正", 1, 1, "furniture")], OTHER_ROW_SCHEMA, orient="row")
    return JudgedBook(
        book=CorrectionBook(source, (), heading, 1, {}),
        claims=(Claim(target.institution, Period.parse(target.period), Kind.CORRECTION),),
        lines=(),
        findings=pl.DataFrame(schema=FINDING_SCHEMA),
        readings=(NewReading(target, event.arrived, reading, overlay, frozenset()),),
        hazards=_hazards(dataclasses.replace(file, rows=(event.cells,))),
    )


@dataclass(frozen=True)
class Asked:
    """The measures of an open store, as plain lines; the same question is computed once."""

    view: View
    answers: dict[Any, Lines] = field(default_factory=dict, repr=False)

    def cases(self, question: Question) -> Lines:
        """The lines of `cases`."""
        return self._asked(measures.cases, question)

    def overdue(self, question: Question) -> Lines:
        """The lines of `overdue`."""
        return self._asked(measures.overdue, question)

    def rates(self, question: Question, by: Sequence[str]) -> Lines:
        """The lines of `rates`."""
        return self._asked(measures.rates, question, tuple(by))

    def balance(self, question: Question, since: date, by: str | None = None) -> Lines:
        """The lines of `balance`: from the end of `since` to T."""
        return self._asked(measures.balance, question, since, by)

    def _asked(
        self, measure: Callable[..., pl.DataFrame], question: Question, *more: Hashable
    ) -> Lines:
        key = measure, question, more
        if key not in self.answers:
            self.answers[key] = measure(measures.ask(self.view, question), *more).to_dicts()
        return [dict(line) for line in self.answers[key]]

    def history(self) -> Lines:
        """The lines of `submissions --history`."""
        return measures.history(self.view).to_dicts()

    def history_cases(self) -> Lines:
        """The lines of `submissions --cases`."""
        return measures.history_cases(self.view).to_dicts()

    def flows(self, as_of: date, since: date) -> Lines:
        """Stock and flow of `verify` from the end of `since` to T: label, expected, found."""
        return self._asked(_flows, question(as_of), since)

    def broken(self, as_of: date, over: timedelta = timedelta(days=182)) -> list[str]:
        """The invariants that `verify` finds broken; flows are counted `over` so many days."""
        return [str(line["sentence"]) for line in self._asked(_broken, question(as_of), over)]


def _flows(view: View, since: date) -> pl.DataFrame:
    put(view.connection, dataclasses.replace(view.question, as_of=since))
    view.compute("earlier_state")
    put(view.connection, view.question, since=since)
    return view.measured("stock_and_flow", "invariants")


def _broken(view: View, over: timedelta) -> pl.DataFrame:
    results = tested(view, view.question.as_of - over, kept=True)
    return pl.DataFrame(
        {"sentence": [one.invariant.sentence for one in results if one.broken.height]}
    )


@contextmanager
def holding(
    files: Sequence[Sent], judging: Judging | None = None, events: Sequence[Event] = ()
) -> Iterator[Engine]:
    """A throwaway store with these files, and what happened beside them."""
    with TemporaryDirectory() as folder:
        engine = Engine(Path(folder), judging or Judging())
        engine.take(files, events)
        yield engine


@cache
def _new_store() -> bytes:
    """A store without files; making one takes longer than copying it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "recheck.duckdb"
        with store.writing(path, KEY, rules(Judging())):
            pass
        return path.read_bytes()


@cache
def rules(judging: Judging) -> rulebook.Rulebook:
    """The package's rules with other figures."""
    policy = dataclasses.replace(rulebook.load().policy, **dataclasses.asdict(judging))
    return rulebook.load(policy=policy)


def question(as_of: date, span: tuple[date, date] | None = None, cohort: str = "exam") -> Question:
    """What is asked, without filters."""
    first, last = span or (None, None)
    return Question(as_of, span_from=first, span_to=last, cohort=Cohort(cohort))


def _archived(files: Sequence[Sent], event: Reread) -> Archived:
    """The file to be read anew, as the store numbers it."""
    file = files[event.file]
    joins = file.mode == "add"
    return Archived(event.file + 1, "", "", file.arrived, joins, None, None, file.claims)


def _withdrawal(files: Sequence[Sent], event: Withdrawn) -> Decision:
    """Versions are numbered as files and their claims are entered."""
    before = sum(len(file.claims) for file in files[: event.file])
    own = [institution for institution, _ in files[event.file].claims]
    number = before + own.index(event.institution) + 1
    return Decision(Verdict.WITHDRAW, str(number), event.arrived.date(), "误报", "王")


def _issued(files: Sequence[Sent]) -> dict[tuple[int, int], str]:
    """(file, row) → the 个案编号 that the row gave its case: rows are numbered as they enter."""
    places = [(entry, row) for entry, file in enumerate(files) for row in range(len(file.rows))]
    return {place: case_code(number) for number, place in enumerate(places, 1)}


def case_code(row_no: int) -> str:
    """R, nine digits, two check digits by ISO 7064 MOD 97-10: the number with them leaves 1."""
    return f"R{row_no:09d}{98 - row_no * 100 % 97:02d}"


def upload(file: Sent, entry: int, codes: Mapping[tuple[int, int], str]) -> Upload:
    """A file as intake would hand it over; `entry` makes its content unlike any other."""
    content = repr((entry, file)).encode()
    name = f"{entry:02d}.xlsx"
    return Upload(
        source=SourceFile(name, hashlib.sha256(content).hexdigest(), content),
        reading_rules="test",
        claims=tuple(
            Claim(institution, Period.parse(period), Kind(file.kind), file.nil)
            for institution, period in file.claims
        ),
        rows=_rows(file, codes),
        other_rows=pl.DataFrame(schema=OTHER_ROW_SCHEMA),
        hazards=_hazards(file),
        findings=pl.DataFrame(schema=FINDING_SCHEMA),
        row_total=len(file.rows),
    )


def _rows(file: Sent, codes: Mapping[tuple[int, int], str]) -> pl.DataFrame:
    """Equal rows of one file are duplicates already at intake."""
    seen: list[Any] = []
    rows = []
    for number, cells in enumerate(file.rows):
        placed = {
            "sheet": "表1",
            "sheet_no": 1,
            "row": number + 2,
            "fate": "duplicate" if cells in seen else "accepted",
            "kind": file.kind,
            "institution": file.institution_of(cells),
            "period": file.period,
            "case_id": codes.get(cells.get("case_id", ())),
        }
        rows.append(dict.fromkeys(ROW_SCHEMA) | {"hazards": []} | dict(cells) | placed)
        seen.append(cells)
    return pl.DataFrame(rows, schema=ROW_SCHEMA)


def _hazards(file: Sent) -> pl.DataFrame:
    named = sorted({hazard for cells in file.rows for hazard in cells.get("hazards") or ()})
    return pl.DataFrame(
        [{"hazard": hazard, "hazard_group": GROUPS[hazard]} for hazard in named],
        schema=HAZARD_SCHEMA,
    )


def _register(event: Register, entry: int) -> model.Register:
    content = repr((entry, event)).encode()
    lines = [
        dict.fromkeys(REGISTER_SCHEMA)
        | {"foreign_uscc": False, "reviewed": False, "fate": "accepted"}
        | {name: value for name, value in cells.items() if name in REGISTER_SCHEMA}
        | {"sheet": "名录", "sheet_no": 1, "row": number}
        for number, cells in enumerate(event.lines, 2)
    ]
    return model.Register(
        source=SourceFile(f"名录{entry}.xlsx", hashlib.sha256(content).hexdigest(), content),
        reading_rules="test",
        lines=pl.DataFrame(lines, schema=REGISTER_SCHEMA),
        other_rows=pl.DataFrame(schema=OTHER_ROW_SCHEMA),
        findings=pl.DataFrame(schema=FINDING_SCHEMA),
        row_total=len(event.lines),
    )


def _decision(event: Told, codes: Mapping[tuple[int, int], str]) -> Decision:
    return Decision(
        Verdict.SAME_PERSON if event.same else Verdict.OTHER_PERSON,
        codes[event.one],
        event.arrived.date(),
        reason="电话核实",
        decided_by="陈芳",
        other=codes[event.other],
    )


def _on_case(event: Decided, codes: Mapping[tuple[int, int], str]) -> Decision:
    """Entered as it is told, legal or not: what follows must be clear for every order."""
    district, town = event.place
    return Decision(
        Verdict(event.verdict),
        codes[event.row],
        event.on,
        event.reason,
        decided_by="陈芳",
        other=codes[event.other] if event.other else None,
        evidence=event.evidence,
        district=district,
        town=town,
    )
