"""The arithmetic of resident identity numbers (GB 11643): check mark, birth date, 15 digits."""

import re
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_MARKS = "10X98765432"  # by the remainder of the weighted sum

# [0-9] and not \d, which is hundreds of marks
EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
FIFTEEN = re.compile(r"[0-9]{15}")


def is_right(number: str) -> bool:
    """18 marks with a real birth date and the right check mark."""
    shaped = EIGHTEEN.fullmatch(number) is not None
    return shaped and has_real_birth_date(number) and number[17] == check_mark(number)


def has_real_birth_date(number: str) -> bool:
    """Of a number of 18 marks."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True


def check_mark(number: str) -> str:
    """What belongs behind the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_MARKS[total % 11]


def upgraded(fifteen: str) -> str:
    """15 digits with the century and the check mark."""
    first17 = f"{fifteen[:6]}19{fifteen[6:]}"
    return first17 + check_mark(first17)
