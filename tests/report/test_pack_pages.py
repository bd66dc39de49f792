"""What is printed of a pack: a list for each enterprise, and room to sign."""

import re
from datetime import date, datetime
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from recheck.packs import Pack, Visit, pack_pages, pack_style
from recheck.packs.content import Cells
from recheck.report.fonts import FontBook
from recheck.report.look import templates_folder
from recheck.report.pdf import render
from recheck.report.style import STYLE_FILE, read_style

LENGTHS = range(1, 61)
NAME = "佛山市顺德区大良街道恒锐精密五金模具制造股份有限公司"
SIGNED = "督办人员（签名）："


def case(number: int, items: str) -> Cells:
    """Every third is printed in two lines."""
    return {
        "case_id": f"R{number:011d}",
        "part_code": "first",
        "worker": "张某",
        "id_number": "440600199001011234",
        "phone": "13800001234",
        "hazards": "噪声、电焊烟尘" if number % 3 else "噪声",
        "recheck_items": items,
        "due_on": date(2025, 5, 1),
        "days_overdue": 60,
        "link": "用人单位未安排",
    }


def visit(seq: int, length: int, items: str) -> Visit:
    told = ("address", "user_unit", "contact", "contact_phone", "uscc")
    counted = {"waiting": length, "first": length, "second": 0, "most_days": 60, "instructed": 0}
    cells = {"seq": seq, "enterprise": NAME, **dict.fromkeys(told), **counted}
    return Visit(cells, tuple(case(number, items) for number in range(1, length + 1)))


def pages(*lengths: int, items: str = "纯音听阈测试") -> list[str]:
    """The printed pages of enterprises with so many cases each, without line breaks."""
    visits = tuple(visit(seq, length, items) for seq, length in enumerate(lengths, 1))
    known = datetime(2025, 7, 20, 17, 30)  # noqa: DTZ001  times of the store have no zone
    pack = Pack(1, "顺德区大良街道", date(2025, 6, 30), known, visits, (), ())
    style = pack_style(read_style(templates_folder() / STYLE_FILE))
    rendered = render(pack_pages(pack, "佛山市职业病防治所"), style, FontBook())
    printed = pdfium.PdfDocument(BytesIO(rendered.content))
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in printed]


def listed(page: str) -> int:
    return len(re.findall(r"R\d{11}", page))


@pytest.mark.parametrize("items", ["血常规", "纯音听阈测试、肺功能、血常规"])
def test_signatures_stay_with_at_least_the_last_two_cases(items: str) -> None:
    signed = [page for page in pages(*LENGTHS, items=items) if SIGNED in page]
    counts = [listed(page) for page in signed]
    assert all(count >= min(length, 2) for length, count in zip(LENGTHS, counts, strict=True))


def test_every_case_is_printed_once_and_no_page_is_without() -> None:
    counts = [listed(page) for page in pages(*LENGTHS)]
    assert sum(counts) == sum(LENGTHS)
    assert min(counts) > 0


def test_few_cases_with_much_to_recheck_follow_the_name_of_their_enterprise() -> None:
    printed = pages(9, items="纯音听阈测试、肺功能、血常规、尿常规、肝功能、高千伏胸片、心电图")
    assert listed(printed[0]) > 0
    assert listed(printed[-1]) > 1


def test_what_is_signed_names_enterprise_day_and_pack() -> None:
    (page,) = pages(1)
    assert f"{NAME}现场核实情况" in page
    assert "统计截至2025-06-30，资料截至2025-07-2017:30:00，督办包编号P0001。" in page


def test_every_page_of_a_long_list_names_its_enterprise() -> None:
    printed = pages(60)
    assert len(printed) > 2
    assert all(f"{NAME}逾期未复查劳动者" in page for page in printed)
