"""Packs are made, archived, noted in the store, and written out; asked for again, the same ones."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl

from recheck import archive, store, terminal
from recheck.issuing import NewPack, PackedCase, append_packs
from recheck.messages import N_
from recheck.model import Arrival, Question
from recheck.packs import pack_book, pack_of, pack_pages, pack_style
from recheck.report.fonts import FontBook
from recheck.report.pdf import render
from recheck.report.style import Style
from recheck.report.writing import own_fonts, own_look
from recheck.rulebook import Rulebook, pack_rules
from recheck.supervision import pack_name
from recheck.workspace import Workspace

Frames = Mapping[str, pl.DataFrame]
"""Those of `measures.packs`."""


@dataclass(frozen=True)
class Issued:
    """A pack, new or issued before for the same T and K; its files are in the archive."""

    number: int
    recipient: str
    cases: int
    workbook: str
    pdf: str
    again: bool = False

    @property
    def files(self) -> dict[str, str]:
        """Ending → sha256."""
        return {"xlsx": self.workbook, "pdf": self.pdf}


def scope_of(question: Question) -> str:
    """How much of what is overdue the question asks for: all, place or part."""
    asked = question
    narrowed = (asked.enterprise, asked.institution, asked.hazard, asked.exam_type)
    if any(narrowed) or asked.span_from or asked.span_to:
        return "part"
    return "place" if asked.district or asked.town else "all"


@dataclass(frozen=True)
class Issuer:
    """Makes packs in one workspace."""

    workspace: Workspace
    rulebook: Rulebook
    style: Style
    by_town: bool
    scope: str

    @classmethod
    def of(cls, workspace: Workspace, question: Question, *, by_town: bool) -> "Issuer":
        """With the looks of its reports."""
        look = own_look(workspace)
        scope = scope_of(question)
        return cls(workspace, workspace.rulebook, pack_style(look.style), by_town, scope)

    def issue(self, frames: Frames, next_no: int, arrival: Arrival) -> list[Issued]:
        """One pack for each recipient, all of them noted in the store or none."""
        made = list(self._made(frames, next_no))
        new = [pack for pack, _ in made if pack]
        if new:
            place = self.workspace
            with store.writing(place.store_path, place.key(), self.rulebook) as writer:
                append_packs(writer, new, arrival, next_no)
        return [issued for _, issued in made]

    def _made(self, frames: Frames, next_no: int) -> Iterator[tuple[NewPack | None, Issued]]:
        by_recipient = frames["line"].partition_by("recipient", maintain_order=True)
        with terminal.progress(N_("Writing"), len(by_recipient)) as step:
            for lines in by_recipient:
                recipient, cases = lines["recipient"][0], sorted(lines["case_id"])
                same = pl.col("recipient") == recipient
                twins = frames["twin"].filter(same).rows(named=True)
                twin = next((one for one in twins if sorted(one["cases"]) == cases), None)
                if twin:
                    files = twin["workbook"], twin["pdf"]
                    yield None, Issued(twin["pack_no"], recipient, len(cases), *files, again=True)
                else:
                    pack = self._new(next_no, lines, frames["enterprise"].filter(same))
                    files = pack.workbook, pack.pdf
                    yield pack, Issued(next_no, recipient, len(cases), *files)
                    next_no += 1
                step()

    def _new(self, number: int, lines: pl.DataFrame, enterprises: pl.DataFrame) -> NewPack:
        pack = pack_of(number, lines, enterprises)
        document = pack_pages(pack, self.workspace.settings.institute)
        pages = render(document, self.style, FontBook(own_fonts(self.workspace)))
        return NewPack(
            recipient=pack.recipient,
            by_town=self.by_town,
            scope=self.scope,
            as_of=pack.as_of,
            known_at=pack.known_at,
            workbook=self._kept(f"{pack.name}.xlsx", pack_book(pack, self.rulebook)),
            pdf=self._kept(f"{pack.name}.pdf", pages.content),
            cases=tuple(
                PackedCase(*line)
                for line in lines.select("case_id", "part", "enterprise_seq").iter_rows()
            ),
        )

    def _kept(self, name: str, content: bytes) -> str:
        """The hash by which the archive keeps it: what was issued can always be shown again."""
        digest = sha256(content).hexdigest()
        archive.keep(self.workspace.archive, digest, name, io.BytesIO(content))
        return digest

    def write(self, one: Issued, as_of: object, folder: Path) -> list[Path]:
        """Both files of a pack, in `folder`."""
        words = pack_rules().words
        name = words.name.format(number=pack_name(one.number), recipient=one.recipient, as_of=as_of)
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for ending, digest in one.files.items():
            kept = archive.kept(self.workspace.archive, digest)
            if kept:
                with kept.open("rb") as content:
                    archive.write_whole(folder / f"{name}.{ending}", content)
                written.append(folder / f"{name}.{ending}")
        return written
