"""The reports of the city and of a district, from invented figures."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import polars as pl
import pypdfium2 as pdfium
import pytest

from recheck.model import Period
from recheck.report.build import build
from recheck.report.document import Document, Figure, Heading, Paragraph, Table
from recheck.report.figures import NO_BALANCE, NO_CASES, equal_maturity
from recheck.report.fonts import FontBook
from recheck.report.look import Look, read_look, templates_folder
from recheck.report.pdf import render
from recheck.rulebook import Rulebook, load
from tests.report.invented import figures, overdue, rates

INSTITUTE = "佛山市职业病防治所"


@cache
def look() -> Look:
    return read_look(templates_folder())


@cache
def rulebook() -> Rulebook:
    return load()


@cache
def city() -> Document:
    return build(figures(), rulebook(), INSTITUTE, look())


@cache
def district() -> Document:
    return build(figures("顺德区"), rulebook(), INSTITUTE, look())


def paragraphs(document: Document) -> str:
    texts = (block for block in document.blocks if isinstance(block, Paragraph))
    return "\n".join("".join(run.text for run in block.words) for block in texts)


def tables(document: Document) -> dict[str, Table]:
    found = (block for block in document.blocks if isinstance(block, Table))
    return {table.caption.split("　")[1]: table for table in found}


def test_the_title_names_place_and_half_year() -> None:
    assert city().title == "佛山市2025年下半年职业健康检查复查逾期未检专项监测技术报告"
    assert district().title == "佛山市顺德区2025年下半年职业健康检查复查逾期未检专项监测技术报告"
    cover = city().cover
    assert cover
    assert cover.subtitle == "数据截至2025年12月31日"
    assert "2026年1月14日" in city().subject


def test_the_summary_gives_rates_and_changes_at_equal_maturity() -> None:
    text = paragraphs(city())
    assert "已到期应复查1,490人次" in text
    assert "复查脱漏率19.5%（95%置信区间17.6%～21.6%）" in text
    assert "（截至2025年6月30日）到期1,466人次，复查脱漏率为21.1%；本期比其下降1.6个百分点" in text
    assert "（截至2024年12月31日）到期1,425人次，复查脱漏率为24.7%；本期比其下降5.2个百分点" in text
    assert "截至2025年12月31日的脱漏率已为18.3%" in text
    assert "期初逾期结转630人次，本期新增420人次，本期办结234人次，期末逾期816人次" in text


def test_the_summary_is_one_page() -> None:
    content = render(city(), look().style, FontBook()).content
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(BytesIO(content))]
    assert "摘要" in pages[2]
    assert "上报情况" in pages[2]
    assert "一、总体情况" in pages[3]


def test_equal_maturity_is_as_many_days_after_the_end() -> None:
    second = Period(2025, 2)
    assert equal_maturity(second, date(2026, 2, 14), Period(2025, 1)) == date(2025, 8, 14)
    assert equal_maturity(second, date(2025, 12, 31), Period(2024, 2)) == date(2024, 12, 31)
    assert equal_maturity(second, date(2025, 12, 1), Period(2025, 1)) == date(2025, 5, 31)


def test_tables_and_figures_are_numbered_in_order() -> None:
    for document in (city(), district()):
        for kind, sign in ((Table, "表"), (Figure, "图")):
            captions = [block.caption for block in document.blocks if isinstance(block, kind)]
            numbers = [int(re.match(rf"{sign}(\d+)　", caption)[1]) for caption in captions]  # type: ignore[index]
            assert numbers == list(range(1, len(captions) + 1))
            assert len(captions) >= 4


def test_totals_stand_last_and_hazards_have_none() -> None:
    by_district = tables(city())["各区复查情况"]
    assert by_district.rows[-1][:3] == ("合计", "1,490", "1,199")
    assert by_district.totals == {len(by_district.rows) - 1}
    by_hazard = tables(city())["各职业病危害因素复查情况"]
    assert by_hazard.totals == frozenset()
    assert "不列合计" in by_hazard.notes[0]


def test_the_report_tells_whom_the_recheck_lists_lack_and_what_waits_to_be_disposed_of() -> None:
    text = paragraphs(city())
    assert "未列入复查落实情况表的9人次，占4.5%" in text
    assert "处置闭环率75.0%；待处置3项，其中超过处置期限2项" in text
    assert tables(city())["职业禁忌证和疑似职业病的处置情况"].rows[-1][:4] == (
        "合计",
        "12",
        "9",
        "75.0",
    )


def test_the_missed_rate_under_the_declarations_is_not_that_of_the_district() -> None:
    assert tables(district())["各体检机构受检、需复查人次与名单"].rows[-1][-2] == "25.0"
    assert "复查脱漏率19.5%" in paragraphs(district())


def test_what_is_counted_for_the_whole_city_says_so_in_the_report_of_a_district() -> None:
    for said in ("均为佛山市全市的数字", "2025年下半年全市已收到"):
        assert said in paragraphs(district())
        assert said not in paragraphs(city())


def test_nothing_known_is_not_zero() -> None:
    rows = {row[0]: row for row in tables(city())["复查通知送达情况与复查情况"].rows}
    assert rows["无通知记录"] == ("无通知记录", "0", "0", "0", "—", "—", "—")
    scales = {row[0]: row for row in tables(city())["各企业规模复查情况"].rows}
    assert scales["不详"][-2] == "0.0"


def test_unconfirmed_places_are_printed_with_their_words() -> None:
    labels = [row[0] for row in tables(city())["各区复查情况"].rows]
    assert labels[-3:] == ["市外", "属地待核实", "合计"]


def test_ageing_shows_empty_bands_as_zero_in_the_order_of_districts() -> None:
    rows = tables(city())["各区逾期未复查个案的逾期时长"].rows
    assert [row[0] for row in rows][:3] == ["禅城区", "南海区", "顺德区"]
    assert next(row for row in rows if row[0] == "市外")[1] == "0"
    assert rows[-1] == ("合计", "141", "209", "196", "270")


def test_the_rules_of_the_policy_are_printed_by_standard() -> None:
    rows = tables(city())["未载明期限时推定的复查天数"].rows
    assert ("GBZ 188—2014（体检日期2026-07-31及以前）",) in rows
    assert ("GBZ 188—2025（体检日期2026-08-01及以后）",) in rows
    assert rows.count(("铅", "90")) == 2


def test_only_the_district_report_lists_people_by_town_and_enterprise() -> None:
    assert "逾期未复查名单" not in tables(city())
    listed = tables(district())["逾期未复查名单"]
    people = [row for row in listed.rows if len(row) > 1]
    assert len(people) == overdue().height
    assert [row[0] for row in people] == [str(number + 1) for number in range(len(people))]
    assert listed.rows[0] == ("大良街道　佛山市恒0五金塑料有限公司",)


def test_values_are_printed_as_they_are() -> None:
    assert any("<b>裕丰</b>" in row[1] for row in tables(city())["待复查人次最多的用人单位"].rows)


def test_who_is_missing_is_named() -> None:
    assert "佛山市未报职业健康检查中心" in paragraphs(city())
    assert "缺报不等于没有个案" in paragraphs(city())


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (None, "未设应报机构名单"),
        (0, "名单中没有该期应报的机构"),
        (43, "应报机构43家无缺报"),
    ],
)
def test_nobody_expected_is_told_from_no_list(expected: int | None, words: str) -> None:
    nobody = figures().frames["missing"].clear()
    shown = replace(figures(missing=nobody), expected=expected)
    assert words in paragraphs(build(shown, rulebook(), INSTITUTE, look()))


def test_findings_speak_chinese_without_the_value_of_a_cell() -> None:
    sentences = [row[1] for row in tables(city())["在用上报材料中的数据问题"].rows]
    assert all("{" not in sentence for sentence in sentences)


def test_before_the_first_deadline_there_are_no_rates_to_print() -> None:
    early = build(replace(figures(), total=rates(0, 0, later=26)), rulebook(), INSTITUTE, look())
    assert "复查期限在2025年下半年内的个案共26人次" in paragraphs(early)
    assert "均未到期" in paragraphs(early)
    assert "—%" not in paragraphs(early)


def test_a_half_year_without_a_case_still_gives_a_report() -> None:
    base = figures("高明区")
    nothing = {name: frame.clear() for name, frame in base.frames.items()}
    silent = replace(base, total=NO_CASES, everything=NO_CASES, balance=NO_BALANCE, frames=nothing)
    document = build(silent, rulebook(), INSTITUTE, look())
    assert "没有复查期限届满的个案" in paragraphs(document)
    assert "没有逾期未复查的个案。" in paragraphs(document)
    assert render(document, look().style, FontBook()).page_count > 5


def test_chapters_are_numbered_and_the_list_is_an_annex() -> None:
    chapters = [b.text for b in district().blocks if isinstance(b, Heading) and b.level == 1]
    assert chapters[:3] == ["摘要", "一、总体情况", "二、分布情况"]
    assert chapters[-1] == "附件　逾期未复查名单"


def test_every_number_of_the_frames_keeps_its_digits() -> None:
    huge = pl.DataFrame([{**figures().frames["row_fates"].row(0, named=True), "rows": 1234567}])
    changed = figures(row_fates=huge)
    document = build(changed, rulebook(), INSTITUTE, look())
    assert tables(document)["累计上报表格的行数与去向"].rows[0][1] == "1,234,567"


def test_cases_closed_by_decision_are_shown_with_their_share() -> None:
    assert tables(city())["以决定结案的个案"].rows == (
        ("佛山市第一医院", "812", "3", "1", "12", "0.5"),
    )
