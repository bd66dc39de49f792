"""The least that a command line made with typer can do: its help."""

import typer

app = typer.Typer(help="Ten commands that do nothing.")


def nothing(path: str, as_of: str = "", period: str = "", output: str = "") -> None:
    """Do nothing."""


for name in ("init", "check", "ingest", "submissions", "findings", "cases", "overdue", "rates"):
    app.command(name)(nothing)

if __name__ == "__main__":
    app()
