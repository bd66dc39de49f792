"""The readers of one rulebook and institution; each remembers the cells that it has read."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

import polars as pl

from recheck.cells.answers import AnswerReader
from recheck.cells.conclusions import ConclusionReader
from recheck.cells.dates import date_fault, read_date
from recheck.cells.deadlines import DeadlineReader
from recheck.cells.habits import usual_spelling
from recheck.cells.hazards import HazardReader
from recheck.cells.id_numbers import IdNumber, IdReader
from recheck.cells.labels import label_reader
from recheck.cells.lookup import CellReader, as_parameters
from recheck.cells.phones import read_phone
from recheck.cells.places import PlaceReader
from recheck.cells.text import EDGES, line, typed_forms, without_midnight
from recheck.cells.told_hazards import ToldConclusionReader
from recheck.cells.uscc import read_uscc
from recheck.cells.visit_words import exam_type_said, recheck_said
from recheck.model import ROW_SCHEMA
from recheck.rulebook import HAZARDS, DateHabits, HazardBook, Profile, Rulebook, Vocabulary

BETWEEN = "\x1f"
"""Stands between two cells that are read together, and in none of them."""
READERS_KEPT = 128
"""More than a city has institutions that write in their own way."""

TEXT, DAY = pl.String(), pl.Date()
PARTS_OF_DEADLINE = ("deadline_mode", "deadline_on", "deadline_amount", "deadline_unit")


@dataclass(frozen=True, eq=False)
class Readers:
    """One reader per kind of cell; those of cells that repeat themselves remember them."""

    rulebook: Rulebook
    words: Mapping[str, Vocabulary]
    """The rulebook's vocabularies with the institution's own spellings."""
    book: HazardBook
    """The hazards, with its own spellings too."""
    habits: DateHabits

    @cached_property
    def empty(self) -> frozenset[str]:
        """What fills a cell and says nothing: 无, /."""
        return typed_forms(self.words["nothing"])

    @cached_property
    def ditto(self) -> frozenset[str]:
        """What points at the row above: 同上."""
        return typed_forms(self.words["ditto"])

    @cached_property
    def place(self) -> CellReader:
        """District and town, BETWEEN them → both names and both codes."""
        columns = ("district", "town", "district_code", "town_code")
        reader = PlaceReader(self.rulebook.region)

        def read(both: str) -> tuple[str | None, ...]:
            return reader.read(*map(self._bare, both.split(BETWEEN, 1)))

        return self._reading(read, **dict.fromkeys(columns, TEXT))

    @cached_property
    def hazards(self) -> CellReader:
        """Hazards → canonical names, code and parameters."""
        reader = HazardReader(self.book, self.words["nothing"])

        def read(written: str) -> tuple[list[str], str | None, str | None]:
            hazards, unknown = reader.read(written)
            if not unknown:
                return hazards, None, None
            return hazards, "hazard_unknown", as_parameters(hazard="、".join(unknown))

        kind = ROW_SCHEMA["hazards"]
        return self._reading(read, value=kind, code=TEXT, parameters=TEXT)

    @cached_property
    def date(self) -> CellReader:
        """A date → the day, or why it cannot be read."""

        def read(written: str) -> tuple[object, ...]:
            words = self._usual(written)
            on = read_date(words)
            return on, None if on else date_fault(words)

        return self._reading(read, value=DAY, code=TEXT)

    @cached_property
    def deadline(self) -> CellReader:
        """复查期限 → Deadline and its text."""
        reader = DeadlineReader(self.words["vague_deadline"], self.words["deadline_filler"])

        def read(written: str) -> tuple[object, ...]:
            as_text = without_midnight(unicodedata.normalize("NFKC", written)).strip()
            return *reader.read(self._usual(written)), as_text

        kinds = {name: ROW_SCHEMA[name] for name in PARTS_OF_DEADLINE}
        return self._reading(read, **kinds, code=TEXT, deadline_text=TEXT)

    @cached_property
    def conclusion(self) -> CellReader:
        """体检结论 and 复查结论 → Conclusion."""
        read = self._conclusions.read
        return self._reading(read, value=TEXT, again=pl.Boolean(), code=TEXT)

    @cached_property
    def told(self) -> CellReader:
        """体检结论 of an exam record → ToldConclusion."""
        reader = ToldConclusionReader(
            self._conclusions, HazardReader(self.book, self.words["nothing"])
        )
        names = ROW_SCHEMA["hazards"]
        return self._reading(
            lambda written: tuple(
                list(one) if isinstance(one, tuple) else one for one in reader.read(written)
            ),
            value=TEXT,
            recheck=pl.Boolean(),
            hazards=names,
            recheck_hazards=names,
            code=TEXT,
        )

    @cached_property
    def visits(self) -> Mapping[str, CellReader]:
        """Cells of an exam record that may say what it is about → Said."""
        types, visits, answers = (self.words[one] for one in ("exam_type", "visit", "yes_no"))
        readers = {
            "exam_type": partial(exam_type_said, types=types, visits=visits),
            "check_type": partial(exam_type_said, types=types, visits=visits),
            "is_recheck": partial(recheck_said, answers=answers, visits=visits),
        }
        return {
            field: self._reading(read, value=TEXT, visit=TEXT, code=TEXT)
            for field, read in readers.items()
        }

    @cached_property
    def answer(self) -> CellReader:
        """是否复查 → Answer."""
        reader = AnswerReader(self.words["yes_no"], self.words["reason"], self._conclusions)
        return self._reading(
            lambda written: reader.read(self._usual(written)),
            value=TEXT,
            on=DAY,
            because=TEXT,
            result=TEXT,
            code=TEXT,
        )

    @cached_property
    def labels(self) -> Mapping[str, CellReader]:
        """Vocabulary → the reader of a cell that names an entry of it: label and code."""
        return {
            name: self._reading(label_reader(name, words), value=TEXT, code=TEXT)
            for name, words in self.words.items()
        }

    @cached_property
    def uscc(self) -> CellReader:
        """统一社会信用代码 → the code, or why it is none."""
        return self._reading(read_uscc, value=TEXT, code=TEXT, parameters=TEXT)

    @cached_property
    def phone(self) -> CellReader:
        """联系电话 → Phone."""
        read = partial(read_phone, area=self.rulebook.region.phone_area)
        return self._reading(read, value=TEXT, code=TEXT, parameters=TEXT)

    @cached_property
    def resident(self) -> str:
        """居民身份证."""
        return self.words["id_type"].codes["resident"]

    def id_number(self, written: str | None, stated: str | None) -> IdNumber:
        """证件号码 beside the label of 证件类型."""
        text = self._bare(written)
        if text in self.ditto:
            return IdNumber(stated, code="ditto")
        return self._ids.read(text, stated)

    @cached_property
    def _ids(self) -> IdReader:
        return IdReader(self.words["id_type"])

    @cached_property
    def _conclusions(self) -> ConclusionReader:
        return ConclusionReader(self.words["conclusion"], self.words["recheck_prefix"])

    @cached_property
    def _usual(self) -> Callable[[str], str]:
        return usual_spelling(self.habits)

    def _bare(self, written: str | None) -> str | None:
        """Without blanks around; None when nothing is said, whatever cannot be seen."""
        text = written.strip(EDGES) if written else ""
        visible = text if text.isprintable() else line(text)
        return None if not visible or visible in self.empty else text

    def _reading(
        self, read: Callable[[str], tuple[object, ...]], **columns: pl.DataType
    ) -> CellReader:
        """`read` for cells that say something; what points at the row above is a finding."""
        nothing: tuple[object, ...] = (None,) * len(columns)
        pointing = tuple("ditto" if name == "code" else None for name in columns)

        def read_cell(written: str) -> tuple[object, ...]:
            words = self._bare(written)
            if "code" in columns and words in self.ditto:
                return pointing
            return read(words) if words else nothing

        return CellReader(read_cell, columns)


@lru_cache(READERS_KEPT)
def readers_for(rulebook: Rulebook, profile: Profile | None) -> Readers:
    """The readers for an institution; the same ones for each of its files."""
    own = profile.values if profile else {}
    words = {
        name: words.extended(own[name]) if name in own else words
        for name, words in rulebook.vocabularies.items()
    }
    book = rulebook.hazards.extended(own.get(HAZARDS, {}))
    return Readers(rulebook, words, book, profile.dates if profile else DateHabits())
