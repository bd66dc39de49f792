"""How the sheets of the template look, and how they are printed."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

LAST_ROW = 20_000
"""Drop-downs and marks reach so far down."""
TEXT, DAY, COUNT = "@", "yyyy-mm-dd", "0"
A3, A4 = 8, 9

HEADING_FILL = PatternFill("solid", fgColor="DDE7F0")
REQUIRED_FILL = PatternFill("solid", fgColor="F8DCC4")
EXAMPLE_FILL = PatternFill("solid", fgColor="FFF8D6")
THIN = Border(*(Side(style="thin", color="A0A0A0"),) * 4)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)
BOLD, TITLE, EXAMPLE_FONT = (
    Font(bold=True),
    Font(bold=True, size=14),
    Font(italic=True, color="808080"),
)


def print_on(sheet: Worksheet, paper: int, pages_wide: int, landscape: bool) -> None:
    """Headings on every page, page numbers, as many pages wide as said."""
    sheet.page_setup.paperSize = paper
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "第 &P 页 / 共 &N 页"
