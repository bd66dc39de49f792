"""`read_upload`: one file into typed rows, findings and a tally that must come out even."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from recheck.cells import type_rows
from recheck.checks import PLACING, run_checks, told_once
from recheck.errors import InvariantBroken, Unplaceable
from recheck.files import identify
from recheck.intake.declared import (
    Declared,
    Told,
    common_origin,
    declared_for,
    told_lines,
    zero_claims,
)
from recheck.intake.duplicates import duplicates, repeat_notes
from recheck.intake.follow_up import without_unanswered
from recheck.intake.nil import lists_persons, nil_claim
from recheck.intake.notes import sheet_notes
from recheck.intake.outlook import Reading, reading_of
from recheck.intake.parts import Part, read_parts
from recheck.intake.places import placed
from recheck.intake.senders import with_senders
from recheck.intake.stamp import is_follow_up, template_version
from recheck.messages import N_
from recheck.model import (
    FINDING_SCHEMA,
    HAZARD_SCHEMA,
    ROW_SCHEMA,
    Claim,
    Fate,
    Kind,
    Known,
    Period,
    SourceFile,
    Upload,
)
from recheck.rulebook import Profile, Rulebook
from recheck.sheets import DATA, open_sheets

NO_LIST = N_(
    "No sheet of the file has a heading row that we know. A 复查落实情况表 needs the headings"
    " {headings} in its first 15 rows; please correct the table and send it again."
)
NOBODY_LISTED = N_(
    "The sheet 汇总 says that {declared} people must come back, but the table lists nobody. Please"
    " list them and send the file again."
)
NOTHING_FILLED_IN = N_(
    "Nothing was filled in: the list of open cases came back as it was sent. Please fill in the"
    " yellow columns where there is news."
)
NO_ROWS = N_(
    "The table has headings but no rows. If nobody had to come back in this half-year, please write"
    " 零报告 into the table and send it again."
)


@dataclass(frozen=True)
class OpenedFile:
    """A file whose senders are known, and whose cells wait to be read."""

    source: SourceFile
    parts: list[Part]
    sent: pl.DataFrame  # the data rows as `with_senders` leaves them; empty for a nil return
    reading: Reading
    claims: tuple[Claim, ...]
    declared: Declared


def read_upload(
    path: Path, rulebook: Rulebook, known: Known, reporters: Mapping[str, str]
) -> Upload:
    """Read one file; store nothing, ask no clock.

    `reporters`: normalised name or alias → official name of the expected institutions.
    Raises FileRefused with one sentence when nothing of the file can be taken.
    """
    return finish_upload(open_upload(identify(path), rulebook, known, reporters), known)


def open_upload(
    source: SourceFile, rulebook: Rulebook, known: Known, reporters: Mapping[str, str]
) -> OpenedFile:
    """The first half of `read_upload`: what the file claims to be. Raises FileRefused."""
    reading = reading_of(source, rulebook, known, reporters)
    sheets = open_sheets(source.content)
    parts, joins = read_parts(sheets, reading), is_follow_up(sheets)
    if joins:
        parts = _answering(without_unanswered(parts))
    lines = told_lines(parts, reading.reporters)
    sent = _sent(parts, lines, reading)
    claims = _claims(sent)
    if not any(part.refusal for part in parts) and not lists_persons(parts):
        claims += zero_claims(lines, claims, reading)
    claims = claims or (_nil_claim(parts, lines, reading),)
    claims = tuple(dataclasses.replace(claim, joins=joins) for claim in claims)
    return OpenedFile(source, parts, sent, reading, claims, declared_for(claims, lines))


def _answering(parts: list[Part]) -> list[Part]:
    if not any((part.labels == DATA).any() for part in parts):
        raise Unplaceable(NOTHING_FILLED_IN)
    return parts


def _sent(parts: list[Part], lines: list[Told], reading: Reading) -> pl.DataFrame:
    """The data rows with their senders; empty when there are none.

    A sheet 汇总 tells whose rows they are where the rows and their titles do not.
    """
    raw = _data_rows(parts)
    if raw.is_empty():
        return pl.DataFrame()
    outside = common_origin(lines).completed_by(reading.by_path)
    titles = {part.sheet.number: part.by_title for part in parts}
    return with_senders(raw, titles, dataclasses.replace(reading, by_path=outside))


def finish_upload(opened: OpenedFile, known: Known) -> Upload:
    """The second half of `read_upload`: what the cells say."""
    parts, sent = opened.parts, opened.sent
    about_sheets = sheet_notes(parts, opened.claims, sent, opened.reading.reporters)
    about_figures = pl.DataFrame(opened.declared.notes, schema=FINDING_SCHEMA, orient="row")
    notes = pl.concat([about_sheets, about_figures])
    if sent.is_empty():
        return _upload(opened, pl.DataFrame(schema=ROW_SCHEMA), notes)
    rows, found = _judged(sent, opened.reading, known)
    return _upload(
        opened, _with_places(rows, sent, parts), pl.concat([notes, placed(found, sent, parts)])
    )


def _data_rows(parts: list[Part]) -> pl.DataFrame:
    """The data rows of all sheets under one running number `row`; columns as `Part.data_rows`."""
    frames = [part.data_rows() for part in parts if part.mapped]
    if not frames:
        return pl.DataFrame()
    numbered = pl.concat(frames, how="diagonal").with_row_index("row", offset=1)
    return numbered.with_columns(pl.col("row").cast(pl.Int64))


def _nil_claim(parts: list[Part], lines: list[Told], reading: Reading) -> Claim:
    """The nil return that a file without data rows must be. Raises Unplaceable."""
    unlisted = sum(told.line.number("declared") or 0 for told in lines)
    if unlisted:
        raise Unplaceable(NOBODY_LISTED, declared=unlisted)
    claim = nil_claim(parts, reading)
    if claim is None:
        refusal = next((part.refusal for part in parts if part.refusal), None)
        raise refusal or _no_list(parts, reading)
    return claim


def _no_list(parts: list[Part], reading: Reading) -> Unplaceable:
    if any(part.mapped for part in parts):
        return Unplaceable(NO_ROWS)
    required = (
        column.heading
        for column in reading.rulebook.columns
        if column.kind == Kind.RECHECK_STATUS and column.required
    )
    return Unplaceable(NO_LIST, headings="、".join(required))


def _judged(
    sent: pl.DataFrame, reading: Reading, known: Known
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows with institution, period, values and fate; findings by running row number."""
    typed, in_cells = _typed(sent, reading)
    checked, between_cells = run_checks(typed, known.arrived_on)
    again = duplicates(typed, sent, reading.rulebook.vocabularies["nothing"])
    found = pl.concat([in_cells, between_cells])
    fate = (
        pl.when(pl.col("row").is_in(again["row"].to_list()))
        .then(pl.lit(Fate.DUPLICATE.value))
        .when(pl.col("row").is_in(_held(found)))
        .then(pl.lit(Fate.HELD.value))
        .otherwise(pl.lit(Fate.ACCEPTED.value))
    )
    return checked.with_columns(fate=fate), _one_finding_each(found, _repeats(again, sent))


def _typed(sent: pl.DataFrame, reading: Reading) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each institution's rows read with its own profile; those without one together."""
    read = [
        type_rows(rows, reading.rulebook, profile, kind)
        for kind, of_kind in _by_kind(sent)
        for rows, profile in _by_profile(of_kind, reading)
    ]
    values = read[0][0] if len(read) == 1 else pl.concat([one for one, _ in read]).sort("row")
    senders = sent.select("institution", "period", "kind")
    return values.hstack(senders), pl.concat([found for _, found in read])


def _by_kind(sent: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    kinds = sent["kind"].unique(maintain_order=True).to_list()
    for kind in kinds:
        yield kind, sent.filter(pl.col("kind") == kind) if len(kinds) > 1 else sent


def _by_profile(
    sent: pl.DataFrame, reading: Reading
) -> Iterator[tuple[pl.DataFrame, Profile | None]]:
    profiles = {one: reading.profile(one) for one in sent["institution"].unique()}
    own = [name for name, profile in profiles.items() if profile]
    if not own:
        yield sent, None
        return
    others = sent.filter(~pl.col("institution").is_in(own).fill_null(value=False))
    if others.height:
        yield others, None
    for name in own:
        yield sent.filter(pl.col("institution") == name), profiles[name]


def _held(found: pl.DataFrame) -> list[int]:
    """The rows that cannot be placed."""
    codes = [check.code for check in PLACING]
    return found.filter(pl.col("code").is_in(codes))["row"].unique().to_list()


def _repeats(again: pl.DataFrame, sent: pl.DataFrame) -> pl.DataFrame:
    """A note for each duplicate row, with the Excel row that it repeats (CELL_FINDINGS)."""
    places = sent.select(pl.col("row").alias("first"), "place")
    return repeat_notes(again.join(places, on="first", maintain_order="left"))


def _one_finding_each(found: pl.DataFrame, repeats: pl.DataFrame) -> pl.DataFrame:
    """A duplicate row has one note; what one cell says twice is told once."""
    repeated = pl.col("row").is_in(repeats["row"].to_list())
    told = pl.concat([told_once(found.filter(~repeated)), repeats])
    return told.sort("row", maintain_order=True)


def _claims(sent: pl.DataFrame) -> tuple[Claim, ...]:
    """One submission per institution and kind, in the order of their first rows."""
    if sent.is_empty():
        return ()
    named = sent.filter(pl.col("institution").is_not_null())
    submissions = named.select("institution", "period", "kind").unique(maintain_order=True)
    return tuple(
        Claim(institution, Period.parse(period), Kind(kind))
        for institution, period, kind in submissions.iter_rows()
    )


def _with_places(rows: pl.DataFrame, sent: pl.DataFrame, parts: list[Part]) -> pl.DataFrame:
    """ROW_SCHEMA, with the rows' places in Excel instead of their running numbers."""
    names = {part.sheet.number: part.sheet.name for part in parts}
    sheet = sent["sheet_no"].replace_strict(names, return_dtype=pl.String)
    columns = {one.name: one for one in rows}
    columns |= {"sheet": sheet, "sheet_no": sent["sheet_no"], "row": sent["place"]}
    return pl.DataFrame({name: columns[name] for name in ROW_SCHEMA}, ROW_SCHEMA)


def _upload(opened: OpenedFile, rows: pl.DataFrame, findings: pl.DataFrame) -> Upload:
    rulebook = opened.reading.rulebook
    upload = Upload(
        source=opened.source,
        reading_rules=rulebook.reading_hash,
        claims=opened.claims,
        rows=rows,
        other_rows=pl.concat([part.other_rows() for part in opened.parts]),
        hazards=_hazards(rows, rulebook),
        findings=findings,
        row_total=sum(part.sheet.row_total for part in opened.parts),
        sheets=tuple(part.outline() for part in opened.parts),
        declared=opened.declared.frame,
        template_version=template_version(part.sheet for part in opened.parts),
    )
    _assert_conserved(upload)
    return upload


def _hazards(rows: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    named = rows["hazards"].explode(empty_as_null=True).drop_nulls().unique().sort().to_list()
    groups = [rulebook.hazards.group_of(hazard) for hazard in named]
    return pl.DataFrame({"hazard": named, "hazard_group": groups}, schema=HAZARD_SCHEMA)


def _assert_conserved(upload: Upload) -> None:
    """Every row of every sheet stands in exactly one of the two frames (definitions §3)."""
    places = pl.concat(
        [upload.rows.select("sheet_no", "row"), upload.other_rows.select("sheet_no", "row")]
    )
    if places.height != upload.row_total or places.is_duplicated().any():
        raise InvariantBroken(
            N_("{file}: {counted} rows were read, but {placed} have a fate; please report this."),
            file=upload.source.name,
            counted=upload.row_total,
            placed=places.height,
        )
