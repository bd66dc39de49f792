"""What a reader, a search and a printer find in the PDF."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from recheck.errors import ConfigurationInvalid
from recheck.report.document import (
    Align,
    Block,
    Column,
    Cover,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
)
from recheck.report.fonts import FontBook
from recheck.report.look import templates_folder
from recheck.report.pdf import Rendered, render
from recheck.report.style import STYLE_FILE, Style, read_style

RARE = "𬭎𠅤㛃〇堃喆"


@pytest.fixture(scope="module")
def style() -> Style:
    return read_style(templates_folder() / STYLE_FILE)


def document(*blocks: Block) -> Document:
    return Document(
        title="佛山市2025年下半年报告",
        author="佛山市职业病防治所",
        subject="数据截至2025年12月31日",
        keywords=("复查", "逾期未检"),
        dated=date(2025, 12, 31),
        cover=Cover("职业健康监护", ("佛山市", "报告"), "数据截至2025年12月31日", ("防治所",)),
        running_head=("佛山市报告", "数据截至2025年12月31日"),
        blocks=(Heading(1, "一、总体"), *blocks),
    )


def words(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def table(length: int, **changed: Any) -> Table:
    columns = (Column("序号", 3, Align.RIGHT), Column("姓名", 5), Column("用人单位", 12))
    cells = tuple((str(number), "张*", "某某模具厂") for number in range(1, length + 1))
    return replace(Table("表1　逾期未复查名单", columns, cells), **changed)


def pages(rendered: Rendered) -> list[str]:
    with_text = pdfium.PdfDocument(BytesIO(rendered.content))
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in with_text]


def flat(rendered: Rendered) -> str:
    return "".join(pages(rendered)).replace("\n", "")


def outline(rendered: Rendered) -> Iterator[tuple[int, str]]:
    for entry in pdfium.PdfDocument(BytesIO(rendered.content)).get_toc():
        yield entry.level, entry.get_title()


def test_rare_characters_are_copied_as_they_were_written(style: Style) -> None:
    rendered = render(document(words(f"姓名：{RARE}。")), style, FontBook())
    assert f"姓名：{RARE}。" in flat(rendered)
    assert rendered.missing == ()


def test_a_character_without_a_font_is_drawn_as_geta_and_reported_with_its_place(
    style: Style,
) -> None:
    people = table(2, rows=(("1", "张*", "甲厂"), ("2", "\U000f0000*", "乙厂")))
    rendered = render(document(people), style, FontBook())
    assert "〓*" in flat(rendered)
    assert rendered.missing == (("\U000f0000", "表1　逾期未复查名单 2"),)


def test_a_character_that_the_chosen_font_lacks_comes_from_another(style: Style) -> None:
    rendered = render(document(words("한글")), style, FontBook())
    assert "한글" in flat(rendered)
    assert rendered.missing == ()


def test_every_font_is_embedded_as_a_subset(style: Style) -> None:
    content = render(document(words("复查")), style, FontBook()).content
    fonts = re.findall(rb"/BaseFont /(\S+)", content)
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+Noto\S+", name) for name in fonts)
    assert b"Helvetica" not in content
    assert content.count(b"/FontFile") == len(set(fonts))
    assert content.count(b"/ToUnicode") == len(set(fonts))


def test_the_outline_follows_the_headings(style: Style) -> None:
    blocks = (Heading(2, "（一）辖区"), words("文字"), Heading(1, "二、方法"), words("文字"))
    rendered = render(document(*blocks), style, FontBook())
    assert list(outline(rendered)) == [(0, "一、总体"), (1, "（一）辖区"), (0, "二、方法")]


def test_the_contents_name_the_printed_page(style: Style) -> None:
    rendered = render(document(table(90), Heading(1, "二、方法"), words("文字")), style, FontBook())
    contents, *body = pages(rendered)[1:]
    number = next(at for at, page in enumerate(body, 1) if "二、方法" in page)
    assert f"二、方法\n{number}\n" in contents + "\n"
    assert f"— {number} —" in body[number - 1]


def test_document_information_carries_the_day_of_the_question(style: Style) -> None:
    rendered = render(document(), style, FontBook())
    told = pdfium.PdfDocument(BytesIO(rendered.content)).get_metadata_dict()
    assert told["Title"] == "佛山市2025年下半年报告"
    assert told["Author"] == "佛山市职业病防治所"
    assert told["CreationDate"].startswith("D:20251231")


def test_equal_documents_give_equal_bytes(style: Style) -> None:
    one, other = (render(document(table(60)), style, FontBook()) for _ in range(2))
    assert one.content == other.content


def test_a_long_table_repeats_its_head_on_every_page(style: Style) -> None:
    listed = [
        page for page in pages(render(document(table(120)), style, FontBook())) if "张*" in page
    ]
    assert len(listed) > 2
    assert all("序号 姓名 用人单位" in page.replace("\n", " ") for page in listed)
    assert all("（续）" in page for page in listed[1:])


def test_every_row_stands_on_some_page_once(style: Style) -> None:
    text = "\n".join(pages(render(document(table(200)), style, FontBook())))
    numbers = [int(number) for number in re.findall(r"(?m)^(\d+) 张\*", text)]
    assert numbers == list(range(1, 201))


def test_a_subheading_never_ends_a_page_and_is_repeated_on_the_next(style: Style) -> None:
    rows = (("北滘镇　甲厂",), *table(70).rows)
    listed = pages(render(document(table(0, rows=rows)), style, FontBook()))[2:]
    assert all("北滘镇　甲厂" in page for page in listed)
    assert "北滘镇　甲厂（续）" in listed[1]


@pytest.mark.parametrize("length", range(25, 40))
def test_a_total_never_stands_alone_on_a_page(style: Style, length: int) -> None:
    rows = (*table(length).rows, ("", "合计", ""))
    whole = table(0, rows=rows, totals=frozenset({length}))
    last = pages(render(document(whole), style, FontBook()))[-1]
    assert "合计" in last
    assert "某某模具厂" in last


@pytest.mark.parametrize("length", range(25, 40))
def test_the_last_row_of_a_table_never_stands_alone_on_a_page(style: Style, length: int) -> None:
    whole = table(length, notes=("名单截至统计日期。",))
    last = pages(render(document(whole), style, FontBook()))[-1]
    assert last.count("某某模具厂") > 1
    assert "名单截至统计日期" in last


def test_few_rows_of_many_lines_leave_no_page_without_one(style: Style) -> None:
    rows = tuple((str(number), "张*", "某某模具厂" * 40) for number in range(1, 10))
    printed = pages(render(document(table(0, rows=rows)), style, FontBook()))[2:]
    assert all("张*" in page for page in printed)


def test_a_small_table_is_not_divided(style: Style) -> None:
    filling = [words("复查" * 60) for _ in range(6)]
    listed = [
        page
        for page in pages(render(document(*filling, table(8)), style, FontBook()))
        if "某某模具厂" in page
    ]
    assert len(listed) == 1


@pytest.mark.parametrize("lines", range(8, 30))
def test_a_heading_and_its_one_line_stay_with_the_table_they_lead_to(
    style: Style, lines: int
) -> None:
    filling = [words("复查") for _ in range(lines)]
    opening = (Heading(1, "逾期时长"), words("尚有逾期未复查个案。"))
    listed = pages(render(document(*filling, *opening, table(8)), style, FontBook()))[2:]
    assert "尚有逾期未复查个案" in next(page for page in listed if "某某模具厂" in page)


def test_markup_in_a_value_is_printed_as_it_is(style: Style) -> None:
    rendered = render(document(words("<b>裕丰</b> & Co. (甲)")), style, FontBook())
    assert "<b>裕丰</b> & Co. (甲)" in flat(rendered)


def test_an_unknown_font_in_style_toml_is_told(style: Style) -> None:
    wrong = replace(style, strong="song")
    with pytest.raises(ConfigurationInvalid) as caught:
        render(document(Paragraph((Run("复查", strong=True),))), wrong, FontBook())
    assert caught.value.parameters["name"] == "song"


def test_an_own_font_takes_the_place_of_ours_and_ours_fills_its_gaps(style: Style) -> None:
    korean = next(path for path in _packaged() if path.name.startswith("NotoSansKR"))
    rendered = render(document(words("复查𬭎")), style, FontBook({"serif": korean}))
    assert "复查𬭎" in flat(rendered)
    assert b"NotoSansKR" in rendered.content


def test_a_font_that_is_none_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "仿宋.ttf"
    wrong.write_bytes(b"no font")
    with pytest.raises(ConfigurationInvalid) as caught:
        FontBook({"serif": wrong})
    assert caught.value.parameters == {"file": "仿宋.ttf"}


def _packaged() -> list[Path]:
    from recheck.report.fonts import packaged_fonts  # noqa: PLC0415

    return [file.path for file in packaged_fonts().values()]
