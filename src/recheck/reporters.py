"""The institutions expected to report, as a CSV file gives them and recheck.toml keeps them."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from recheck.errors import ConfigurationInvalid, RecheckError
from recheck.messages import N_
from recheck.model import Period
from recheck.rulebook import Region, normalised

COLUMNS = ("name", "aliases", "district", "from", "until", "phone")


@dataclass(frozen=True)
class Reporter:
    """An institution by its official name; `from_` and `until` are half-years, both included."""

    name: str
    aliases: tuple[str, ...] = ()
    district: str | None = None
    from_: str | None = None
    until: str | None = None
    phone: str | None = None

    @property
    def keys(self) -> frozenset[str]:
        """The normalised names by which uploads may call it."""
        return frozenset(map(normalised, (self.name, *self.aliases)))

    def as_toml(self) -> str:
        """The `[[reporters]]` section of recheck.toml."""
        pairs = {
            "name": self.name,
            "aliases": list(self.aliases) or None,
            "district": self.district,
            "from": self.from_,
            "until": self.until,
            "phone": self.phone,
        }
        lines = (f"{key} = {toml(value)}" for key, value in pairs.items() if value)
        return "\n".join(("[[reporters]]", *lines))


def toml(value: str | list[str] | tuple[str, ...]) -> str:
    """A text or a list of texts as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)


def read_csv(path: Path) -> tuple[Reporter, ...]:
    """The reporters of a CSV file (UTF-8 or GB18030); raises ConfigurationInvalid."""
    table = csv.DictReader(io.StringIO(_text(path), newline=""))
    unknown = [name for name in table.fieldnames or () if name not in COLUMNS]
    if unknown or "name" not in (table.fieldnames or ()):
        raise ConfigurationInvalid(
            N_("{file}: the first line must name the columns {columns}; name must be among them."),
            file=path.name,
            columns=",".join(COLUMNS),
        )
    rows = ({key: (value or "").strip() for key, value in row.items() if key} for row in table)
    return tuple(_reporter(row) for row in rows if any(row.values()))


def _text(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConfigurationInvalid(
        N_("{file} cannot be read; save it as UTF-8 text and try again."), file=path.name
    )


def _reporter(row: Mapping[str, str]) -> Reporter:
    aliases = (alias.strip() for alias in row.get("aliases", "").split(";"))
    return Reporter(
        name=row["name"],
        aliases=tuple(alias for alias in aliases if alias),
        district=row.get("district") or None,
        from_=row.get("from") or None,
        until=row.get("until") or None,
        phone=row.get("phone") or None,
    )


def checked(reporters: Iterable[Reporter], region: Region, file: str) -> tuple[Reporter, ...]:
    """The same reporters, when names, districts and half-years are right."""
    reporters = tuple(reporters)
    claims = (key for one in reporters for key in one.keys)
    for name, times in Counter(claims).items():
        if times > 1 or not name:
            raise ConfigurationInvalid(
                N_("{file}: the institution name “{name}” stands there {times} times; keep one."),
                file=file,
                name=name,
                times=times,
            )
    for one in reporters:
        _check(one, region, file)
    return reporters


def _check(reporter: Reporter, region: Region, file: str) -> None:
    if reporter.district and reporter.district not in region.districts:
        raise ConfigurationInvalid(
            N_("{file}: {name} has the district “{district}”; the districts are {districts}."),
            file=file,
            name=reporter.name,
            district=reporter.district,
            districts="、".join(region.districts),
        )
    for half_year in filter(None, (reporter.from_, reporter.until)):
        try:
            Period.parse(half_year)
        except RecheckError as problem:
            raise ConfigurationInvalid(
                N_("{file}: {name} has “{text}” for from or until; write a half-year like 2025H1."),
                file=file,
                name=reporter.name,
                text=half_year,
            ) from problem


def official_names(reporters: Iterable[Reporter]) -> dict[str, str]:
    """Normalised name or alias → official name."""
    return {key: one.name for one in reporters for key in one.keys}
