"""Workbooks behind a password, opened in memory; what is archived stays as it came."""

import io
from collections.abc import Sequence

from recheck.errors import Locked, Unreadable
from recheck.files.compound import is_locked
from recheck.files.limits import MIB
from recheck.files.refusals import ENCRYPTED, LOCKED_OTHERWISE, WRONG_PASSWORD

EVERYBODY_S = "VelvetSweatshop"
"""Excel locks workbooks that shall only not be changed with this word, and opens them unasked."""
ROUNDS_LIMIT = 10_000_000
"""Of hashing, that a file may ask for; Excel asks for 100,000."""
LOCKED_LIMIT = 48 * MIB
"""Opening takes many times a file's own size."""


def unlocked(content: bytes, passwords: Sequence[str] = ()) -> bytes:
    """The workbook itself; what is not protected is returned as it is.

    Raises Locked when no password opens it, Unreadable when none could.
    """
    if not is_locked(content):
        return content
    for password in (EVERYBODY_S, *passwords):
        if opened := _opened(content, password):
            return opened
    raise Locked(WRONG_PASSWORD if passwords else ENCRYPTED)


def _opened(content: bytes, password: str) -> bytes | None:
    """None when it is not the password. Raises Unreadable when no password could open it."""
    # the usual file is not locked and need not wait for a library of ciphers
    from msoffcrypto import OfficeFile, exceptions  # noqa: PLC0415

    opened = io.BytesIO()
    try:
        locked = OfficeFile(io.BytesIO(content))
        _check_effort(len(content), getattr(locked, "info", {}).get("spinValue", 0))
        locked.load_key(password=password)
        locked.decrypt(opened)
    except exceptions.InvalidKeyError:
        return None
    except Exception as problem:  # of any kind, for the library trusts what it reads
        raise Unreadable(LOCKED_OTHERWISE) from problem
    return opened.getvalue()


def _check_effort(size: int, rounds: int) -> None:
    if size > LOCKED_LIMIT or rounds > ROUNDS_LIMIT:
        raise Unreadable(LOCKED_OTHERWISE)
