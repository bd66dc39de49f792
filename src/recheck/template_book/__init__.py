"""The upload workbook for institutions: list, 汇总, guide, and the choices behind the drop-downs.

Only what every version of Excel and WPS knows: no dynamic arrays, no macros, no links.
"""

from openpyxl import Workbook

from recheck.rulebook import Rulebook
from recheck.rulebook.book import RULES
from recheck.rulebook.template import read_template
from recheck.template_book.choices import write_choices
from recheck.template_book.guide import write_guide
from recheck.template_book.people import write_people
from recheck.template_book.summary import write_summary
from recheck.timeless import saved

__all__ = ["template_book"]


def template_book(rulebook: Rulebook) -> bytes:
    """The workbook as xlsx; our own intake knows it by its stamp, and reads no example as a row."""
    template = read_template(RULES / "template.toml")
    book = Workbook()
    write_guide(book.active, template, rulebook)
    people = book.create_sheet(template.sheet)
    write_summary(book.create_sheet(template.summary_sheet), template, rulebook)
    ranges = write_choices(book, template, rulebook)
    write_people(people, template, rulebook, ranges)
    book.active = 1
    book.properties.title = template.title
    return saved(book)
