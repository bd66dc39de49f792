"""A 60-page district report – text, charts, a table of 2,000 rows – drawn by recheck or by typst.

Both draw the same Document with the same fonts; only the program differs.

    python benches/report.py recheck|typst [FILE]
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from recheck.report import charts
from recheck.report.document import (
    Align,
    Block,
    Box,
    Column,
    Cover,
    Document,
    Dot,
    Drawing,
    Figure,
    Heading,
    Label,
    PageBreak,
    Paragraph,
    Run,
    Shape,
    Stroke,
    Table,
)

TEMPLATES = Path(__file__).parents[1] / "reports" / "templates"
ROWS, CHAPTERS = 2_000, 5
TOWNS = "大良街道 容桂街道 伦教街道 勒流街道 陈村镇 北滘镇 乐从镇 龙江镇 杏坛镇 均安镇".split()
REASONS = "用人单位未安排 离职 劳动者拒绝 失联 单位已签收未跟进".split()
HAZARDS = ("噪声", "噪声", "噪声", "电焊烟尘", "苯", "矽尘")
NAMES = "陈李黄何梁张林罗王吴𬭎㛃𠅤"
SENTENCES = (
    "截至2025年12月31日已到期应复查1,490人次，已复查1,199人次，复查率80.5%，其中按期复查率70.4%。",
    "逾期未复查291人次，复查脱漏率19.5%（95%置信区间17.6%～21.6%），比上年同期下降5.2个百分点。",
    "逾期时间长的个案集中在少数“只签收、不跟进”的用人单位，应由镇街逐一核实原因并限期办结。",
    "职业病危害因素以噪声为主，电焊烟尘、矽尘、苯和铅及其无机化合物次之；小型和微型企业占多数。",
)


# --- the document -------------------------------------------------------------------------------


def document() -> Document:
    """The same words, numbers and drawings for both programs."""
    return Document(
        title="复查监测技术报告",
        author="职业病防治所",
        subject="数据截至2025年12月31日",
        keywords=("复查",),
        dated=date(2025, 12, 31),
        cover=Cover(
            "职业健康监护", ("复查监测技术报告",), "数据截至2025年12月31日", ("职业病防治所",)
        ),
        running_head=("复查监测技术报告", "数据截至2025年12月31日"),
        blocks=tuple(blocks()),
    )


def blocks() -> Iterator[Block]:
    """Chapters of text with a chart each, then the list of 2,000 people."""
    for chapter in range(CHAPTERS):
        yield Heading(1, f"第{chapter + 1}章　各镇街情况")
        for turn in range(5):
            words = "".join(SENTENCES[(chapter + turn + place) % 4] for place in range(4))
            yield Paragraph((Run(f"{TOWNS[chapter]}：", strong=True), Run(words)))
        yield Figure(f"图{chapter + 1}　各半年到期个案复查脱漏率", drawing(chapter))
    yield PageBreak()
    yield Heading(1, "附件　逾期未复查名单")
    yield Table("表1　逾期未复查名单", COLUMNS, tuple(map(row, range(ROWS))), dense=True)


COLUMNS = (
    Column("序号", 3, Align.RIGHT),
    Column("镇街", 5.4),
    Column("用人单位", 8.6),
    Column("姓名", 3),
    Column("证件号码", 10),
    Column("体检日期", 6.3),
    Column("危害因素", 7),
    Column("逾期天数", 4.8, Align.RIGHT),
    Column("未复查原因", 9.2),
)


def row(number: int) -> tuple[str, ...]:
    """One line of the list."""
    return (
        str(number + 1),
        TOWNS[number * len(TOWNS) // ROWS],
        f"{'恒锐金铸新域宏鼎'[number % 8]}{number // 7}五金厂",
        f"{NAMES[number % len(NAMES)]}*",
        f"440*************{number % 90 + 10}",
        f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        HAZARDS[number % len(HAZARDS)],
        str(number % 500 + 1),
        REASONS[number % len(REASONS)],
    )


def drawing(chapter: int) -> Drawing:
    """A chart of eight half-years."""
    labels = [f"{year}年{half}半年" for year in range(2022, 2026) for half in "上下"]
    equal = charts.Series("同等成熟度", "accent", tuple(30.0 - step - chapter for step in range(8)))
    now = charts.Series("现值", "second", tuple(26.0 - step for step in range(8)))
    return charts.lines(labels, [equal, now], "脱漏率（%）", "{:.1f}".format)


# --- recheck ------------------------------------------------------------------------------------


def drawn_by_recheck(target: Path) -> None:
    """Through our own writer."""
    from recheck.report.fonts import FontBook  # noqa: PLC0415  the other program needs none of this
    from recheck.report.pdf import render  # noqa: PLC0415
    from recheck.report.style import STYLE_FILE, read_style  # noqa: PLC0415

    style = read_style(TEMPLATES / STYLE_FILE)
    target.write_bytes(render(document(), style, FontBook()).content)


# --- typst --------------------------------------------------------------------------------------

PREAMBLE = """
#set document(title: "复查监测技术报告", author: "职业病防治所")
#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm),
  numbering: "— 1 —", header: text(9pt)[复查监测技术报告 #h(1fr) 数据截至2025年12月31日])
#set text(font: "Noto Serif SC", size: 14pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 11pt, spacing: 11pt)
#show heading: set text(font: "Noto Sans SC", size: 18pt)
#outline(title: [目录])
#pagebreak()
"""
COLOURS = {"accent": "1f4e79", "second": "6f97bd", "muted": "5f6670", "rule": "b4bac2"}


def drawn_by_typst(target: Path) -> None:
    """Through typst, from a source that says the same."""
    import pylopdf_fonts_zh_cn as fonts  # noqa: PLC0415
    import typst  # noqa: PLC0415

    source = PREAMBLE + "\n".join(map(_typst, document().blocks))
    folder = str(fonts.sans_path().parent)
    target.write_bytes(
        typst.compile(
            source.encode(), font_paths=[folder], ignore_system_fonts=True, pdf_tags=False
        )
    )


def _typst(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'=' * level} #{_quoted(text)}\n"
        case Paragraph(words):
            runs = (
                f"#strong({_quoted(run.text)})" if run.strong else f"#{_quoted(run.text)}"
                for run in words
            )
            return "".join(runs) + "\n"
        case Figure(caption, drawn):
            shapes = "\n".join(_typst_shape(shape, drawn.height) for shape in drawn.shapes)
            box = f"box(width: {drawn.width}pt, height: {drawn.height}pt)[{shapes}]"
            return f"#align(center)[#{box}]\n#align(center, text(11pt, {_quoted(caption)}))\n"
        case Table():
            return _typst_table(block)
    return "#pagebreak()"


def _typst_table(table: Table) -> str:
    widths = ", ".join(f"{column.width}fr" for column in table.columns)
    aligns = ", ".join(
        "right" if column.align is Align.RIGHT else "left" for column in table.columns
    )
    head = ", ".join(f"[#{_quoted(column.heading)}]" for column in table.columns)
    cells = ",\n".join(", ".join(f"[#{_quoted(text)}]" for text in row) for row in table.rows)
    return f"""#align(center, text(11pt, {_quoted(table.caption)}))
#set text(font: "Noto Sans SC", size: 8pt)
#set par(first-line-indent: 0pt, justify: false, leading: 3pt)
#table(columns: ({widths}), align: ({aligns}), stroke: none, inset: (x: 2.5pt, y: 3pt),
table.hline(), table.header({head}), table.hline(stroke: 0.7pt),
{cells}, table.hline())"""


def _typst_shape(shape: Shape, height: float) -> str:
    colour = f'rgb("#{COLOURS.get(shape.colour, "1c1c1c")}")'
    match shape:
        case Stroke(points, _, width):
            moves = [f"({x}pt, {height - y}pt)" for x, y in points]
            path = ", ".join(
                [f"curve.move({moves[0]})", *(f"curve.line({one})" for one in moves[1:])]
            )
            return f"#place(top + left, curve(stroke: {width}pt + {colour}, {path}))"
        case Box(x, y, width, tall):
            box = f"rect(width: {width}pt, height: {tall}pt, fill: {colour})"
            return f"#place(top + left, dx: {x}pt, dy: {height - y - tall}pt, {box})"
        case Dot(x, y, radius):
            circle = f"circle(radius: {radius}pt, fill: {colour})"
            return f"#place(top + left, dx: {x - radius}pt, dy: {height - y - radius}pt, {circle})"
        case Label(x, y, text, size):
            words = f'text(font: "Noto Sans SC", {size}pt, {colour}, {_quoted(text)})'
            return f"#place(top + left, dx: {x}pt, dy: {height - y - size}pt, {words})"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


PROGRAMS = {"recheck": drawn_by_recheck, "typst": drawn_by_typst}

if __name__ == "__main__":
    chosen = PROGRAMS[sys.argv[1]]
    chosen(Path(sys.argv[2] if len(sys.argv) > 2 else Path("out") / f"report-{sys.argv[1]}.pdf"))
