"""From rows to the grid of a sheet: title, headings, rows, and the furniture around them."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from samples.habits import Column, Habit
from samples.rows import Row, filled_on
from samples.spelling import Pen, period_name
from samples.workbook import Cell, Grid

INSTRUCTIONS = (
    "填表说明",
    "1. 每名需复查的劳动者填一行，带*或标注必填的栏目不得空缺。",
    "2. 证件号码请按文本格式填写18位号码。",
    "3. 日期按年-月-日填写；已复查的请填复查日期。",
    "4. 每年1月15日、7月15日前报送上一个半年的数据。",
)
EXAMPLE: dict[str, Cell] = {
    "number": "示例", "institution": "某某职业健康检查中心", "enterprise": "佛山市某某有限公司",
    "worker": "张三", "id_number": "（18位身份证号）", "exam_date": "2024-03-05", "hazards": "噪声",
    "rechecked": "是", "rechecked_on": "2024-04-02",
}  # fmt: skip
EXTRAS: dict[str, tuple[str, ...]] = {
    "科室": ("职检科", "职检科", "体检一部"),
    "部门": ("生产部", "一车间", "二车间", ""),
    "婚否": ("已婚", "未婚"),
}


def lay_out(habit: Habit, half_year: int, rows: list[Row]) -> list[Grid]:
    """All sheets of one file."""
    rng = Random(f"pen {habit.file} {half_year}")
    pen = Pen(habit.spelling, rng)
    first = [instruction_sheet()] if habit.instructions else []
    if not habit.by_month:
        return [*first, data_sheet(habit, pen, half_year, "Sheet1", rows)]
    return [
        *first,
        *(
            data_sheet(habit, pen, half_year, f"{month}月", part)
            for month, part in by_month(rows, half_year)
        ),
    ]


def by_month(rows: list[Row], half_year: int) -> Iterator[tuple[int, list[Row]]]:
    """The rows of each month of the half-year; what was repeated from before is in the first."""
    first = 1 if half_year % 2 == 0 else 7
    for month in range(first, first + 6):
        part = [row for row in rows if month_of(row, half_year, first) == month]
        if part:
            yield month, part


def month_of(row: Row, half_year: int, first: int) -> int:
    """The month whose sheet takes the row."""
    day = row["filed_on"]
    year = filled_on(half_year) - timedelta(days=30)
    in_half_year = getattr(day, "year", 0) == year.year and getattr(day, "month", 0) >= first
    return getattr(day, "month", first) if in_half_year else first


def instruction_sheet() -> Grid:
    """A first sheet that holds no case."""
    return Grid("填表说明", [[line] for line in INSTRUCTIONS])


def data_sheet(habit: Habit, pen: Pen, half_year: int, name: str, rows: list[Row]) -> Grid:
    """One sheet with cases."""
    sheet = Grid(name)
    sheet.text_columns = [
        index
        for index, column in enumerate(habit.columns, 1)
        if column.field in ("id_number", "phone", "contact_phone", "uscc", "exam_no")
    ]
    add_title(sheet, habit, half_year)
    add_headings(sheet, habit.columns)
    if habit.example:
        sheet.rows.append([EXAMPLE.get(column.field) for column in habit.columns])
    for number, row in enumerate(rows, 1):
        if habit.page_length and number > 1 and number % habit.page_length == 1:
            sheet.rows.append([])
            add_headings(sheet, habit.columns)
        add_case(sheet, habit, pen, {**row, "number": number})
    add_ending(sheet, habit, half_year, len(rows))
    return sheet


def add_title(sheet: Grid, habit: Habit, half_year: int) -> None:
    """Title and 填报单位 above the headings."""
    if not habit.title:
        return
    width = len(habit.columns)
    sheet.rows.append([habit.title.format(half_year=period_name(half_year))])
    day = filled_on(half_year)
    sheet.rows.append(
        [f"填报单位：{habit.reporter}　　填报日期：{day.year}年{day.month}月{day.day}日"]
    )
    sheet.merged += [(1, 1, 1, width), (2, 1, 2, width)]


def add_headings(sheet: Grid, columns: tuple[Column, ...]) -> None:
    """One row of headings, or two when columns stand in groups."""
    if any(column.group for column in columns):
        before = ["", *(column.group for column in columns)]
        groups = [
            column.group if column.group != last else None
            for column, last in zip(columns, before, strict=False)
        ]
        top = [
            column.heading if not column.group else group
            for column, group in zip(columns, groups, strict=True)
        ]
        sheet.rows.append(list(top))
        sheet.heading_rows.append(len(sheet.rows))
        merge_headings(sheet, columns)
    sheet.rows.append(
        [
            column.heading if column.group or not any(each.group for each in columns) else None
            for column in columns
        ]
    )
    sheet.heading_rows.append(len(sheet.rows))


def merge_headings(sheet: Grid, columns: tuple[Column, ...]) -> None:
    """Groups span their columns, headings without a group both rows."""
    row = len(sheet.rows)
    start = 1
    for index, column in enumerate(columns, 1):
        following = columns[index].group if index < len(columns) else ""
        if not column.group:
            sheet.merged.append((row, index, row + 1, index))
        if column.group != following or not column.group:
            if column.group and index > start:
                sheet.merged.append((row, start, row, index))
            start = index + 1


def add_case(sheet: Grid, habit: Habit, pen: Pen, row: Row) -> None:
    """One row with a case."""
    sheet.rows.append(
        [
            pen.cell(column.field, row) if column.field else extra(pen, column.heading)
            for column in habit.columns
        ]
    )
    sheet.data_rows += 1


def extra(pen: Pen, heading: str) -> Cell:
    """A cell of a column that nobody asked for."""
    return pen.rng.choice(EXTRAS[heading]) if heading in EXTRAS else None


def add_ending(sheet: Grid, habit: Habit, half_year: int, people: int) -> None:
    """Blank row, total, note and signatures."""
    day = filled_on(half_year)
    if habit.total:
        sheet.rows.append(["合计", f"{people}人次"])
    if habit.signatures:
        sheet.rows.append([])
        sheet.rows.append(["注：本表由检查机构填写，一式两份。"])
        sheet.rows.append(["填表人：甘某　　审核人：尹某　　单位（盖章）"])
        sheet.rows.append([f"{day.year}年{day.month}月{day.day}日"])


def nil_sheet(words: str, institution: str, half_year: int) -> Grid:
    """A nil return."""
    return Grid(
        "Sheet1",
        [
            [f"佛山市{period_name(half_year)}职业健康检查复查落实情况表"],
            [f"填报单位：{institution}"],
            [words],
        ],
        [(1, 1, 1, 8), (2, 1, 2, 8)],
    )
