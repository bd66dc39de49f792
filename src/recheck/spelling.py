"""What somebody may have meant who wrote a word that is not known here."""

import difflib
from collections.abc import Iterable

from recheck.messages import N_, sentence

NEAR = 0.6
"""Words of which so many letters agree may be meant."""


def did_you_mean(word: str, known: Iterable[str], least: float = NEAR) -> str:
    """The end of a sentence that asks for the nearest of `known`; empty when none is near.

    `least`: how near, from 0 (anything) to 1 (the same).
    """
    nearest = difflib.get_close_matches(word, list(known), n=1, cutoff=least)
    return sentence(N_(" Did you mean “{nearest}”?"), {"nearest": nearest[0]}) if nearest else ""
