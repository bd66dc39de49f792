"""What a command takes from its surroundings: the time, and who is at the keyboard."""

import getpass
import json
import sys
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from recheck.errors import UsageProblem
from recheck.messages import N_

if TYPE_CHECKING:
    from recheck.model import Arrival
    from recheck.options import Filters
    from recheck.watch import Produced
    from recheck.workspace import Workspace


def now(workspace: "Workspace") -> datetime:
    """The time on the workspace's clock, without zone, to the second."""
    return datetime.now(workspace.timezone).replace(tzinfo=None, microsecond=0)


def arrival_of(workspace: "Workspace", received: datetime | None) -> "Arrival":
    """When something came: as --received says, else now."""
    from recheck.model import Arrival

    time = now(workspace)
    if received and received > time:
        raise UsageProblem(
            N_(
                "--received {received} lies in the future; nothing has arrived that is yet to come."
            ),
            received=received,
        )
    return Arrival(received or time, stated=received is not None, recorded_at=time)


def note_full_identities(workspace: "Workspace", rows: int) -> None:
    """Write into the audit log who takes out how many full identities, when, and how."""
    entry = {
        "at": now(workspace).isoformat(),
        "who": getpass.getuser(),
        "command": sys.argv[1:],
        "rows": rows,
    }
    with workspace.audit_log.open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry, ensure_ascii=False) + "\n")


def is_whole(selection: "Filters") -> bool:
    """Whether nothing is left out: a list for one district is not the list."""
    narrowed = {name: value for name, value in vars(selection).items() if value is not None}
    return narrowed.keys() <= {"as_of", "known_at", "cohort"}


def note_production(workspace: "Workspace", name: str, as_of: date) -> None:
    """Write down that a list or report was written into a file, whole; `verify` reads it."""
    entry = {"list": name, "as_of": as_of.isoformat(), "at": now(workspace).isoformat()}
    with workspace.production_log.open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry, ensure_ascii=False) + "\n")


def productions(workspace: "Workspace") -> "list[Produced]":
    """Which lists were produced, as of which day; a line that was cut off is passed over."""
    from recheck.watch import Produced

    if not workspace.production_log.exists():
        return []
    produced = []
    for line in workspace.production_log.read_text(encoding="utf-8").splitlines():
        with suppress(ValueError, KeyError):
            entry = json.loads(line)
            produced.append(Produced(entry["list"], date.fromisoformat(entry["as_of"])))
    return produced
