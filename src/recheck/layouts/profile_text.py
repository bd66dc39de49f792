"""A profile written on: what was confirmed is added, what stands there stays, comments too."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array

from recheck import strict
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.rulebook import Layout, heading_key, normalised

HEAD = "# 机构的列标题习惯。可手工修改；recheck headings --save 只添加，不改动已写的内容。"
LAYOUTS_HEAD = "最近一次确认的表头，只用于比对，不影响读取"
LONG = 60
"""Letters of a line of headings, after which a new one begins."""

OTHERWISE = N_(
    "The profile reads “{heading}” as {field} already. Change that line by hand if it is wrong;"
    " nothing was saved."
)


@dataclass(frozen=True)
class Confirmed:
    """What somebody confirmed: headings → fields, headings not to read, what stands where."""

    headings: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()


def written_on(text: str, institution: str, confirmed: Confirmed) -> str:
    """The text of the profile with what was confirmed; an empty text begins a profile.

    Raises UsageProblem when the profile says something else by hand.
    """
    begun = text if text.strip() else f"{HEAD}\ninstitution = {_quoted(institution)}\n"
    with_headings = _with_headings(begun, confirmed.headings)
    document = tomlkit.parse(_with_room_for_ignored(with_headings, confirmed.ignored))
    _add_ignored(document, confirmed.ignored)
    for layout in confirmed.layouts:
        _add_layout(document, layout)
    return tomlkit.dumps(document)


def _quoted(text: str) -> str:
    return tomlkit.string(text).as_string()


def _with_headings(text: str, headings: Mapping[str, str]) -> str:
    """The new headings below the last one that is there, before whatever follows it."""
    there = tomlkit.parse(text).unwrap().get("headings", {})
    said = {heading_key(one): meant for one, meant in there.items()}
    for heading, meant in headings.items():
        if said.get(heading_key(heading), meant) != meant:
            raise UsageProblem(OTHERWISE, heading=heading, field=said[heading_key(heading)])
    new = {one: meant for one, meant in headings.items() if heading_key(one) not in said}
    if not new:
        return text
    written = [f"{_quoted(one)} = {_quoted(meant)}" for one, meant in new.items()]
    lines = text.rstrip("\n").split("\n")
    if there:
        last = max(strict.line_of(text, ("headings", one)) for one in there)
        return _joined([*lines[:last], *written, *lines[last:]])
    return _joined([*lines, "", "[headings]", *written])


def _with_room_for_ignored(text: str, ignored: Sequence[str]) -> str:
    """A key of its own line must stand above all tables: below the name of the institution."""
    if not ignored or "ignored" in tomlkit.parse(text):
        return text
    lines, first = text.rstrip("\n").split("\n"), strict.line_of(text, ("institution",))
    return _joined([*lines[:first], "ignored = []", *lines[first:]])


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


def _add_ignored(document: tomlkit.TOMLDocument, ignored: Iterable[str]) -> None:
    there: Any = document.get("ignored", [])
    known = set(map(heading_key, there))
    there.extend(one for one in ignored if heading_key(one) not in known)


def _add_layout(document: tomlkit.TOMLDocument, layout: Layout) -> None:
    """Sheets with the same headings share an entry; what was said of these sheets before goes."""
    entries = _layouts(document)
    mine = set(map(normalised, layout.sheets))
    for entry in entries:
        entry["sheets"] = [one for one in entry["sheets"] if normalised(one) not in mine]
    keys = _as_keys(layout.headings)
    same = next((one for one in entries if _as_keys(one["headings"]) == keys), None)
    if same is None:
        same = tomlkit.table()
        same["sheets"], same["headings"] = [], _wrapped(layout.headings)
        entries.append(same)
        same = entries[-1]
    same["sheets"] = [*same["sheets"], *layout.sheets]
    for place in reversed(range(len(entries))):
        if not entries[place]["sheets"]:
            del entries[place]


def _layouts(document: tomlkit.TOMLDocument) -> Any:  # noqa: ANN401  tomlkit's tables are untyped
    if "layouts" not in document:
        document.add(tomlkit.nl())
        document.add(tomlkit.comment(LAYOUTS_HEAD))
        document["layouts"] = AoT([])
    return document["layouts"]


def _as_keys(headings: Iterable[str]) -> list[str]:
    return [heading_key(one) for one in headings]


def _wrapped(headings: Iterable[str]) -> Array:
    """A few to a line, so that people can compare them with their table."""
    lines = ["   "]
    for heading in headings:
        if len(lines[-1]) > LONG:
            lines.append("   ")
        lines[-1] += f" {_quoted(heading)},"
    return tomlkit.array("\n".join(["[", *lines, "]"]))
