"""A returned workbook, whole or in part: each row that answers, typed; and judged, an upload."""

from collections.abc import Sequence

import polars as pl

from recheck.cells import type_rows
from recheck.cells.lookup import CELL_FINDINGS, CellReader, findings_of
from recheck.cells.readers import readers_for
from recheck.cells.text import number_key, trimmed
from recheck.errors import Unplaceable
from recheck.headings import MISSING, heading_sense, kind_of, map_as
from recheck.intake.notes import cell_notes
from recheck.intake.origin import Origin
from recheck.intake.parts import Part
from recheck.intake.places import placed
from recheck.model import OTHER_ROW_SCHEMA, Fate, Kind, SourceFile
from recheck.rulebook import Rulebook
from recheck.sheets import DATA, Header, Sheet, find_header, label_rows, open_sheets
from recheck.supervision import (
    ENTERPRISE_NUMBER,
    FILLED_IN,
    SupervisionBook,
    stamped_pack,
)

ROW_FIELDS = {
    "case_id": "case_id",
    "owner": "contact",
    "verified_on": "rechecked_on",
    "verified_institution": "recheck_institution",
    "verified_conclusion": "recheck_conclusion",
    "verified_reason": "reason",
}
"""Field of 督办反馈表 → the field of 复查落实情况表 that is read alike."""
DAYS = ("acted_on", "promised_on", "closed_on")
CHOSEN = ("action", "result")
NAMING = ("case_id", "pack_enterprise")
OF_A_PERSON = ("worker", "id_number")
"""Stand on a sheet of cases; without 个案编号 nobody knows which case a row means."""


def read_supervision(source: SourceFile, rulebook: Rulebook) -> SupervisionBook | None:
    """What a file answers; None when it has no sheet of that kind.

    Raises Unreadable, and Unplaceable when it is a pack of ours that lacks its headings.
    """
    sheets = open_sheets(source.content)
    pack_no = next(filter(None, map(_stamp, sheets)), None)
    parts = [_part(sheet, rulebook, pack_no is not None) for sheet in sheets]
    if not any(part.mapped for part in parts):
        return None
    raw = _raw(parts, rulebook)
    values, found = _typed(raw, rulebook)
    return SupervisionBook(
        source=source,
        reading_rules=rulebook.reading_hash,
        pack_no=pack_no,
        rows=values,
        other_rows=_other_rows(parts, raw),
        headings=_headings(parts),
        findings=pl.concat([placed(found, raw, parts), cell_notes(parts)]),
        row_total=sum(sheet.row_total for sheet in sheets),
        sheets=tuple(part.outline() for part in parts),
    )


def _stamp(sheet: Sheet) -> int | None:
    if sheet.visible or not sheet.row_total or "A" not in sheet.cells.columns:
        return None
    return stamped_pack(sheet.cells["A"][0])


def _part(sheet: Sheet, rulebook: Rulebook, is_ours: bool) -> Part:
    """One sheet; whatever is no supervision sheet is furniture."""
    words = rulebook.furniture
    nothing = Part(sheet, label_rows(sheet, None, {}, words), Origin())
    header = find_header(sheet, heading_sense(rulebook, None)) if sheet.visible else None
    if header is None or not _is_supervision(sheet, header, rulebook, is_ours):
        return nothing
    mapped = map_as(Kind.SUPERVISION, sheet, header, rulebook)
    if "case_id" not in mapped.fields and _fields(header, rulebook) & {*OF_A_PERSON}:
        raise Unplaceable(MISSING, sheet=sheet.title, headings="个案编号")
    return Part(sheet, label_rows(sheet, header, mapped.letters, words), Origin(), mapped)


def _is_supervision(sheet: Sheet, header: Header, rulebook: Rulebook, is_ours: bool) -> bool:
    """Raises Unplaceable when a sheet of ours has answers but no heading 督办结果."""
    try:
        if kind_of(sheet, header, rulebook, None) is Kind.SUPERVISION:
            return True
    except Unplaceable:
        pass
    fields = _fields(header, rulebook)
    if is_ours and fields & {*NAMING} and fields & {*FILLED_IN}:
        raise Unplaceable(MISSING, sheet=sheet.title, headings="督办结果")
    return False


def _fields(header: Header, rulebook: Rulebook) -> set[object]:
    sense = heading_sense(rulebook, None)
    return {sense(one.group, one.text) for one in header.headings}


def _raw(parts: Sequence[Part], rulebook: Rulebook) -> pl.DataFrame:
    """row (running number), sheet_no, place, a String column per field, of rows that answer."""
    frames = [
        part.data_rows().with_columns(is_of_case=pl.lit("case_id" in part.mapped.fields))
        for part in parts
        if part.mapped
    ]
    rows = pl.concat(frames, how="diagonal")
    absent = [one for one in (*NAMING, *FILLED_IN) if one not in rows.columns]
    rows = rows.with_columns(pl.lit(None, pl.String).alias(one) for one in absent)
    filled = trimmed(rows.select(FILLED_IN), readers_for(rulebook, None).empty)
    rows = rows.with_columns(filled)
    answering = rows.filter(pl.any_horizontal(pl.col(one).is_not_null() for one in FILLED_IN))
    return answering.with_row_index("row", offset=1).with_columns(pl.col("row").cast(pl.Int64))


def _typed(raw: pl.DataFrame, rulebook: Rulebook) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns `SupervisionBook.rows` has, and findings by running row number."""
    names = {ours: theirs for theirs, ours in ROW_FIELDS.items()}
    values, found = type_rows(raw.select("row", **names), rulebook)
    known = found.filter(pl.col("field").is_in(list(names))).with_columns(
        pl.col("field").replace(names)
    )
    readers = readers_for(rulebook, None)
    own = dict.fromkeys(DAYS, readers.date) | {name: readers.labels[name] for name in CHOSEN}
    read = {name: _read(raw, name, reader) for name, reader in own.items()}
    columns = [one.alias(name) for name, (one, _) in read.items()]
    answers = pl.DataFrame([*columns, number_key(raw["evidence"]).alias("evidence")])
    placed_at = raw.select("sheet_no", pl.col("place"), **_asked(raw))
    rows = pl.concat([values, answers, placed_at], how="horizontal")
    return rows, pl.concat([known, *(told for _, told in read.values())]).cast(CELL_FINDINGS)  # type: ignore[arg-type]


def _read(raw: pl.DataFrame, name: str, reader: CellReader) -> tuple[pl.Series, pl.DataFrame]:
    read = reader.each(raw[name])
    return read["value"], findings_of(raw["row"], name, read["code"])


def _asked(raw: pl.DataFrame) -> dict[str, pl.Expr | pl.Series]:
    """pack_no, enterprise_seq, enterprise_asked: without the column 个案编号 rows mean enterprises.

    On a sheet of cases an emptied 个案编号 must not answer for everybody at the enterprise.
    """
    number = number_key(raw["pack_enterprise"])
    alone = ~raw["is_of_case"] & number.is_not_null()
    pack_no = number.str.extract(ENTERPRISE_NUMBER, 1).cast(pl.Int64, strict=False)
    seq = number.str.extract(ENTERPRISE_NUMBER, 2).cast(pl.Int32, strict=False)
    return {
        "pack_no": pack_no.set(~alone, None),
        "enterprise_seq": seq.set(~alone, None),
        "enterprise_asked": alone,
    }


def _other_rows(parts: Sequence[Part], raw: pl.DataFrame) -> pl.DataFrame:
    """OTHER_ROW_SCHEMA: furniture, and rows in which nothing was filled in."""
    places = raw.select("sheet_no", row="place")
    frames = [part.other_rows() for part in parts]
    for part in parts:
        if part.mapped:
            rows = pl.DataFrame({"row": (part.labels == DATA).arg_true() + 1}).select(
                sheet=pl.lit(part.sheet.name),
                sheet_no=pl.lit(part.sheet.number, pl.Int32),
                row=pl.col("row").cast(pl.Int64),
                fate=pl.lit(Fate.BLANK.value),
            )
            frames.append(rows.join(places, on=("sheet_no", "row"), how="anti"))
    return pl.concat([one.cast(OTHER_ROW_SCHEMA) for one in frames])  # type: ignore[arg-type]


def _headings(parts: Sequence[Part]) -> pl.DataFrame:
    lines = [
        (part.sheet.number, part.sheet.name, field, one.column, one.text)
        for part in parts
        if part.mapped
        for field, one in part.mapped.fields.items()
    ]
    names = ("sheet_no", "sheet", "field", "column", "heading")
    return pl.DataFrame(lines, names, schema_overrides={"sheet_no": pl.Int32}, orient="row")
