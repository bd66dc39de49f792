"""The little of Excel that the formulas of our template use, to check what they say.

Like Excel: text is compared without case, digits count as numbers, errors go through unless
IFERROR catches them, and inside SUMPRODUCT a range of columns is worked through one by one.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Value = Any  # None (blank), float, str, bool or list
Node = tuple[Any, ...]
EPOCH = date(1899, 12, 30)
TOKENS = re.compile(
    r'\s*(?:(?P<number>\d+(?:\.\d+)?)|"(?P<text>[^"]*)"|(?P<range>\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+)'
    r"|(?P<cell>\$?[A-Z]+\$?\d+)|(?P<name>[A-Z]+)(?=\()|(?P<true>TRUE|FALSE)"
    r"|(?P<sign><>|<=|>=|[-+*/^&=<>(),]))"
)
LEVELS: tuple[tuple[str, ...], ...] = (
    ("=", "<>", "<", ">", "<=", ">="),
    ("&",),
    ("+", "-"),
    ("*", "/"),
    ("^",),
)


class CellError(Exception):
    """#VALUE!, #NUM! and their like."""


def holds(formula: str, cells: Mapping[str, Value]) -> bool:
    """Whether a mark shows; `cells`: address without $ → value. An error shows nothing."""
    try:
        return bool(evaluated(formula, cells))
    except CellError:
        return False


def evaluated(formula: str, cells: Mapping[str, Value]) -> Value:
    """The value of a formula; raises CellError."""
    tokens = list(TOKENS.finditer(formula))
    assert "".join(found[0] for found in tokens) == formula, formula
    node, rest = _level([(found.lastgroup, found[found.lastgroup or 0]) for found in tokens], 0)
    assert not rest, rest
    return _value(node, cells)


# --- reading a formula --------------------------------------------------------------------------


def _level(tokens: list[Any], level: int) -> tuple[Node, list[Any]]:
    if level == len(LEVELS):
        return _operand(tokens)
    node, tokens = _level(tokens, level + 1)
    while tokens and tokens[0][0] == "sign" and tokens[0][1] in LEVELS[level]:
        right, rest = _level(tokens[1:], level + 1)
        node, tokens = ("sign", tokens[0][1], node, right), rest
    return node, tokens


def _operand(tokens: list[Any]) -> tuple[Node, list[Any]]:
    (kind, text), rest = tokens[0], tokens[1:]
    if kind == "name":
        return _call(text, rest[1:])
    if (kind, text) == ("sign", "("):
        node, rest = _level(rest, 0)
        return node, rest[1:]
    if (kind, text) == ("sign", "-"):
        node, rest = _operand(rest)
        return ("sign", "-", ("number", "0"), node), rest
    return (kind, text), rest


def _call(name: str, tokens: list[Any]) -> tuple[Node, list[Any]]:
    arguments: list[Node] = []
    while tokens[0] != ("sign", ")"):
        if tokens[0] == ("sign", ","):
            tokens = tokens[1:]
        node, tokens = _level(tokens, 0)
        arguments.append(node)
    return ("call", name, *arguments), tokens[1:]


# --- working it out -----------------------------------------------------------------------------


def _value(node: Node, cells: Mapping[str, Value]) -> Value:
    kind, text = node[0], node[1]
    if kind == "number":
        return float(text)
    if kind == "text":
        return text
    if kind == "true":
        return text == "TRUE"
    if kind in ("cell", "range"):
        return _looked_up(text.replace("$", ""), cells)
    if kind == "sign":
        return _each(_operated(text), [_value(one, cells) for one in node[2:]])
    return _called(text, node[2:], cells)


def _looked_up(address: str, cells: Mapping[str, Value]) -> Value:
    if ":" not in address:
        return cells.get(address)
    (first, row), (last, _) = (re.findall(r"[A-Z]+|\d+", part) for part in address.split(":"))
    numbers = range(_column(first), _column(last) + 1)
    return [cells.get(f"{_letters(number)}{row}") for number in numbers]


def _called(name: str, arguments: Sequence[Node], cells: Mapping[str, Value]) -> Value:
    if name == "IFERROR":
        try:
            return _value(arguments[0], cells)
        except CellError:
            return _value(arguments[1], cells)
    if name == "COLUMN":
        first, last = arguments[0][1].replace("$", "").split(":")
        ends = (_column(re.sub(r"\d", "", one)) for one in (first, last))
        low, high = ends
        return [float(number) for number in range(low, high + 1)]
    values = [_value(one, cells) for one in arguments]
    if name in WHOLE:
        return WHOLE[name](*values)
    return _each(SINGLE[name], values)


def _each(work: Callable[..., Value], values: list[Value]) -> Value:
    lengths = {len(value) for value in values if isinstance(value, list)}
    if not lengths:
        return work(*values)
    (length,) = lengths
    rows = [value if isinstance(value, list) else [value] * length for value in values]
    return [work(*row) for row in zip(*rows, strict=True)]


def _number(value: Value) -> float:
    if value is None:
        return 0.0
    if isinstance(value, date):
        return float((value - EPOCH).days)
    try:
        return float(value)
    except ValueError as problem:
        raise CellError(value) from problem


def _text(value: Value) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _operated(sign: str) -> Callable[[Value, Value], Value]:
    arithmetic: dict[str, Callable[[float, float], float]] = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "^": lambda a, b: a**b,
    }
    if sign in arithmetic:
        return lambda a, b: arithmetic[sign](_number(a), _number(b))
    if sign == "&":
        return lambda a, b: _text(a) + _text(b)
    return lambda a, b: _compared(sign, a, b)


def _compared(sign: str, one: Value, other: Value) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        left, right = _text(one).upper(), _text(other).upper()
        return {"=": left == right, "<>": left != right}[sign]
    a, b = _number(one), _number(other)
    return {"=": a == b, "<>": a != b, "<": a < b, ">": a > b}[sign]


def _middle(value: Value, start: Value, count: Value) -> str:
    begin = int(_number(start)) - 1
    return _text(value)[begin : begin + int(_number(count))]


def _found(what: Value, within: Value) -> float:
    place = _text(within).find(_text(what))
    if place < 0:
        raise CellError(what)
    return float(place + 1)


def _day(year: Value, month: Value, day: Value) -> float:
    """DATE: months and days beyond their end run on."""
    months = int(_number(year)) * 12 + int(_number(month)) - 1
    try:
        first = date(months // 12, months % 12 + 1, 1)
    except ValueError as problem:
        raise CellError(year) from problem
    return float((first + timedelta(days=int(_number(day)) - 1) - EPOCH).days)


def _written(value: Value, pattern: Value) -> str:
    assert pattern == "yyyymmdd", pattern
    return f"{EPOCH + timedelta(days=int(_number(value))):%Y%m%d}"


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | date) and not isinstance(value, bool)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    return (_letters((number - 1) // 26) if number > 26 else "") + chr((number - 1) % 26 + 65)


SINGLE: dict[str, Callable[..., Value]] = {
    "LEN": lambda value: float(len(_text(value))),
    "MID": _middle,
    "RIGHT": lambda value, count: _text(value)[-int(count) :],
    "UPPER": lambda value: _text(value).upper(),
    "MOD": lambda value, by: _number(value) % _number(by),
    "FIND": _found,
    "DATE": _day,
    "TEXT": _written,
    "ISNUMBER": _is_number,
    "N": lambda value: _number(value) if _is_number(value) else 0.0,
}
WHOLE: dict[str, Callable[..., Value]] = {
    "AND": lambda *values: all(values),
    "OR": lambda *values: any(values),
    "SUMPRODUCT": sum,
    "COUNTA": lambda values: float(sum(value not in (None, "") for value in values)),
}
