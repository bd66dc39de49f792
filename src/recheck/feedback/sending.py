"""All files that go back: made two at a time, named so that every system takes the name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from recheck import archive
from recheck.feedback.book import Book
from recheck.feedback.original import Original
from recheck.feedback.package import NotKept
from recheck.feedback.pointing import marks_of
from recheck.feedback.rebuilt import rebuilt
from recheck.feedback.receipt import SheetMarks, lines_of, lines_of_refusal
from recheck.feedback.returned import Refused, Returned
from recheck.feedback.words import Words, feedback_words
from recheck.rulebook import Rulebook

WORKERS = 2
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
LONGEST_NAME = 60
REBUILT = ("rebuilt", "apart")
"""Why a workbook is made anew although its cells can be read."""


@dataclass(frozen=True)
class Sent:
    """A file that was written. `errors`: cells that must be corrected; `rows`: told of people;
    `locked`: it is 回执 alone, as no password opened the original."""

    path: Path
    institution: str | None
    period: str
    file: str
    errors: int
    warnings: int
    rows: int
    held: int
    locked: bool


@dataclass(frozen=True)
class Sender:
    """Writes what goes back into `folder`; originals come from `shelves`."""

    folder: Path
    shelves: Path
    rulebook: Rulebook
    words: Words
    passwords: Sequence[str] = ()

    def send(self, returned: Iterable[Returned], step: Callable[[], None]) -> list[Sent]:
        """Write every workbook; `step` is called after each file. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        by_file = defaultdict(list)
        for one, name in _named(returned, self.words):
            by_file[one.file_no].append((one, name))

        def sent(group: Sequence[tuple[Returned, str]]) -> list[Sent]:
            written = list(self._sent(group))
            step()
            return written

        with ThreadPoolExecutor(WORKERS) as pool:
            return list(chain.from_iterable(pool.map(sent, by_file.values())))

    def refuse(self, refused: Sequence[Refused]) -> list[Path]:
        """Write a 回执 for each file that was not taken."""
        self.folder.mkdir(parents=True, exist_ok=True)
        paths = []
        stems = (self.words.refused_file_name.format(file=Path(one.file).stem) for one in refused)
        for one, name in zip(refused, _distinct(stems), strict=True):
            book = self._book(rebuilt(()))
            paths.append(self.folder / f"{name}{book.suffix}")
            archive.write_whole(paths[-1], book.saved(lines_of_refusal(one, self.words)))
        return paths

    def _sent(self, group: Sequence[tuple[Returned, str]]) -> Iterator[Sent]:
        """All that goes back of one file, which is read once."""
        place = archive.kept(self.shelves, group[0][0].sha256)
        original = Original(place, self.passwords)
        for returned, name in group:
            made = self._made(original, returned)
            path = self.folder / f"{name}{made.book.suffix}"
            lines = lines_of(returned, made.sheets, made.notes, self.words)
            archive.write_whole(path, made.book.saved(lines))
            yield _sent(path, returned, made)

    def _made(self, original: Original, returned: Returned) -> "Made":
        """The best that can be done: their own workbook, its cells in a new one, or 回执 alone."""
        try:
            return self._kept(original, returned)
        except NotKept as problem:
            if problem.note not in REBUILT:
                return self._receipt_alone(returned, problem.note)
            note = problem.note
        try:
            return self._rebuilt(original, returned, note)
        except NotKept as problem:
            return self._receipt_alone(returned, problem.note)

    def _kept(self, original: Original, returned: Returned) -> "Made":
        content = original.content
        if returned.merged:
            raise NotKept("apart")
        book = self._book(content)
        return Made(book, book.mark(returned), ["unlocked"] if original.was_locked else [])

    def _rebuilt(self, original: Original, returned: Returned, note: str) -> "Made":
        kept = _rows_to_keep(returned) if returned.merged else None
        book = self._book(rebuilt(original.sheets, kept))
        return Made(book, book.mark(returned), [note])

    def _receipt_alone(self, returned: Returned, note: str) -> "Made":
        sheets = [
            SheetMarks(sheet, marks_of(sheet, returned, self.rulebook, {}), {})
            for sheet in sorted(returned.sheets)
        ]
        return Made(self._book(rebuilt(())), sheets, [note])

    def _book(self, content: bytes) -> Book:
        return Book(content, self.rulebook, self.words)


@dataclass(frozen=True)
class Made:
    """A workbook that goes back, what was marked in it, and what could not be kept."""

    book: Book
    sheets: Sequence[SheetMarks]
    notes: Sequence[str]


def _rows_to_keep(returned: Returned) -> dict[str, set[int]]:
    """Sheet → titles, headings, and the rows of the one institution."""
    kept: dict[str, set[int]] = defaultdict(set)
    for one in returned.rows:
        kept[one.sheet].add(one.row)
    return {
        sheet: rows | set(range(1, returned.title_rows.get(sheet, 0) + 1))
        for sheet, rows in kept.items()
    }


def _sent(path: Path, returned: Returned, made: Made) -> Sent:
    severities = [mark.severity for sheet in made.sheets for mark in sheet.marks.values()]
    return Sent(
        path,
        returned.institution,
        returned.period,
        returned.file,
        severities.count("error"),
        severities.count("warning"),
        len(returned.rows),
        returned.counts["held"],
        "locked" in made.notes,
    )


# --- names ----------------------------------------------------------------------------------------


def _named(returned: Iterable[Returned], words: Words) -> Iterator[tuple[Returned, str]]:
    """Each with the name of its file, which tells institution and half-year when it comes back."""
    files = list(returned)
    stems = (
        words.file_name.format(institution=one.institution or words.nobody, period=one.period)
        for one in files
    )
    yield from zip(files, _distinct(stems), strict=True)


def _distinct(stems: Iterable[str]) -> Iterator[str]:
    """Safe names, told apart by numbers; systems that ignore case shall not mix them up."""
    taken: set[str] = set()
    for stem in map(safe_name, stems):
        numbered = chain([stem], (f"{stem}_{number}" for number in range(2, len(taken) + 3)))
        name = next(one for one in numbered if one.lower() not in taken)
        taken.add(name.lower())
        yield name


def safe_name(text: str) -> str:
    """`text` as a file name without ending that Windows, macOS and Linux take."""
    name = FORBIDDEN.sub("_", text)[:LONGEST_NAME].strip(" .") or "_"
    return f"_{name}" if RESERVED.fullmatch(name.partition(".")[0]) else name


def sender(
    folder: Path, shelves: Path, rulebook: Rulebook, passwords: Sequence[str] = ()
) -> Sender:
    """A sender with the words of the rules; the passwords open locked originals."""
    return Sender(folder, shelves, rulebook, feedback_words(), passwords)
