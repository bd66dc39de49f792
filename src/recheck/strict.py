"""TOML into frozen dataclasses, strictly: a wrong or missing key says file, line and key.

A field `from_` reads the key `from` (a trailing underscore makes room for Python's own words).
"""

import dataclasses
import re
import tomllib
import types
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from recheck.errors import ConfigurationInvalid
from recheck.messages import N_, sentence
from recheck.spelling import did_you_mean

Shape = TypeVar("Shape")
Trail = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to one value."""

SCALARS = {
    str: N_("text"),
    int: N_("a whole number"),
    float: N_("a number"),
    bool: N_("true or false"),
}

TOMLLIB_PLACE = re.compile(r"\(at line (\d+), column \d+\)$")
"""Where tomllib stumbled; it says `at end of document` for the last line."""

FULL_WIDTH = re.compile("[“”‘’＂＇＝，：；［］【】｛｝＃]")
WIDE = N_(
    "the line has full-width punctuation; type quotation marks, =, commas and brackets with the"
    " input method switched to English."
)
NOT_TOML = N_("this is not TOML; compare the line with the example in the documentation.")
KEY_AND_VALUE = N_(
    "a line is key = value or [heading], and a key in Chinese stands in quotation marks."
)
UNENDED_TEXT = N_("a text that begins with a quotation mark does not end on its line.")
TOMLLIB_WORDS = {
    "Cannot overwrite a value": N_("this key stands there twice; keep one of the two."),
    "Cannot declare": N_("this [heading] stands there twice; put its keys under the first one."),
    "Duplicate inline table key": N_("this key stands there twice; keep one of the two."),
    "Unescaped '\\'": N_("write each backslash twice, or the text in single quotation marks."),
    "Invalid hex value": N_("write each backslash twice, or the text in single quotation marks."),
    "Unclosed array": N_("a list that begins with [ does not end with ]; check the commas too."),
    "Unclosed inline table": N_("a table in curly brackets does not end on its line."),
    "Unterminated string": UNENDED_TEXT,
    'Expected "\'"': UNENDED_TEXT,
    "Illegal character": UNENDED_TEXT,
    "Invalid value": N_(
        "the value cannot be read; text stands in quotation marks, a date is written 2025-07-01,"
        " and yes and no are true and false."
    ),
    "Invalid date": N_("there is no such day; a date is written 2025-07-01."),
    "Expected newline": N_("something stands after the value; a remark begins with #."),
    "Invalid statement": KEY_AND_VALUE,
    "Invalid initial character": KEY_AND_VALUE,
    "Expected '='": KEY_AND_VALUE,
    "Expected ']'": N_("a [heading] does not end with ]."),
}
"""What tomllib says → what to do about it."""


def read(path: Path, shape: type[Shape]) -> Shape:
    """The file at `path` as a `shape`; raises ConfigurationInvalid."""
    return parse(text_of(path), path.name, shape)


def text_of(path: Path) -> str:
    """The text of a rule file; raises ConfigurationInvalid."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigurationInvalid(
            N_("{file} cannot be read; save it as UTF-8 text and try again."), file=path.name
        ) from problem


def parse(text: str, name: str, shape: type[Shape]) -> Shape:
    """TOML `text` as a `shape`; `name` stands for the file in error messages."""
    value: Shape = _parsed(text, name, shape)  # type: ignore[arg-type]  # classes are hashable
    return value


@lru_cache(maxsize=256)
def _parsed(text: str, name: str, shape: Any) -> Any:  # noqa: ANN401
    """A command reads most of its rules more than once."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _malformed(str(problem), name, text) from problem
    return _Reader(name, text).as_shape(document, shape, ())


def _malformed(problem: str, name: str, text: str) -> ConfigurationInvalid:
    """What tomllib says in English, in our words, with the line where it stumbled."""
    lines = text.rstrip().split("\n")
    place = TOMLLIB_PLACE.search(problem)
    line = int(place[1]) if place else max(1, len(lines))
    written = lines[line - 1] if line <= len(lines) else ""
    typed_wide = FULL_WIDTH.findall(written.partition("#")[0])
    known = (advice for words, advice in TOMLLIB_WORDS.items() if words in problem)
    advice = WIDE if typed_wide else next(known, NOT_TOML)
    return ConfigurationInvalid(
        N_("{file}, line {line}: {advice}"), file=name, line=line, advice=sentence(advice, {})
    )


@dataclasses.dataclass(frozen=True)
class _Reader:
    """Turns parsed values into shapes; knows the text only to tell line numbers."""

    name: str
    text: str

    def as_shape(self, value: Any, shape: Any, trail: Trail) -> Any:  # noqa: ANN401
        """`value` as a `shape`: dataclass, optional, tuple, mapping, date or scalar."""
        if dataclasses.is_dataclass(shape):
            return self._as_dataclass(self._table(value, trail), shape, trail)
        origin, inner = get_origin(shape), get_args(shape)
        if origin in (Union, types.UnionType):
            return self.as_shape(value, next(one for one in inner if one is not type(None)), trail)
        if origin in (tuple, list, frozenset):
            items = self._list(value, trail)
            return origin(
                self.as_shape(item, inner[0], (*trail, index)) for index, item in enumerate(items)
            )
        if origin is not None and issubclass(origin, Mapping):
            table = self._table(value, trail)
            return {key: self.as_shape(one, inner[1], (*trail, key)) for key, one in table.items()}
        return self._scalar(value, shape, trail)

    def _as_dataclass(self, table: dict[str, Any], shape: Any, trail: Trail) -> Any:  # noqa: ANN401
        hints = get_type_hints(shape)
        fields = {field.name.rstrip("_"): field for field in dataclasses.fields(shape)}
        for key in table:
            if key not in fields:
                raise self._unknown(key, fields, trail)
        for key, field in fields.items():
            if key not in table and _is_required(field):
                raise self._problem(
                    N_("{file}, line {line}: the key {key} is missing."), trail, key
                )
        return shape(
            **{
                fields[key].name: self.as_shape(value, hints[fields[key].name], (*trail, key))
                for key, value in table.items()
            }
        )

    def _scalar(self, value: Any, shape: Any, trail: Trail) -> Any:  # noqa: ANN401
        if shape is date and isinstance(value, date) and not isinstance(value, datetime):
            return value
        if shape is float and type(value) is int:
            return float(value)
        if shape in SCALARS and type(value) is shape:
            return value
        raise self._mistyped(trail, SCALARS.get(shape, N_("a date such as 2025-07-01")))

    def _table(self, value: Any, trail: Trail) -> dict[str, Any]:  # noqa: ANN401
        if isinstance(value, dict):
            return value
        raise self._mistyped(trail, N_("a table"))

    def _list(self, value: Any, trail: Trail) -> list[Any]:  # noqa: ANN401
        if isinstance(value, list):
            return value
        raise self._mistyped(trail, N_("a list"))

    def _mistyped(self, trail: Trail, wanted: str) -> ConfigurationInvalid:
        key = next((step for step in reversed(trail) if isinstance(step, str)), "")
        return self._problem(
            N_("{file}, line {line}: {key} must be {wanted}."),
            trail,
            key,
            wanted=sentence(wanted, {}),
        )

    def _unknown(self, key: str, known: Mapping[str, object], trail: Trail) -> ConfigurationInvalid:
        return self._problem(
            N_("{file}, line {line}: the key {key} is not known.{question}"),
            (*trail, key),
            key,
            question=did_you_mean(key, known, least=0),
        )

    def _problem(
        self, message: str, trail: Trail, key: str, **parameters: object
    ) -> ConfigurationInvalid:
        line = line_of(self.text, trail)
        return ConfigurationInvalid(message, file=self.name, line=line, key=key, **parameters)


def _is_required(field: "dataclasses.Field[Any]") -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing


def line_of(text: str, trail: Trail) -> int:
    """The line where the value at `trail` is written, from 1; an ancestor's when unsure."""
    places = _places(text)
    known = next(cut for cut in range(len(trail), -1, -1) if trail[:cut] in places)
    first = places[trail[:known]]
    keys = [step for step in trail[known:] if isinstance(step, str)]
    if not keys:
        return first
    written = re.compile(rf"(?<![\w-])[\"']?{re.escape(keys[-1])}[\"']?\s*=")
    following = enumerate(text.split("\n")[first - 1 :], first)
    return next((number for number, line in following if written.search(line)), first)


def _places(text: str) -> dict[Trail, int]:
    """Trail → line of every table heading and every key at the start of a line."""
    places: dict[Trail, int] = {(): 1}
    table: Trail = ()
    counts: dict[Trail, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if heading := re.match(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]", line):
            table = _table_trail(_keys(heading[2]), heading[1] == "[[", counts)
            places.setdefault(table, number)
        elif pair := re.match(
            r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*[\w\"'-]+)*)\s*=", line
        ):
            places.setdefault((*table, *_keys(pair[1])), number)
    return places


def _table_trail(keys: Trail, is_list_item: bool, counts: dict[Trail, int]) -> Trail:
    """`[[a.b]]` → ("a", "b", position); `counts` remembers how many items each list has so far."""
    trail: Trail = ()
    for depth, key in enumerate(keys, 1):
        trail = (*trail, key)
        if depth == len(keys) and is_list_item:
            counts[trail] = counts.get(trail, 0) + 1
        if trail in counts:
            trail = (*trail, counts[trail] - 1)
    return trail


def _keys(dotted: str) -> Trail:
    found = re.findall(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)", dotted)
    return tuple(next(part for part in parts if part) for parts in found)
