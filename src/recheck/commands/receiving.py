"""Files come in: readers read them ahead, the store takes them in their order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import polars as pl

from recheck import archive, terminal
from recheck.commands.gathering import Passwords
from recheck.commands.readers import Asking, Opened, Readers, Reading, or_refusal
from recheck.comparing import MustBeAloneError
from recheck.corrections import CorrectionBook, JudgedBook
from recheck.errors import FileRefused, Locked, Unplaceable, Unreadable
from recheck.files import Received
from recheck.findings import BY_CODE
from recheck.messages import N_
from recheck.model import (
    FINDING_SCHEMA,
    Arrival,
    Claim,
    Fate,
    Known,
    Mode,
    Period,
    Severity,
    Taken,
    Upload,
    Withdrawal,
)
from recheck.preparing import Prepared
from recheck.store import Writer
from recheck.supervision import SupervisionBook
from recheck.workspace import Workspace

MOST_FILES, MOST_ROWS = 8, 30_000
"""So much the store takes at once: enough to share the cost, little to be lost by a power cut."""

Read = Reading | CorrectionBook


@dataclass(frozen=True)
class Outcome:
    """What became of one file of the call: taken, refused, or set aside, because it was withdrawn,
    was taken when other rules read it, or (none of all these) is known. `counts`: what is refused
    when read anew counts all the same, as it was read before."""

    file: Received
    taken: tuple[Taken, ...] = ()
    upload: Upload | None = None  # without its rows: they are in the store
    held_rows: int = 0
    refused: FileRefused | None = None
    withdrawn: Withdrawal | None = None
    reads_otherwise: bool = False
    counts: bool = False
    corrections: JudgedBook | None = None

    def findings(self, severity: Severity) -> int:
        """How many findings of that severity the reading left."""
        read = self.upload or self.corrections
        codes = read.findings["code"] if read else ()
        return sum(BY_CODE[code].severity is severity for code in codes)

    def with_findings(self, found: pl.DataFrame) -> "Outcome":
        """The outcome with those of `found` (FINDING_SCHEMA, sha256) that are about its content."""
        if not self.upload:
            return self
        own = found.filter(pl.col("sha256") == self.file.sha256).drop("sha256")
        findings = pl.concat([self.upload.findings, own.cast(FINDING_SCHEMA)])  # type: ignore[arg-type]
        return replace(self, upload=replace(self.upload, findings=findings))

    @property
    def held(self) -> int:
        """Rows that cannot be placed, those of no known institution too; corrections not taken."""
        if self.corrections:
            return sum(line.fate is Fate.HELD for line in self.corrections.lines)
        return self.held_rows

    @property
    def needs_attention(self) -> bool:
        """Whether somebody has to correct something."""
        return self.refused is not None or self.held > 0 or self.findings(Severity.ERROR) > 0

    def summary(self) -> tuple[object, ...]:
        """File, half-years, counts; differences only to an earlier version."""
        read = self.upload or self.corrections
        compared = [one for one in self.taken if not one.first]
        differences = ("added", "changed", "missing")
        return (
            self.file.name,
            "、".join(dict.fromkeys(Period.parse(one.period).chinese for one in self.taken)),
            read.row_total if read else "",
            self._sum(self.taken, "accepted"),
            self.held,
            self._sum(self.taken, "duplicate"),
            self.findings(Severity.ERROR),
            self.findings(Severity.WARNING),
            *(self._sum(compared, count) if compared else "" for count in differences),
        )

    @staticmethod
    def _sum(claims: Sequence[Taken], count: str) -> int:
        return sum(getattr(claim, count) for claim in claims)


@dataclass(frozen=True)
class Delivery:
    """What the command line says about the files of one call, and where they are kept."""

    arrival: Arrival
    known: Known
    mode: Mode
    archive: Path
    passwords: Passwords = field(default_factory=Passwords)
    confirmed: bool = False
    rehearsed_for: Path | None = None
    """The store that a rehearsal leaves alone; returned workbooks are about its cases."""


def receive(
    files: Sequence[Received], workspace: Workspace, writer: Writer, delivery: Delivery
) -> tuple[Outcome, ...]:
    """Take every file that can be taken, wholly or not at all; refuse the others."""
    writer.note_rules(delivery.arrival)
    aside = _unread(files)
    hashed = [file for file in files if file not in aside]
    aside |= _set_aside(hashed, writer, workspace.rulebook.reading_hash, delivery)
    firsts = _first_bearers([file for file in hashed if file not in aside])
    new = [file for file in firsts if firsts[file] is file]
    with Readers(writer, workspace.settings.official_names, len(new)) as readers:
        opened = _opened(new, readers, delivery)
        opened, firsts = _told_by_twins(opened, firsts, readers, delivery)
        outcomes = aside | _taken(opened, readers, writer, delivery)
    writer.settle()
    outcomes = _with_differences(outcomes, writer)
    return tuple(outcomes.get(file) or _like(file, outcomes[firsts[file]]) for file in files)


def _taken(
    opened: dict[Received, Opened], readers: Readers, writer: Writer, delivery: Delivery
) -> dict[Received, Outcome]:
    """What becomes of the files that were opened; corrections come after the rows they name."""
    opened = dict(sorted(opened.items(), key=lambda pair: isinstance(pair[1], CorrectionBook)))
    if delivery.mode is not Mode.ADD:
        claimed = {file: one for file, one in opened.items() if isinstance(one, tuple)}
        opened |= rivals_refused(claimed)
    outcomes: dict[Received, Outcome] = {}
    with terminal.progress(N_("Storing"), len(opened)) as step:
        for together in at_once(read_ahead(opened, readers, delivery)):
            outcomes |= _store(together, writer, delivery)
            for _ in together:
                step()
    return outcomes


def _with_differences(outcomes: dict[Received, Outcome], writer: Writer) -> dict[Received, Outcome]:
    """The outcomes, with what only the store can find: lists that do not fit their 汇总."""
    declaring = [one.upload for one in outcomes.values() if one.upload]
    if not any(upload.declared.height for upload in declaring):
        return outcomes
    found = writer.declared_differences()
    return {file: one.with_findings(found) for file, one in outcomes.items()}


def _unread(files: Sequence[Received]) -> dict[Received, Outcome]:
    """The files that the disk does not give out; of these nothing can be kept or noted."""
    unread = {}
    for file in files:
        try:
            file.sha256  # noqa: B018  made here once, used from here on
        except Unreadable as refusal:
            unread[file] = Outcome(file, refused=refusal)
    return unread


def _set_aside(
    files: Sequence[Received], writer: Writer, reading_hash: str, delivery: Delivery
) -> dict[Received, Outcome]:
    """The files whose content was taken before: nothing new, unless it was withdrawn since and is
    confirmed, or was no upload and is read by other rules now."""
    withdrawn, known = writer.withdrawn(), writer.taken([file.sha256 for file in files])
    aside = {}
    for file in files:
        taken = known[file.sha256]
        if file.sha256 in withdrawn:
            if not delivery.confirmed:
                aside[file] = Outcome(file, withdrawn=withdrawn[file.sha256])
        elif reading_hash in taken or any(taken.values()):
            aside[file] = Outcome(file, reads_otherwise=reading_hash not in taken)
    return aside


def _first_bearers(files: Sequence[Received]) -> dict[Received, Received]:
    """File → the file of this call that brings its content first."""
    bearers: dict[str, Received] = {}
    return {file: bearers.setdefault(file.sha256, file) for file in files}


def _like(file: Received, first: Outcome) -> Outcome:
    """A file whose content came with its twin of this call: refused like that, else known."""
    return Outcome(file, refused=first.refused)


def _opened(
    files: Sequence[Received], readers: Readers, delivery: Delivery
) -> dict[Received, Opened]:
    """What every file claims to be: rivals must be known before the first file is stored."""
    found: dict[Received, Opened] = {}
    opening, finishing = partial(_opening, delivery), partial(_finishing, delivery, found)
    with terminal.progress(N_("Reading"), len(files)) as step:
        for file, one in readers.each(files, opening, then=finishing):
            found[file] = one
            step()
    for file in files:  # asked of one after the other, once the progress bar is gone
        if isinstance(found[file], Locked) and not file.refused:
            attempt = partial(_opened_alone, file, readers, delivery)
            found[file] = delivery.passwords.opening(file.name, attempt, _is_locked)
    return found


def _told_by_twins(
    opened: dict[Received, Opened],
    firsts: dict[Received, Received],
    readers: Readers,
    delivery: Delivery,
) -> tuple[dict[Received, Opened], dict[Received, Received]]:
    """Contents that their first file does not place are opened under the name of another one."""
    speakers: dict[Received, Received] = {}
    for file, first in firsts.items():
        if file is first or first in speakers or not isinstance(opened[first], Unplaceable):
            continue
        one = _opened_alone(file, readers, delivery)
        if isinstance(one, tuple):
            speakers[first] = file
            opened = {speakers.get(old, old): found for old, found in opened.items()} | {file: one}
    return opened, {file: speakers.get(first, first) for file, first in firsts.items()}


def _opening(delivery: Delivery, file: Received) -> Asking | FileRefused:
    source = or_refusal(lambda: file.source(delivery.passwords.words))
    if isinstance(source, FileRefused):
        return source
    return Asking("open", (source, delivery.known))


def _finishing(
    delivery: Delivery, opened: Mapping[Received, Opened], file: Received
) -> Asking | CorrectionBook | SupervisionBook | FileRefused:
    one = opened[file]
    return Asking("finish", (file.sha256, delivery.known)) if isinstance(one, tuple) else one


def _opened_alone(file: Received, readers: Readers, delivery: Delivery) -> Opened:
    opened: Opened = readers.ask(file, _opening(delivery, file))
    return opened


def _is_locked(one: Opened) -> bool:
    return isinstance(one, Locked)


def read_ahead(
    opened: dict[Received, Opened], readers: Readers, delivery: Delivery
) -> Iterator[tuple[Received, Read]]:
    """Each file read to its end, in order, while the store takes those before it."""

    finish = partial(_finishing, delivery, opened)
    for file, reading in readers.each(list(opened), finish, ahead=len(opened)):
        if reading is None:  # its reader has died since, over another file
            again = _opened_alone(file, readers, delivery)
            yield file, readers.ask(file, finish(file)) if isinstance(again, tuple) else again
        else:
            yield file, reading


def rivals_refused(claimed: Mapping[Received, Iterable[Claim]]) -> dict[Received, Unplaceable]:
    """Files that came together and claim the same submission: nobody can tell which one counts."""
    claimants: dict[Claim, list[Received]] = defaultdict(list)
    for file, claims in claimed.items():
        for claim in claims:
            if claim.joins:
                continue
            claimants[Claim(claim.institution, claim.period, claim.kind)].append(file)
    return {
        file: _rivalry(claim, files)
        for claim, files in claimants.items()
        if len(files) > 1
        for file in files
    }


def _rivalry(claim: Claim, rivals: Sequence[Received]) -> Unplaceable:
    return Unplaceable(
        N_(
            "{files} both bring {institution} for {period}, and it cannot be told which one counts."
            " Ingest the older one first and the newer one after it, or add --add when both count."
        ),
        files="、".join(file.name for file in rivals),
        institution=claim.institution,
        period=claim.period.chinese,
    )


def at_once(read: Iterable[tuple[Received, Read]]) -> Iterator[dict[Received, Read]]:
    """What the store takes at once: some uploads that came one after the other, or one file."""
    together: dict[Received, Read] = {}
    for file, reading in read:
        if together and not _may_come_together([*together.values(), reading]):
            yield together
            together = {}
        together[file] = reading
    if together:
        yield together


def _may_come_together(readings: Sequence[Read]) -> bool:
    uploads = [one for one in readings if isinstance(one, Prepared) and not one.joins]
    rows = sum(one.height for one in uploads)
    return len(uploads) == len(readings) <= MOST_FILES and rows <= MOST_ROWS


def _store(
    together: dict[Received, Read], writer: Writer, delivery: Delivery
) -> dict[Received, Outcome]:
    """What becomes of each file; when one of several is refused, each is taken by itself."""
    for file in together:
        with file.opened() as stream:
            archive.keep(delivery.archive, file.sha256, file.name, stream)
    uploads = {file: one for file, one in together.items() if isinstance(one, Prepared)}
    if len(uploads) > 1:
        with suppress(FileRefused, MustBeAloneError):
            return _take(uploads, writer, delivery)
    return {file: _store_alone(file, one, writer, delivery) for file, one in together.items()}


def _store_alone(file: Received, reading: Read, writer: Writer, delivery: Delivery) -> Outcome:
    try:
        if isinstance(reading, FileRefused):
            raise reading
        if isinstance(reading, CorrectionBook):
            return _correct(file, reading, writer, delivery)
        if isinstance(reading, SupervisionBook):
            return _supervise(file, reading, writer, delivery)
        return _take({file: reading}, writer, delivery)[file]
    except FileRefused as refusal:
        writer.refuse(file.outline(), refusal, delivery.arrival)
        return Outcome(file, refused=refusal)


def _take(
    uploads: dict[Received, Prepared], writer: Writer, delivery: Delivery
) -> dict[Received, Outcome]:
    joins = any(one.joins for one in uploads.values())
    mode = Mode.ADD if joins else delivery.mode
    confirmed = joins or delivery.confirmed
    taken = writer.take([*uploads.values()], delivery.arrival, mode, confirmed=confirmed)
    return {
        file: Outcome(file, claims, one.upload, one.held)
        for (file, one), claims in zip(uploads.items(), taken, strict=True)
    }


def _supervise(
    file: Received, book: SupervisionBook, writer: Writer, delivery: Delivery
) -> Outcome:
    """Returned workbooks join what came before, whatever is said of uploads."""
    from recheck.commands.answering import judge_answers

    arrived_on = delivery.arrival.received_at.date()
    prepared = judge_answers(book, writer, arrived_on, delivery.rehearsed_for)
    (taken,) = writer.take([prepared], delivery.arrival, Mode.ADD, confirmed=True)
    return Outcome(file, taken, prepared.upload, prepared.held)


def _correct(file: Received, book: CorrectionBook, writer: Writer, delivery: Delivery) -> Outcome:
    from recheck.commands.correcting import judge

    judged = judge(book, writer, delivery.archive, delivery.arrival)
    return Outcome(file, writer.correct(judged, delivery.arrival), corrections=judged)


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """0, 1, 10 or 11, as the interface defines them."""
    refusals = [one.refused for one in outcomes if one.refused]
    if len(refusals) == len(outcomes):
        return min(refusal.exit_code for refusal in refusals)
    return 1 if any(one.needs_attention for one in outcomes) else 0
