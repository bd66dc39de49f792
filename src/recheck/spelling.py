"""What somebody may have meant who wrote a word that is not known here."""

import difflib
from collections.abc import Iterable

from recheck.messages import N_, sentence


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that asks for the nearest of `known`; empty when none is near."""
    nearest = difflib.get_close_matches(word, list(known), n=1)
    return sentence(N_(" Did you mean “{nearest}”?"), {"nearest": nearest[0]}) if nearest else ""
