"""One received file becomes an Upload: typed rows, findings, and a tally that comes out even."""

from recheck.intake.upload import read_upload

__all__ = ["read_upload"]
