"""The sheet of choices behind the drop-downs; nobody sees it, and its first cell is the stamp."""

from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from recheck.rulebook import OUTSIDE, Rulebook
from recheck.rulebook.template import Template

YES_OR_NO = ("yes", "no")


def write_choices(book: Workbook, template: Template, rulebook: Rulebook) -> dict[str, str]:
    """Every list of choices in a column; returns list → the range to choose from.

    The towns of a district are also a defined name, called like the district.
    """
    sheet = book.create_sheet(template.choices_sheet)
    sheet.sheet_state = "veryHidden"
    sheet["A1"] = template.stamp
    ranges = {}
    for number, (name, words) in enumerate(_choices(template, rulebook).items(), 2):
        letter = get_column_letter(number)
        for row, word in enumerate((name, *words), 1):
            sheet.cell(row, number, word)
        ranges[name] = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${1 + len(words)}"
        if name in (*rulebook.region.districts, OUTSIDE):
            book.defined_names[name] = DefinedName(name, attr_text=ranges[name])
    return ranges


def _choices(template: Template, rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """The districts, the towns of each, and the labels of the vocabularies in use."""
    region = rulebook.region
    towns = {district: region.towns_of(district) for district in region.districts}
    offered = dict.fromkeys(column.choices for column in template.columns if column.choices)
    vocabularies = {
        name: _labels(rulebook, name) for name in offered if name in rulebook.vocabularies
    }
    districts = (*region.districts, OUTSIDE)
    return {"district": districts, **towns, OUTSIDE: (OUTSIDE,), **vocabularies}


def _labels(rulebook: Rulebook, name: str) -> tuple[str, ...]:
    codes = rulebook.vocabularies[name].codes
    return tuple(codes[code] for code in (YES_OR_NO if name == "yes_no" else codes))
