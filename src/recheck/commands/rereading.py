"""`ingest --reread`: archived files that count, read by the rules of today."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from recheck import archive, terminal
from recheck.archive import Archived
from recheck.commands.answering import judge_answers
from recheck.commands.readers import Asking, Readers, Reading, or_refusal
from recheck.commands.receiving import Delivery, Outcome, rivals_refused
from recheck.errors import FileRefused
from recheck.files import Received
from recheck.messages import N_
from recheck.model import Claim, Known, Period
from recheck.preparing import Prepared
from recheck.store import Writer
from recheck.supervision import SupervisionBook
from recheck.workspace import Workspace


def reread(
    workspace: Workspace, writer: Writer, delivery: Delivery, *, refused: bool
) -> tuple[Outcome, ...]:
    """Read anew the files of active versions that other rules read, and `refused` ones.

    What reads otherwise becomes a version in the place of the old one. An outcome that is neither
    taken nor refused reads as before. What is refused is noted nowhere: nothing has arrived.
    """
    files = {_received(one, workspace): one for one in writer.archived(refused=refused)}
    uncounted = {file: one for file, one in files.items() if not one.claims}
    read: dict[Received, Reading] = {}

    def request(file: Received) -> Asking | Reading:
        return read[file] if file in read else _rereading(file, files[file], delivery)

    outcomes = []
    names = workspace.settings.official_names
    with (
        Readers(writer, names, len(files)) as readers,
        terminal.progress(N_("Reading"), len(files)) as step,
    ):
        read |= readers.each(list(uncounted), request)  # rivals must be known before one is stored
        read |= _rivals(uncounted, read)
        for file, reading in readers.each(list(files), request):
            outcomes.append(_retake(file, reading, files[file], writer, delivery))
            step()
    writer.settle()
    return tuple(outcomes)


def _received(one: Archived, workspace: Workspace) -> Received:
    """The file as it came; the folders that it lay in are not kept."""
    place = archive.kept(workspace.archive, one.sha256) or workspace.archive / one.sha256
    return Received(one.name, (), opened=lambda: place.open("rb"))


def _rereading(file: Received, one: Archived, delivery: Delivery) -> Asking | FileRefused:
    """Dates are checked by the day on which it came."""
    source = or_refusal(lambda: file.source(delivery.passwords.words))
    if isinstance(source, FileRefused):
        return source
    came = Known(one.received_at.date())
    period = Period.parse(one.period) if one.period else None
    return Asking("reread", (source, Known(came.arrived_on, period, one.institution), came))


def _rivals(
    uncounted: Mapping[Received, Archived], read: Mapping[Received, Reading]
) -> dict[Received, FileRefused]:
    """Files of one arrival that were refused, and would now all be the same submission."""
    together: dict[datetime, dict[Received, tuple[Claim, ...]]] = defaultdict(dict)
    for file, one in uncounted.items():
        reading = read[file]
        if isinstance(reading, Prepared):
            together[one.received_at][file] = reading.upload.claims
    return {
        file: rivalry
        for claimed in together.values()
        for file, rivalry in rivals_refused(claimed).items()
    }


def _retake(
    file: Received,
    reading: Reading,
    one: Archived,
    writer: Writer,
    delivery: Delivery,
) -> Outcome:
    try:
        if isinstance(reading, FileRefused):
            raise reading
        if isinstance(reading, SupervisionBook):
            reading = judge_answers(reading, writer, one.received_at.date())
        return Outcome(
            file,
            writer.retake(
                reading, one, delivery.arrival, delivery.mode, confirmed=delivery.confirmed
            ),
            reading.upload,
            reading.held,
        )
    except FileRefused as refusal:
        return Outcome(file, refused=refusal, counts=bool(one.claims))
