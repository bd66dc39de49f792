"""An archived file as its sender sent it: its bytes, and its sheets when they cannot be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recheck.errors import FileRefused, Locked
from recheck.feedback.package import NotKept
from recheck.files.locks import unlocked
from recheck.sheets import Sheet, open_sheets


@dataclass
class Original:
    """A file of the archive; `path` is None when it is not there any more."""

    path: Path | None
    passwords: Sequence[str] = ()

    @cached_property
    def kept(self) -> bytes:
        """The bytes as they are kept. Raises NotKept."""
        if self.path is None:
            raise NotKept("gone")
        return self.path.read_bytes()

    @cached_property
    def content(self) -> bytes:
        """The bytes, those of the workbook itself when a password opens it. Raises NotKept."""
        try:
            return unlocked(self.kept, self.passwords)
        except FileRefused as refusal:
            raise _not_kept(refusal) from refusal

    @property
    def was_locked(self) -> bool:
        """Whether what goes back is no longer protected."""
        return self.content is not self.kept

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets as `ingest` reads them. Raises NotKept."""
        try:
            return open_sheets(self.content)
        except FileRefused as refusal:
            raise _not_kept(refusal) from refusal


def _not_kept(refusal: FileRefused) -> NotKept:
    return NotKept("locked" if isinstance(refusal, Locked) else "unopened")
