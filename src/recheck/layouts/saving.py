"""The profile of an institution in the workspace, written whole or not at all."""

import re
from datetime import date
from pathlib import Path

from recheck.archive import write_whole
from recheck.layouts.profile_text import Confirmed, written_on
from recheck.rulebook import normalised
from recheck.rulebook.book import RULES
from recheck.rulebook.profiles import (
    ProfileFile,
    official_key,
    parsed_profile,
    profile_files,
    refuse_overlaps,
)
from recheck.workspace import Workspace

PROFILES = "institutions"


def save_profile(
    workspace: Workspace, institution: str, day: date, confirmed: Confirmed
) -> Path | None:
    """Add what was confirmed to the profile that reads files arriving on that day.

    A profile of the package is copied into the workspace first. None: it says all of it already.
    Raises UsageProblem and ConfigurationInvalid, and then nothing was written.
    """
    folder = workspace.rules / PROFILES
    names, official = workspace.rulebook.profile_names, workspace.settings.official_names
    files = profile_files(folder, names)
    own = _of(files, institution, day, workspace)
    packaged = _of(profile_files(RULES / PROFILES, names), institution, day, workspace)
    base = own or packaged
    path = own.path if own else _free(folder, packaged.path.stem if packaged else institution)
    text = written_on(base.text if base else "", institution, confirmed)
    if own and text == own.text:
        return None
    file = parsed_profile(path, text, names)
    refuse_overlaps([*(one for one in files if one.path != path), file], official)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode())
    return path


def _of(
    files: list[ProfileFile], institution: str, day: date, workspace: Workspace
) -> ProfileFile | None:
    official = workspace.settings.official_names
    mine = (one for one in files if official_key(one.profile, official) == normalised(institution))
    return next((one for one in mine if one.profile.covers(day)), None)


def _free(folder: Path, name: str) -> Path:
    """A name that no other profile has, without what no file name may hold."""
    stem = re.sub(r'[<>:"/\\|?*\s]', "", name).rstrip(".") or PROFILES
    names = (f"{stem}{number}.toml" for number in ("", *range(2, 1000)))
    return next(folder / one for one in names if not (folder / one).exists())
