"""The columns of each kind of sheet and the headings institutions write for them."""

from dataclasses import dataclass, field
from pathlib import Path

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.rulebook.words import claim, heading_key


@dataclass(frozen=True)
class Column:
    """A column of a kind of sheet; `synonyms` are heading keys, the canonical one included.

    `fallbacks` are heading keys that mean the field where no other heading of the sheet names it.
    """

    kind: str
    field: str
    heading: str
    required: bool
    synonyms: tuple[str, ...]
    fallbacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class AmbiguousHeading:
    """A heading key that means one field or another; the other headings of the sheet tell which."""

    heading: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class _Field:
    heading: str
    synonyms: tuple[str, ...] = ()
    fallbacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Kind:
    required: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True)
class _Written:
    kinds: dict[str, _Kind]
    fields: dict[str, _Field]
    ambiguous: tuple[AmbiguousHeading, ...] = field(default=())
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """The file `columns.toml`; `unread`: keys of headings that nobody misses (序号, 工号)."""

    columns: tuple[Column, ...]
    ambiguous: tuple[AmbiguousHeading, ...]
    unread: frozenset[str]


def read_columns(path: Path) -> Columns:
    """Columns in the order of each kind, the ambiguous headings, and those that are not read."""
    written = strict.read(path, _Written)
    columns = tuple(
        _column(kind, name, name in parts.required, written, path.name)
        for kind, parts in written.kinds.items()
        for name in (*parts.required, *parts.optional)
    )
    for kind in written.kinds:
        _refuse_double_claims([one for one in columns if one.kind == kind], path.name)
    ambiguous = (
        AmbiguousHeading(heading_key(one.heading), one.fields) for one in written.ambiguous
    )
    return Columns(columns, tuple(ambiguous), frozenset(map(heading_key, written.unread)))


def _column(kind: str, name: str, required: bool, written: _Written, file: str) -> Column:
    if name not in written.fields:
        raise ConfigurationInvalid(
            N_("{file}: the kind {kind} names a field {field} that is not described."),
            file=file,
            kind=kind,
            field=name,
        )
    entry = written.fields[name]
    keys = dict.fromkeys(map(heading_key, (entry.heading, *entry.synonyms)))
    fallbacks = dict.fromkeys(map(heading_key, entry.fallbacks))
    return Column(kind, name, entry.heading, required, tuple(keys), tuple(fallbacks))


def _refuse_double_claims(columns: list[Column], file: str) -> None:
    owners: dict[str, str] = {}
    for column in columns:
        for synonym in column.synonyms:
            claim(owners, synonym, column.field, file)
    fallback_owners: dict[str, str] = {}
    for column in columns:
        for fallback in column.fallbacks:
            claim(fallback_owners, fallback, column.field, file)
