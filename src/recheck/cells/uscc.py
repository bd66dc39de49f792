"""Unified social credit codes (GB 32100): well formed or not; letters are never repaired."""

from recheck.rulebook import normalised

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUES = {mark: value for value, mark in enumerate(ALPHABET)}
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def read_uscc(text: str) -> str | None:
    """The code in plain capitals when it has 18 marks and the right check mark; else None."""
    code = normalised(text)
    if len(code) != 18 or any(mark not in VALUES for mark in code):
        return None
    total = sum(VALUES[mark] * weight for mark, weight in zip(code, WEIGHTS, strict=False))
    return code if ALPHABET[-total % 31] == code[-1] else None
