"""One received file becomes an Upload: typed rows, findings, and a tally that comes out even."""

from recheck.intake.corrections import read_corrections
from recheck.intake.judging import judged
from recheck.intake.outlook import Outlook, outlooks, reading_of
from recheck.intake.register import read_register
from recheck.intake.rereading import ChangedRow, ReadAgain, read_again
from recheck.intake.supervised import answered
from recheck.intake.supervision import read_supervision
from recheck.intake.upload import OpenedFile, finish_upload, open_upload, read_upload

__all__ = [
    "ChangedRow",
    "OpenedFile",
    "Outlook",
    "ReadAgain",
    "answered",
    "finish_upload",
    "judged",
    "open_upload",
    "outlooks",
    "read_again",
    "read_corrections",
    "read_register",
    "read_supervision",
    "read_upload",
    "reading_of",
]
