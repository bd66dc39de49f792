"""Workers: name and ID number, and the two cells swapped."""

import polars as pl

from recheck.cells.id_numbers import type_id_numbers
from recheck.cells.lookup import Typed, findings_of
from recheck.cells.names import type_names
from recheck.cells.readers import Readers
from recheck.cells.text import EDGES, PLAIN_NAME


def type_people(cells: pl.DataFrame, worker: pl.Series, readers: Readers) -> Typed:
    """worker, worker_key, id_type, id_number and id_valid; `worker`: the names, trimmed.

    A number where the name belongs is no name (decision 21).
    """
    types = readers.labels["id_type"].each(cells["id_type"])
    names = type_names(worker)
    written = cells["id_number"]
    numbers = type_id_numbers(written, types["value"], readers.id_number, readers.resident)
    name_codes, id_codes = _told_once(names, numbers["code"], written)
    rows = cells["row"]
    found = [
        findings_of(rows, "id_type", types["code"]),
        findings_of(rows, "worker", name_codes),
        findings_of(rows, "id_number", id_codes, numbers["parameters"]),
    ]
    columns = names.drop("code").hstack(numbers.drop("code", "parameters"))
    return Typed(columns, pl.concat(found))


def _told_once(
    names: pl.DataFrame, id_codes: pl.Series, written: pl.Series
) -> tuple[pl.Series, pl.Series]:
    """The codes of names and numbers: of a row that names nobody no number is missed, and two
    cells that were swapped are one mistake."""
    nobody = names["worker"].is_null()
    if not nobody.any():
        return names["code"], id_codes
    is_name = written.str.strip_chars(EDGES).str.contains(PLAIN_NAME)
    swapped = ((names["code"] == "name_is_number") & is_name).fill_null(value=False)
    missed = (nobody & (id_codes == "id_missing")).fill_null(value=False)
    return names["code"].set(swapped, "name_and_id_swapped"), id_codes.set(swapped | missed, None)
