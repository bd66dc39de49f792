"""The lines of 回执 as the XML of a sheet: text as text, links to the cells, nothing that runs."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from recheck.feedback.package import MAIN
from recheck.feedback.receipt import WIDTHS, Cell, Line, Look
from recheck.feedback.styles import Styles
from recheck.feedback.words import Words
from recheck.formulas import FORMULA_STARTS

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
NAMES = "ABCDEFG"
"""The columns of 回执."""
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
        rows.append(f'<row r="{number}"{_height(line)}>{_cells(number, line, styles)}</row>')
        if len(line) == 2:
            wide.append(f'<mergeCell ref="B{number}:G{number}"/>')
        links += [
            f'<hyperlink ref="{name}{number}" location={quoteattr(one.link)}/>'
            for name, one in zip(NAMES, line, strict=False)
            if isinstance(one, Cell) and one.link
        ]
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


def _cells(number: int, line: Line, styles: Mapping[Look, int]) -> str:
    text = styles[Look.TEXT]
    written = ""
    for name, one in zip(NAMES, line, strict=False):
        if isinstance(one, Cell):
            content = _content(one.value) if one.value else "/>"
            written += f'<c r="{name}{number}" s="{styles[one.look]}"{content}'
        elif one != "":
            written += f'<c r="{name}{number}" s="{text}"{_content(one)}'
    return written


@lru_cache(1 << 14)
def _content(value: str | float) -> str:
    """What follows the place and look of a cell; most of it stands in many rows."""
    if isinstance(value, str):
        return f' t="inlineStr"><is><t xml:space="preserve">{escape(neutral(value))}</t></is></c>'
    return f"><v>{value}</v></c>"


def _height(line: Line) -> str:
    """Merged cells do not grow with their text by themselves."""
    if len(line) != 2:
        return ""
    text = line[1].value if isinstance(line[1], Cell) else str(line[1])
    return f' ht="{LINE_HEIGHT * (1 + len(text) // CHARACTERS_A_LINE)}" customHeight="1"'


def _group(name: str, parts: list[str]) -> str:
    if not parts:
        return ""
    counted = f' count="{len(parts)}"' if name == "mergeCells" else ""
    return f"<{name}{counted}>{''.join(parts)}</{name}>"
