"""The lines of 回执 as the XML of a sheet: text as text, links to the cells, nothing that runs."""

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from recheck.feedback.package import MAIN
from recheck.feedback.receipt import WIDTHS, Cell, Line, Look
from recheck.feedback.styles import Styles
from recheck.feedback.words import Words
from recheck.files import column_letters

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
FORMULA_STARTS = ("=", "+", "-", "@")
LONGEST_TEXT = 32_767
MOST_LINKS = 65_000
"""Excel opens no sheet with more than 65,530."""
LINE_HEIGHT = 16
CHARACTERS_A_LINE = 70
"""Of a summary text, which goes over all columns but the first."""


def sheet_xml(lines: Iterable[Line], styles: Mapping[Look, int]) -> bytes:
    """The whole part."""
    rows, links, wide = [], [], []
    for number, line in enumerate(lines, 1):
        cells = [_cell(place, one, styles) for place, one in _placed(number, line)]
        links += [_link(place, one.link) for place, one in _placed(number, line) if one.link]
        is_summary = len(line) == 2
        wide += [f'<mergeCell ref="B{number}:G{number}"/>'] if is_summary else []
        height = _height(str(line[1].value)) if is_summary else ""
        rows.append(f'<row r="{number}"{height}>{"".join(cells)}</row>')
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(WIDTHS, 1)
    )
    whole = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        '<sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f"{_group('mergeCells', wide)}{_group('hyperlinks', links[:MOST_LINKS])}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    return whole.encode()


def looks(styles: Styles, words: Words) -> dict[Look, int]:
    """The styles that 回执 needs, added to those of the workbook."""
    heading, error, warning = "DDE7F0", words.colours["error"], words.colours["warning"]
    return {
        Look.TITLE: styles.look(bold=True, size=14, wraps=False),
        Look.LABEL: styles.look(bold=True),
        Look.TEXT: styles.look(),
        Look.STRONG: styles.look(bold=True, size=12, wraps=False),
        Look.HEADING: styles.look(bold=True, colour=heading),
        Look.LINK: styles.look(link=True),
        Look.ERROR: styles.look(colour=error),
        Look.WARNING: styles.look(colour=warning),
    }


def neutral(text: str) -> str:
    """Text that no program takes for a formula, without characters that XML cannot hold."""
    text = ILLEGAL.sub("", text)[: LONGEST_TEXT - 1]
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _placed(number: int, line: Line) -> list[tuple[str, Cell]]:
    return [(f"{column_letters(index)}{number}", one) for index, one in enumerate(line, 1)]


def _cell(place: str, one: Cell, styles: Mapping[Look, int]) -> str:
    start = f'<c r="{place}" s="{styles[one.look]}"'
    if isinstance(one.value, str):
        if not one.value:
            return f"{start}/>"
        text = escape(neutral(one.value))
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"{start}><v>{one.value}</v></c>"


def _link(place: str, target: str | None) -> str:
    return f'<hyperlink ref="{place}" location={quoteattr(target or "")}/>'


def _height(text: str) -> str:
    """Merged cells do not grow with their text by themselves."""
    lines = 1 + len(text) // CHARACTERS_A_LINE
    return f' ht="{LINE_HEIGHT * lines}" customHeight="1"'


def _group(name: str, parts: list[str]) -> str:
    if not parts:
        return ""
    counted = f' count="{len(parts)}"' if name == "mergeCells" else ""
    return f"<{name}{counted}>{''.join(parts)}</{name}>"
