"""Drop-downs of legal values, beside those that the sender has."""

from collections.abc import Iterable, Iterator

from lxml import etree

from recheck.feedback.marks import Choice, Place
from recheck.feedback.package import Element, local, named
from recheck.feedback.sheet import SheetXml, corners
from recheck.feedback.words import ChoiceWords, Words
from recheck.files import column_letters
from recheck.rulebook import OUTSIDE, Rulebook

LONGEST_LIST = 255
"""Characters that Excel takes as a list in a drop-down."""
YES_OR_NO = ("yes", "no")
ROOM = 500
"""Rows below the last one that get drop-downs too, for workers who are added."""


def offered(field: str, rulebook: Rulebook, words: Words) -> tuple[str, ...]:
    """The legal values of a field; none when it has no list, or one too long for a drop-down."""
    name = words.choices.get(field)
    labels = _labels(name, rulebook) if name else ()
    return labels if len(",".join(labels)) <= LONGEST_LIST else ()


def _labels(name: str, rulebook: Rulebook) -> tuple[str, ...]:
    if name == "district":
        return (*rulebook.region.districts, OUTSIDE)
    if name == "town":
        return (*(town.name for town in rulebook.region.towns), OUTSIDE)
    codes = rulebook.vocabularies[name].codes
    return tuple(codes[code] for code in (YES_OR_NO if name == "yes_no" else codes))


def offer(sheet: SheetXml, choices: Iterable[Choice], words: ChoiceWords) -> None:
    """Add drop-downs to columns that have no rule of the sender's; earlier ones of ours go."""
    _take_back(sheet, words)
    new = [choice for choice in choices if not _is_ruled(sheet, choice)]
    if new:
        group = sheet.part("dataValidations")
        for choice in new:
            group.append(_validation(choice, words))
    _count(sheet)


def _count(sheet: SheetXml) -> None:
    group = sheet.root.find(named("dataValidations"))
    if group is not None and len(group):
        group.set("count", str(len(group)))
    elif group is not None:
        sheet.root.remove(group)


def _take_back(sheet: SheetXml, words: ChoiceWords) -> None:
    for one in list(sheet.root.iter(named("dataValidation"))):
        if one.get("errorTitle") == words.title:
            one.getparent().remove(one)


def _validation(choice: Choice, words: ChoiceWords) -> Element:
    """A list that warns: what is true may be written although the list lacks it."""
    letters = column_letters(choice.column)
    rule = etree.Element(
        named("dataValidation"), type="list", errorStyle="warning", allowBlank="1",
        showErrorMessage="1", errorTitle=words.title, error=words.error,
        sqref=f"{letters}{choice.first_row}:{letters}{choice.last_row}",
    )  # fmt: skip
    etree.SubElement(rule, named("formula1")).text = f'"{",".join(choice.words)}"'
    return rule


def _is_ruled(sheet: SheetXml, choice: Choice) -> bool:
    """Whether a rule of the sender's touches the column below its heading."""
    return any(
        first.column <= choice.column <= last.column
        and first.row <= choice.last_row
        and last.row >= choice.first_row
        for first, last in _ruled_areas(sheet)
    )


def _ruled_areas(sheet: SheetXml) -> Iterator[tuple[Place, Place]]:
    """Areas with a rule, also those that newer programs keep apart at the end of the sheet."""
    for one in sheet.root.iter("{*}dataValidation"):
        extended = " ".join(part.text or "" for part in one if local(part) == "sqref")
        for area in (one.get("sqref") or extended).split():
            yield corners(area)
