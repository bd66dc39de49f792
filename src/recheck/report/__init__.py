"""The technical reports as PDF: measures → figures → document → pages. Exports `write`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from recheck.model import Period
    from recheck.view import View
    from recheck.workspace import Workspace

__all__ = ["write"]


def write(
    view: "View",
    workspace: "Workspace",
    period: "Period",
    folder: Path,
    only: Sequence[str] = (),
    *,
    verified: "pl.DataFrame | None" = None,
) -> list[Path]:
    """The reports on the cases due in `period`, as of the view's T, as PDF files in `folder`.

    `verified`: see `writing.verified`; None: it is asked for.
    `only` holds `city` or names of districts; empty: the city and every district of recheck.toml.
    A character that no font has is drawn as 〓 and logged with its place. Raises UsageProblem for
    an unknown district and ConfigurationInvalid for a wrong template.
    """
    # who only draws pages waits for no database
    from recheck.report.writing import write_all  # noqa: PLC0415

    return write_all(view, workspace, period, folder, only, told=verified)
