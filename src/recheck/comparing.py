"""Files just stored, compared with what was there: what they change, what speaks against them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from recheck import relations
from recheck.errors import Unplaceable
from recheck.identity import resolve
from recheck.messages import N_
from recheck.model import Claim, Mode, Period, Taken
from recheck.transfer import fill_table

FEW_CASES = 5
FEW_SHARE = 0.05
"""A newer version may lack so many cases, or this share, without a decision (definitions §3)."""
MOST_SHARE = 0.8
"""So much of a file tells whose it is, and of which half-year."""

LOST = N_(
    "This time {missing} cases of the version before are missing. Add --add when the file only"
    " supplements it, or --replace when the whole submission shall be replaced."
)
OF_SEVERAL_LOST = N_(
    "{institution}: this time {missing} cases of the version before are missing. Add --add when"
    " the file only supplements it, or --replace when the whole submission shall be replaced."
)


class SaysNothingNewError(Exception):
    """A file read anew says what it said before; there is nothing to store."""


class MustBeAloneError(Exception):
    """Of several files that come together one follows others, and is compared with them alone."""


def followed_by(connection: DuckDBPyConnection, first_no: int) -> list[str]:
    """The institutions of which the files from `first_no` on bring another version."""
    return [institution for (institution,) in _told(connection, "has_earlier", first_no=first_no)]


def note_follower(connection: DuckDBPyConnection, file_no: int) -> None:
    """Of a file just stored that follows others: what it repeats, and whose place it takes."""
    connection.execute(relations.text("appending", "repeated_row"), {"file_no": file_no})
    relations.compute_known(connection)


def compared(
    connection: DuckDBPyConnection, first_no: int, followed: Sequence[str], mode: Mode
) -> dict[int, tuple[Taken, ...]]:
    """What the files from `first_no` on brought, compared with what was there, by file.

    `followed`: institutions of which a file brought another version; then it is a single one.
    Raises Unplaceable on silent losses.
    """
    differences = _differences(connection, first_no, followed)
    claims = _told(connection, "claims_taken", first_no=first_no)
    if mode is Mode.AUTO:
        _refuse_losses(differences, {version_no: whose for _, version_no, whose, *_ in claims})
    brought = defaultdict(list)
    for file_no, version_no, institution, period, kind, replaced, *fates in claims:
        first = version_no not in differences
        found = differences.get(version_no, ())[:3]
        taken = Taken(institution, period, kind, replaced, first, *fates, *found)
        brought[file_no].append(taken)
    return {file_no: tuple(taken) for file_no, taken in brought.items()}


def refuse_strangers(connection: DuckDBPyConnection, first_no: int) -> None:
    """Raises Unplaceable when one of the files from `first_no` on looks like another half-year's or
    another institution's."""
    signs = _told(connection, "sign_of_strangers", first_no=first_no, few=FEW_CASES)
    files = [file_no for (file_no,) in signs]
    if not files:
        return  # nearly all files end here, and the closer look costs more than storing them
    relations.compute_known(connection)
    for line in _told(connection, "stranger", files=files):
        _, institution, period, cases, known, other, outside, carried, nearest = line
        if known > FEW_CASES and known > MOST_SHARE * cases:
            raise _of_another_institution(institution, other, known, cases)
        is_elsewhere = outside > MOST_SHARE * cases and outside - carried > FEW_CASES
        if is_elsewhere and carried <= MOST_SHARE * outside:
            raise _of_another_half_year(period, nearest, outside, cases)


def refuse_lost_claims(
    mode: Mode, active: Sequence[Sequence[str]], claims: Sequence[Claim]
) -> None:
    """Raises Unplaceable when a file read anew is silent about whom it is `active` for."""
    told = {(claim.institution, str(claim.period)) for claim in claims}
    for institution, period in active:
        if mode is Mode.AUTO and (institution, period) not in told:
            raise Unplaceable(
                N_(
                    "Read by the rules of today, the file no longer speaks for {institution} in"
                    " {period}. Correct the rules, or add --replace when that is right."
                ),
                institution=institution,
                period=Period.parse(period).chinese,
            )


def refuse_repetition(connection: DuckDBPyConnection, file_no: int, origin_no: int) -> None:
    """Raises SaysNothingNewError when a file read anew says exactly what it said before."""
    query = relations.text("measures", "reading_difference")
    given = {"file_no": file_no, "origin_no": origin_no}
    if not connection.execute(query, given).fetchall()[0][0]:
        raise SaysNothingNewError


def _differences(
    connection: DuckDBPyConnection, file_no: int, followed: Sequence[str]
) -> dict[int, tuple[int, ...]]:
    """Version → cases added, changed, missing, and before, where a version came before."""
    if not followed:
        return {}
    fill_table(connection, "scope", pl.DataFrame({"institution": followed}))
    resolve(connection, keep=False)
    connection.execute("set variable compared_file = $file_no", {"file_no": file_no})
    for step in ("comparison", "case_change"):
        relations.make_table(connection, "measures", step)
    lines = connection.execute(relations.text("measures", "difference")).fetchall()
    connection.execute("drop table temp.row_case")
    return {line[0]: line[1:] for line in lines}


def _refuse_losses(differences: Mapping[int, tuple[int, ...]], senders: Mapping[int, str]) -> None:
    """A newer version that silently lacks cases needs a decision (definitions §3).

    `senders`: version → institution, of all versions that the file brought.
    """
    message = OF_SEVERAL_LOST if len(set(senders.values())) > 1 else LOST
    for version_no, (_, _, missing, before) in differences.items():
        if missing > FEW_CASES and missing > FEW_SHARE * before:
            raise Unplaceable(message, missing=missing, institution=senders[version_no])


def _of_another_institution(institution: str, other: str, known: int, cases: int) -> Unplaceable:
    return Unplaceable(
        N_(
            "It was taken for a report of {institution}, but {known} of its {cases} cases were"
            " reported by {other}. Correct the institution, or add --confirm when it is right."
        ),
        institution=institution,
        known=known,
        cases=cases,
        other=other,
    )


def _of_another_half_year(period: str, nearest: str, outside: int, cases: int) -> Unplaceable:
    return Unplaceable(
        N_(
            "It was taken for a report on {period}, but {outside} of its {cases} cases have exam"
            " dates outside it, most of them in {nearest}. Correct the half-year, or add --confirm"
            " when it is right."
        ),
        period=Period.parse(period).chinese,
        outside=outside,
        cases=cases,
        nearest=Period.parse(nearest).chinese,
    )


def _told(connection: DuckDBPyConnection, measure: str, **given: object) -> list[tuple[Any, ...]]:
    return connection.execute(relations.text("measures", measure), given).fetchall()
