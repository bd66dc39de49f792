"""A path becomes a SourceFile, and its bytes say what kind of table they hold; names are not believed."""

import hashlib
from pathlib import Path

from recheck.errors import Unreadable
from recheck.files.forms import Form, form_of
from recheck.messages import N_
from recheck.model import SourceFile

__all__ = ["Form", "form_of", "identify"]


def identify(path: Path) -> SourceFile:
    """Read the bytes of one received file and their hash; what they are is asked of `form_of`."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise Unreadable(
            N_("The file could not be read from disk. Please check that it is still there."),
        ) from problem
    return SourceFile(path.name, hashlib.sha256(content).hexdigest(), content)
