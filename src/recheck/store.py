"""The only place that opens DuckDB and the only place that commits.

The store holds what arrived, and nothing in it is updated. Everything else follows from it: for the
last arrival kept in tables that `derived.rebuild` writes, for any other K derived on the spot.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

from recheck import derived, relations
from recheck.appending import Appender, append_refusal
from recheck.archive import Archived
from recheck.comparing import (
    MustBeAloneError,
    SaysNothingNewError,
    compared,
    followed_by,
    note_follower,
    refuse_lost_claims,
    refuse_repetition,
    refuse_strangers,
)
from recheck.correcting import append_corrections, find_targets
from recheck.corrections import JudgedBook, RowKey, Target
from recheck.decisions import Decision
from recheck.errors import FileRefused, StoreUnavailable
from recheck.labels import labels
from recheck.messages import N_
from recheck.model import (
    Arrival,
    Mode,
    Question,
    Register,
    SourceFile,
    Taken,
    Upload,
    Withdrawal,
)
from recheck.preparing import Prepared
from recheck.question import ALL_TIME, put
from recheck.registering import append_register
from recheck.reporters import Reporter
from recheck.rulebook import Rulebook
from recheck.snapshots import record_rules
from recheck.transfer import append, last_number
from recheck.view import View

IN_USE = N_("The store is in use by another command; wait until that has ended and try again.")
DAMAGED = N_("{file} is damaged or no store of ours; put it back from a backup.")
VERSION_SCHEMA: dict[str, pl.DataType] = {
    "version_no": pl.Int64(),
    "file_no": pl.Int64(),
    "institution": pl.String(),
    "period": pl.String(),
    "kind": pl.String(),
    "nil": pl.Boolean(),
    "joins": pl.Boolean(),
}
ROWS_TOGETHER = 16_384
"""Few enough that what is stored at once fills one, and skips the log, and that processors share a
half-year; fewer still would double the file."""
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "wal_autocheckpoint": "1GB",  # files are taken faster when only closing rewrites the store
}


@contextmanager
def reading(
    path: Path, rulebook: Rulebook, question: Question, reporters: Sequence[Reporter] = ()
) -> Iterator[View]:
    """The store as of (T, K); a store that does not exist yet reads as an empty one.

    Raises StoreUnavailable while another command writes, or when the store is of another version.
    """
    with _connected(path if path.exists() else None, read_only=path.exists()) as connection:
        if path.exists():
            _refuse_other_version(_version(connection), len(relations.migrations()))
        else:
            _migrate(connection)
        named = labels(rulebook, reporters)
        yield derived.as_known(View(connection, question, rulebook, named), question)


@contextmanager
def writing(path: Path, key: bytes, rulebook: Rulebook) -> Iterator["Writer"]:
    """The store opened to take files, made when it does not exist. Raises StoreUnavailable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _connected(path, read_only=False) as connection:
        _migrate(connection)
        put(connection, ALL_TIME)
        view = View(connection, ALL_TIME, rulebook)
        view.make(relations.KNOWN)
        connection.execute("set threads = 1")  # the other processors read ahead
        with TemporaryDirectory(prefix="recheck-") as folder:
            yield Writer(view, key, Path(folder))


@dataclass
class Writer:
    """Takes files, each or several at once in a transaction of their own."""

    view: View
    """All that ever arrived."""
    key: bytes = field(repr=False)
    folder: Path
    """Where rows wait for being taken; gone afterwards."""
    rules_noted: bool = False

    @property
    def connection(self) -> DuckDBPyConnection:
        """The open store."""
        return self.view.connection

    @property
    def rulebook(self) -> Rulebook:
        """The rules by which files are read and judged now."""
        return self.view.rulebook

    def taken(self, contents: Sequence[str]) -> dict[str, dict[str, bool]]:
        """Each content (sha256) → rules (reading_hash) by which it was taken → whether as an
        upload."""
        found = self.connection.execute(
            "select sha256, reading_hash, coalesce(bool_or(v.kind <> 'correction'), false)"
            " from received_file left join version as v using (file_no)"
            " where list_contains($contents, sha256) and not refused group by sha256, reading_hash",
            {"contents": list(contents)},
        )
        taken: dict[str, dict[str, bool]] = {content: {} for content in contents}
        for content, reading_hash, as_upload in found.fetchall():
            taken[content][reading_hash] = as_upload
        return taken

    def withdrawn(self) -> dict[str, Withdrawal]:
        """Content of files (sha256) that were withdrawn, and not taken again since."""
        lines = self.view.measured("withdrawn_content")
        return {sha256: Withdrawal(*told) for sha256, *told in lines.iter_rows()}

    def archived(self, *, refused: bool) -> tuple[Archived, ...]:
        """The files of active versions that other rules read, and `refused` ones, as they came."""
        hashed = self.rulebook.reading_hash
        lines = self.view.measured("archived", hash=hashed, refused=refused)
        return tuple(Archived(*line) for line in lines.iter_rows())

    def note_rules(self, arrival: Arrival) -> None:
        """Record changed rules although no file is taken: from now on they count."""
        with self.transaction():
            record_rules(self.connection, self.rulebook, arrival)
        self.rules_noted = True

    def take(
        self, uploads: Sequence[Prepared], arrival: Arrival, mode: Mode, *, confirmed: bool = False
    ) -> list[tuple[Taken, ...]]:
        """Store uploads, as if one after the other; their Parquet files are gone afterwards.

        Raises Unplaceable, and nothing is stored, when cases would vanish unsaid, and unless
        `confirmed` also when one looks like another half-year's or institution's. Raises
        MustBeAloneError when one of several follows others.
        """
        with self._event(arrival):
            numbers, followed = self._append(uploads, arrival, joins=mode is Mode.ADD)
            if not confirmed:
                refuse_strangers(self.connection, numbers[0])
            brought = compared(self.connection, numbers[0], followed, mode)
        for one in uploads:
            one.discard()
        return [brought.get(file_no, ()) for file_no in numbers]

    def retake(
        self,
        prepared: Prepared,
        archived: Archived,
        arrival: Arrival,
        mode: Mode,
        *,
        confirmed: bool = False,
    ) -> tuple[Taken, ...]:
        """Store an archived file as it reads now; nothing when it says the same as before.

        It stands in the place of the file as it was received. Raises Unplaceable like `take`, and
        when the file no longer speaks for somebody it spoke for. What counted has been looked at
        when it was taken; what was refused has not.
        """
        refuse_lost_claims(mode, archived.claims, prepared.upload.claims)
        try:
            with self._event(arrival):
                joins, origin_no = archived.joins, archived.origin_no
                (file_no,), followed = self._append([prepared], arrival, joins, origin_no)
                refuse_repetition(self.connection, file_no, origin_no)
                if not archived.claims and not confirmed:
                    refuse_strangers(self.connection, file_no)
                return compared(self.connection, file_no, followed, mode).get(file_no, ())
        except SaysNothingNewError:
            return ()
        finally:
            prepared.discard()

    def _append(
        self,
        uploads: Sequence[Prepared],
        arrival: Arrival,
        joins: bool,
        origin_no: int | None = None,
    ) -> tuple[Sequence[int], list[str]]:
        """The files' numbers, and the institutions of which one brought another version."""
        told = [one.upload for one in uploads]
        files = [(one.source, one.reading_rules, one.row_total) for one in told]
        numbers = self._receive(arrival, *files)
        versions = self._add_versions(dict(zip(numbers, told, strict=True)), joins)
        followed = followed_by(self.connection, numbers[0])
        if followed and len(uploads) > 1:
            raise MustBeAloneError
        first_row_no = last_number(self.connection, "row_no", "row_read") + 1
        heights = accumulate((one.height for one in uploads), initial=first_row_no)
        appender = Appender(self.connection, dict(zip(numbers, heights, strict=False)))
        appender.append(dict(zip(numbers, uploads, strict=True)), versions)
        if origin_no:
            reread = pl.DataFrame({"file_no": [*numbers], "origin_no": [origin_no]})
            append(self.connection, "reread", reread)
        if followed:
            note_follower(self.connection, numbers[0])
        return numbers, followed

    def targets(self, keys: Iterable[RowKey]) -> dict[RowKey, Target]:
        """The rows of uploads that a correction workbook names, as they stand now."""
        relations.compute_known(self.connection)
        return find_targets(self.connection, keys)

    def correct(self, judged: JudgedBook, arrival: Arrival) -> tuple[Taken, ...]:
        """Store a correction workbook: its lines, and how the rows that they name read since."""
        with self._event(arrival):
            hashed = self.rulebook.reading_hash
            book = judged.book
            (file_no,) = self._receive(arrival, (book.source, hashed, book.row_total))
            versions = self._add_versions({file_no: judged}, joins=True)
            append_corrections(self.connection, file_no, judged, versions, self.key)
            hazards = judged.hazards.with_columns(reading_hash=pl.lit(hashed))
            append(self.connection, "hazard", hazards)
            relations.compute_known(self.connection)
        return judged.taken

    def list_enterprises(self, register: Register, arrival: Arrival) -> None:
        """Store a register of enterprises, or answers about them."""
        with self._event(arrival):
            told = (register.source, register.reading_rules, register.row_total)
            (file_no,) = self._receive(arrival, told)
            append_register(self.connection, file_no, register)

    def refuse(self, source: SourceFile, error: FileRefused, arrival: Arrival) -> None:
        """Note that a file was refused, and why; it is no submission."""
        with self._event(arrival):
            hashed = self.rulebook.reading_hash
            (file_no,) = self._receive(arrival, (source, hashed, 0), refused=True)
            append_refusal(self.connection, file_no, error)

    def decide(self, decisions: Sequence[Decision], arrival: Arrival) -> None:
        """Note what somebody decided, all of it or nothing; it counts from its arrival on."""
        first = last_number(self.connection, "decision_no", "decision") + 1
        events = [
            {"decision_no": number, **dataclasses.asdict(one), **dataclasses.asdict(arrival)}
            for number, one in enumerate(decisions, first)
        ]
        with self._event(arrival):
            append(self.connection, "decision", pl.DataFrame(events))

    def settle(self) -> None:
        """Bring the kept tables up to the last arrival; else every reader derives them anew."""
        if not derived.is_settled(self.connection):
            self.connection.execute("reset threads")
            with self.transaction():
                derived.settle(self.connection)

    def declared_differences(self) -> pl.DataFrame:
        """FINDING_SCHEMA, sha256: where lists do not fit what their files declare; settle first."""
        return self.view.measured("declared_differences")

    @contextmanager
    def _event(self, arrival: Arrival) -> Iterator[None]:
        """All of it or nothing is stored, after the rules by which it is judged."""
        if not self.rules_noted:
            self.note_rules(arrival)
        with self.transaction():
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing is stored."""
        self.connection.execute("begin")
        try:
            yield
        except BaseException:
            self.connection.execute("rollback")
            raise
        self.connection.execute("commit")

    def _receive(
        self, arrival: Arrival, *files: tuple[SourceFile, str, int], refused: bool = False
    ) -> range:
        """The numbers of files; each with the hash of the rules that read it, and its rows."""
        first = last_number(self.connection, "file_no", "received_file") + 1
        numbers = range(first, first + len(files))
        received = {
            "received_at": arrival.received_at,
            "received_stated": arrival.stated,
            "recorded_at": arrival.recorded_at,
            "refused": refused,
        }
        lines = [
            {"file_no": number, "name": source.name, "sha256": source.sha256}
            | {"reading_hash": reading_hash, "row_total": row_total}
            | received
            for number, (source, reading_hash, row_total) in zip(numbers, files, strict=True)
        ]
        append(self.connection, "received_file", pl.DataFrame(lines))
        return numbers

    def _add_versions(
        self, uploads: Mapping[int, Upload | JudgedBook], joins: bool
    ) -> pl.DataFrame:
        """Their versions, by file number: version_no, file_no, institution, period, kind."""
        first = last_number(self.connection, "version_no", "version") + 1
        claims = [(file_no, claim) for file_no, one in uploads.items() for claim in one.claims]
        lines = [
            (number, file_no, one.institution, str(one.period), one.kind.value, one.nil, joins)
            for number, (file_no, one) in enumerate(claims, first)
        ]
        versions = pl.DataFrame(lines, VERSION_SCHEMA, orient="row")
        append(self.connection, "version", versions)
        return versions.drop("nil", "joins")


@contextmanager
def _connected(path: Path | None, read_only: bool) -> Iterator[DuckDBPyConnection]:
    connection = duckdb.connect(":memory:", config=SETTINGS)
    try:
        connection.execute("set enable_progress_bar = false")  # standard output carries only data
        if path:
            _attach(connection, path, read_only)
        yield connection
    finally:
        connection.close()


def _attach(connection: DuckDBPyConnection, path: Path, read_only: bool) -> None:
    options = "read_only" if read_only else f"row_group_size {ROWS_TOGETHER}"
    try:
        connection.execute(f"attach $path as store ({options})", {"path": str(path)})
    except duckdb.IOException as problem:
        is_damaged = "not a valid DuckDB database file" in str(problem)
        raise StoreUnavailable(DAMAGED if is_damaged else IN_USE, file=path) from problem
    connection.execute("use store")


def _version(connection: DuckDBPyConnection) -> int:
    try:
        found = connection.execute("select max(version) from schema_version")
    except duckdb.CatalogException:  # a new store
        return 0
    return int(found.fetchall()[0][0])


def _refuse_other_version(version: int, expected: int) -> None:
    if version != expected:
        raise StoreUnavailable(
            N_(
                "The store has version {version}, this program works with version {expected};"
                " use the program that fits."
            ),
            version=version,
            expected=expected,
        )


def _migrate(connection: DuckDBPyConnection) -> None:
    """Bring the store to this program's schema; a newer store is refused."""
    steps = relations.migrations()
    current = _version(connection)
    _refuse_other_version(max(current, len(steps)), len(steps))
    if current == len(steps):
        return
    connection.execute("begin")
    connection.execute("create table if not exists schema_version (version integer)")
    for version, step in enumerate(steps[current:], current + 1):
        connection.execute(step)
        connection.execute("insert into schema_version values ($version)", {"version": version})
    relations.make_view(connection, "views", "newest_event")
    nobody = "select *, '' as definition_hash from newest_event limit 0"
    connection.execute(f"create or replace table settled as {nobody}")
    connection.execute("commit")
