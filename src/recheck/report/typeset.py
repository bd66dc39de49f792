"""Lines of Chinese text: where they may break, and how they are justified.

No line begins with closing or ends with opening punctuation; numbers and Latin words stay whole. A
full line is stretched between its Chinese characters only, and a closing mark may be squeezed in by
at most half its width.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from recheck.report.document import Words
from recheck.report.fonts import FontBook

OPENING = "（《〈「『【〔“‘(["
CLOSING = "，。、；：？！）》〉」』】〕”’…％%‰℃·,.;:?!)]～"
LATIN = r"[A-Za-z0-9.,:/%+*±@_–~<>=&'#-]"
COUNTED = "人次|[年月日天家份例]"
"""What stays on the line of its number."""
CLUSTER = re.compile(
    rf"[{re.escape(OPENING)}]*(?:{LATIN}+(?:{COUNTED})?|\s|.)[{re.escape(CLOSING)}]*|[{re.escape(OPENING)}]+"
)
STRETCH = re.compile(rf"{LATIN}+|[^A-Za-z0-9.,:/%+*±@_–~<>=&'#-]+")
LOOSEST = 0.09
"""Widest gap between characters, in font sizes: a wider one is copied as a space."""
SQUEEZED = frozenset("，。、；：？！）》」』】〕”’")


@dataclass(frozen=True)
class Piece:
    """Text of one role, `x` points right of the line's start; `spacing` follows each character."""

    text: str
    role: str
    x: float
    spacing: float = 0.0


Line = tuple[Piece, ...]


@dataclass
class _Cluster:
    """What no line break may divide: stretches of text with their roles."""

    parts: list[tuple[str, str]]
    width: float

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)


@dataclass
class _Row:
    clusters: list[_Cluster] = field(default_factory=list)
    width: float = 0.0

    def add(self, cluster: _Cluster) -> None:
        self.clusters.append(cluster)
        self.width += cluster.width


@dataclass(frozen=True)
class Setter:
    """Breaks text into lines with the fonts of one document."""

    fonts: FontBook

    def width(self, text: str, role: str, size: float) -> float:
        """The width of `text` in points."""
        return self.fonts.measure(text, role) * size / 1000

    def plain(self, text: str, role: str, size: float, width: float) -> list[tuple[str, float]]:
        """`text` as lines of at most `width` points, each with its width."""
        whole = self.width(text, role, size)
        if whole <= width:
            return [(text, whole)]
        rows = self._fill(list(self._clusters([(text, role)], size, width)), size, width, 0.0)
        return [("".join(one.text for one in row.clusters).rstrip(), row.width) for row in rows]

    def justified(
        self, words: Words, roles: tuple[str, str], size: float, width: float, indent: float = 0.0
    ) -> list[Line]:
        """`words` as justified lines; `roles` are those of plain and strong text."""
        runs = [(run.text, roles[run.strong]) for run in words]
        clusters = list(self._clusters(runs, size, width))
        rows = self._fill(clusters, size, width, indent)
        spares = [width - row.width for row in rows]
        spares[-1] = min(spares[-1], 0.0)  # the last line is squeezed, never stretched
        starts = [indent, *[0.0] * (len(rows) - 1)]
        return [
            self._line(row, size, start, spare)
            for row, start, spare in zip(rows, starts, spares, strict=True)
        ]

    def _clusters(
        self, runs: list[tuple[str, str]], size: float, limit: float
    ) -> Iterator[_Cluster]:
        waiting: _Cluster | None = None
        for text, role in runs:
            for found in CLUSTER.findall(text):
                for part in self._short(found, role, size, limit):
                    cluster = _Cluster([(part, role)], self.width(part, role, size))
                    if waiting and _sticks(waiting, part):
                        waiting = _Cluster(
                            waiting.parts + cluster.parts, waiting.width + cluster.width
                        )
                        continue
                    if waiting:
                        yield waiting
                    waiting = cluster
        if waiting:
            yield waiting

    def _short(self, text: str, role: str, size: float, limit: float) -> Iterator[str]:
        """`text`, or its characters one by one when it is longer than a line."""
        return iter((text,) if self.width(text, role, size) <= limit else text)

    def _fill(
        self, clusters: list[_Cluster], size: float, width: float, indent: float
    ) -> list[_Row]:
        rows = [_Row(width=indent)]
        for cluster in clusters:
            row = rows[-1]
            allowed = width + (size / 2 if cluster.text[-1] in SQUEEZED else 0.0)
            if row.clusters and row.width + cluster.width > allowed:
                row = _Row()
                rows.append(row)
            if row.clusters or not cluster.text.isspace():
                row.add(cluster)
        return rows

    def _line(self, row: _Row, size: float, start: float, spare: float) -> Line:
        stretches = list(_stretches(row))
        gaps = sum(len(text) for text, _ in stretches if not _is_latin(text))
        gaps -= bool(stretches) and not _is_latin(stretches[-1][0])
        spacing = min(spare / gaps, size * LOOSEST) if gaps > 0 else 0.0
        pieces, x = [], start
        for text, role in stretches:
            own = 0.0 if _is_latin(text) else spacing
            pieces.append(Piece(text, role, x, own))
            x += self.width(text, role, size) + own * len(text)
        return tuple(pieces)


def _sticks(before: _Cluster, part: str) -> bool:
    """Whether no line may break between the two, though their runs differ."""
    return before.text[-1] in OPENING or (part[0] in CLOSING and not before.text.isspace())


def _stretches(row: _Row) -> Iterator[tuple[str, str]]:
    """The row's text, neighbours of one role joined, then cut where Latin and Chinese meet."""
    joined: list[tuple[str, str]] = []
    for text, role in (part for cluster in row.clusters for part in cluster.parts):
        if joined and joined[-1][1] == role:
            joined[-1] = (joined[-1][0] + text, role)
        else:
            joined.append((text, role))
    for text, role in joined:
        for stretch in STRETCH.findall(text):
            yield stretch, role


def _is_latin(text: str) -> bool:
    return text[0].isascii() and not text[0].isspace()
