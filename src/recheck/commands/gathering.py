"""Which files a call brings: those named, those below folders, those in zips; and their passwords.

Nobody is asked for a password unless a locked file turns up and somebody sits at the terminal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from recheck import terminal
from recheck.errors import Locked, UsageProblem
from recheck.files import Received, is_litter, on_disk, unpacked
from recheck.messages import N_
from recheck.workspace import KEPT, SETTINGS_FILE

Result = TypeVar("Result")
PASSWORD = N_("Password of {file} (nothing: leave the file out): ")


@dataclass
class Passwords:
    """Those given on the command line, and those typed since."""

    words: list[str] = field(default_factory=list)

    def opening(
        self, name: str, attempt: Callable[[], Result], is_locked: Callable[[Result], bool]
    ) -> Result:
        """What `attempt` makes of the file; once more for each password typed while it is locked.

        `attempt` tries all `words` that there are when it is called.
        """
        result = attempt()
        while is_locked(result) and (typed := terminal.secret(PASSWORD, file=name)):
            self.words.append(typed)
            result = attempt()
        return result


def files_below(paths: Sequence[Path], passwords: Passwords) -> tuple[Received, ...]:
    """All files in path order, those of a zip in its place, without office litter and without what
    a workspace below a folder keeps for itself."""
    for path in paths:
        if not path.exists():
            raise UsageProblem(N_("There is no file or folder {path}."), path=path)
    found = (file for path in paths for file in (_below(path) if path.is_dir() else [path]))
    files = dict.fromkeys(file for file in found if file.is_file() and not is_litter(file.name))
    if not files:
        raise UsageProblem(N_("There is no file to read there."))
    return tuple(one for file in files for one in _unpacked(on_disk(file), passwords))


def _below(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*"))
    kept = {one.parent / name for one in found if one.name == SETTINGS_FILE for name in KEPT}
    return [one for one in found if kept.isdisjoint((one, *one.parents))]


def _unpacked(file: Received, passwords: Passwords) -> tuple[Received, ...]:
    return passwords.opening(
        file.name,
        lambda: unpacked(file, passwords.words),
        lambda files: any(isinstance(one.refused, Locked) for one in files),
    )
