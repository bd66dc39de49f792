"""The lines of 回执 as the XML of a sheet: text as text, links to the cells, nothing that runs."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from recheck.feedback.package import MAIN
from recheck.feedback.receipt import WIDTHS, Line, Look
from recheck.feedback.styles import Styles
from recheck.feedback.words import Words

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
NAMES = "ABCDEFG"
"""The columns of 回执."""
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
        is_summary = len(line) == 2
        height = _height(str(line[1].value)) if is_summary else ""
        wide += [f'<mergeCell ref="B{number}:G{number}"/>'] if is_summary else []
        links += [
            _link(f"{name}{number}", one.link)
            for name, one in zip(NAMES, line, strict=False)
            if one.link
        ]
        cells = "".join(
            f'<c r="{name}{number}" s="{styles[one.look]}"{_content(one.value)}'
            for name, one in zip(NAMES, line, strict=False)
            if one.value != ""
        )
        rows.append(f'<row r="{number}"{height}>{cells}</row>')
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


@lru_cache(1 << 14)
def _content(value: str | float) -> str:
    """What follows the place and look of a cell; most of it stands in many rows."""
    if isinstance(value, str):
        return f' t="inlineStr"><is><t xml:space="preserve">{escape(neutral(value))}</t></is></c>'
    return f"><v>{value}</v></c>"


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
