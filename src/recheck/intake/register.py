"""`read_register`: a register of enterprises, or answers about them, into lines and findings."""

from collections.abc import Sequence

import polars as pl

from recheck.cells import type_rows
from recheck.cells.lookup import findings_at, findings_of
from recheck.cells.readers import readers_for
from recheck.errors import Unplaceable
from recheck.headings import Lexicon, SheetMap, map_as
from recheck.intake.notes import sheet_notes
from recheck.intake.origin import Origin, Reporters
from recheck.intake.parts import Part
from recheck.intake.places import placed
from recheck.messages import N_
from recheck.model import (
    FINDING_SCHEMA,
    OTHER_ROW_SCHEMA,
    REGISTER_SCHEMA,
    Fate,
    Kind,
    Register,
    SourceFile,
)
from recheck.rulebook import Rulebook
from recheck.sheets import Header, Heading, Sheet, find_header, label_rows, open_sheets

NAMES = ("enterprise", "uscc")
REPORTED = ("reported_enterprise", "reported_uscc")
TELLING = ("uscc", "district", "town", "scale", "industry", "review")
PERSONAL = frozenset({"worker", "id_number"})
NO_REGISTER = N_(
    "No sheet of the file is a register of enterprises. It needs the headings {headings} in its"
    " first 15 rows; please correct the table and import it again."
)
LISTS_WORKERS = N_(
    "Sheet “{sheet}” lists workers, so it is no register of enterprises. If it is an upload, take"
    " it with: recheck ingest FILE"
)


def read_register(source: SourceFile, rulebook: Rulebook) -> Register:
    """Read one register; store nothing. Raises FileRefused with one sentence when it is none."""
    sheets = open_sheets(source.content)
    parts = [_part(sheet, rulebook) for sheet in sheets]
    if not any(part.mapped for part in parts):
        raise next((part.refusal for part in parts if part.refusal), _no_register(rulebook))
    raw = _raw_lines(parts)
    lines, found = _typed(raw, rulebook)
    notes = sheet_notes(parts, (), raw, Reporters({}))
    return Register(
        source=source,
        reading_rules=rulebook.reading_hash,
        lines=_placed_lines(lines, parts),
        other_rows=_other_rows(lines, parts),
        findings=pl.concat([notes, placed(found, raw, parts)]).cast(FINDING_SCHEMA),  # type: ignore[arg-type]
        row_total=sum(sheet.row_total for sheet in sheets),
    )


def _no_register(rulebook: Rulebook) -> Unplaceable:
    names = {one.field: one.heading for one in rulebook.columns}
    wanted = ("enterprise", "uscc", "district", "town")
    return Unplaceable(NO_REGISTER, headings="、".join(names[field] for field in wanted))


def _part(sheet: Sheet, rulebook: Rulebook) -> Part:
    """One sheet; only a visible one with a header that names enterprises is a register."""
    lexicon = Lexicon.of(Kind.REGISTER, rulebook, None)
    header = find_header(sheet, lambda group, text: _meaning(lexicon, group, text))
    words = rulebook.furniture
    nothing = Part(sheet, label_rows(sheet, None, {}, words), Origin())
    if not sheet.visible or header is None:
        return nothing
    try:
        mapped = _mapped(sheet, header, rulebook)
    except Unplaceable as refusal:
        return Part(sheet, nothing.labels, Origin(), refusal=refusal)
    if mapped is None:
        return nothing
    return Part(sheet, label_rows(sheet, header, mapped.letters, words), Origin(), mapped)


def _meaning(lexicon: Lexicon, group: str, text: str) -> object:
    sense = lexicon.sense(Heading("", group, text))
    return sense if isinstance(sense, str) else None


def _mapped(sheet: Sheet, header: Header, rulebook: Rulebook) -> SheetMap | None:
    everything = Lexicon(rulebook.columns, rulebook, None)
    if {everything.sense(heading) for heading in header.headings} >= PERSONAL:
        raise Unplaceable(LISTS_WORKERS, sheet=sheet.title)
    mapped = map_as(Kind.REGISTER, sheet, header, rulebook)
    named = mapped.fields.keys() & {*NAMES, *REPORTED}
    return mapped if named and mapped.fields.keys() & set(TELLING) else None


def _raw_lines(parts: Sequence[Part]) -> pl.DataFrame:
    """row (running number), sheet_no, place, and a String column per field, of the data rows."""
    frames = [part.data_rows() for part in parts if part.mapped]
    numbered = pl.concat(frames, how="diagonal").with_row_index("row", offset=1)
    lacking = {*NAMES, *REPORTED, *TELLING, "reported_district", "phone", "contact_phone"}
    absent = [pl.lit(None, pl.String).alias(one) for one in lacking - {*numbered.columns}]
    return numbered.with_columns(pl.col("row").cast(pl.Int64), *absent)


def _typed(raw: pl.DataFrame, rulebook: Rulebook) -> tuple[pl.DataFrame, pl.DataFrame]:
    """REGISTER_SCHEMA but for the sheets, with `place` for the row, and findings by row."""
    values, found = type_rows(raw, rulebook)
    review, unread = _review(raw, rulebook)
    contact_phone = pl.coalesce(raw["contact_phone"], raw["phone"])
    lines = pl.concat(
        [
            values.with_columns(contact_phone=contact_phone),
            _asked(raw, rulebook),
            raw.select("sheet_no", "place"),
            review,
        ],
        how="horizontal",
    )
    lines = lines.with_columns(_named(), reviewed="answers").with_columns(fate=_fate())
    told_once = _repetition(lines)
    lines = lines.with_columns(
        fate=pl.when(told_once["same"]).then(pl.lit(Fate.DUPLICATE.value)).otherwise("fate")
    )
    known = found.filter(pl.col("field").is_in(raw.columns))
    return lines, pl.concat([known, unread, _unnamed(lines), _repeats(told_once)])


def _review(raw: pl.DataFrame, rulebook: Rulebook) -> tuple[pl.DataFrame, pl.DataFrame]:
    """foreign_uscc and `said`, whether 核实结论 says something; and what cannot be read there."""
    reader = readers_for(rulebook, None).labels["review"]
    read = reader.each(raw["review"])
    foreign = rulebook.vocabularies["review"].codes["foreign_uscc"]
    columns = read.select(
        foreign_uscc=(pl.col("value") == foreign).fill_null(value=False),
        said=pl.col("value").is_not_null(),
    )
    return columns, findings_of(raw["row"], "review", read["code"])


def _asked(raw: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """asked_uscc, asked_key, asked_district: the enterprise that an answer is about; `answers`."""
    fields = {"enterprise": "reported_enterprise", "uscc": "reported_uscc"}
    asked, _ = type_rows(raw.select("row", district="reported_district", **fields), rulebook)
    return asked.select(
        asked_uscc="uscc",
        asked_key="enterprise_key",
        asked_district="district",
        answers=raw["reported_enterprise"].is_not_null() | raw["reported_uscc"].is_not_null(),
    )


def _named() -> list[pl.Expr]:
    """How rows of uploads name the enterprise: as the question did, else as the line itself."""
    own = {"uscc": "uscc", "key": "enterprise_key", "district": "district"}
    return [
        pl.when("answers").then(f"asked_{one}").otherwise(field).alias(f"named_{one}")
        for one, field in own.items()
    ]


def _fate() -> pl.Expr:
    """An answer in which nothing was filled in is blank; a line that names nobody is held."""
    told = [pl.col(field).is_not_null() for field in TELLING if field != "review"]
    unanswered = pl.col("answers") & ~pl.any_horizontal("said", *told)
    unnamed = pl.col("named_uscc").is_null() & pl.col("named_key").is_null()
    return (
        pl.when(unanswered)
        .then(pl.lit(Fate.BLANK.value))
        .when(unnamed)
        .then(pl.lit(Fate.HELD.value))
        .otherwise(pl.lit(Fate.ACCEPTED.value))
    )


def _repetition(lines: pl.DataFrame) -> pl.DataFrame:
    """row, `first` (place of the enterprise's first line), `same` (an earlier line says the same),
    `other` (an earlier one says something else)."""
    by_code = pl.col("named_uscc").is_not_null()
    key = pl.struct(
        "named_uscc",
        pl.when(~by_code | pl.col("answers")).then("named_key").alias("name"),
        pl.when(~by_code).then("named_district").alias("where"),
    )
    told = pl.struct(key.alias("key"), *(one for one in TELLING if one != "review"), "foreign_uscc")
    accepted = pl.col("fate") == Fate.ACCEPTED.value
    known = lines.filter(accepted).select(
        "row",
        first=pl.col("place").first().over(key),
        same=~told.is_first_distinct(),
        seen=~key.is_first_distinct(),
    )
    return (
        lines.select("row")
        .join(known, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("same", "seen").fill_null(value=False))
        .select("row", "first", "same", other=pl.col("seen") & ~pl.col("same"))
    )


def _unnamed(lines: pl.DataFrame) -> pl.DataFrame:
    held = lines["row"].filter(lines["fate"] == Fate.HELD.value)
    return findings_at(held, "enterprise", "register_line_unnamed")


def _repeats(told_once: pl.DataFrame) -> pl.DataFrame:
    code = pl.when("same").then(pl.lit("duplicate_row")).otherwise(pl.lit("register_line_twice"))
    return told_once.filter(pl.col("same") | pl.col("other")).select(
        "row",
        field=pl.lit(None, pl.String),
        code=code,
        parameters=pl.concat_str(pl.lit('{"first": '), "first", pl.lit("}")),
    )


def _placed_lines(lines: pl.DataFrame, parts: Sequence[Part]) -> pl.DataFrame:
    """REGISTER_SCHEMA of the lines that say something."""
    names = {part.sheet.number: part.sheet.name for part in parts}
    told = lines.filter(pl.col("fate") != Fate.BLANK.value)
    sheet = pl.col("sheet_no").replace_strict(names, return_dtype=pl.String)
    placed_at = told.with_columns(row="place", sheet=sheet)
    return placed_at.select(REGISTER_SCHEMA.keys()).cast(REGISTER_SCHEMA)  # type: ignore[arg-type]


def _other_rows(lines: pl.DataFrame, parts: Sequence[Part]) -> pl.DataFrame:
    """OTHER_ROW_SCHEMA: furniture, and answers in which nothing was filled in."""
    names = {part.sheet.number: part.sheet.name for part in parts}
    blank = lines.filter(pl.col("fate") == Fate.BLANK.value).select(
        sheet=pl.col("sheet_no").replace_strict(names, return_dtype=pl.String),
        sheet_no="sheet_no",
        row="place",
        fate="fate",
    )
    frames = [part.other_rows() for part in parts]
    return pl.concat([*frames, blank.cast(OTHER_ROW_SCHEMA)])  # type: ignore[arg-type]
