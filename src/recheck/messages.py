"""The gettext catalogue: message id and parameters in, one sentence out.

Message ids are English sentences with `{placeholders}`. An id that will be translated later is
marked with `N_` where it is written, so that the catalogue can be extracted.
"""

import gettext
import locale
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
CHINESE = "zh_CN"
TWO_READERS = re.compile(r"⟦(.*?)\|(.*?)⟧")
"""In the Chinese of a sentence: ⟦what the institute reads|what the sender reads instead⟧. The
sender of a file can change the file, but has no command of ours."""


def N_(message: str) -> str:  # noqa: N802  the name every gettext tool knows
    """Mark a message id for the catalogue; returns it unchanged."""
    return message


def language(environment: Mapping[str, str] = os.environ) -> str:
    """`RECHECK_LANG`, else the locale's language when it is Chinese or English, else Chinese."""
    # getlocale() takes the languageless C.UTF-8 for English: ask it only where no variables are
    system = locale.getlocale()[0] if os.name == "nt" else None
    named = (environment.get(name) for name in ("RECHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    for wanted in (*named, system):
        if wanted and wanted.lower().startswith("en"):
            return "en"
        if wanted and wanted.lower().startswith(("zh", "chinese")):
            return CHINESE
    return CHINESE


@cache
def catalogue(wanted: str) -> gettext.NullTranslations:
    """The translations for `wanted` ("zh_CN" or "en"); English ids are their own translation."""
    if wanted != CHINESE:
        return gettext.NullTranslations()
    return gettext.translation("recheck", LOCALES, [CHINESE])


def sentence(
    message: str,
    parameters: Mapping[str, object],
    wanted: str | None = None,
    *,
    to_sender: bool = False,
) -> str:
    """The sentence for `message`, in `wanted` or the user's language, placeholders filled."""
    return unfilled(message, wanted, to_sender=to_sender).format_map(
        {name: str(value) for name, value in parameters.items()}
    )


def unfilled(message: str, wanted: str | None = None, *, to_sender: bool = False) -> str:
    """The sentence with its placeholders, for the institute or for the sender of a file."""
    template = catalogue(wanted or language()).gettext(message) if message else ""
    return TWO_READERS.sub(r"\2" if to_sender else r"\1", template)
