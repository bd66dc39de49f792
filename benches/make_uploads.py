"""43 workbooks with 200,000 rows × 35 columns, as a city of eight million might send for 2025H1.

python benches/make_uploads.py FOLDER [ROWS]
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

REPOSITORY = Path(__file__).parents[1]
sys.path.append(str(REPOSITORY / "scripts"))

from samples.course import new_case  # noqa: E402
from samples.habits import Column, Habit  # noqa: E402
from samples.layout import lay_out  # noqa: E402
from samples.places import Institution, Practice  # noqa: E402
from samples.rows import Row, filled_on, one_row  # noqa: E402
from samples.spelling import Spelling  # noqa: E402
from samples.workbook import xlsx_bytes  # noqa: E402
from samples.world import enterprises  # noqa: E402

FILES, ROWS = 43, 200_000
PERIOD, HALF_YEAR = "2025H1", 2
HEADINGS = """
    体检机构名称=institution 上报期=half_year 用人单位名称=enterprise 统一社会信用代码=uscc
    所属区=district 所属镇街=town 单位地址=address 行业类别=industry 企业规模=scale
    经济类型=economic_type 单位联系人=contact 单位联系电话=contact_phone 姓名=worker
    证件类型=id_type 证件号码=id_number 性别=sex 年龄=age 联系电话=phone 工种=job
    接害工龄=exposure_years 体检编号=exam_no 体检类别=exam_type 体检日期=exam_date
    危害因素=hazards 异常项目=abnormal_items 体检结论=conclusion 复查项目=recheck_items
    报告日期=reported_on 复查通知日期=notified_on 签收日期=delivered_on 复查期限=deadline
    是否复查=rechecked 复查日期=rechecked_on 复查结论=recheck_conclusion 未复查原因=reason
""".split()
COLUMNS = tuple(Column(*word.split("=")) for word in HEADINGS)
HANDS = (
    Spelling({"excel": 1}, sloppy=0.1),
    Spelling({"iso": 9, "dot": 1}, sloppy=0.2),
    Spelling({"dot": 3, "cn": 1, "compact": 1}, ("已复查",), ("未复查",), sloppy=0.3),
)
"""How the institutions write, in turn."""
CITY = {"禅城区": 1, "南海区": 3, "顺德区": 3, "三水区": 1, "高明区": 1}


def institution(number: int) -> Institution:
    """One of the 43, all with the same practice."""
    practice = Practice(deadlines={"期限": 5, "日期": 3, "尽快": 1, "无": 1}, shares=CITY)
    return Institution(
        f"B{number:02d}", f"佛山市第{number}示例体检中心", (), "南海区", (0,) * 4, practice
    )


def rows_of(place: Institution, number: int, count: int) -> list[Row]:
    """The rows of one institution: one case each."""
    rng = Random(f"bench {number}")
    firms = enterprises(rng, per_town=4, outside=0)
    day = filled_on(HALF_YEAR)
    cases = (
        new_case(rng, number * 100_000 + index, place, HALF_YEAR, rng.choice(firms))
        for index in range(count)
    )
    return [one_row(case, HALF_YEAR, case.hazards, day) for case in cases]


def write_file(folder: Path, number: int, count: int) -> None:
    """One workbook."""
    place = institution(number)
    name = f"{place.name}_{PERIOD}.xlsx"
    habit = Habit((place.code,), name, COLUMNS, HANDS[number % len(HANDS)])
    sheets = lay_out(habit, HALF_YEAR, rows_of(place, number, count))
    (folder / name).write_bytes(xlsx_bytes(sheets, level=1))


def main(folder: Path, rows: int = ROWS) -> None:
    """Write all files; large and small institutions differ by a factor of three."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = [1 + number % 3 for number in range(1, FILES + 1)]
    counts = [rows * weight // sum(weights) for weight in weights]
    counts[-1] += rows - sum(counts)
    with ProcessPoolExecutor() as pool:
        jobs = [
            pool.submit(write_file, folder, number, count) for number, count in enumerate(counts, 1)
        ]
        for job in jobs:
            job.result()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
