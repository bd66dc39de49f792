"""Readers open files, keep them and finish them: threads, or processes when files are many.

Half of reading is Python, which threads of one process do in turns, and in turns with the store.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from recheck.commands import processes
from recheck.corrections import CorrectionBook
from recheck.errors import FileRefused, RecheckError, Unreadable
from recheck.files import Received
from recheck.messages import N_
from recheck.model import Claim
from recheck.preparing import Prepared
from recheck.rulebook import Rulebook
from recheck.supervision import SupervisionBook

if TYPE_CHECKING:
    from recheck.commands.reader import Reader
    from recheck.store import Writer

Result = TypeVar("Result")

FEW, MOST = 2, 4
LOOKAHEAD = 4
"""Files of each reader that wait to be read, or for whoever takes the results."""

UNFORESEEN = N_(
    "The file is damaged in a way that we do not know ({kind}). Please open it in"
    " Excel or WPS, save it as a new .xlsx and send that file."
)

Opened = tuple[Claim, ...] | CorrectionBook | SupervisionBook | FileRefused
Reading = Prepared | SupervisionBook | FileRefused


@dataclass(frozen=True)
class Equipment:
    """What files are read with, and the folder where their rows wait for being taken."""

    rulebook: Rulebook
    names: Mapping[str, str]
    key: bytes = field(repr=False)
    folder: Path


def or_refusal(read: Callable[[], Result]) -> Result | FileRefused:
    """What `read` gives, or why it gives nothing, also when nobody foresaw the damage."""
    try:
        return read()
    except FileRefused as refusal:
        return refusal
    except RecheckError:
        raise
    except Exception as surprise:  # nobody foresees every damage, and the other files go on
        return Unreadable(UNFORESEEN, kind=type(surprise).__name__)


# --- who works --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asking:
    """What a reader is to do: a method of it, and what that is given."""

    method: str
    given: tuple[object, ...]

    def answered(self, reader: "Reader") -> object:
        """What the reader answers."""
        return getattr(reader, self.method)(*self.given)


@dataclass
class Lane:
    """One reader, and the worker that does for it one thing after the other."""

    equipment: Equipment
    apart: bool
    pool: Executor = field(init=False)
    _asked: list[Future[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A new reader, that keeps nothing yet; where no process can be had, it is a thread."""
        if self.apart:
            try:
                self.pool = ProcessPoolExecutor(1, processes.context(), _equip, (self.equipment,))
            except (OSError, ImportError, NotImplementedError):  # no semaphores here
                self.apart = False
        if not self.apart:
            from recheck.commands.reader import Reader

            self.reader = Reader(self.equipment)
            self.pool = ThreadPoolExecutor(1)

    def submit(self, asking: Asking) -> Future[Any]:
        """Raises BrokenProcessPool when the reader has died."""
        given = (_answer, asking) if self.apart else (asking.answered, self.reader)
        self._asked.append(self.pool.submit(*given))
        return self._asked[-1]

    def to_answer(self) -> int:
        """How much it has been asked and has not answered yet."""
        self._asked = [one for one in self._asked if not one.done()]
        return len(self._asked)


_readers: "list[Reader]" = []
"""The one of a process that reads."""


def _equip(equipment: Equipment) -> None:
    from recheck.commands.reader import Reader

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked is interrupted, and says so
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _readers.append(Reader(equipment))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _answer(asking: Asking) -> object:
    return asking.answered(_readers[0])


@dataclass(frozen=True)
class _Asked:
    """A file and its answer, which may still be waited for."""

    file: Received
    answer: Any
    pool: Executor | None = None  # None: the answer was known already


class Readers:
    """Several readers for so many `files`; each file is finished by the one that has opened it."""

    def __init__(self, writer: "Writer", names: Mapping[str, str], files: int) -> None:
        equipment = Equipment(writer.rulebook, dict(names), writer.key, writer.folder)
        apart = processes.are_worth(files)
        number = min(MOST, processes.PROCESSORS) if apart else FEW
        self._lanes = [Lane(equipment, apart) for _ in range(number)]
        self._lane_of: dict[Received, Lane] = {}
        self._foreseen: dict[tuple[Received, str], _Asked] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for lane in self._lanes:
            lane.pool.shutdown(cancel_futures=True)

    def each(
        self,
        files: Sequence[Received],
        request: Callable[[Received], Any],
        ahead: int = 0,
        then: Callable[[Received], Any] | None = None,
    ) -> Iterator[tuple[Received, Any]]:
        """File and answer, in order; what `request` gives that is no Asking is itself the answer.

        A file on which a reader dies is Unreadable. At least `ahead` results may wait. What will be
        asked `then` of files that were answered is begun by readers that have nothing else to do.
        """
        waiting: deque[_Asked] = deque()
        most = max(ahead, LOOKAHEAD * len(self._lanes))
        for file in files:
            waiting.append(self._asked(file, request(file)))
            if len(waiting) > most:
                yield self._answered(waiting.popleft(), request)
        soon = iter(files)
        while waiting:
            yield self._answered(waiting.popleft(), request)
            if then:
                self._foresee(next(soon), then)

    def _foresee(self, file: Received, request: Callable[[Received], Any]) -> None:
        asking = request(file)
        if isinstance(asking, Asking):
            self._foreseen[file, asking.method] = self._asked(file, asking)

    def ask(self, file: Received, request: object) -> Any:  # noqa: ANN401
        """The answer about one file."""
        return next(self.each([file], lambda _: request))[1]

    def _asked(self, file: Received, asking: object) -> _Asked:
        if not isinstance(asking, Asking):
            return _Asked(file, asking)
        if (file, asking.method) in self._foreseen:
            return self._foreseen.pop((file, asking.method))
        if file not in self._lane_of:
            self._lane_of[file] = min(self._lanes, key=Lane.to_answer)
        lane = self._lane_of[file]
        try:
            return _Asked(file, lane.submit(asking), lane.pool)
        except BrokenProcessPool as death:
            return _Asked(file, _failed(death), lane.pool)

    def _answered(self, one: _Asked, request: Callable[[Received], Any]) -> tuple[Received, Any]:
        if one.pool is None:
            return one.file, one.answer
        try:
            return one.file, one.answer.result()
        except BrokenProcessPool as death:
            lane = self._lane_of[one.file]
            if one.pool is lane.pool:  # the first to be waited for was being read
                lane.begin()
                return one.file, Unreadable(UNFORESEEN, kind=type(death).__name__)
            return self._answered(self._asked(one.file, request(one.file)), request)


def _failed(death: BrokenProcessPool) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(death)
    return future
