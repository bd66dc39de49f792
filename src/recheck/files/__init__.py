"""A path becomes a SourceFile; its bytes, not its name, say what kind of table they hold."""

from pathlib import Path

from recheck.files.forms import Form, form_of
from recheck.files.letters import column_letters, column_number
from recheck.files.parcels import is_litter, unpacked
from recheck.files.received import Received, on_disk
from recheck.files.zipguard import is_unusual, look_through, pieces_of
from recheck.model import SourceFile

__all__ = [
    "Form",
    "Received",
    "column_letters",
    "column_number",
    "form_of",
    "identify",
    "is_litter",
    "is_unusual",
    "look_through",
    "on_disk",
    "pieces_of",
    "unpacked",
]


def identify(path: Path) -> SourceFile:
    """Read the bytes of one received file and their hash; what they are is asked of `form_of`."""
    return on_disk(path).source()
