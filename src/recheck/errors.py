"""What stops the work, as a tree; each branch knows its exit code.

    RecheckError
    ├── UsageProblem          2   the command line contradicts itself
    ├── FileRefused               the file is archived and noted, nothing else of it is stored
    │   ├── Unreadable       10   no table: empty, truncated, encrypted, hostile
    │   │   └── Locked            a password would open it
    │   └── Unplaceable      11   layout, half-year or institution unknown, or a decision is due
    ├── StoreUnavailable     12   busy, or of another version
    ├── InvariantBroken      13   `recheck verify` found a contradiction
    └── ConfigurationInvalid 14   recheck.toml or a rule file is wrong

An error carries a message id (an English sentence with {placeholders}) and its parameters; the
sentence that a person reads is made by `messages.sentence` in one place.
"""

from typing import ClassVar


class RecheckError(Exception):
    """Something a person can put right; `message` and `parameters` become one sentence."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, **parameters: object) -> None:
        super().__init__(message)
        self.message = message
        self.parameters = parameters


class UsageProblem(RecheckError):
    """The words of the command contradict each other or name nothing we know."""

    exit_code = 2


class FileRefused(RecheckError):
    """One file cannot be taken; the other files of the call go on."""


class Unreadable(FileRefused):
    """No reader can make a table of the file."""

    exit_code = 10


class Locked(Unreadable):
    """The file is protected with a password that was not given."""


class Unplaceable(FileRefused):
    """The file is readable, but what it is, or what to do with it, is not known."""

    exit_code = 11


class StoreUnavailable(RecheckError):
    """The store is being written by somebody else, or is of another version."""

    exit_code = 12


class InvariantBroken(RecheckError):
    """The figures contradict each other."""

    exit_code = 13


class ConfigurationInvalid(RecheckError):
    """A key or value in recheck.toml, a rule file or a template is wrong."""

    exit_code = 14
