"""`ingest --reread`: archived files that count, read by the rules of today."""

from recheck import archive, terminal
from recheck.appending import Prepared
from recheck.archive import Archived
from recheck.commands.receiving import Delivery, Outcome, ahead, or_refusal
from recheck.errors import FileRefused, Unplaceable
from recheck.files import Received
from recheck.intake import OpenedFile, finish_upload, open_upload
from recheck.messages import N_
from recheck.model import Known, Period, SourceFile
from recheck.store import Writer
from recheck.workspace import Workspace


def reread(
    workspace: Workspace, writer: Writer, delivery: Delivery, *, refused: bool
) -> tuple[Outcome, ...]:
    """Read anew the files of active versions that other rules read, and `refused` ones.

    What reads otherwise becomes a version in the place of the old one. An outcome that is neither
    taken nor refused reads as before. What is refused is noted nowhere: nothing has arrived.
    """
    files = {_received(one, workspace): one for one in writer.archived(refused=refused)}

    def read(file: Received) -> Prepared | FileRefused:
        return or_refusal(lambda: _read(file, files[file], workspace, writer, delivery))

    outcomes = []
    with terminal.progress(N_("Reading"), len(files)) as step:
        for file, reading in ahead(read, list(files)):
            outcomes.append(_retake(file, reading, files[file], writer, delivery))
            step()
    writer.settle()
    return tuple(outcomes)


def _received(one: Archived, workspace: Workspace) -> Received:
    """The file as it came; the folders that it lay in are not kept."""
    place = archive.kept(workspace.archive, one.sha256) or workspace.archive / one.sha256
    return Received(one.name, (), opened=lambda: place.open("rb"))


def _read(
    file: Received, one: Archived, workspace: Workspace, writer: Writer, delivery: Delivery
) -> Prepared:
    """Read by what it was taken for; when the sheets now say otherwise, by what they say.

    Dates are checked by the day on which it came.
    """
    source = file.source(delivery.passwords.words)
    came = Known(one.received_at.date())
    taken_for = Known(
        came.arrived_on, Period.parse(one.period) if one.period else None, one.institution
    )
    try:
        opened = _opened(source, taken_for, workspace)
    except Unplaceable:
        opened = _opened(source, came, workspace)
    return writer.prepare(finish_upload(opened, came))


def _opened(source: SourceFile, known: Known, workspace: Workspace) -> OpenedFile:
    return open_upload(source, workspace.rulebook, known, workspace.settings.official_names)


def _retake(
    file: Received,
    reading: Prepared | FileRefused,
    one: Archived,
    writer: Writer,
    delivery: Delivery,
) -> Outcome:
    try:
        if isinstance(reading, FileRefused):
            raise reading
        return Outcome(
            file,
            writer.retake(reading, one, delivery.arrival, delivery.mode),
            reading.upload,
            reading.held,
        )
    except FileRefused as refusal:
        return Outcome(file, refused=refusal)
