"""The subset of Markdown that templates use, into blocks.

Headings `#`, `##`, `###` (numbered, unless the line ends in `{-}`), paragraphs, `- ` and `1. `
lists, `**strong**`, a backslash before punctuation, and directives on a line of their own:
`{{table name}}`, `{{chart name}}`, `{{page_break}}`.
"""

import re
from collections.abc import Callable, Iterator
from itertools import count

from recheck.report.document import Block, Heading, PageBreak, Paragraph, Run, Words
from recheck.report.wording import numeral

HEADING = re.compile(r"(#{1,3})\s+(.*?)\s*(\{-\})?$")
ITEM = re.compile(r"(?:-|(\d+)\.)\s+(.*)$")
DIRECTIVE = re.compile(r"\{\{(\w+)(?: (\w+))?\}\}$")
INLINE = re.compile(r"\\(.)|(\*\*)|([^\\*]+|\*)", re.DOTALL)
BULLET = "•"

Resolve = Callable[[str, str], list[Block]]
"""Directive and name → blocks."""


def escaped(value: object) -> str:
    """`value` so that no character of it means anything to Markdown."""
    flat = " ".join(str(value).splitlines())
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", flat)


def directive(name: str, argument: str = "") -> str:
    """What a template's call of `table` or `chart` leaves in the text."""
    return "{{" + f"{name} {argument}".strip() + "}}"


def blocks_of(text: str, resolve: Resolve) -> list[Block]:
    """Rendered Markdown as blocks, headings numbered in order."""
    numbers = _Numbers()
    return [block for lines in _stanzas(text) for block in _blocks(lines, numbers, resolve)]


def _stanzas(text: str) -> Iterator[list[str]]:
    """Lines that stand together: split at blank lines, headings, items and directives."""
    stanza: list[str] = []
    for line in map(str.strip, text.splitlines()):
        stands_alone = HEADING.match(line) or DIRECTIVE.match(line)
        if stanza and (not line or stands_alone or ITEM.match(line)):
            yield stanza
            stanza = []
        if stands_alone:
            yield [line]
        elif line:
            stanza.append(line)
    if stanza:
        yield stanza


def _blocks(lines: list[str], numbers: "_Numbers", resolve: Resolve) -> list[Block]:
    if found := HEADING.match(lines[0]):
        level, title = len(found[1]), plain(found[2])
        return [Heading(level, title if found[3] else numbers.before(level) + title)]
    if found := DIRECTIVE.match(lines[0]):
        return [PageBreak()] if found[1] == "page_break" else resolve(found[1], found[2])
    if found := ITEM.match(lines[0]):
        mark = f"{found[1]}." if found[1] else BULLET
        return [Paragraph(_words(_joined([found[2], *lines[1:]])), mark)]
    return [Paragraph(_words(_joined(lines)))]


def _joined(lines: list[str]) -> str:
    """Lines as one; a space only between two Latin words."""
    return re.sub(r"(?<![!-~])\n|\n(?![!-~])", "", "\n".join(lines)).replace("\n", " ")


def plain(text: str) -> str:
    """Inline Markdown without its marks."""
    return "".join(run.text for run in _words(text))


def _words(text: str) -> Words:
    runs: list[Run] = []
    strong = False
    for literal, mark, ordinary in INLINE.findall(text):
        if mark:
            strong = not strong
        elif runs and runs[-1].strong == strong:
            runs[-1] = Run(runs[-1].text + literal + ordinary, strong)
        else:
            runs.append(Run(literal + ordinary, strong))
    return tuple(runs)


class _Numbers:
    """Counts headings: 一、 then （一） then 1."""

    def __init__(self) -> None:
        self._counters = {level: count(1) for level in (1, 2, 3)}

    def before(self, level: int) -> str:
        number = next(self._counters[level])
        for lower in range(level + 1, 4):
            self._counters[lower] = count(1)
        return {1: f"{numeral(number)}、", 2: f"（{numeral(number)}）", 3: f"{number}. "}[level]
