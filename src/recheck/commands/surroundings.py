"""What a command takes from its surroundings: the time, and who is at the keyboard."""

import getpass
import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from recheck.errors import UsageProblem
from recheck.messages import N_

if TYPE_CHECKING:
    from recheck.model import Arrival
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
