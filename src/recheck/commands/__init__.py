"""The commands: what typer reads, what they call, what they print."""
