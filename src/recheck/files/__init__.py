"""A path becomes a SourceFile; its bytes, not its name, say what kind of table they hold."""

import hashlib
from pathlib import Path

from recheck.errors import Unreadable
from recheck.files.forms import Form, form_of
from recheck.files.letters import column_letters, column_number
from recheck.messages import N_
from recheck.model import SourceFile

__all__ = ["Form", "column_letters", "column_number", "form_of", "identify"]


def identify(path: Path) -> SourceFile:
    """Read the bytes of one received file and their hash; what they are is asked of `form_of`."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise Unreadable(
            N_("The file could not be read from disk. Please check that it is still there."),
        ) from problem
    return SourceFile(path.name, hashlib.sha256(content).hexdigest(), content)
