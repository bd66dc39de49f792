"""What rules cannot decide and people can: who may be one person, which enterprise is where.

Every function asks the store's relations and returns a frame; nothing is decided here.
"""

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from recheck import strict
from recheck.addresses import AddressReader, Suggestion
from recheck.question import put
from recheck.rulebook import Region
from recheck.rulebook.book import RULES
from recheck.transfer import fill_table
from recheck.view import View

PLACE_PROBLEMS = frozenset({"place_unknown", "districts_differ", "town_elsewhere"})
"""Those that a place answers."""


def identities(view: View) -> pl.DataFrame:
    """Pairs of cases whose workers may be one person: strength, evidence, both sides in full."""
    put(view.connection, view.question)
    for step in ("identity_mark", "identity_evidence", "identity_pair"):
        view.compute(step)
    chosen = view.measured("identity_case")
    fill_table(view.connection, "listed_case", chosen)
    view.compute("listed_person")
    return view.measured("identity_candidates")


def identity_decisions(view: View) -> pl.DataFrame:
    """What was decided about pairs of people, by whom and why; newest first."""
    put(view.connection, view.question)
    return view.measured("identity_decisions")


def identity_asked(view: View, one: str, other: str) -> pl.DataFrame:
    """The people of two 个案编号 and the decisions between them; empty when a code is unknown."""
    put(view.connection, view.question)
    return view.measured("identity_asked", one=one, other=other)


def merges(view: View) -> pl.DataFrame:
    """Pairs of cases that may be one exam: strength, evidence, both sides in full."""
    put(view.connection, view.question)
    view.compute("merge_pair")
    fill_table(view.connection, "listed_case", view.measured("merge_case"))
    view.compute("listed_person")
    return view.measured("merge_candidates")


# --- enterprises --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _NameEnds:
    """`rules/enterprise_names.toml`."""

    legal_forms: tuple[str, ...]


def enterprises(view: View) -> pl.DataFrame:
    """Enterprises about which somebody should find something out, the most pressing first.

    What was reported, problems, what hangs on them, and a suggestion with its basis; the columns
    that an answer fills in are not there.
    """
    connection = view.connection
    put(connection, view.question)
    ends = name_ends(view.rulebook.region)
    connection.execute("set variable name_ends = $ends", {"ends": ends})
    view.compute("enterprise_spelling", "derived")
    for step in ("enterprise_name", "similar_name", "enterprise_problem"):
        view.compute(step)
    return _with_suggestions(view.measured("enterprise_todo"), AddressReader(view.rulebook.region))


def name_ends(region: Region) -> str:
    """The pattern of what is taken off an enterprise's name before names are called similar."""
    forms = strict.read(RULES / "enterprise_names.toml", _NameEnds).legal_forms
    cities = (region.city, region.city[:-1], region.province, region.province[:-1])
    places = _alternatives([*cities, *region.district_names, *region.town_names])
    return f"^(?:{places})+|(?:{_alternatives([*forms])}|{places})+$"


def _alternatives(texts: list[str]) -> str:
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


def _with_suggestions(rows: pl.DataFrame, reader: AddressReader) -> pl.DataFrame:
    """`suggested_district`, `suggested_town`, `suggestion_basis` where the place is unknown."""
    told = [
        _suggestion(row, reader) or Suggestion("", "", "") for row in rows.iter_rows(named=True)
    ]
    columns = {
        "suggested_district": [one.district or None for one in told],
        "suggested_town": [one.town or None for one in told],
        "suggestion_basis": [one.basis or None for one in told],
    }
    suggested = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    shown = rows.drop("addresses", "alike_district", "alike_town", "as_of", "known_at")
    return pl.concat([shown, suggested, rows.select("as_of", "known_at")], how="horizontal")


def _suggestion(row: dict[str, Any], reader: AddressReader) -> Suggestion | None:
    """What all its addresses that name a town agree on, else where the same name stands."""
    if not PLACE_PROBLEMS & set(row["problems"]):
        return None
    named = {reader.suggest(address) for address in row["addresses"] or ()} - {None}
    if len({(one.district, one.town) for one in named if one}) == 1:
        return min((one for one in named if one), key=lambda one: one.basis)
    if row["alike_town"] and not named:
        return Suggestion(row["alike_district"], row["alike_town"], "same_name_elsewhere")
    return None
