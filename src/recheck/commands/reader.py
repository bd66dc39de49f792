"""What a reader does. Apart from `readers`, since who only asks readers need not import it."""

from dataclasses import dataclass, field

from recheck.commands.readers import Equipment, Opened, Reading, or_refusal
from recheck.errors import Unplaceable
from recheck.intake import (
    OpenedFile,
    finish_upload,
    open_upload,
    read_corrections,
    read_supervision,
)
from recheck.model import Known, SourceFile
from recheck.preparing import Prepared, prepare
from recheck.supervision import SupervisionBook


@dataclass
class Reader:
    """Reads files, and keeps those it has opened until they are finished."""

    equipment: Equipment
    kept: dict[str, OpenedFile] = field(default_factory=dict)

    def open(self, source: SourceFile, known: Known) -> Opened:
        """What the file claims to be, or its corrections; an upload is kept."""
        return or_refusal(lambda: self._open(source, known))

    def finish(self, sha256: str, known: Known) -> Reading | None:
        """The file that was opened, read to its end; None when it is not kept."""
        opened = self.kept.pop(sha256, None)
        return or_refusal(lambda: self._finish(opened, known)) if opened else None

    def reread(self, source: SourceFile, taken_for: Known, came: Known) -> Reading:
        """Read by what it was taken for; when the sheets now say otherwise, by what they say."""
        return or_refusal(lambda: self._reread(source, taken_for, came))

    def _open(self, source: SourceFile, known: Known) -> Opened:
        try:
            opened = self._upload(source, known)
        except Unplaceable:
            rulebook = self.equipment.rulebook
            book = read_corrections(source, rulebook) or read_supervision(source, rulebook)
            if book is None:
                raise
            return book
        self.kept[source.sha256] = opened
        return opened.claims

    def _reread(
        self, source: SourceFile, taken_for: Known, came: Known
    ) -> Prepared | SupervisionBook:
        for known in (taken_for, came):
            try:
                return self._finish(self._upload(source, known), came)
            except Unplaceable as problem:
                refusal = problem
        book = read_supervision(source, self.equipment.rulebook)
        if book is None:
            raise refusal
        return book

    def _upload(self, source: SourceFile, known: Known) -> OpenedFile:
        return open_upload(source, self.equipment.rulebook, known, self.equipment.names)

    def _finish(self, opened: OpenedFile, known: Known) -> Prepared:
        return prepare(finish_upload(opened, known), self.equipment.key, self.equipment.folder)
