"""Numbers that look real and belong to nobody: identity numbers, credit codes, phones."""

from datetime import date, timedelta
from random import Random

AREAS_FOSHAN = ("440604", "440605", "440606", "440607", "440608")
AREAS_RETIRED = ("440601", "440622", "440623", "440681", "440682", "440683", "440684")
AREAS_ELSEWHERE = (
    "450881", "450923", "452523", "522601", "522725", "430421", "431121", "431022", "511321",
    "511622", "500235", "500101", "421023", "420922", "360781", "362321", "411527", "412728",
    "532128", "530381", "445381", "441225", "441823", "440882", "441481", "610726",
)  # fmt: skip

ORDER_CODES = range(900, 990)
"""Order codes that registrars hardly ever reach: every sample person has one of them."""

MOBILE_PREFIX = "154"
"""A mobile prefix that no operator has been given."""

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def id_check(first17: str) -> str:
    """The 18th character of a citizen number (ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(ID_WEIGHTS, first17, strict=True))
    return ID_CHECKS[total % 11]


def id_number(rng: Random, male: bool, born: date) -> str:
    """A valid citizen number; seven of ten people come from other provinces or old counties."""
    areas = rng.choices((AREAS_FOSHAN, AREAS_RETIRED, AREAS_ELSEWHERE), (3, 1, 6))[0]
    order = rng.choice([code for code in ORDER_CODES if code % 2 == male])
    first17 = f"{rng.choice(areas)}{born:%Y%m%d}{order}"
    return first17 + id_check(first17)


def wrong_id(number: str) -> str:
    """The same number with its last two digits before the check swapped, or the check shifted."""
    if number[15] != number[16]:
        return number[:15] + number[16] + number[15] + number[17]
    return number[:17] + ("0" if number[17] != "0" else "1")


def organisation_check(code8: str) -> str:
    """The ninth character of an organisation code (GB 11714)."""
    values = [int(character, 36) for character in code8]
    rest = 11 - sum(w * v for w, v in zip(ORGANISATION_WEIGHTS, values, strict=True)) % 11
    return "0" if rest == 11 else "X" if rest == 10 else str(rest)


def uscc_check(first17: str) -> str:
    """The 18th character of a unified social credit code (GB 32100)."""
    values = enumerate(map(USCC_ALPHABET.index, first17))
    return USCC_ALPHABET[-sum(pow(3, place, 31) * value for place, value in values) % 31]


def uscc(rng: Random, area: str) -> str:
    """A well-formed code of a company registered in `area` (six digits)."""
    code8 = "MA9" + "".join(rng.choice(USCC_ALPHABET) for _ in range(5))
    first17 = f"91{area}{code8}{organisation_check(code8)}"
    return first17 + uscc_check(first17)


def mobile(rng: Random) -> str:
    """Eleven digits."""
    return f"{MOBILE_PREFIX}{rng.randrange(10**8):08d}"


def landline(rng: Random) -> str:
    """A Foshan number with its area code."""
    return f"0757-2000{rng.randrange(10**4):04d}"


def born(rng: Random, exam: date, exam_type: str) -> date:
    """A birthday that makes the worker 18 to 60 at the exam; newcomers are younger."""
    oldest = 45 if exam_type == "上岗前" else 60
    return exam - timedelta(days=rng.randrange(18 * 366, oldest * 365))
