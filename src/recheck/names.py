"""Names that people type after an option, as the rulebook spells them."""

from collections.abc import Collection, Mapping

from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.rulebook import OUTSIDE, UNCONFIRMED, Rulebook, Vocabulary, normalised, reasons_of
from recheck.spelling import did_you_mean
from recheck.workspace import Settings

UNKNOWN = "不详"
NO_REPORTERS = N_("recheck.toml names no reporters; so nobody can be missing.")


def district(text: str | None, book: Rulebook) -> str | None:
    """顺德 → 顺德区; 市外 and 待核实 are districts of lists too."""
    official = (*book.region.districts, OUTSIDE, UNCONFIRMED)
    return _known(text, book.region.district_names, official)


def town(text: str | None, book: Rulebook) -> str | None:
    """北窖 → 北滘镇."""
    official = (*(one.name for one in book.region.towns), OUTSIDE, UNCONFIRMED)
    return _known(text, book.region.town_names, official)


def exam_type(text: str | None, book: Rulebook) -> str | None:
    """在岗 → 在岗期间."""
    vocabulary = book.vocabularies["exam_type"]
    return _known(text, _labels(vocabulary), (*vocabulary.codes.values(), UNKNOWN))


def hazard(text: str | None, book: Rulebook) -> str | None:
    """噪音 → 噪声; a hazard that no catalogue has is looked up as it is typed."""
    return text and book.hazards.names.get(normalised(text), text)


def institution(text: str | None, official_names: Mapping[str, str]) -> str | None:
    """An alias of an expected institution → its official name; any other name as it is typed."""
    return text and official_names.get(normalised(text), text)


def reporter(text: str, settings: Settings) -> str:
    """The official name of an expected institution; raises UsageProblem for any other."""
    expected = [one.name for one in settings.reporters]
    if not expected:
        raise UsageProblem(NO_REPORTERS)
    name = institution(text, settings.official_names)
    if name is None or name not in expected:
        raise unknown_word(text, expected)
    return name


def place(district_name: str | None, town_name: str | None, book: Rulebook) -> tuple[str, str]:
    """District and town as typed; a town decides its district, without one it is 待核实."""
    named = district(district_name, book)
    where = town(town_name, book)
    if where is None or where in (OUTSIDE, UNCONFIRMED):
        if named is None:
            raise UsageProblem(N_("Name the place with --district, --town or both."))
        return named, OUTSIDE if named == OUTSIDE else UNCONFIRMED
    decided = book.region.district_of(where)
    if named not in (None, decided):
        raise UsageProblem(
            N_("{town} belongs to {decided}, not to {district}; correct one of them."),
            town=where,
            decided=decided,
            district=named,
        )
    return decided, where


def reason(text: str, verdict: str, book: Rulebook) -> str:
    """Why somebody decides so, in the rulebook's words; what is not listed there is refused."""
    vocabulary, listed = reasons_of(verdict, book)
    label = vocabulary.read(text)
    if isinstance(label, str) and label in listed:
        return label
    if verdict == "exempt" and isinstance(label, str):
        raise UsageProblem(
            N_(
                "By the policy {reason} exempts nobody, only {listed}; the case stays as it is. A"
                " reason that is evidenced can be confirmed: recheck case confirm"
            ),
            reason=label,
            listed="、".join(listed),
        )
    raise unknown_word(text, listed)


def _labels(vocabulary: Vocabulary) -> dict[str, str]:
    return {variant: vocabulary.codes[code] for variant, code in vocabulary.fixes.items()}


def _known(text: str | None, variants: Mapping[str, str], official: Collection[str]) -> str | None:
    if text is None:
        return None
    known = {normalised(name): name for name in official} | dict(variants)
    if found := known.get(normalised(text)):
        return found
    raise unknown_word(text, official)


def unknown_word(text: str, known: Collection[str]) -> UsageProblem:
    """The complaint about a word that is none of `known`."""
    return UsageProblem(
        N_("“{text}” is not known here.{question} Known are: {known}."),
        text=text,
        question=did_you_mean(text, known),
        known="、".join(known),
    )
