"""Tables of the keys that a dataclass reads from TOML: type, default, meaning."""

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from . import markdown

Field = dataclasses.Field[typing.Any]
NAMES = {str: "text", int: "whole number", date: "date"}


def table(
    shape: type, meanings: Mapping[str, str], default: Callable[[str, Field], str] | None = None
) -> str:
    """One row for each key of `shape`; `meanings`: key → what it is for."""
    rows = _rows(shape, meanings, default or (lambda _, field: default_of(field)))
    return markdown.table(("key", "type", "default", "meaning"), rows)


def _rows(
    shape: type, meanings: Mapping[str, str], default: Callable[[str, Field], str]
) -> Iterator[tuple[str, str, str, str]]:
    hints = typing.get_type_hints(shape)
    fields = {field.name.rstrip("_"): field for field in dataclasses.fields(shape)}
    for key, meaning in _checked(meanings, fields).items():
        yield f"`{key}`", _kind(hints[fields[key].name]), default(key, fields[key]), meaning


def _checked(meanings: Mapping[str, str], fields: Mapping[str, object]) -> Mapping[str, str]:
    """The meanings; a key without one, or one without a key, must not go unnoticed."""
    if meanings.keys() != fields.keys():
        raise KeyError(sorted(meanings.keys() ^ fields.keys()))
    return meanings


def _kind(hint: object) -> str:
    """text, whole number, date, list of …, table."""
    if isinstance(hint, types.UnionType):
        return _kind(next(one for one in typing.get_args(hint) if one is not type(None)))
    if typing.get_origin(hint) is tuple:
        return f"list of {_kind(typing.get_args(hint)[0])}"
    return NAMES.get(hint, "table") if isinstance(hint, type) else "table"


def default_of(field: Field) -> str:
    """`required`, what stands there when the key does not, or nothing."""
    if field.default is not dataclasses.MISSING:
        return shown(field.default)
    return "required" if field.default_factory is dataclasses.MISSING else ""


def shown(value: object) -> str:
    """A default as the page prints it."""
    if value is None or value == ():
        return ""
    return "、".join(value) if isinstance(value, tuple) else f"`{value}`"
