"""One received file becomes an Upload: typed rows, findings, and a tally that comes out even."""

from recheck.intake.upload import OpenedFile, finish_upload, open_upload, read_upload

__all__ = ["OpenedFile", "finish_upload", "open_upload", "read_upload"]
