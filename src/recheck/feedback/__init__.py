"""Return workbooks: each institution's own file, marked, with a sheet that says what to do."""

from recheck.feedback.returned import Refused, Returned, refused_files, returned_files
from recheck.feedback.sending import Sender, Sent, sender

__all__ = [
    "Refused",
    "Returned",
    "Sender",
    "Sent",
    "refused_files",
    "returned_files",
    "sender",
]
