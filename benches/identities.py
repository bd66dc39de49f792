"""How well the candidates of `recheck identities` find people who stand under two identities.

A seeded corpus whose truth is known: everybody is examined twice, by two institutions in two
half-years, and some of the second rows are typed badly. Prints what was found of each kind of
mistake (recall), how many of the pairs shown are right (precision), and the time of the search.

    python benches/identities.py [ROWS]
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

import polars as pl

from recheck import candidates, store, workspace
from recheck.model import (
    FINDING_SCHEMA,
    OTHER_ROW_SCHEMA,
    ROW_SCHEMA,
    Arrival,
    Claim,
    Kind,
    Mode,
    Period,
    Question,
    SourceFile,
    Upload,
)
from recheck.preparing import prepare
from recheck.rulebook import Rulebook

ROWS = 200_000
PEOPLE_PER_ENTERPRISE = 20
SURNAMES = "陈李黄何梁张林罗王吴刘周郭谢冯邓杨曾朱徐胡叶苏郑蔡潘彭余"
GIVEN = "伟强杰志明辉永健国华嘉欣敏丽玲芳燕婷秀英文军勇波涛斌海龙平建光荣德成家"
AREAS = ("440604", "440605", "440606", "440607", "452123", "431121", "362201", "513021")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MOVED, NEW_PHONE = 0.1, 0.3
"""Shares of people who have another employer or telephone when they come again."""
Person = dict[str, str]
Row = dict[str, object]


def with_check(seventeen: str) -> str:
    """The number with its check character."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True))
    return seventeen + "10X98765432"[total % 11]


def citizen(rng: Random, born: str | None = None) -> str:
    """A valid number."""
    day = date(1965, 1, 1) + timedelta(days=rng.randrange(38 * 365))
    return with_check(rng.choice(AREAS) + (born or f"{day:%Y%m%d}") + f"{rng.randrange(1000):03d}")


def people(rng: Random, count: int) -> list[Person]:
    """Who there is. In every enterprise two people bear one name; of some such pairs one never
    shows a number, and some were born on one day: nobody can tell them apart by their rows."""
    everybody = []
    for number in range(count):
        given = "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2, 2))))
        everybody.append(
            {
                "worker": rng.choice(SURNAMES) + given,
                "id_number": citizen(rng),
                "phone": f"13{rng.randrange(10**9):09d}",
                "enterprise": f"示例企业{number // PEOPLE_PER_ENTERPRISE}",
            }
        )
        if number % PEOPLE_PER_ENTERPRISE == 1:
            make_namesake(rng, everybody[-1], everybody[-2], number // PEOPLE_PER_ENTERPRISE)
    return everybody


def make_namesake(rng: Random, person: Person, other: Person, enterprise: int) -> None:
    """Give a person the name of a colleague, and sometimes more."""
    person["worker"] = other["worker"]
    if enterprise % 10 == 0:
        person["id_number"] = ""
    if enterprise % 50 == 1:
        person["id_number"] = citizen(rng, other["id_number"][6:14])


# --- how numbers are typed badly ----------------------------------------------------------------


def one_digit(rng: Random, number: str) -> str:
    """One wrong digit."""
    place = rng.randrange(6, 17)
    wrong = rng.choice([digit for digit in "0123456789" if digit != number[place]])
    return number[:place] + wrong + number[place + 1 :]


def swapped(rng: Random, number: str) -> str:
    """Two neighbours in the wrong order."""
    places = [place for place in range(16) if number[place] != number[place + 1]]
    place = rng.choice(places)
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def dropped(rng: Random, number: str) -> str:
    """One digit forgotten."""
    place = rng.randrange(17)
    return number[:place] + number[place + 1 :]


MISTAKES: dict[str, tuple[float, Callable[[Random, str], str | None]]] = {
    "one digit wrong": (0.010, one_digit),
    "two digits swapped": (0.005, swapped),
    "one digit missing": (0.005, dropped),
    "stored as a number": (0.010, lambda _, number: number[:15] + "000"),
    "first 15 digits": (0.002, lambda _, number: number[:15]),
    "masked": (0.005, lambda _, number: number[:4] + "*" * 10 + number[-4:]),
    "no number": (0.010, lambda *_: None),
    "another valid number": (0.002, lambda rng, number: citizen(rng, number[6:14])),
}
"""Mistake → share of second rows, and what it makes of a number."""
NONE = "never a number"


def second_visit(rng: Random, person: Person) -> tuple[str, Person]:
    """The mistake that was made, and what the row says."""
    told = dict(person)
    if rng.random() < MOVED:
        told["enterprise"] = f"示例企业{rng.randrange(10**6, 10**6 + 5000)}"
    if rng.random() < NEW_PHONE:
        told["phone"] = f"15{rng.randrange(10**9):09d}"
    chance = rng.random() if person["id_number"] else 1
    for mistake, (share, mistyped) in MISTAKES.items():
        if chance < share:
            return mistake, told | {"id_number": mistyped(rng, person["id_number"]) or ""}
        chance -= share
    return NONE, told


# --- into a store -------------------------------------------------------------------------------


def upload(rulebook: Rulebook, institution: str, period: Period, told: Iterable[Person]) -> Upload:
    """One institution's file for one half-year, as intake would hand it over."""
    rows = [_row(number, institution, period, person) for number, person in enumerate(told, 2)]
    return Upload(
        source=SourceFile(f"{institution}{period}.xlsx", f"{institution}{period}", b""),
        reading_rules=rulebook.reading_hash,
        claims=(Claim(institution, period, Kind.RECHECK_STATUS),),
        rows=pl.DataFrame(rows, schema=ROW_SCHEMA),
        other_rows=pl.DataFrame(schema=OTHER_ROW_SCHEMA),
        hazards=pl.DataFrame({"hazard": ["噪声"], "hazard_group": ["噪声"]}),
        findings=pl.DataFrame(schema=FINDING_SCHEMA),
        row_total=len(rows),
    )


def _row(number: int, institution: str, period: Period, person: Person) -> Row:
    digits = person["id_number"]
    told: Row = {
        **person,
        "id_number": digits or None,
        "id_valid": len(digits) == 18
        and digits[:17].isdigit()
        and digits == with_check(digits[:17]),
        "id_type": "居民身份证",
        "worker_key": person["worker"],
        "enterprise_key": person["enterprise"],
        "district": "南海区",
        "sheet": "表1",
        "sheet_no": 1,
        "row": number,
        "fate": "accepted",
        "kind": "recheck_status",
        "institution": institution,
        "period": str(period),
        "exam_date": period.first_day + timedelta(days=number % 150),
        "hazards": ["噪声"],
    }
    return dict.fromkeys(ROW_SCHEMA) | told


def fill(place: workspace.Workspace, visits: list[tuple[str, Period, list[Person]]]) -> None:
    """Take the files in order, so that rows are numbered as people are listed."""
    with store.writing(place.store_path, place.key(), place.rulebook) as writer:
        for institution, period, told in visits:
            came = datetime.combine(period.last_day + timedelta(days=12), datetime.min.time())
            prepared = prepare(
                upload(place.rulebook, institution, period, told), writer.key, writer.folder
            )
            arrival = Arrival(came, stated=True, recorded_at=came)
            writer.take([prepared], arrival, Mode.AUTO)
        writer.settle()


# --- what is right ------------------------------------------------------------------------------


def main(rows: int = ROWS) -> None:
    """Make the corpus, search, compare with the truth."""
    rng = Random(2026)
    everybody = people(rng, rows // 2)
    again = [second_visit(rng, person) for person in everybody]
    with tempfile.TemporaryDirectory() as folder:
        place = workspace.create(Path(folder), "foshan", None)
        second = [person for _, person in again]
        fill(place, [("甲医院", Period(2024, 1), everybody), ("乙医院", Period(2024, 2), second)])
        with store.reading(place.store_path, place.rulebook, Question(date(2025, 6, 30))) as view:
            start = time.perf_counter()
            found = candidates.identities(view)
            seconds = time.perf_counter() - start
            workers = view.connection.sql("select case_no, worker_no from case_fact").fetchall()
    person_of = {row: (row - 1) % len(everybody) for row in range(1, rows + 1)}
    wanted = split_people(workers, person_of)
    mistakes = [mistake for mistake, _ in again]
    print(f"identities: {rows} rows, {found.height} candidates in {seconds:.2f} s")
    report_recall(found, wanted, mistakes, person_of)
    report_precision(found, person_of)


def split_people(workers: list[tuple[int, int]], person_of: dict[int, int]) -> set[int]:
    """The people who stand under more than one worker."""
    known: dict[int, set[int]] = defaultdict(set)
    for case_no, worker_no in workers:
        known[person_of[case_no]].add(worker_no)
    return {person for person, numbers in known.items() if any(combinations(numbers, 2))}


def pairs(found: pl.DataFrame, person_of: dict[int, int]) -> list[tuple[int, int]]:
    """The people behind both 个案编号 of every candidate: the row number is in the code."""
    codes = found.select("case_id", "other_case_id").iter_rows()
    return [(person_of[int(one[1:10])], person_of[int(other[1:10])]) for one, other in codes]


def report_recall(
    found: pl.DataFrame, wanted: set[int], mistakes: list[str], person_of: dict[int, int]
) -> None:
    """Of everybody who stands under two identities, who is found."""
    right = {one for one, other in pairs(found, person_of) if one == other}
    for mistake in [*MISTAKES, NONE]:
        those = {person for person in wanted if mistakes[person] == mistake}
        if those:
            share = len(those & right) / len(those)
            print(f"  {mistake:22} {len(those):6} people, recall {share:6.1%}")
    print(f"  {'all':22} {len(wanted):6} people, recall {len(wanted & right) / len(wanted):6.1%}")


def report_precision(found: pl.DataFrame, person_of: dict[int, int]) -> None:
    """Of the pairs that are shown, how many are one person."""
    told = found.with_columns(
        right=pl.Series([one == other for one, other in pairs(found, person_of)])
    )
    for strength in ("strong", "likely", "possible"):
        shown = told.filter(pl.col("strength") == strength)
        if shown.height:
            share = shown["right"].mean()
            print(f"  {strength:22} {shown.height:6} pairs,  precision {share:6.1%}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
