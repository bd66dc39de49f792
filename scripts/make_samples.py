"""Make sample_uploads/: four half-years of invented uploads, ugly on purpose, always the same.

python scripts/make_samples.py [FOLDER TRUTH_JSON]
"""

import csv
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from samples import files
from samples.course import FIRST_DAYS, HALF_YEARS, LAST_DAYS, Case, new_case, renewed
from samples.habits import HABITS, NIL_HABIT, NIL_RETURNS, NIL_WITH_SUMMARY, Habit
from samples.layout import lay_out, nil_sheet
from samples.places import BY_CODE, INSTITUTIONS, Institution
from samples.records import FROM_HALF_YEAR, record_sheet, write_names
from samples.rows import Row, belongs, case_rows
from samples.spelling import period_name
from samples.summary import summary_sheet
from samples.world import Enterprise, enterprises

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY / "sample_uploads"
TRUTH = REPOSITORY / "tests" / "samples_truth.json"
SEED = "recheck 2024"
CORRECTED, SUPPLEMENTED, NIL = "GC", "LW", "HP"
FORGOTTEN = 11
"""Of so many cases 鹿湾医院 finds one in a drawer and sends it later."""


@dataclass
class Drawer:
    """The folder of all files; `data_rows` counts, for each, the rows that carry cases."""

    folder: Path
    data_rows: dict[str, int] = field(default_factory=dict)

    def put(
        self,
        habit: Habit,
        half_year: int,
        rows: list[Row],
        declared: Mapping[str, int],
        part: str = "",
    ) -> None:
        """Lay out and write one file of a half-year; `part` is e.g. "-corrections".

        `declared`: institution → new cases of the half-year, for the sheet 汇总.
        """
        period = HALF_YEARS[half_year]
        name = habit.file.format(period=period, half_year=period_name(half_year))
        sheets = lay_out(habit, half_year, rows)
        if habit.summary:
            sheets.append(summary_sheet(habit, half_year, declared))
        files.write(self.folder / f"{period}{part}" / name, sheets, habit.encoding)
        self.data_rows[f"{period}{part}/{name}"] = sum(sheet.data_rows for sheet in sheets)


def main(arguments: list[str]) -> None:
    """Write the folder anew, and what is true of it for the tests."""
    folder, truth_json = map(Path, arguments) if arguments else (SAMPLES, TRUTH)
    for period in HALF_YEARS:
        for part in folder.glob(f"{period}*"):
            shutil.rmtree(part)
    drawer = Drawer(folder)
    cases = invent()
    write_all(drawer, cases)
    write_reporters(folder / "reporters.csv")
    half_years = {period: summary(index, cases) for index, period in enumerate(HALF_YEARS)}
    truth = {"data_rows": drawer.data_rows, "half_years": half_years}
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    truth_json.write_text(text + "\n", encoding="utf-8", newline="\n")


# --- the world --------------------------------------------------------------------------------


def invent() -> list[Case]:
    """Every case of the four half-years, by half-year, institution and day."""
    rng = Random(SEED)
    firms = enterprises(rng)
    clients = {place.code: clients_of(rng, place, firms) for place in INSTITUTIONS}
    cases: list[Case] = []
    for half_year in range(len(HALF_YEARS)):
        for place in INSTITUTIONS:
            cases += cases_of(rng, place, half_year, clients[place.code], cases)
    return cases


def clients_of(rng: Random, place: Institution, firms: list[Enterprise]) -> list[Enterprise]:
    """The employers that send their workers to this institution."""
    shares = place.practice.shares
    weights = [shares.get(firm.district, 0) for firm in firms]
    if not any(weights):
        return []
    return list(dict.fromkeys(rng.choices(firms, weights, k=max(15, max(place.sizes) // 4))))


def cases_of(
    rng: Random, place: Institution, half_year: int, clients: list[Enterprise], before: list[Case]
) -> list[Case]:
    """The new cases of one institution in one half-year; some workers were here a year ago."""
    made = []
    a_year_ago = [
        case for case in before if case.institution == place and case.half_year == half_year - 2
    ]
    again = iter(rng.sample(a_year_ago, len(a_year_ago) // 12))
    for index in range(place.sizes[half_year]):
        number = len(before) + index + 1
        case = new_case(rng, number, place, half_year, rng.choice(clients))
        earlier = next(again, None)
        made.append(renewed(case, earlier) if earlier else case)
    return sorted(made, key=lambda case: (case.exam_date, case.number))


# --- the folders ------------------------------------------------------------------------------


def write_all(drawer: Drawer, cases: list[Case]) -> None:
    """Write every file of every half-year."""
    for half_year in range(len(HALF_YEARS)):
        for habit in HABITS:
            rows = rows_of(habit, half_year, cases)
            if rows:
                declared = declared_by(habit, half_year, cases)
                drawer.put(habit, half_year, with_repeats(rows), declared)
        write_nil(drawer.folder, half_year)
        write_correction(drawer, half_year, cases)
        write_supplement(drawer, half_year, cases)
        if half_year >= FROM_HALF_YEAR:
            write_records(drawer, half_year, cases)


def write_records(drawer: Drawer, half_year: int, cases: list[Case]) -> None:
    """The exam records of the institutions that send them, in a folder of their own."""
    part = f"{HALF_YEARS[half_year]}-exam-records"
    for code, name in write_names(half_year).items():
        sheet = record_sheet(BY_CODE[code], half_year, cases)
        files.write(drawer.folder / part / name, [sheet])
        drawer.data_rows[f"{part}/{name}"] = sheet.data_rows


def rows_of(
    habit: Habit, half_year: int, cases: list[Case], *, flawless: bool = False
) -> list[Row]:
    """The rows that stand in one file: what is open from before, then the new cases."""
    if not any(BY_CODE[code].sizes[half_year] for code in habit.codes):
        return []
    own = [case for case in cases if case.institution.code in habit.codes]
    told = [
        case
        for case in own
        if belongs(case, half_year)
        and not (case.half_year == half_year and late(case))
        and case.institution.sizes[half_year]
    ]
    return [
        {**row, "filed_on": case.exam_date}
        for case in told
        for row in case_rows(case, half_year, flawless=flawless)
    ]


def declared_by(habit: Habit, half_year: int, cases: list[Case]) -> dict[str, int]:
    """Institution → its new cases of the half-year, for each that reports."""
    return {
        code: sum(
            case.half_year == half_year and case.institution.code == code and not late(case)
            for case in cases
        )
        for code in habit.codes
        if BY_CODE[code].sizes[half_year]
    }


def late(case: Case) -> bool:
    """Whether the case is one of those that were forgotten at first."""
    return case.institution.code == SUPPLEMENTED and case.number % FORGOTTEN == 0


def with_repeats(rows: list[Row]) -> list[Row]:
    """One row in 250 stands in the sheet twice."""
    rng = Random(f"twice {len(rows)}")
    for place in sorted(rng.sample(range(len(rows)), len(rows) // 250), reverse=True):
        rows.insert(place, rows[place])
    return rows


def habit_of(code: str) -> Habit:
    """The habit of one institution."""
    return next(habit for habit in HABITS if code in habit.codes)


def write_correction(drawer: Drawer, half_year: int, cases: list[Case]) -> None:
    """The whole file again: without slips, but two cases at the end are lost."""
    habit = habit_of(CORRECTED)
    stem, dot, suffix = habit.file.rpartition(".")
    rows = rows_of(habit, half_year, cases, flawless=True)
    corrected = replace(habit, file=f"{stem}_更正{dot}{suffix}")
    declared = declared_by(habit, half_year, cases)
    drawer.put(corrected, half_year, rows[:-2], declared, "-corrections")


def write_supplement(drawer: Drawer, half_year: int, cases: list[Case]) -> None:
    """The forgotten cases, as a workbook of their own."""
    habit = replace(habit_of(SUPPLEMENTED), file="高明区鹿湾医院{half_year}补报.xlsx")
    rows = [
        {**row, "filed_on": case.exam_date}
        for case in cases
        if case.half_year == half_year and late(case)
        for row in case_rows(case, half_year)
    ]
    drawer.put(replace(habit, total=False), half_year, rows, {}, "-supplements")


def write_nil(folder: Path, half_year: int) -> None:
    """The nil return of the smallest institution."""
    place = BY_CODE[NIL]
    sheet = nil_sheet(NIL_RETURNS[half_year], place.name, half_year)
    name = f"荷畔门诊部{period_name(half_year)}零报告.xlsx"
    summary = summary_sheet(NIL_HABIT, half_year, {NIL: 0})
    sheets = [sheet, summary] if half_year in NIL_WITH_SUMMARY else [sheet]
    files.write(folder / HALF_YEARS[half_year] / name, sheets)


def write_reporters(path: Path) -> None:
    """The institutions that are expected to report."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["name", "aliases", "district", "from", "until"])
        for place in INSTITUTIONS:
            table.writerow([place.name, ";".join(place.aliases), place.district, "", ""])


# --- what is true -----------------------------------------------------------------------------


def summary(half_year: int, cases: list[Case]) -> dict[str, int]:
    """Cases and people examined; cases due, and missed by the end of the half-year."""
    new = [case for case in cases if case.half_year == half_year]
    first, last = FIRST_DAYS[half_year].replace(day=1), LAST_DAYS[half_year]
    due = [case for case in cases if first <= case.due_on < last]
    missed = sum(not case.done_by(last) for case in due)
    people = len({case.worker.id_number for case in new})
    return {"cases": len(new), "people": people, "due": len(due), "missed": missed}


if __name__ == "__main__":
    main(sys.argv[1:])
